/** A whole iceOS inside another process: an application of its own, with the plugins of whoever opens it. Nothing of it is global in the
 *  process, and it listens to no port until it is told to. What it is asked goes the way of every request, so it answers like a server. */
import type { JsonObject, LanguageModel, ModelCatalog, ToolCatalog, ToolDefinition } from '@ice/core';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { MODEL_CATALOG, TOOL_CATALOG } from '../catalog/catalog.tokens.js';
import type { AppConfig } from '../config/app-config.js';
import { createApp, type AppExtensions } from '../create-app.js';
import type { Logger } from '../logging/create-logger.js';
import { IceRunError } from './ice-run-error.js';

/** What it is made of. */
export interface IceOptions extends AppExtensions {
  /** `readAppConfig(process.env)` gives one. */
  readonly config: AppConfig;
  /** The API key that it asks with; needed where there is any. Default: none. */
  readonly key?: string;
  /** Default: JSON lines on stderr, from the level of the configuration on. */
  readonly logger?: Logger;
}

/** An answer of the API. */
export interface IceAnswer {
  readonly status: number;
  /** Empty where the answer has no body. */
  readonly body: JsonObject;
}

/** Between two looks at an execution that takes more than a minute, in ms. */
const lookAgainMs = 250;

/** See the head of this file. */
export class Ice implements AsyncDisposable, OnApplicationShutdown {
  #closed: Promise<void> | undefined;

  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly options: IceOptions,
  ) {}

  /** Opens it. @throws ConfigError for a plugin that cannot be used, IceError for a store that cannot be opened. */
  static async open(options: IceOptions): Promise<Ice> {
    const app = await createApp(options.config, options.logger, options);
    return new Ice(app, options);
  }

  /** Runs a document to its end, and gives its outputs. @throws IceRunError where it is refused, fails or is cancelled. */
  async run(blueprint: object, inputs: object = {}): Promise<JsonObject> {
    const started = await this.request('POST', '/api/v1/executions', { blueprint, inputs }, { prefer: 'wait=60' });
    const snapshot = await this.#ended(accepted(started));
    if (snapshot['status'] === 'completed') return snapshot['outputs'] as JsonObject;
    const failure = (snapshot['failure'] ?? {}) as JsonObject;
    const message = textOf(failure['message'] ?? `The execution ended as ${textOf(snapshot['status'])}.`);
    throw new IceRunError(textOf(failure['code'] ?? snapshot['status']), message, snapshot);
  }

  /** One request to the API, without a network. */
  async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<IceAnswer> {
    const { key } = this.options;
    const answer = await this.app.inject({
      method,
      url: path,
      headers: { host: 'localhost', ...(key !== undefined && { authorization: `Bearer ${key}` }), ...headers },
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? {} : (JSON.parse(answer.body) as JsonObject) };
  }

  /** A tool of the catalog; undefined where there is none of that name. */
  tool(name: string): ToolDefinition | undefined {
    return this.app.get<ToolCatalog>(TOOL_CATALOG).find(name);
  }

  /** A fresh session with a model. @throws IceError `model-failed` for one that is not allowed. */
  model(name: string): LanguageModel {
    return this.app.get<ModelCatalog>(MODEL_CATALOG).open(name);
  }

  /** Listens where the configuration says, and gives the address. */
  async listen(): Promise<string> {
    const { host, port } = this.options.config;
    await this.app.listen({ host, port });
    return this.app.getUrl();
  }

  /** Ends it: what is under way goes on with the next one that opens its store. */
  close(): Promise<void> {
    return (this.#closed ??= this.app.close());
  }

  /** Of the application around it. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #ended(first: JsonObject): Promise<JsonObject> {
    let seen = first;
    while (typeof seen['ended_at'] !== 'string') {
      await delay(lookAgainMs);
      seen = accepted(await this.request('GET', `/api/v1/executions/${textOf(first['execution_id'])}`));
    }
    return seen;
  }
}

function accepted({ status, body }: IceAnswer): JsonObject {
  if (status < 400) return body;
  throw new IceRunError(textOf(body['code']), textOf(body['detail']), body);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
