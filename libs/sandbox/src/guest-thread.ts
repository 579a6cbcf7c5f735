/** A thread for one program: started ahead of it, ended after it, never used again. It has no environment, no standard input or output,
 *  and bounds of its own for memory and stack. */
import { Worker } from 'node:worker_threads';
import type { GuestAnswer, GuestOrder, GuestSettings } from './guest-answer.js';

const script = new URL('./guest/guest-worker.mjs', import.meta.url);

/** Of the thread's own JavaScript: texts on their way. The program's memory is the interpreter's, and not counted here. */
const resourceLimits = {
  maxOldGenerationSizeMb: 96,
  maxYoungGenerationSizeMb: 16,
  codeRangeSizeMb: 16,
  stackSizeMb: 16,
};

/** How a program that ran ended, or that nobody wants to know it any more. */
type Settle = (answer: GuestAnswer) => void;

/** See the head of this file. */
export class GuestThread {
  /** True: an order may come; false: the thread could not start. */
  readonly ready: Promise<boolean>;
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  private readonly worker: Worker;
  private settle: Settle = () => undefined;
  private isGone = false;

  constructor(settings: GuestSettings) {
    const options = { workerData: settings, env: {}, execArgv: [], stdin: false, stdout: true, stderr: true };
    this.worker = new Worker(script, { ...options, resourceLimits, name: 'ice-code' });
    this.worker.unref();
    this.worker.on('error', (fault) => this.settle(answerOfFault(fault)));
    this.ended = new Promise((resolve) => this.worker.once('exit', () => resolve(this.leave())));
    this.ready = new Promise((resolve) => {
      this.worker.once('message', () => resolve(true));
      void this.ended.then(() => resolve(false));
    });
  }

  /** False once it has ended. */
  get isThere(): boolean {
    return !this.isGone;
  }

  /** Keeps the process alive from now on: somebody waits for this thread. */
  claim(): void {
    this.worker.ref();
  }

  /**
   * Runs the one program, at most for `timeoutMs`, and ends the thread. To be called once, when the thread is ready.
   * Rejects with the signal's reason when that fires before the answer is there.
   */
  async run(order: GuestOrder, timeoutMs: number, signal: AbortSignal): Promise<GuestAnswer> {
    signal.throwIfAborted();
    let stopWatching = (): void => undefined;
    const answer = new Promise<GuestAnswer>((resolve, reject) => {
      this.settle = resolve;
      this.worker.once('message', (message: GuestAnswer) => resolve(message));
      stopWatching = watch(timeoutMs, signal, () => resolve({ kind: 'late' }), reject);
      this.worker.postMessage(order);
    });
    return answer.finally(() => {
      stopWatching();
      this.end();
    });
  }

  /** Ends the thread wherever it is, within milliseconds, also in the middle of a native loop. */
  end(): void {
    void this.worker.terminate();
  }

  private leave(): void {
    this.isGone = true;
    this.settle({ kind: 'failed', name: 'InternalError', message: 'the interpreter ended' });
  }
}

/** Calls back when the time is over or the signal fires; the returned function ends the watch. */
function watch(
  timeoutMs: number,
  signal: AbortSignal,
  onLate: () => void,
  onAbort: (reason: Error) => void,
): () => void {
  // After the timers of a turn come the messages of that turn: an answer that was there in time counts, even when this thread was
  // too busy to look.
  const timer = setTimeout(() => setImmediate(onLate), timeoutMs);
  const abort = (): void => onAbort(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
}

function answerOfFault(fault: unknown): GuestAnswer {
  const { code, message } = fault as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory' };
  return { kind: 'failed', name: 'InternalError', message: `the interpreter broke (${String(message).slice(0, 200)})` };
}
