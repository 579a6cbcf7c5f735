/** The package around a folder, of a plugin or of an application, and where its sources stand. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError } from '../../command/cli-error.js';
import { isCheckout } from './checkout.js';
import { pluginOf, readManifest } from './plugin-package.js';

/** See the head of this file. */
export interface SourcePackage {
  /** Absolute, as the next one. */
  readonly folder: string;
  readonly sources: string;
  readonly manifestFile: string;
  readonly manifestText: string;
  /** True where `npm test` runs tests of `node:test`. */
  readonly runsNodeTests: boolean;
  /** True where `npm test` runs anything: the script that npm puts there to fail is none. */
  readonly hasTests: boolean;
}

/** The nearest one upwards; null where there is none. iceOS itself is none. @throws CliError for a package that is no ES module. */
export function findSourcePackage(cwd: string): SourcePackage | null {
  if (existsSync(path.join(cwd, 'package.json'))) return isCheckout(cwd) ? null : openPackage(cwd);
  const parent = path.dirname(cwd);
  return parent === cwd ? null : findSourcePackage(parent);
}

function openPackage(folder: string): SourcePackage {
  const manifestFile = path.join(folder, 'package.json');
  const manifest = readManifest(manifestFile);
  refuseCommonJs(manifest, manifestFile);
  const { test } = { test: '', ...(manifest['scripts'] as object | undefined) };
  return {
    folder,
    sources: sourcesIn(folder, pluginOf(manifest)),
    manifestFile,
    manifestText: readFileSync(manifestFile, 'utf8'),
    runsNodeTests: /\bnode --test\b/.test(String(test)),
    hasTests: test !== '' && !/no test specified/.test(String(test)),
  };
}

/** Beside the module of a plugin; else in `src`, where there is one. */
function sourcesIn(folder: string, plugin: string | null): string {
  if (plugin !== null) return path.dirname(path.join(folder, plugin));
  const src = path.join(folder, 'src');
  return existsSync(src) ? src : folder;
}

function refuseCommonJs(manifest: Readonly<Record<string, unknown>>, file: string): void {
  if (manifest['type'] === 'module') return;
  throw new CliError(`${file} is of no ES module, and what "ice new" writes is one.`, {
    exitCode: 7,
    code: 'package-unfit',
    hint: 'Add "type": "module" to it.',
  });
}
