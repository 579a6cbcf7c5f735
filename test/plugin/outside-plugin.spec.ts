/** A plugin that lives outside of this repository, as its author would build it: a package of its own in a folder of its own, which a
 *  server loads by path. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { runApiProcess, startApiProcess, type ApiProcess } from '../support/api-process.js';

const root = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'outside-plugin-'));
let server: ApiProcess;

beforeAll(async () => {
  buildPackage();
  server = await startApiProcess({ env: { ICE_STORE: 'memory', ICE_PLUGINS: path.join(folder, 'dist/index.js') } });
});

afterAll(async () => {
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

/** The sketch with a service, compiled alone; of this repository it sees the packages that it names, and nothing else. */
function buildPackage(): void {
  const source = readFileSync(path.join(root, 'examples/plugins/draw-tickets.ts'), 'utf8');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { ...compilerOptions, experimentalDecorators: true, emitDecoratorMetadata: true },
  });
  for (const place of ['dist', 'node_modules/@ice', 'node_modules/@nestjs'])
    mkdirSync(path.join(folder, place), { recursive: true });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'tickets', version: '1.0.0', type: 'module' }),
  );
  writeFileSync(path.join(folder, 'dist/index.js'), outputText);
  symlinkSync(path.join(root, 'libs/plugin'), path.join(folder, 'node_modules/@ice/plugin'));
  for (const name of ['@nestjs/common', 'zod'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
}

const blueprint = {
  schema_version: '1.0',
  name: 'tickets',
  nodes: [
    { id: 'first', type: 'tool', tool_name: 'draw_ticket' },
    { id: 'second', type: 'tool', tool_name: 'draw_ticket', dependencies: ['first'] },
  ],
  outputs: { tickets: ['{{ nodes.first.ticket }}', '{{ nodes.second.ticket }}'] },
};

describe('a plugin outside of the repository', () => {
  it('is in the catalog of the server that loads it', async () => {
    const { status, body } = await server.request('GET', '/api/v1/catalog/tools/draw_ticket');
    expect({ status, toolkit: body.toolkit }).toEqual({ status: 200, toolkit: 'tickets' });
  });

  it('runs in blueprints, each time from the beginning', async () => {
    const start = () =>
      server.request('POST', '/api/v1/executions', { json: { blueprint }, headers: { prefer: 'wait=30' } });
    const answers = [await start(), await start()];
    expect(answers.map(({ body }) => body.outputs)).toEqual([{ tickets: ['A-1', 'A-2'] }, { tickets: ['A-1', 'A-2'] }]);
  });

  it('that is not there stops the start with one sentence', async () => {
    const { code, stderr } = await runApiProcess({ ICE_STORE: 'memory', ICE_PLUGINS: './gone.js' });
    const sentence = `ICE_PLUGINS names "./gone.js": there is no file ${path.join(root, 'gone.js')}.`;
    expect({ code, stderr }).toEqual({ code: 1, stderr: `iceOS did not start.\n${sentence}\n` });
  });
});
