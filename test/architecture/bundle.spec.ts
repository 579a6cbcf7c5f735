/** The bundle of the API is what its modules are. Runs after a build: `make verify` has one. */
import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(import.meta.dirname, '..', '..');

/** Loads the API both ways in a process of its own, as the server does. */
const program = `
import { loadApi } from '@ice/api/load';
const [bundled, plain] = [await loadApi(''), await loadApi('./a-plugin.js')];
const documents = [];
for (const api of [bundled, plain]) {
  const config = api.readAppConfig({ ICE_STORE: 'memory', ICE_TEST_MODE: '1', ICE_LOG_LEVEL: 'silent' });
  const app = await api.createApp(config, api.createLogger('silent'));
  documents.push(api.schemaFiles(app));
  await app.close();
}
const names = [bundled, plain].map((api) => Object.keys(api).sort());
console.log(JSON.stringify({ isBundled: bundled !== plain, names, documents }));
`;

describe('the bundle of the API', () => {
  it('is loaded after a build, exports the same names and writes the same documents', async () => {
    const { NODE_V8_COVERAGE: _measured, ...env } = process.env;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: path.join(root, 'apps', 'cli'),
      env,
      maxBuffer: 64 * 1_024 * 1_024,
    });
    const { isBundled, names, documents } = JSON.parse((await run).stdout);
    expect(isBundled).toBe(true);
    expect(names[0]).toEqual(names[1]);
    expect(Object.keys(documents[0])).toContain('openapi.json');
    expect(documents[0]).toEqual(documents[1]);
  });
});
