/** From the bytes of a body to its value, through the byte guard. No bytes are no body: whether one is needed is the route's affair. */
import type { JsonObject } from '@ice/core';
import type { JsonLimits } from '../json/json-limits.js';
import { parseJsonBody } from '../json/parse-json-body.js';
import { ProblemException } from '../problem/problem-exception.js';

/** The value (undefined for no bytes), or why there is none. */
export type ParsedBody =
  | { readonly ok: true; readonly value: JsonObject | undefined }
  | { readonly ok: false; readonly refusal: ProblemException };

/** Parses. */
export function parseBody(bytes: Buffer, limits: JsonLimits): ParsedBody {
  if (bytes.length === 0) return { ok: true, value: undefined };
  const result = parseJsonBody(bytes, limits);
  if (result.ok) return result;
  const { code, message, offset } = result.problem;
  const refusal = new ProblemException(code, `At byte ${offset}: ${message}.`, { facts: { offset } });
  return { ok: false, refusal };
}
