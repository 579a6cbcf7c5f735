/** What is said beside a cost: only what the server that is asked tells of its money, whatever the settings of the process that asks. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce } from '../support/run-ice.js';

let folder: string;
let made: RunningApi;
let real: RunningApi;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }];
  await writeFile(path.join(folder, 'echo.json'), JSON.stringify({ schema_version: '1.0', name: 'echo', nodes }));
  made = await startApi({ config: { testMode: true } });
  real = await startApi({ config: { testMode: false, openaiApiKey: 'sk-of-this-test' } });
});

afterAll(async () => {
  await Promise.all([made.close(), real.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** The line about the cost that each of the three commands writes. */
async function costLines(url: string, startUrl = url): Promise<readonly (string | undefined)[]> {
  const ice = (argv: readonly string[], remote = url) => runIce([...argv, '--remote', remote], { cwd: folder });
  const run = await ice(['run', 'echo.json'], startUrl);
  const [, id = ''] = /Execution (ex_\w+):/.exec(run.stderr) ?? [];
  const [watch, get] = [await ice(['exec', 'watch', id]), await ice(['exec', 'get', id])];
  return [run.stderr, watch.stderr, get.stdout].map((text) => /^Cost: .*$/m.exec(text)?.[0]);
}

describe('the word beside a cost', () => {
  it('is "synthetic" for a server in test mode', async () => {
    const line = 'Cost: $0 (synthetic) for 0 input and 0 output tokens.';
    expect(await costLines(made.url)).toEqual([line, line, line]);
  });

  it('is missing for a server with real money, though this process would be in test mode', async () => {
    const line = 'Cost: $0 for 0 input and 0 output tokens.';
    expect(await costLines(real.url)).toEqual([line, line, line]);
  });

  it('is missing where the server does not tell, and the rest is told all the same', async () => {
    const { server, url, refused } = await without('/api/v1/governance/budget');
    const [, ...looks] = await costLines(url, made.url);
    const line = 'Cost: $0 for 0 input and 0 output tokens.';
    expect([looks, refused()]).toEqual([[line, line], 2]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

/** The same API but for one path, which is refused. */
async function without(place: string): Promise<{ server: Server; url: string; refused: () => number }> {
  let refusals = 0;
  const server = createServer((request, response) => {
    const problem = { status: 403, code: 'forbidden', title: 'Forbidden', detail: 'Not with this key.' };
    if (request.url === place) {
      refusals += 1;
      return response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
    }
    return request.pipe(
      forward(`${made.url}${request.url}`, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, refused: () => refusals };
}
