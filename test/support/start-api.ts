/** The whole API in this process: a real server on a free loopback port, with a data folder of its own. Nothing of it is left when it
 *  is closed. */
import { createApp, readAppConfig, type AppConfig, type Logger } from '@ice/api';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testStore } from './test-store.js';

const shutdownGraceMs = 100;

/** How the API is to be started. */
export interface ApiOptions {
  /** Settings that differ from the defaults. Without one, `store` is `memory`, and nothing is logged; `ICE_TEST_STORE` wins over any. */
  readonly config?: Partial<AppConfig>;
  /** A data folder that stays when the API is closed, so that another one can be started on it. */
  readonly dataDir?: string;
  /** Where it logs. Default: nowhere. */
  readonly logger?: Logger;
}

/** An API that runs. `await using api = await startApi()` closes it. */
export interface RunningApi extends AsyncDisposable {
  readonly app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly config: AppConfig;
  /** A request to a path of this API; `json` is sent as the body. */
  request(method: string, path: string, options?: ApiRequest): Promise<ApiAnswer>;
  close(): Promise<void>;
}

/** What a request may carry. */
export interface ApiRequest {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that has been read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined for an empty one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
  readonly body: any;
}

/** Starts the API. */
export async function startApi(options: ApiOptions = {}): Promise<RunningApi> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'ice-api-')));
  const variables = await testStore(dataDir);
  const settings = {
    ...readAppConfig({ NODE_ENV: 'test', PORT: '0', ICE_STORE: 'memory', ICE_LOG_LEVEL: 'silent', ...variables }),
    dataDir,
  };
  const decided = variables['ICE_STORE'] === undefined ? {} : { store: settings.store };
  // Nobody waits here for what is still under way when a test is over.
  const http = { ...settings.http, ...options.config?.http, shutdownGraceMs };
  const config: AppConfig = Object.freeze({ ...settings, ...options.config, ...decided, http });
  const app = await createApp(config, options.logger);
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    await app.close();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  return {
    app,
    url,
    host: '127.0.0.1',
    port,
    config,
    request: (method, place, request) => send(`${url}${place}`, method, request),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Sends one request and reads the answer. */
export async function send(url: string, method: string, { json, headers = {} }: ApiRequest = {}): Promise<ApiAnswer> {
  const hasBody = json !== undefined;
  const response = await fetch(url, {
    method,
    headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: JSON.stringify(json) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
