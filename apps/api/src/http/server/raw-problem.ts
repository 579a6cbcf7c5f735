/** Problems of connections that never became a request for Fastify: written by hand, with the connection closed afterwards. */
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { IdSource } from '@ice/core';
import { createProblem } from '../problem/create-problem.js';
import { problemMediaType, type Problem } from '../problem/problem.js';
import { closeGently } from './close-gently.js';

/** Writes a problem to a socket that has no response object. */
export function writeProblem(socket: Socket, code: string, detail: string, ids: IdSource): void {
  const problem = createProblem(code, detail, {}, { url: '', requestId: ids.next('rq') });
  const body = JSON.stringify(problem);
  const headers = Object.entries(headersOf(problem, body)).map(([name, value]) => `${name}: ${value}\r\n`);
  closeGently(socket);
  socket.write(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${headers.join('')}\r\n${body}`);
  socket.destroySoon();
}

/** Answers a request that must not reach Fastify. */
export function answerProblem(
  request: IncomingMessage,
  response: ServerResponse,
  code: string,
  detail: string,
  ids: IdSource,
): void {
  const problem = createProblem(code, detail, {}, { url: request.url ?? '', requestId: ids.next('rq') });
  const body = JSON.stringify(problem);
  closeGently(request.socket);
  response.writeHead(problem.status, headersOf(problem, body)).end(body);
}

function headersOf(problem: Problem, body: string): Readonly<Record<string, string | number>> {
  return {
    'content-type': problemMediaType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': problem.request_id,
    connection: 'close',
  };
}
