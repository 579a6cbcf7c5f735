/** For operations that are told everything by their path: a body may be missing or empty, and whatever stands in it is refused. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isJsonObject } from '@ice/core';
import type { FastifyRequest } from 'fastify';
import { unknownMembers } from './read-update.js';
import { refuseEdit } from './refuse-edit.js';

/** Nothing, or a refusal. */
export const NoMembers = createParamDecorator((_data: unknown, context: ExecutionContext): undefined => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: unknown }>>();
  const errors = isJsonObject(body) ? unknownMembers(body, []) : [];
  if (errors.length > 0) throw refuseEdit(errors);
});
