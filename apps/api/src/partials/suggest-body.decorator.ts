/** Reads the body of `POST …/suggest`, which may be missing: which suggestions to apply. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isJsonObject, type EditError, type JsonObject, type JsonValue } from '@ice/core';
import type { FastifyRequest } from 'fastify';
import { unknownMembers } from './read-update.js';
import { refuseEdit } from './refuse-edit.js';

const maxIds = 50;

/** The ids, or null where none are named. Refuses a body of any other form. */
export const SuggestBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): readonly string[] | null => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: unknown }>>();
    return isJsonObject(body) ? readApply(body) : null;
  },
);

function readApply({ apply, ...others }: JsonObject): readonly string[] | null {
  const faults = [...unknownMembers(others, ['apply']), ...(apply === undefined || isIdList(apply) ? [] : [noIds])];
  if (faults.length > 0) throw refuseEdit(faults);
  return apply === undefined ? null : (apply as readonly string[]);
}

const noIds: EditError = {
  pointer: '/apply',
  code: 'validation-failed',
  detail: `apply is a list of 1 to ${maxIds} ids of suggestions, each once.`,
};

function isIdList(value: JsonValue): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > maxIds) return false;
  return value.every((id) => typeof id === 'string' && id.length <= 64) && new Set(value).size === value.length;
}
