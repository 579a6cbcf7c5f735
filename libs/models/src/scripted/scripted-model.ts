/** A model for tests: says what it was told to say, fails where it was told to fail, and remembers what it was asked. */
import { setImmediate } from 'node:timers/promises';
import { FailureError, LanguageModel } from '@ice/core';
import type { ModelChunk, ModelContext, ModelRequest, Usage } from '@ice/core';
import { countedUsage } from '../price/counted-usage.js';
import { PriceBook } from '../price/price-book.js';
import { textDeltas } from '../synthetic/text-deltas.js';

/** One reply in full. */
export interface ScriptedAnswer {
  /** Streamed in pieces, then given as a whole. */
  readonly text: string;
  /** Default `stop`. */
  readonly finishReason?: Extract<ModelChunk, { type: 'answer' }>['finishReason'];
  /** Default: counted and priced. */
  readonly usage?: Usage;
  /** Calls of tools that it asks for. */
  readonly toolCalls?: Extract<ModelChunk, { type: 'answer' }>['toolCalls'];
  /** Thrown after the text was streamed, in place of the answer: a connection that broke. */
  readonly failure?: Error;
}

/** A text, a reply in full, or what the call throws (usually a `FailureError`) before anything is streamed. */
export type ScriptedReply = string | Error | ScriptedAnswer;

/** Replies in the order of the calls, or a function of the request and the number of the call, from 0. */
export type Script =
  readonly ScriptedReply[] | ((request: ModelRequest, call: number) => ScriptedReply | Promise<ScriptedReply>);

/** A call that a scripted model got. */
export interface ScriptedCall {
  readonly request: ModelRequest;
  readonly idempotencyKey: string;
}

/** Answers by its script. A call after the last reply fails with `script-exhausted`, not retryable. */
export class ScriptedModel extends LanguageModel {
  readonly #calls: ScriptedCall[] = [];
  readonly #script: Script;
  readonly #prices: PriceBook;

  /** @param prices what usages are priced by; default: list prices. */
  constructor(script: Script, prices: PriceBook = new PriceBook()) {
    super();
    this.#script = script;
    this.#prices = prices;
  }

  /** The calls so far, in their order. */
  get calls(): readonly ScriptedCall[] {
    return this.#calls;
  }

  /** Streams the next reply. Rejects with the signal's reason as soon as it fires, also while a script function is waiting. */
  override async *answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk> {
    const { signal, idempotencyKey } = context;
    signal.throwIfAborted();
    const call = this.#calls.push({ request, idempotencyKey }) - 1;
    const reply = await unlessAborted(this.#reply(request, call), signal);
    if (reply instanceof Error) throw reply;
    const {
      text,
      failure,
      usage,
      finishReason = 'stop',
      toolCalls,
    }: ScriptedAnswer = typeof reply === 'string' ? { text: reply } : reply;
    for (const delta of textDeltas(text)) {
      await setImmediate();
      signal.throwIfAborted();
      yield { type: 'delta', text: delta };
    }
    if (failure) throw failure;
    const counted = usage ?? countedUsage(this.#prices, request, text);
    yield { type: 'answer', text, usage: counted, finishReason, ...(toolCalls && { toolCalls }) };
  }

  async #reply(request: ModelRequest, call: number): Promise<ScriptedReply> {
    if (typeof this.#script === 'function') return this.#script(request, call);
    const reply = this.#script[call];
    if (reply !== undefined) return reply;
    const count = String(this.#script.length);
    return new FailureError('script-exhausted', `The script has ${count} replies, and call ${String(call + 1)} came.`);
  }
}

/** The result, or the signal's reason as a rejection, whichever is there first. */
async function unlessAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
