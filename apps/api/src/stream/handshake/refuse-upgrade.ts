/** Answers a request that must not become a socket: with a problem, as every other refused request. */
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { IdSource } from '@ice/core';
import type { ProblemException } from '../../http/problem/problem-exception.js';
import { answerProblem } from '../../http/server/raw-problem.js';

/** Answers, and ends the connection. Node has let go of it already, so there is a response only if we make one. */
export function refuseUpgrade(
  request: IncomingMessage,
  socket: Socket,
  refusal: ProblemException,
  ids: IdSource,
): void {
  socket.on('error', () => socket.destroy());
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  response.on('finish', () => socket.destroySoon());
  for (const [name, value] of Object.entries(refusal.parts.headers ?? {})) response.setHeader(name, value);
  answerProblem(request, response, refusal.code, refusal.message, ids);
}
