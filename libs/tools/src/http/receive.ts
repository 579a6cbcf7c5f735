/** A response → an answer, or the failure that its status means. */
import { FailureError, type JsonObject, type JsonValue } from '@ice/core';
import type { Dispatcher } from 'undici';
import { discard } from './discard.js';
import type { Hop } from './hop.js';
import { answerTooLarge, shownUrl } from './http-failure.js';
import { parseAnswer } from './parse-answer.js';
import { readBeginning, readBytes, type AnswerStream } from './read-bytes.js';
import { retryAfterMs } from './retry-after.js';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; several values are joined with `, ` (`set-cookie`: with a line end). No hop-by-hop headers. */
  readonly headers: Record<string, string>;
  readonly body: JsonValue;
}

/** How an answer is judged. */
export interface ReceiveRules {
  readonly call: { readonly acceptStatus: 'any' | readonly number[] };
  readonly now: () => number;
  readonly maxBytes: number;
}

const excerptCharacters = 200;

/** Reads the answer. Throws `http-status` for a status from 400 on that is not accepted. */
export async function receive(hop: Hop, response: Dispatcher.ResponseData, rules: ReceiveRules): Promise<HttpAnswer> {
  const status = response.statusCode;
  const headers = responseHeaders(response);
  const { url } = hop.destination;
  const stream = { url, body: response.body, contentEncoding: headers['content-encoding'] };
  if (status >= 400 && !accepts(rules.call.acceptStatus, status))
    throw await statusFailure(hop, status, headers, stream, rules);
  if (hop.method === 'HEAD') return { status, headers, body: null };
  if (Number(headers['content-length']) > rules.maxBytes) {
    discard(response.body);
    throw answerTooLarge(url, rules.maxBytes);
  }
  return { status, headers, body: parseAnswer(await readBytes(stream, rules.maxBytes), headers['content-type'], url) };
}

const hopByHop: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'trailer', 'upgrade']);

/** The headers of a response as texts. */
export function responseHeaders(response: Dispatcher.ResponseData): Record<string, string> {
  const entries = Object.entries(response.headers).flatMap(([name, value]) => {
    if (value === undefined || hopByHop.has(name)) return [];
    return [[name, Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : value]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function accepts(acceptStatus: 'any' | readonly number[], status: number): boolean {
  return acceptStatus === 'any' || acceptStatus.includes(status);
}

async function statusFailure(
  hop: Hop,
  status: number,
  headers: Readonly<Record<string, string>>,
  stream: AnswerStream,
  rules: ReceiveRules,
): Promise<FailureError> {
  const retryable = status === 408 || status === 429 || status >= 500;
  const wait = retryable ? retryAfterMs(headers['retry-after'], rules.now()) : undefined;
  const beginning = (await readBeginning(stream, excerptCharacters * 4)).toString('utf8').slice(0, excerptCharacters);
  const where = shownUrl(hop.destination.url);
  const evidence: JsonObject = { status, url: where, body: beginning };
  return new FailureError('http-status', `${hop.method} ${where} answered ${status}.`, {
    retryable,
    ...(wait !== undefined && { retryAfterMs: wait }),
    evidence,
  });
}
