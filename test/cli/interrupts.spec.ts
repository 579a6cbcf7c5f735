/** Ctrl-C before there is an execution to cancel: it ends at once, and says what may have happened all the same. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce } from '../support/run-ice.js';

const anId = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';

let server: Server;
let url: string;
let folder: string;
let onRequest: (request: string) => void = () => undefined;

/** Takes every request and answers none. */
beforeAll(async () => {
  server = createServer(({ method, url: place }) => onRequest(`${method} ${place}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }];
  await writeFile(path.join(folder, 'echo.json'), JSON.stringify({ schema_version: '1.0', name: 'echo', nodes }));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** Presses Ctrl-C as soon as the server has a request. */
async function interrupted(argv: readonly string[], terminal?: { readonly columns: number; readonly rows: number }) {
  const controller = new AbortController();
  const asked: string[] = [];
  onRequest = (request) => {
    asked.push(request);
    controller.abort();
  };
  const options = { cwd: folder, signal: controller.signal, ...(terminal && { terminal }) };
  return { run: await runIce([...argv, '--remote', url], options), asked };
}

describe('Ctrl-C before the start is answered', () => {
  it.each([
    [['run', 'echo.json'], 'POST /api/v1/executions'],
    [['exec', 'rerun', anId], `POST /api/v1/executions/${anId}/rerun`],
  ])('ends %j with 130, and says that the start may have been recorded', async (argv, request) => {
    const { run, asked } = await interrupted(argv);
    expect(asked).toEqual([request]);
    expect(run).toMatchObject({
      code: 130,
      stdout: '',
      stderr: `ice: Interrupted.\n  hint: The start may have been recorded all the same; this shows it: ice exec list --remote ${url}\n`,
    });
    const { run: json } = await interrupted([...argv, '--json']);
    expect([json.code, json.json.error.code]).toEqual([130, 'interrupted']);
  });

  it.each([
    ['what only asks', ['run', 'echo.json', '--dry-run'], undefined],
    ['the look at the cost before a tree is drawn', ['run', 'echo.json'], { columns: 80, rows: 24 }],
    ['looking on', ['exec', 'watch', anId], undefined],
  ])('ends %s with 130 and nothing to add', async (_what, argv, terminal) => {
    const { run } = await interrupted(argv, terminal);
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: 'ice: Interrupted.\n' });
  });

  it('starts nothing in this process where it came first', async () => {
    const dataDir = path.join(folder, 'data');
    const run = await runIce(['run', 'echo.json', '--data-dir', dataDir], { cwd: folder, signal: AbortSignal.abort() });
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: 'ice: Interrupted.\n' });
    const listed = await runIce(['exec', 'list', '--json', '--data-dir', dataDir], { cwd: folder });
    expect(listed.json.data).toEqual([]);
  });
});
