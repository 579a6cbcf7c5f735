/** Gives a handler the whole body as the document that it is. Its meaning is judged by whoever asked for it, not by a DTO. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { JsonObject } from '@ice/core';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../problem/problem-exception.js';

/** The body of the request. Refuses a request without one as `malformed-json`. */
export const JsonDocument = createParamDecorator((_data: unknown, context: ExecutionContext): JsonObject => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: JsonObject | null | undefined }>>();
  if (body) return body;
  throw new ProblemException('malformed-json', 'The request has no body; it must be a JSON object.');
});
