/** Makes one call of a model: its deltas go to whoever watches, its answer to the caller. */
import type { ModelChunk, ModelRequest } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';

/** What a model answered in full. */
export type FullAnswer = Extract<ModelChunk, { type: 'answer' }>;

/** Asks once. Throws what the model throws. */
export async function callModel(
  context: AttemptContext,
  request: ModelRequest,
  idempotencyKey: string,
): Promise<FullAnswer> {
  // Clients listen to the signal of a call for as long as they like: an attempt may make a thousand calls.
  const signal = AbortSignal.any([context.signal]);
  for await (const chunk of context.means.model(request.model).answer(request, { signal, idempotencyKey })) {
    if (chunk.type === 'answer') return chunk;
    context.delta(chunk.text);
  }
  throw new Error(`${request.model} ended its stream without an answer.`);
}
