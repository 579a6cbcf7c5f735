/** What `JSON.parse` lets through and an execution may not hold. The rules are those of the API's door: a document from another server
 *  is no better than one from a client. */
import { formatPointer, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '@ice/core';

/** Objects and lists inside each other that are let through. */
const maxJsonDepth = 64;

/** The first place that is not fit. */
export interface Unfit {
  /** JSON pointer. */
  readonly pointer: string;
  /** The end of a sentence that begins with the place. */
  readonly problem: string;
}

/** Looks for nesting deeper than 64, numbers beyond ±(2^53 − 1) and keys `__proto__`; undefined when there is none of them. */
export function findUnfit(value: JsonValue): Unfit | undefined {
  const found = visit(value, 0);
  return found && { pointer: formatPointer(found.path.reverse()), problem: found.problem };
}

/** The path is written from the inside out, and only when there is something to tell. */
interface Found {
  readonly path: (string | number)[];
  readonly problem: string;
}

function visit(value: JsonValue, depth: number): Found | undefined {
  // Above 2^53 − 1 a double stands for several integers: passing it on would change it.
  if (typeof value === 'number')
    return Math.abs(value) > Number.MAX_SAFE_INTEGER ? found('is a number beyond ±(2^53 − 1)') : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= maxJsonDepth) return found(`is nested more than ${maxJsonDepth} deep`);
  return isJsonObject(value) ? visitObject(value, depth) : visitList(value, depth);
}

function visitObject(object: JsonObject, depth: number): Found | undefined {
  for (const key of Object.keys(object)) {
    const inner =
      key === '__proto__' ? found('is a key that is not allowed') : visit(object[key] as JsonValue, depth + 1);
    if (inner) return within(key, inner);
  }
  return undefined;
}

function visitList(list: JsonArray, depth: number): Found | undefined {
  for (let index = 0; index < list.length; index += 1) {
    const inner = visit(list[index] as JsonValue, depth + 1);
    if (inner) return within(index, inner);
  }
  return undefined;
}

function found(problem: string): Found {
  return { path: [], problem };
}

function within(key: string | number, inner: Found): Found {
  inner.path.push(key);
  return inner;
}
