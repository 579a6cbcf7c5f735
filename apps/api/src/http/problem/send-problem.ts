/** Sends a refusal as the answer of a request, with the headers that every problem has. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeGently } from '../server/close-gently.js';
import { createProblem } from './create-problem.js';
import { problemMediaType } from './problem.js';
import type { ProblemException } from './problem-exception.js';

/** A rest of the body up to this size is read and thrown away, so that the connection can be used again. */
const maxDrainedBytes = 65_536;

/** Answers. Nothing happens when the answer has begun already. */
export function sendProblem(refusal: ProblemException, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
  const { code, message, parts } = refusal;
  const problem = createProblem(code, message, parts, { url: request.raw.url ?? '', requestId: request.id });
  settleConnection(request, reply);
  void reply
    .code(problem.status)
    .headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    .headers(problem.retry_after_s === undefined ? {} : { 'retry-after': String(problem.retry_after_s) })
    .headers(parts.headers ?? {})
    .header('content-type', problemMediaType)
    // As bytes, or Fastify adds a charset, which JSON has none of (RFC 8259).
    .send(Buffer.from(JSON.stringify(problem)));
}

/** A connection whose request was not read to its end cannot carry another one, unless what is left is small. */
function settleConnection({ raw, headers }: FastifyRequest, reply: FastifyReply): void {
  const bytes = Number(headers['content-length'] ?? (headers['transfer-encoding'] === undefined ? 0 : NaN));
  if (raw.complete || bytes <= maxDrainedBytes) return void reply.removeHeader('connection');
  reply.header('connection', 'close');
  closeGently(raw.socket);
}
