/** Sends requests and reads answers: the only place that calls `fetch`. The key goes into a header, never into a URL. */
import { readRefusal } from '../problem/read-refusal.js';
import { IceUnexpectedAnswer } from '../problem/ice-unexpected-answer.js';
import { IceUnreachable } from '../problem/ice-unreachable.js';
import type { AnswerOf, ApiPath, HttpAnswer, MethodOf, RequestManner, RequestParts } from './api-request.js';
import { Deadline } from './deadline.js';
import { retryDelayMs } from './retry-delay.js';
import { sleep } from './sleep.js';
import { urlOf, type UrlValues } from './url-of.js';

/** What requests are sent with. */
export interface HttpMeans {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly apiKey: string | null;
  readonly fetch: typeof fetch;
  /** How long one call may take, repeating included, in ms. */
  readonly timeoutMs: number;
  /** How often a request that may be repeated is sent again at most. */
  readonly retries: number;
}

/** Node's types do not know `cache`, which browsers heed. */
type SentInit = RequestInit & { readonly cache: 'no-store' };

/** What Node says of a connection; where several addresses failed it has no message. */
interface NodeFault {
  readonly message: string;
  readonly code: string;
}

interface AnyParts extends RequestManner {
  readonly path?: UrlValues;
  readonly query?: UrlValues;
}

/** See the head of this file. */
export class HttpClient {
  constructor(private readonly means: HttpMeans) {}

  /** Of the server, without a slash at its end. */
  get url(): string {
    return this.means.url;
  }

  get retries(): number {
    return this.means.retries;
  }

  /** Sends a request. @throws IceProblem, IceUnreachable, IceUnexpectedAnswer, or the reason of the caller's signal. */
  async request<P extends ApiPath, M extends MethodOf<P>>(
    method: M,
    path: P,
    parts: RequestParts<P, M>,
  ): Promise<HttpAnswer<AnswerOf<P, M>>> {
    const given = parts as AnyParts;
    const url = urlOf(this.means.url, path, given.path, given.query);
    const deadline = new Deadline(this.means.timeoutMs, given.signal);
    try {
      const answer = await this.#repeated(url, method, given, deadline);
      return answer as HttpAnswer<AnswerOf<P, M>>;
    } finally {
      deadline.close();
    }
  }

  /** Opens an event stream; its body is the caller's to read, and to cancel. @param token in place of the key. */
  async openStream(url: string, signal: AbortSignal | undefined, token: string | null): Promise<Response> {
    const headers = { accept: 'text/event-stream', ...bearer(token ?? this.means.apiKey) };
    const deadline = new Deadline(this.means.timeoutMs, signal);
    try {
      const response = await this.#fetch(url, { headers, cache: 'no-store' }, deadline);
      if (response.ok) return response;
      throw readRefusal({ url, status: response.status, headers: response.headers }, await response.text());
    } finally {
      deadline.close();
    }
  }

  async #repeated(url: string, method: string, parts: AnyParts, deadline: Deadline): Promise<HttpAnswer<unknown>> {
    const retries = (parts.isRepeatable ?? method === 'get') ? this.means.retries : 0;
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.#once(url, method, parts, deadline);
      } catch (error) {
        const delayMs = failures > retries ? null : retryDelayMs(error, failures);
        if (delayMs === null || delayMs >= deadline.leftMs) throw error;
        await sleep(delayMs, parts.signal);
      }
    }
  }

  async #once(url: string, method: string, parts: AnyParts, deadline: Deadline): Promise<HttpAnswer<unknown>> {
    const response = await this.#fetch(url, this.#initOf(method, parts), deadline);
    const { status, headers } = response;
    const text = await this.#guarded(url, deadline, () => response.text());
    if (!response.ok) throw readRefusal({ url, status, headers }, text);
    return { status, headers, body: text === '' ? undefined : parsed(url, status, text) };
  }

  #initOf(method: string, { body, headers }: AnyParts): SentInit {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return {
      method: method.toUpperCase(),
      headers: { accept: 'application/json', ...type, ...bearer(this.means.apiKey), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // What was stored may have a newer lock by now.
      cache: 'no-store',
      // To follow a redirect may turn a POST into a GET.
      redirect: method === 'get' ? 'follow' : 'error',
    };
  }

  #fetch(url: string, init: SentInit, deadline: Deadline): Promise<Response> {
    const { fetch } = this.means;
    return this.#guarded(url, deadline, () => fetch(url, { ...init, credentials: 'omit', signal: deadline.signal }));
  }

  /** Does something with the network; whatever breaks there is the caller's abort, the end of the time, or a loss. */
  async #guarded<T>(url: string, deadline: Deadline, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (cause) {
      if (deadline.isOver) throw new IceUnreachable(url, `no answer within ${deadline.ms} ms`);
      if (deadline.signal.aborted) throw deadline.signal.reason;
      throw new IceUnreachable(url, reasonOf(cause), { cause });
    }
  }
}

function bearer(text: string | null): Record<string, string> {
  return text === null ? {} : { authorization: `Bearer ${text}` };
}

function parsed(url: string, status: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new IceUnexpectedAnswer(url, status, text);
  }
}

/** `fetch` says only that it failed; why stands behind it, where the platform tells. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: Partial<NodeFault> };
  const reason = cause?.message || cause?.code;
  return reason ? `${message}: ${reason}` : message;
}
