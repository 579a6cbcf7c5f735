/** A child process with everything that it starts. It leads a process group of its own: launchers such as `npx` start the server as a
 *  grandchild, and a Ctrl-C in the terminal reaches this process alone, which lets attempts end before it ends the servers. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** What is started. */
export interface ProcessOrder {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | null;
}

/** Time for each of: ending by itself when its input ends, and ending on SIGTERM. */
const patienceMs = 1_000;

/** Time for the last output to be read once the process is gone; a daemon that left the group may hold the pipes for ever. */
const lastWordsMs = 500;

/** What still runs, for the end of this process, whatever leads to it. */
const living = new Set<ProcessGroup>();

function killAll(): void {
  for (const group of living) group.kill();
}

/** A process that runs, or has run. */
export class ProcessGroup {
  /** Fulfilled when the process is gone and its output has been read. */
  readonly ended: Promise<void>;
  #isGone = false;

  private constructor(readonly child: ChildProcessWithoutNullStreams) {
    // Told of a signal that could not be sent, which is for a process that is gone.
    child.on('error', () => undefined);
    child.once('exit', () => this.#sweep());
    this.ended = new Promise((resolve) => child.once('close', () => resolve()));
    if (living.size === 0) process.on('exit', killAll);
    living.add(this);
  }

  /** Starts a process. Rejects with the system's error when that fails. */
  static async start({ command, args, env, cwd }: ProcessOrder): Promise<ProcessGroup> {
    const options = { env: { ...env }, detached: true, shell: false, ...(cwd !== null && { cwd }) };
    const child = spawn(command, [...args], { ...options, stdio: 'pipe' });
    await once(child, 'spawn');
    return new ProcessGroup(child);
  }

  /** Ends the process: politely, then not. Nothing of its group is left when this resolves. Never rejects. */
  async end(): Promise<void> {
    this.child.stdin.end();
    if (await this.#hasEnded()) return;
    this.#signal('SIGTERM');
    if (await this.#hasEnded()) return;
    this.kill();
    await this.ended;
  }

  async #hasEnded(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tired = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
    const hasEnded = await Promise.race([this.ended.then(() => true), tired]);
    clearTimeout(timer);
    return hasEnded;
  }

  /** The leader is gone: so shall be what it started. */
  #sweep(): void {
    this.kill();
    this.#isGone = true;
    living.delete(this);
    if (living.size === 0) process.off('exit', killAll);
    const { stdout, stderr } = this.child;
    setTimeout(() => [stdout, stderr].forEach((stream) => stream.destroy()), lastWordsMs).unref();
  }

  /** Ends it at once, without a word. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#isGone || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // The group is empty already.
    }
  }
}
