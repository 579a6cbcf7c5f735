/** A session with a model of a plugin: what its adapter streams, with the tokens counted where it does not say them, and priced. */
import {
  FailureError,
  LanguageModel,
  type ModelChunk,
  type ModelContext,
  type ModelRequest,
  type Usage,
} from '@ice/core';
import { countedUsage, pricedUsage, type PriceBook } from '@ice/models';
import type { AdapterChunk, AdapterTokens, ModelAdapter } from '@ice/plugin';

type AdapterAnswer = Extract<AdapterChunk, { readonly type: 'answer' }>;

/** See the head of this file. The adapter is made at the first call, for this session alone. */
export class PluginModel extends LanguageModel {
  #adapter: Promise<ModelAdapter> | undefined;

  constructor(
    private readonly make: () => Promise<ModelAdapter>,
    private readonly prices: PriceBook,
  ) {
    super();
  }

  /** Throws what the adapter throws, and `model-failed` for tokens that are no counts. */
  override async *answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk> {
    context.signal.throwIfAborted();
    const adapter = await (this.#adapter ??= this.#made());
    for await (const chunk of adapter.answer(request, context)) {
      context.signal.throwIfAborted();
      yield chunk.type === 'delta' ? chunk : this.#priced(request, chunk);
    }
  }

  /** One that could not be made is asked for again by the next call. */
  #made(): Promise<ModelAdapter> {
    return this.make().catch((fault: unknown) => {
      this.#adapter = undefined;
      throw fault;
    });
  }

  #priced(request: ModelRequest, { tokens, finishReason = 'stop', ...answer }: AdapterAnswer): ModelChunk {
    return { ...answer, finishReason, usage: this.#usageOf(request, answer.text, tokens) };
  }

  #usageOf(request: ModelRequest, text: string, tokens: AdapterTokens | undefined): Usage {
    if (!tokens) return countedUsage(this.prices, request, text);
    if (![tokens.input, tokens.output].every((count) => Number.isSafeInteger(count) && count >= 0))
      throw new FailureError('model-failed', `The adapter of ${request.model} told tokens that are no whole numbers.`);
    const counted = { input_tokens: tokens.input, output_tokens: tokens.output };
    return pricedUsage(this.prices, { model: request.model, tokens: counted, estimated: false });
  }
}
