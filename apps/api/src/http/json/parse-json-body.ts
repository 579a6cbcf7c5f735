/**
 * The only way from the bytes of a request to a JSON value. Nothing reaches `JSON.parse` that the byte guard has not
 * read to its end; no reviver, no leniency, no second parser.
 */
import type { JsonArray, JsonObject } from '@ice/core';
import { DEFAULT_JSON_LIMITS, type JsonLimits } from './json-limits.js';
import type { JsonProblem } from './json-problem.js';
import { scanJson, type JsonTopLevel } from './json-scanner.js';

/** A parsed body, or the first reason to refuse it. */
export type JsonBodyResult<Value extends JsonObject | JsonArray = JsonObject> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: JsonProblem };

/** What the outermost value of a body may be. */
export type JsonBodyShape = 'object' | 'object-or-list';

/**
 * Parses a request body. Never throws, whatever the bytes are.
 * @param bytes the whole body; its size has been bounded by whoever read it
 * @param limits bounds that differ from `DEFAULT_JSON_LIMITS`
 * @param shape what the outermost value may be; default: only an object
 */
export function parseJsonBody(bytes: Uint8Array, limits?: Partial<JsonLimits>, shape?: 'object'): JsonBodyResult;
export function parseJsonBody(
  bytes: Uint8Array,
  limits: Partial<JsonLimits> | undefined,
  shape: JsonBodyShape,
): JsonBodyResult<JsonObject | JsonArray>;
export function parseJsonBody(
  bytes: Uint8Array,
  limits: Partial<JsonLimits> = {},
  shape: JsonBodyShape = 'object',
): JsonBodyResult<JsonObject | JsonArray> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scan = scanJson(body, { ...DEFAULT_JSON_LIMITS, ...limits });
  if (!scan.ok) return scan;
  if (!isShape(scan.topLevel, shape)) return { ok: false, problem: notAnObject(shape, scan.offset) };
  return { ok: true, value: JSON.parse(body.toString('utf8')) as JsonObject | JsonArray };
}

function isShape(topLevel: JsonTopLevel, shape: JsonBodyShape): boolean {
  return topLevel === 'object' || (topLevel === 'list' && shape === 'object-or-list');
}

function notAnObject(shape: JsonBodyShape, offset: number): JsonProblem {
  const expected = shape === 'object' ? 'a JSON object' : 'a JSON object or list';
  return { code: 'body-not-object', message: `the body must be ${expected}`, offset };
}
