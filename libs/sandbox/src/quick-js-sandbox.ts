/** Runs programs of strangers in QuickJS: each in a thread of its own with an instance of its own, JSON text in and out, ended on the wall
 *  clock. No thread ever sees two programs, and the thread of the server never runs one. */
import {
  boundJsonBytes,
  CodeSandbox,
  IceError,
  sealJson,
  type CodeOutcome,
  type CodeRequest,
  type JsonObject,
} from '@ice/core';
import { availableParallelism } from 'node:os';
import { compileQuickJs } from './compile-quick-js.js';
import type { GuestAnswer } from './guest-answer.js';
import { GuestThread } from './guest-thread.js';
import { outcomeOf } from './outcome-of.js';
import { Places } from './places.js';

const fewestPrograms = 2;
const defaultMemoryBytes = 32 * 1_048_576;

/** The interpreter has the text of the inputs and what it becomes at the same time: more than this part of its memory is no use. */
const inputsShare = 4;

/** How a sandbox is to be set up. */
export interface QuickJsSandboxOptions {
  /** Programs at a time; others wait in line. Default: the number of processors, at least 2. */
  readonly programs?: number;
  /** The most that a request may ask for. Default: 32 MiB. */
  readonly maxMemoryBytes?: number;
}

/** See the head of this file. Costs nothing before its first program; from then on one thread is kept started for the next one. */
export class QuickJsSandbox extends CodeSandbox {
  private readonly places: Places;
  private readonly maxMemoryBytes: number;
  private readonly threads = new Set<GuestThread>();
  private readonly closing = new AbortController();
  private module: Promise<object> | null = null;
  private next: GuestThread | null = null;

  constructor(options: QuickJsSandboxOptions = {}) {
    super();
    this.places = new Places(options.programs ?? Math.max(fewestPrograms, availableParallelism()));
    this.maxMemoryBytes = options.maxMemoryBytes ?? defaultMemoryBytes;
  }

  /** Rejects also with `IceError` `engine-fault` when no thread can be started or the sandbox is closed. */
  override async run(request: CodeRequest): Promise<CodeOutcome> {
    if (request.memoryBytes > this.maxMemoryBytes)
      throw new RangeError(`At most ${this.maxMemoryBytes} bytes of memory.`);
    if (!fits(request.inputs, request.memoryBytes / inputsShare)) return outcomeOf({ kind: 'memory' }, request);
    const signal = AbortSignal.any([request.signal, this.closing.signal]);
    await this.places.take(signal);
    let thread: GuestThread | null = null;
    try {
      thread = await this.takeThread();
      return outcomeOf(await this.answer(thread, request, signal), request);
    } finally {
      // The place is free when the thread is really gone; whoever waits for the outcome need not wait for that.
      void this.endOf(thread).then(() => this.places.give());
    }
  }

  override async dispose(): Promise<void> {
    this.closing.abort(new IceError('engine-fault', 'The sandbox is closed.', { retryable: true }));
    await Promise.all([...this.threads].map((thread) => this.endOf(thread)));
  }

  private async answer(thread: GuestThread, request: CodeRequest, signal: AbortSignal): Promise<GuestAnswer> {
    const { source, memoryBytes, maxOutputBytes, timeoutMs } = request;
    const order = { source, inputs: JSON.stringify(request.inputs), memoryBytes, maxOutputBytes };
    if (await thread.ready) return thread.run(order, timeoutMs, signal);
    this.closing.signal.throwIfAborted();
    throw new IceError('engine-fault', 'No thread can be started.', { retryable: true });
  }

  /** The thread that was started ahead, and one more for whoever comes next. */
  private async takeThread(): Promise<GuestThread> {
    this.module ??= compileQuickJs();
    const module = await this.module;
    this.closing.signal.throwIfAborted();
    const thread = this.next?.isThere ? this.next : this.start(module);
    this.next = this.start(module);
    thread.claim();
    return thread;
  }

  private start(module: object): GuestThread {
    const thread = new GuestThread({ module, maxMemoryBytes: this.maxMemoryBytes });
    this.threads.add(thread);
    void thread.ended.then(() => this.threads.delete(thread));
    return thread;
  }

  private async endOf(thread: GuestThread | null): Promise<void> {
    thread?.end();
    await thread?.ended;
  }
}

/** False for inputs that are larger; they are not even made text, which would hold up the server. */
function fits(inputs: JsonObject, maxBytes: number): boolean {
  return boundJsonBytes(inputs, maxBytes) <= maxBytes || sealJson(inputs, maxBytes).ok;
}
