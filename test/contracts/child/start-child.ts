/** Starts a child process of a test on the TypeScript sources, without a build. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';

const folder = path.join(process.cwd(), 'test', 'contracts', 'child');
const program = [process.execPath, '--conditions=ice-source', '--import', path.join(folder, 'typescript-loader.mjs')];

/** A child process and what it said so far. */
export interface Child {
  /** Resolves with the next whole lines; with an empty list once there are no more. */
  lines(): Promise<readonly string[]>;
  /** Ends it at once, as a crash would. */
  kill(): void;
  /** Resolves when it ended: its exit code (null: killed) and all that it wrote to the error stream. */
  ended(): Promise<{ readonly code: number | null; readonly errors: string }>;
}

/**
 * Starts `sqlite-child.mjs` with these arguments.
 * @param fileLimitKib no file that it writes may grow beyond this, as on a full disk.
 */
export function startSqliteChild(parameters: readonly string[], fileLimitKib?: number): Child {
  const command = [...program, path.join(folder, 'sqlite-child.mjs'), ...parameters];
  const limited = ['bash', '-c', `ulimit -f ${fileLimitKib}; exec "$@"`, 'bash', ...command];
  const [file, ...rest] = fileLimitKib === undefined ? command : limited;
  return watch(spawn(file!, rest, { stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Starts `ledger-child.mjs` with these arguments. */
export function startLedgerChild(parameters: readonly string[]): Child {
  const [file, ...rest] = [...program, path.join(folder, 'ledger-child.mjs'), ...parameters];
  return watch(spawn(file!, rest, { stdio: ['ignore', 'pipe', 'pipe'] }));
}

function watch(child: ChildProcessByStdio<null, Readable, Readable>): Child {
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const chunks = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
  const closed = once(child, 'close') as Promise<[number | null]>;
  let rest = '';
  return {
    async lines() {
      const { value, done } = await chunks.next();
      if (done) return [];
      const lines = `${rest}${value}`.split('\n');
      rest = lines.pop()!;
      return lines.length > 0 ? lines : this.lines();
    },
    kill: () => void child.kill('SIGKILL'),
    ended: async () => ({ code: (await closed)[0], errors }),
  };
}
