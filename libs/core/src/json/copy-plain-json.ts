/** The guard in front of every walk over foreign data: makes a deep-frozen copy of a value that is plain JSON of bounded depth and
 *  size, or says where it is not. After it, recursion is safe and nobody can change the data. It never throws. */
import { formatPointer, type PointerToken } from './json-pointer.js';
import type { JsonValue } from './json-value.js';

/** How much is still plain. */
export interface PlainJsonLimits {
  /** Lists and objects inside each other. */
  readonly maxDepth: number;
  /** Values and keys in all; also what ends a graph that shares or contains itself. */
  readonly maxValues: number;
  /** UTF-16 units in one key. */
  readonly maxKeyLength: number;
}

/** Why a value is not plain JSON. */
export interface PlainJsonProblem {
  readonly reason: 'too-deep' | 'too-large' | 'key-too-long' | 'forbidden-key' | 'not-json';
  readonly pointer: string;
}

/** The frozen copy, or the first problem in document order. */
export type PlainJsonResult =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly problem: PlainJsonProblem };

/** Copies and freezes. Members that are `undefined` are left out, as JSON would. */
export function copyPlainJson(value: unknown, limits: PlainJsonLimits): PlainJsonResult {
  const walk: Walk = { limits, left: limits.maxValues, path: [] };
  const copy = copyValue(value, walk);
  return walk.problem === undefined ? { ok: true, value: copy } : { ok: false, problem: walk.problem };
}

interface Walk {
  readonly limits: PlainJsonLimits;
  /** Where the walk stands. A pointer is made of it only when there is something to say. */
  readonly path: PointerToken[];
  left: number;
  problem?: PlainJsonProblem;
}

function copyValue(value: unknown, walk: Walk): JsonValue {
  walk.left -= 1;
  if (walk.left < 0) return refuse('too-large', walk);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') return refuse('not-json', walk);
  if (walk.path.length >= walk.limits.maxDepth) return refuse('too-deep', walk);
  if (Array.isArray(value)) return copyList(value, walk);
  return isPlainObject(value) ? copyObject(value as Readonly<Record<string, unknown>>, walk) : refuse('not-json', walk);
}

function copyList(list: readonly unknown[], walk: Walk): JsonValue {
  const copy: JsonValue[] = [];
  for (let index = 0; index < list.length && walk.problem === undefined; index += 1) {
    walk.path.push(index);
    copy.push(copyValue(list[index], walk));
    walk.path.pop();
  }
  return Object.freeze(copy);
}

function copyObject(object: Readonly<Record<string, unknown>>, walk: Walk): JsonValue {
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    walk.path.push(key);
    copy[key] = copyMember(key, value, walk);
    walk.path.pop();
    if (walk.problem !== undefined) break;
  }
  return Object.freeze(copy);
}

function copyMember(key: string, value: unknown, walk: Walk): JsonValue {
  if (key === '__proto__') return refuse('forbidden-key', walk);
  if (key.length > walk.limits.maxKeyLength) return refuse('key-too-long', walk);
  return copyValue(value, walk);
}

/** True for `{}` and `Object.create(null)` of any realm, false for dates, maps and class instances. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(reason: PlainJsonProblem['reason'], walk: Walk): JsonValue {
  walk.problem ??= { reason, pointer: formatPointer(walk.path) };
  return null;
}
