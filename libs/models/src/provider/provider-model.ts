/** What every model behind a network has in common: one call, no retry, the socket closed when the signal fires, errors as failures. */
import { LanguageModel, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';
import type { AnswerForm } from '../structured/answer-form.js';
import { AnswerDraft } from './answer-draft.js';
import type { AnswerPart } from './answer-part.js';
import { checkKey, type ProviderConnection, type ProviderMeans } from './provider-connection.js';
import { providerFailure } from './provider-failure.js';

/** The SDKs' own timers are set to the longest that there is: how long is waited is the engine's business. */
export const noTimeoutMs = 2_147_483_647;

/** A call, ready to be made. */
export interface ProviderCall {
  readonly request: ModelRequest;
  readonly context: ModelContext;
  readonly form: AnswerForm;
}

/** A session with one provider. */
export abstract class ProviderModel extends LanguageModel {
  protected constructor(
    protected readonly connection: ProviderConnection,
    private readonly means: ProviderMeans,
  ) {
    super();
  }

  /**
   * Streams the answer. Throws `FailureError` for what the provider or the network did wrong, and the signal's reason once it
   * has fired.
   */
  override async *answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk> {
    const { signal } = context;
    signal.throwIfAborted();
    checkKey(this.connection);
    try {
      yield* this.chunks({ request, context, form: this.formOf(request) });
    } catch (thrown) {
      signal.throwIfAborted();
      const { connection } = this;
      throw providerFailure(thrown, { connection, model: request.model, nowMs: this.means.clock.now() });
    }
  }

  /** In which form the provider is asked for a structured answer. */
  protected abstract formOf(request: ModelRequest): AnswerForm;

  /** Makes the call. The parts end early, without a throw, when the signal fires: so do the SDKs' streams. */
  protected abstract parts(call: ProviderCall): AsyncIterable<AnswerPart>;

  private async *chunks(call: ProviderCall): AsyncIterable<ModelChunk> {
    const draft = new AnswerDraft(call.request, call.form);
    for await (const part of this.parts(call)) {
      const text = draft.add(part);
      if (text !== '') yield { type: 'delta', text };
    }
    call.context.signal.throwIfAborted();
    const { prices, clock } = this.means;
    yield draft.answer(prices, clock.now());
  }
}
