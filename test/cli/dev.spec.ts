/** `ice dev`: the server as a child, started anew on the same data when a watched file changes, and gone with the command. Needs the build. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runIce } from '../support/run-ice.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-dev-'));
  await mkdir(path.join(folder, 'dist'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** When the server at this port has begun, in seconds since 1970; null while none answers. */
async function startTime(port: number): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { connection: 'close' } });
    return /^process_start_time_seconds (\S+)$/m.exec(await answer.text())?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Asks until there is an answer other than this one; the time limit of the test ends it. */
async function startTimeAfter(port: number, before: string | null): Promise<string> {
  for (;;) {
    const now = await startTime(port);
    if (now !== null && now !== before) return now;
    await sleep(100);
  }
}

describe('ice dev', () => {
  it('starts the server anew when something changes, and ends it with Ctrl-C', async () => {
    const port = await freePort();
    const controller = new AbortController();
    const { PATH = '' } = process.env;
    const dev = runIce(['dev', '--port', String(port), '--watch', 'dist', '--data-dir', 'data'], {
      cwd: folder,
      signal: controller.signal,
      env: { PATH, ICE_LOG_LEVEL: 'silent' },
    });
    const first = await startTimeAfter(port, null);
    await writeFile(path.join(folder, 'dist', 'plugin.js'), 'export {};\n');
    const second = await startTimeAfter(port, first);
    controller.abort();
    const { code, stdout, stderr } = await dev;
    expect([code, stdout, Number(second) > Number(first)]).toEqual([0, '', true]);
    expect(stderr).toContain(`Watching ${path.join(folder, 'dist')}\n`);
    expect(stderr).toContain(`Changed: ${path.join('dist', 'plugin.js')}. Starting anew.\n`);
    expect(await startTime(port)).toBeNull();
  });

  it('takes a number as its port', async () => {
    const { code } = await runIce(['dev', '--port', 'eighty'], { cwd: folder });
    expect(code).toBe(2);
  });
});
