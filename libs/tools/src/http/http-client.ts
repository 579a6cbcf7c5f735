/** The one HTTP client of the tools: it keeps the guard, the redirects, the deadline and the size of answers in one place, so that no
 *  tool can forget one of them. It retries nothing: that is the engine's business. */
import { FailureError, isFailureError, tenantOf, type JsonValue, type Tenant, type ToolContext } from '@ice/core';
import type { Agent, Dispatcher } from 'undici';
import { startDeadline, type Deadline } from './deadline.js';
import { judgeUrl, parseAllowList, resolveDestination, type UrlJudgement, type UrlPolicy } from './destination.js';
import { discard } from './discard.js';
import { createGuardedAgent, createOpenAgent, type ResolveName } from './guarded-agent.js';
import { checkHeaders, type Headers, type HeaderValues } from './header-policy.js';
import { shownUrl, unreachable } from './http-failure.js';
import { maxRedirects, nextHop, tooManyRedirects, type Hop, type HttpMethod } from './hop.js';
import { receive, responseHeaders, type HttpAnswer } from './receive.js';
import { acceptedEncodings } from './read-bytes.js';
import { encodeBody } from './request-body.js';

/** Configuration that tools with HTTP share. */
export interface HttpToolOptions {
  /** `host:port`s inside the network that may be reached (ICE_HTTP_TOOL_ALLOW). Default none. */
  readonly allow?: readonly string[];
  /** Where the bins of a tenant are in the process's own mock bin, e.g. `http://127.0.0.1:34567/00000`; undefined outside of test mode.
   *  Null asks for those of whoever it may be. */
  readonly mockBinUrl?: (tenant: Tenant | null) => string | undefined;
  /** Default 10 MiB. */
  readonly maxAnswerBytes?: number;
  /** Default: the system's resolver. */
  readonly resolveName?: ResolveName;
}

/** One call. */
export interface HttpCall {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: HeaderValues;
  /** Null = none; a text is sent as it is; everything else as JSON. */
  readonly body: JsonValue;
  /** For the whole call with its redirects. */
  readonly timeoutMs: number;
  /** Statuses from 400 on that are an answer and no failure; a redirect status in the list is given back instead of followed. */
  readonly acceptStatus: 'any' | readonly number[];
  /** Default false. */
  readonly httpsOnly?: boolean;
}

/** The parts of a tool's context that a call needs. */
export type HttpContext = Pick<ToolContext, 'signal' | 'idempotencyKey' | 'executionId' | 'now'>;

const defaultMaxAnswerBytes = 10 * 1024 * 1024;

/** Sends calls. Holds connections, no state of an execution, so it may be shared. */
export class HttpClient {
  readonly #policy: UrlPolicy;
  readonly #resolveName: ResolveName | undefined;
  readonly #maxAnswerBytes: number;
  #guarded: Agent | undefined;
  #open: Agent | undefined;

  constructor(options: HttpToolOptions) {
    this.#policy = { allow: parseAllowList(options.allow ?? []), mockBinUrl: options.mockBinUrl ?? (() => undefined) };
    this.#resolveName = options.resolveName;
    this.#maxAnswerBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes;
  }

  /** What this client would say of a URL before it sends anything: the rules of `send`, without a connection and without a throw. */
  judgeUrl(url: string, { httpsOnly = false }: Pick<HttpCall, 'httpsOnly'> = {}): UrlJudgement {
    return judgeUrl(url, this.#policy, { mock: true, httpsOnly });
  }

  /**
   * Sends a call and reads its answer.
   * @throws FailureError `url-not-allowed`, `header-not-allowed`, `too-many-redirects`, `http-status`, `http-unreachable`,
   * `http-answer-too-large`, `upstream-invalid`, `timeout`. When the context's signal fires, its reason.
   */
  async send(call: HttpCall, context: HttpContext): Promise<HttpAnswer> {
    context.signal.throwIfAborted();
    const first = this.#firstHop(call, context);
    const deadline = startDeadline(context.signal, call.timeoutMs);
    try {
      return await this.#follow(first, call, deadline.signal, context.now);
    } catch (error) {
      throw explain(error, first.destination.url, call, context.signal, deadline);
    } finally {
      deadline.end();
    }
  }

  #firstHop(call: HttpCall, { idempotencyKey, executionId }: HttpContext): Hop {
    const rules = { mock: true, httpsOnly: call.httpsOnly ?? false, tenant: tenantOf(executionId) };
    const destination = resolveDestination(call.url, this.#policy, rules);
    const { body, headers } = encodeBody(call.body, checkHeaders(call.headers));
    return {
      method: call.method,
      destination,
      headers: { ...defaults(call.method, idempotencyKey), ...headers },
      body,
    };
  }

  async #follow(first: Hop, call: HttpCall, signal: AbortSignal, now: () => number): Promise<HttpAnswer> {
    let hop = first;
    for (let redirects = 0; ; redirects += 1) {
      const response = await this.#exchange(hop, signal);
      const next = this.#redirect(hop, response, call);
      if (!next) return receive(hop, response, { call, now, maxBytes: this.#maxAnswerBytes });
      await response.body.dump();
      if (redirects === maxRedirects) throw tooManyRedirects(first.destination.url);
      hop = next;
    }
  }

  #redirect(hop: Hop, response: Dispatcher.ResponseData, call: HttpCall): Hop | undefined {
    const { statusCode } = response;
    if (call.acceptStatus !== 'any' && call.acceptStatus.includes(statusCode)) return undefined;
    const { location } = responseHeaders(response);
    try {
      return nextHop(hop, statusCode, location, this.#policy, { mock: false, httpsOnly: call.httpsOnly ?? false });
    } catch (error) {
      discard(response.body);
      throw error;
    }
  }

  #exchange(hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { url, trusted } = hop.destination;
    const { origin, pathname, search } = url;
    const { method, headers, body } = hop;
    const agent = trusted
      ? (this.#open ??= createOpenAgent())
      : (this.#guarded ??= createGuardedAgent(this.#resolveName));
    return agent.request({ origin, path: pathname + search, method, headers, body, signal });
  }
}

function defaults(method: HttpMethod, idempotencyKey: string): Headers {
  const common = { accept: 'application/json, */*;q=0.5', 'accept-encoding': acceptedEncodings, 'user-agent': 'iceos' };
  return method === 'GET' || method === 'HEAD' ? common : { ...common, 'idempotency-key': idempotencyKey };
}

/** What a throw on the way means: cancelled, too slow, refused by a rule, or no connection. */
function explain(error: unknown, url: URL, call: HttpCall, signal: AbortSignal, deadline: Deadline): unknown {
  if (signal.aborted) return signal.reason;
  if (deadline.passed()) return timedOut(url, call.timeoutMs);
  return isFailureError(error) ? error : unreachable(url, error);
}

function timedOut(url: URL, timeoutMs: number): FailureError {
  return new FailureError('timeout', `${shownUrl(url)} did not answer in full within ${timeoutMs} ms.`, {
    retryable: true,
    evidence: { url: shownUrl(url), timeout_ms: timeoutMs },
  });
}
