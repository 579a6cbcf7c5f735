/** How a client is set up: what is asked for, judged, with the defaults filled in. */
import { platformWebSocket, type WebSocketClass } from './stream/web-socket-like.js';

/** All but `url` are optional. */
export interface IceClientOptions {
  /** Of the server, such as `http://127.0.0.1:8000`; behind a proxy with the path under which it stands. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. Not needed on a loopback server without keys. Keep it out of pages: anybody can read it there. */
  readonly apiKey?: string;
  /** For pages without a key: gives the token (`POST /stream-tokens`) that streams are opened with. Default: made with the key. */
  readonly streamToken?: () => Promise<string>;
  /** Default: that of the platform. */
  readonly fetch?: typeof fetch;
  /** The class of sockets; false = none, so that streams come over HTTP. Default: that of the platform, where it has one. */
  readonly webSocket?: WebSocketClass | false;
  /** As the server's log is to know this client. Default: `@ice/client` and its version. */
  readonly client?: { readonly name: string; readonly version: string };
  /** How long one call may take, repeating included, in ms. Default: 30,000. Streams and waiting have no end. */
  readonly timeoutMs?: number;
  /** How often a request that may be repeated (reading, keyed starts) is sent again after a loss, 429 or 503. Default: 3. */
  readonly retries?: number;
  /** How long a stream that has begun tries to come back after a loss, in ms. Default: 60,000; Infinity = for ever. */
  readonly reconnectForMs?: number;
}

/** Complete options. */
export interface ClientSettings {
  readonly url: string;
  readonly apiKey: string | null;
  readonly streamToken: (() => Promise<string>) | null;
  readonly fetch: typeof fetch;
  readonly webSocket: WebSocketClass | null;
  readonly client: { readonly name: string; readonly version: string };
  readonly timeoutMs: number;
  readonly retries: number;
  readonly reconnectForMs: number;
}

const visibleAscii = /^[!-~]+$/;

/** @throws TypeError for a URL that is none of HTTP, and for a key that no header can carry. The key is never repeated. */
export function readClientOptions(options: IceClientOptions): ClientSettings {
  const { apiKey = null, streamToken = null, webSocket } = options;
  if (apiKey !== null && !visibleAscii.test(apiKey)) throw new TypeError('apiKey is not one word of visible ASCII.');
  return {
    url: readUrl(options.url),
    apiKey,
    streamToken,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    webSocket: webSocket === undefined ? platformWebSocket() : webSocket || null,
    client: options.client ?? { name: '@ice/client', version: '0.1.0' },
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 3,
    reconnectForMs: options.reconnectForMs ?? 60_000,
  };
}

/** As an error of this realm: pages and tests may have several. */
function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new TypeError(`Not a URL: ${JSON.stringify(text)}`, { cause });
  }
}

/** Origin and path, without a slash at the end. */
function readUrl(text: string): string {
  const url = parseUrl(text);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`Not a URL of HTTP: ${url.protocol}`);
  if (url.search !== '' || url.username !== '') throw new TypeError('The URL of a server has no query and no user.');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
