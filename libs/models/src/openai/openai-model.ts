/** Models behind OpenAI's Chat Completions: OpenAI's own, DeepSeek's, and every server that speaks this protocol. */
import type { ModelRequest } from '@ice/core';
import type { OpenAI } from 'openai';
import type { AnswerPart } from '../provider/answer-part.js';
import type { ProviderConnection, ProviderMeans } from '../provider/provider-connection.js';
import { ProviderModel, type ProviderCall } from '../provider/provider-model.js';
import { ownModelName } from '../registry/model-name.js';
import type { AnswerForm } from '../structured/answer-form.js';
import { openAiForm, type OpenAiDialect } from './openai-dialect.js';
import { openAiParts } from './openai-parts.js';
import { openAiRequest } from './openai-request.js';

/** What a session is made of. */
export interface OpenAiModelOptions extends ProviderMeans {
  readonly connection: ProviderConnection;
  readonly dialect: OpenAiDialect;
  /** The connection's client, shared by its sessions. */
  readonly client: () => Promise<OpenAI>;
}

/** A session. Holds nothing but its options. */
export class OpenAiModel extends ProviderModel {
  readonly #options: OpenAiModelOptions;

  constructor(options: OpenAiModelOptions) {
    super(options.connection, options);
    this.#options = options;
  }

  protected override formOf(request: ModelRequest): AnswerForm {
    return openAiForm(this.#options.dialect, ownModelName(request.model), request);
  }

  protected override async *parts({ request, context, form }: ProviderCall): AsyncIterable<AnswerPart> {
    const client = await this.#options.client();
    const { signal, idempotencyKey } = context;
    const body = openAiRequest(request, ownModelName(request.model), form, this.#options.dialect);
    const headers = { 'Idempotency-Key': idempotencyKey };
    for await (const chunk of await client.chat.completions.create(body, { signal, headers }))
      yield* openAiParts(chunk);
  }
}
