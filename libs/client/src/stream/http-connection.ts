/** One connection over HTTP (server-sent events), read by `fetch`: an `EventSource` can send no key. */
import type { ExecutionEvent } from '@ice/core';
import type { HttpClient } from '../http/http-client.js';
import { urlOf } from '../http/url-of.js';
import { IceProblem, type Problem } from '../problem/ice-problem.js';
import { bodyText } from './body-text.js';
import { lossOf, lossOfProblem } from './loss-of.js';
import { parseWire } from './parse-wire.js';
import { SseParser, type SseMessage } from './sse-parser.js';
import type { StreamItem } from './stream-item.js';
import { StreamLost } from './stream-lost.js';
import type { StreamSubject } from './stream-reader.js';

/** What it is opened with. */
export interface HttpConnectionMeans {
  readonly http: HttpClient;
  /** A token in place of the key; null = the key. */
  readonly streamToken: () => Promise<string | null>;
}

/** See `OpenConnection`. */
export async function* openHttpConnection(
  { http, streamToken }: HttpConnectionMeans,
  { executionId, after, signal }: StreamSubject,
): AsyncGenerator<readonly StreamItem[], void, undefined> {
  const url = urlOf(http.url, '/api/v1/executions/{id}/events', { id: executionId }, { after });
  const token = await streamToken();
  const response = await http.openStream(url, signal, token).catch((error: unknown) => {
    throw lossOf(error);
  });
  // Without content it has ended, and everything was seen.
  if (response.status === 204 || !response.body) return;
  const parser = new SseParser();
  for await (const text of bodyText(response.body, signal)) {
    const messages = parser.push(text);
    yield messages.filter(isEventMessage).map(({ data }) => parseWire<ExecutionEvent>(url, response.status, data));
    const last = messages.find((message) => !isEventMessage(message));
    if (last?.event === 'complete') return;
    if (last) throw brokenOff(parseWire<Problem>(url, response.status, last.data));
  }
  throw new StreamLost('the event stream broke off');
}

function isEventMessage({ event }: SseMessage): boolean {
  return event !== 'complete' && event !== 'problem';
}

/** The server has ended the stream with a problem. A token whose time is over is followed by a new one. */
function brokenOff(problem: Problem): Error {
  const cause = new IceProblem(problem);
  if (problem.code === 'unauthenticated') return new StreamLost(cause.message, { isFinalOnRepeat: true }, { cause });
  return lossOfProblem(cause);
}
