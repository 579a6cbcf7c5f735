/** What a class must be to answer for the models of a provider. Money is not its business: tokens are told, and the server prices them. */
import type { ModelChunk, ModelContext, ModelRequest } from '@ice/core';

/** Tokens as the provider counted them. */
export interface AdapterTokens {
  readonly input: number;
  readonly output: number;
}

/** What comes back, in order: any number of deltas, then exactly one answer. */
export type AdapterChunk =
  | Extract<ModelChunk, { readonly type: 'delta' }>
  | (Omit<Extract<ModelChunk, { readonly type: 'answer' }>, 'usage' | 'finishReason'> & {
      /** Default `stop`. */
      readonly finishReason?: Extract<ModelChunk, { readonly type: 'answer' }>['finishReason'];
      /** Absent where the provider does not say: then they are counted here, and marked as estimated. */
      readonly tokens?: AdapterTokens;
    });

/** An instance: one for each execution that uses a model of the provider. */
export interface ModelAdapter {
  /** One call. Throws `FailureError` with a code and `retryable`; retries, fallbacks, gates, budgets and recordings are around it. */
  readonly answer: (request: ModelRequest, context: ModelContext) => AsyncIterable<AdapterChunk>;
}

/** A class whose instances are. Its constructor may ask for anything that its module can inject. */
export type ModelAdapterClass = new (...dependencies: never[]) => ModelAdapter;
