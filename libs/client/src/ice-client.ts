/** The client of an iceOS server: typed calls over `fetch`, streams that resume by themselves. Knows nothing of Node or of browsers. */
import { Keys } from './access/keys.js';
import { StreamTokens } from './access/stream-tokens.js';
import { Blueprints } from './blueprints/blueprints.js';
import { Catalog } from './catalog/catalog.js';
import { readClientOptions, type ClientSettings, type IceClientOptions } from './client-options.js';
import { Executions } from './executions/executions.js';
import { Governance } from './governance/governance.js';
import type { AnswerOf, ApiPath, HttpAnswer, MethodOf, RequestParts } from './http/api-request.js';
import type { ApiSchema } from './http/api-schema.js';
import { HttpClient } from './http/http-client.js';
import type { CallOptions } from './list/call-options.js';
import { Partials } from './partials/partials.js';
import { openHttpConnection } from './stream/http-connection.js';
import { openSocketConnection } from './stream/socket-connection.js';
import { StreamReader, type OpenConnection } from './stream/stream-reader.js';
import type { WebSocketClass } from './stream/web-socket-like.js';

/** The process lives. */
export type Health = ApiSchema<'Health'>;
/** The process can do its work, check by check. */
export type Readiness = ApiSchema<'Readiness'>;

/** For how long a token counts that a socket is opened with, in seconds. The socket is opened again with a new one after that. */
const tokenLifeS = 900;

/** See the head of this file. Holds no connection: nothing has to be closed. */
export class IceClient {
  readonly blueprints: Blueprints;
  readonly partials: Partials;
  readonly executions: Executions;
  readonly governance: Governance;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly streamTokens: StreamTokens;
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly #http: HttpClient;

  /** @throws TypeError for options that cannot be meant. Asks nothing of the server. */
  constructor(options: IceClientOptions) {
    const settings = readClientOptions(options);
    const http = new HttpClient(settings);
    this.url = settings.url;
    this.#http = http;
    this.blueprints = new Blueprints(http);
    this.partials = new Partials(http);
    this.governance = new Governance(http);
    this.catalog = new Catalog(http);
    this.keys = new Keys(http);
    this.streamTokens = new StreamTokens(http);
    this.executions = new Executions({ http, reader: this.#readerOf(settings) });
  }

  async health({ signal }: CallOptions = {}): Promise<Health> {
    return (await this.#http.request('get', '/health', { signal, isRepeatable: false })).body;
  }

  /** @throws IceProblem (503) where a check fails; `problem.checks` says which. */
  async ready({ signal }: CallOptions = {}): Promise<Readiness> {
    return (await this.#http.request('get', '/ready', { signal, isRepeatable: false })).body;
  }

  /** Any request of the API that has no method of its own here: `request('get', '/problems/{code}', { path: { code } })`. */
  request<P extends ApiPath, M extends MethodOf<P>>(
    method: M,
    path: P,
    parts: RequestParts<P, M>,
  ): Promise<HttpAnswer<AnswerOf<P, M>>> {
    return this.#http.request(method, path, parts);
  }

  #readerOf(settings: ClientSettings): StreamReader {
    const { url, webSocket, retries, reconnectForMs } = settings;
    const streamToken = async (): Promise<string | null> => (await settings.streamToken?.()) ?? null;
    return new StreamReader({
      url,
      retries,
      reconnectForMs,
      overHttp: (subject) => openHttpConnection({ http: this.#http, streamToken }, subject),
      overSocket: webSocket && this.#overSocket(settings, webSocket),
    });
  }

  #overSocket(settings: ClientSettings, webSocket: WebSocketClass): OpenConnection {
    const { client, apiKey, streamToken } = settings;
    const url = `${settings.url.replace(/^http/, 'ws')}/api/v1/stream`;
    const tokenFor = async (executionId: string, signal: AbortSignal | undefined): Promise<string | null> => {
      if (streamToken) return streamToken();
      if (apiKey === null) return null;
      const scope = { execution_id: executionId, ttl_s: tokenLifeS };
      return (await this.streamTokens.create(scope, signal === undefined ? {} : { signal })).token;
    };
    return (subject) => openSocketConnection({ url, webSocket, client, tokenFor }, subject);
  }
}
