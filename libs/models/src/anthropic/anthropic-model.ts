/** Models behind Anthropic's Messages API. */
import type { Anthropic } from '@anthropic-ai/sdk';
import type { ModelRequest } from '@ice/core';
import type { AnswerPart } from '../provider/answer-part.js';
import type { ProviderConnection, ProviderMeans } from '../provider/provider-connection.js';
import { ProviderModel, type ProviderCall } from '../provider/provider-model.js';
import { ownModelName } from '../registry/model-name.js';
import type { AnswerForm } from '../structured/answer-form.js';
import { anthropicForm } from './anthropic-form.js';
import { AnthropicParts } from './anthropic-parts.js';
import { anthropicHeaders, anthropicRequest } from './anthropic-request.js';

type Event = Anthropic.RawMessageStreamEvent;

/** What a session is made of. */
export interface AnthropicModelOptions extends ProviderMeans {
  readonly connection: ProviderConnection;
  /** The connection's client, shared by its sessions. */
  readonly client: () => Promise<Anthropic>;
}

/** A session. Holds nothing but its options. */
export class AnthropicModel extends ProviderModel {
  readonly #options: AnthropicModelOptions;

  constructor(options: AnthropicModelOptions) {
    super(options.connection, options);
    this.#options = options;
  }

  protected override formOf(request: ModelRequest): AnswerForm {
    return anthropicForm(ownModelName(request.model), request);
  }

  protected override async *parts({ request, context, form }: ProviderCall): AsyncIterable<AnswerPart> {
    const client = await this.#options.client();
    const body = anthropicRequest(request, ownModelName(request.model), form);
    const headers = anthropicHeaders(request, context.idempotencyKey);
    const parts = new AnthropicParts(form);
    // Not `messages.create`, which writes to the console for each call of a model that will be retired one day.
    const options = { body, headers, signal: context.signal, stream: true };
    for await (const event of await client.post<AsyncIterable<Event>>('/v1/messages', options)) yield* parts.of(event);
  }
}
