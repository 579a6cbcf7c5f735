/** `fetch` for the client of MCP servers: its own connections, bounded answers, and no stream that only waits. Redirects are the
 *  transport's business, which follows none to another origin. */
import type { FetchLike } from '@modelcontextprotocol/client';
import type { Agent, RequestInit, Response } from 'undici';
import { loadUndici } from '../http/load-undici.js';

/** How answers are bounded. */
export interface AnswerBound {
  readonly maxBytes: number;
  /** Called, in the asynchronous context of the request, when an answer has more; then its stream breaks. */
  readonly onTooLarge: () => void;
}

/** Makes the function. Bytes are counted after decompression. */
export function createBoundedFetch(agent: Agent, bound: AnswerBound): FetchLike {
  const { fetch: send, Response: Answer } = loadUndici();
  const boundedFetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (isListening(init)) return new Answer(null, { status: 405 });
    const answer = await send(url, { ...init, dispatcher: agent });
    return answer.body === null ? answer : bounded(answer, answer.body, bound);
  };
  // The same interfaces, declared once by undici and once by the platform.
  return boundedFetch as unknown as FetchLike;
}

/**
 * True for the stream on which a server may speak up by itself: optional by the protocol, and nothing that we listen to. It would be
 * open for the life of the connection, one for each server. A stream that goes on where an answer broke off has an event to begin at.
 */
function isListening({ method = 'GET', headers }: RequestInit): boolean {
  return method.toUpperCase() === 'GET' && !new (loadUndici().Headers)(headers).has('last-event-id');
}

function bounded(
  answer: Response,
  body: NonNullable<Response['body']>,
  { maxBytes, onTooLarge }: AnswerBound,
): Response {
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) return controller.enqueue(chunk);
      onTooLarge();
      controller.error(new Error(`The answer has more than ${maxBytes} bytes.`));
    },
  });
  const { status, statusText, headers } = answer;
  return new (loadUndici().Response)(body.pipeThrough(counter as never), { status, statusText, headers });
}
