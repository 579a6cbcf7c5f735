/** The server as a child process: one at a time, and none once `stop` has resolved or this process has ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** After this time, in ms, a server that was told to stop is ended. Its own grace is five seconds. */
const stopLimitMs = 8_000;

/** Where and how it is started. */
export interface ServerOptions {
  readonly cwd: string;
  /** All of its variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** See the head of this file. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  /** One start or stop after the other: files may change faster than a server stops. */
  private turn: Promise<void> = Promise.resolve();
  private isEnding = false;

  constructor(
    private readonly options: ServerOptions,
    private readonly say: (text: string) => void,
  ) {
    process.once('exit', () => this.child?.kill('SIGKILL'));
  }

  /** Ends the one that runs, and starts another. */
  restart(): Promise<void> {
    return (this.turn = this.turn.then(async () => {
      await this.end();
      if (!this.isEnding) this.start();
    }));
  }

  /** Resolves when it has ended; none is started any more. */
  stop(): Promise<void> {
    this.isEnding = true;
    return (this.turn = this.turn.then(() => this.end()));
  }

  private start(): void {
    const api = createRequire(import.meta.url).resolve('@ice/api');
    // Of the build, also where this is run from the sources.
    const entry = path.join(path.dirname(api), '..', 'dist', 'main.js');
    const { cwd, env } = this.options;
    const child = spawn(process.execPath, ['--enable-source-maps', entry], {
      cwd,
      env: { ...env },
      // Its words are for people: stdout stays empty.
      stdio: ['ignore', 2, 2],
    });
    this.child = child;
    child.once('error', (fault) => this.say(`The server did not start: ${fault.message}`));
    child.once('exit', (code, signal) => {
      if (this.child !== child) return;
      this.child = null;
      if (!this.isEnding)
        this.say(`The server has ended (${signal ?? `code ${code}`}). The next change starts it again.`);
    });
  }

  private async end(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await ended;
    clearTimeout(forced);
  }
}
