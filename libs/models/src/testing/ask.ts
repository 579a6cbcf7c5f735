/** Asks a model on a loopback server, for tests: what it said in the end, or how it failed. */
import { isFailureError, type Failure, type LanguageModel, type ModelChunk, type ModelRequest } from '@ice/core';
import { liveProviders, type ProviderSettings } from '../live/live-providers.js';
import { PriceBook } from '../price/price-book.js';

/** A key that must appear nowhere. */
export const canaryKey = 'sk-canary-7d1f0c9e5b2a';

/** When all calls are made, ms since 1970: 2026-11-25T12:00:00Z. */
export const callAtMs = Date.UTC(2026, 10, 25, 12);

const clock = { now: () => callAtMs, after: () => () => undefined };
const prices = new PriceBook();

/** What one call came to. */
export interface Asked {
  readonly deltas: readonly string[];
  readonly answer?: Extract<ModelChunk, { type: 'answer' }>;
  readonly failure?: Failure;
}

/** A session with a provider at this address. */
export function sessionAt(provider: string, settings: Partial<ProviderSettings>): LanguageModel {
  const set = { apiKey: canaryKey, baseUrl: null, ...settings };
  const open = liveProviders({ openai: set, anthropic: set, deepseek: set, clock })[provider];
  if (!open) throw new Error(`no provider ${provider}`);
  return open(prices);
}

/** A short request. */
export function requestTo(model: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return { model, messages: [{ role: 'user', content: 'Say hello.' }], maxOutputTokens: 100, ...more };
}

/** Makes the call and reads it to its end. Rejects for whatever is no failure. */
export async function ask(
  session: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<Asked> {
  const deltas: string[] = [];
  try {
    for await (const chunk of session.answer(request, { signal, idempotencyKey: 'key-1' })) {
      if (chunk.type === 'answer') return { deltas, answer: chunk };
      deltas.push(chunk.text);
    }
  } catch (thrown) {
    if (isFailureError(thrown)) return { deltas, failure: thrown.failure };
    throw thrown;
  }
  throw new Error('The stream ended without an answer.');
}
