/** The model of test mode: answers at once, always the same, without a network and without knowing anything. */
import { setImmediate } from 'node:timers/promises';
import { LanguageModel } from '@ice/core';
import type { Clock, ModelChunk, ModelContext, ModelRequest } from '@ice/core';
import { countedUsage } from '../price/counted-usage.js';
import type { PriceBook } from '../price/price-book.js';
import { synthesizeAnswer } from './synthesize-answer.js';
import { textDeltas } from './text-deltas.js';

/** How slowly a synthetic model answers. */
export interface SyntheticLatency {
  readonly clock: Clock;
  /** Before the first delta, in ms. */
  readonly firstDeltaMs: number;
  /** Before each further delta, in ms. */
  readonly furtherDeltaMs: number;
}

/** What a synthetic model needs. */
export interface SyntheticModelOptions {
  /** Its usage is priced as that of the model it stands for. */
  readonly prices: PriceBook;
  /** Default: no waiting. */
  readonly latency?: SyntheticLatency;
}

/**
 * Answers any request for any model. The answer depends on the model, the messages, the output schema and the output limit
 * only; JSON fits the schema. Tokens are counted by the real tokenizer and priced at list prices.
 */
export class SyntheticModel extends LanguageModel {
  readonly #options: SyntheticModelOptions;

  constructor(options: SyntheticModelOptions) {
    super();
    this.#options = options;
  }

  /** Streams the answer, a turn of the event loop for each delta. Rejects with the signal's reason as soon as it fires. */
  override async *answer(request: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    signal.throwIfAborted();
    const { text, finishReason } = synthesizeAnswer(request);
    for (const [position, delta] of textDeltas(text).entries()) {
      await this.#pause(position, signal);
      yield { type: 'delta', text: delta };
    }
    signal.throwIfAborted();
    yield { type: 'answer', text, usage: countedUsage(this.#options.prices, request, text), finishReason };
  }

  async #pause(position: number, signal: AbortSignal): Promise<void> {
    const { latency } = this.#options;
    const delayMs = position === 0 ? latency?.firstDeltaMs : latency?.furtherDeltaMs;
    if (latency && delayMs) await elapsed(latency.clock, delayMs, signal);
    else await setImmediate();
    signal.throwIfAborted();
  }
}

/** Resolves when the time is over or the signal fires, whichever is first. */
async function elapsed(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const takeBack = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = (): void => {
      takeBack();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
