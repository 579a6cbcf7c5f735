/** Loads this package: from the bundle where there is one, else module by module, which takes twice as long. Imports nothing of it. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCurrentBundle } from './is-current-bundle.js';

/** What the package exports. */
export type Api = typeof import('./index.js');

/** The server, ready to be run. */
export type Server = typeof import('./serve.js');

const folder = path.join(import.meta.dirname, 'bundle');
const bundled = (file: string): string => pathToFileURL(path.join(folder, file)).href;

/** The API, ready to be created. @param plugins as `ICE_PLUGINS` says. */
export async function loadApi(plugins: string | undefined): Promise<Api> {
  return isBundled(plugins) ? ((await import(bundled('index.js'))) as Api) : import('./index.js');
}

/** The server process, ready to be started. @param plugins as `ICE_PLUGINS` says. */
export async function loadServer(plugins: string | undefined): Promise<Server> {
  return isBundled(plugins) ? ((await import(bundled('serve.js'))) as Server) : import('./serve.js');
}

/** Not with plugins: they share classes of Nest with the API, by which it injects into them, so both have to find one Nest. Nor where coverage
 *  is measured, which is by module. */
function isBundled(plugins = ''): boolean {
  return plugins.trim() === '' && !process.env['NODE_V8_COVERAGE'] && isCurrentBundle(folder);
}
