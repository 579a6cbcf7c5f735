/** MCP servers for tests: real ones, in processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where the servers are. */
export const mcpFixtures = path.join(import.meta.dirname, '..', 'fixtures', 'mcp');

/** The file into which a server writes what reached it. */
export class ServerEvents {
  readonly file = path.join(mkdtempSync(path.join(tmpdir(), 'ice-mcp-')), 'events');

  /** Lines so far. */
  all(): readonly string[] {
    try {
      return readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }

  /** Ids of the processes that were started. */
  pids(): readonly number[] {
    return this.all().flatMap((line) => (line.startsWith('pid ') ? [Number(line.slice(4))] : []));
  }

  /** Resolves when a line is there. */
  async seen(line: string): Promise<void> {
    while (!this.all().includes(line)) await delay(5);
  }
}

/** A server over HTTP that runs. */
export interface HttpFixture extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly events: ServerEvents;
  /** Ends the process at once. */
  readonly stop: () => Promise<void>;
}

/** Starts a server over HTTP. `env` is described in the head of its file. */
export async function startHttpFixture(
  file = 'http-server.mjs',
  env: Readonly<Record<string, string>> = {},
): Promise<HttpFixture> {
  const events = new ServerEvents();
  const child = spawn(process.execPath, [path.join(mcpFixtures, file)], {
    env: { PATH: process.env['PATH'], MCP_EVENTS: events.file, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString('utf8'));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url: `http://127.0.0.1:${port}/mcp`, port, events, stop, [Symbol.asyncDispose]: stop };
}

/** True while a process is there, be it that nobody has asked for its end yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when none of the processes is there. */
export async function allGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await delay(5);
}
