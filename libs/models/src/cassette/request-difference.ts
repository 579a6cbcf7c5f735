/** What two documents differ in, place by place. Pure. */
import { extendPointer, isJsonObject, type JsonArray, type JsonValue } from '@ice/core';

/** One place. Undefined where a document has none. */
export interface Difference {
  readonly pointer: string;
  readonly recorded: JsonValue | undefined;
  readonly asked: JsonValue | undefined;
}

/** The places that differ, in the order of `asked`, then what only `recorded` has. */
export function* differencesBetween(
  recorded: JsonValue | undefined,
  asked: JsonValue | undefined,
  pointer = '',
): Generator<Difference> {
  const names = commonForm(recorded, asked);
  if (!names) {
    if (recorded !== asked) yield { pointer, recorded, asked };
    return;
  }
  for (const name of names) {
    yield* differencesBetween(memberOf(recorded, name), memberOf(asked, name), extendPointer(pointer, name));
  }
}

/** The members of two objects, or the positions of two lists; null for anything else. */
function commonForm(recorded: JsonValue | undefined, asked: JsonValue | undefined): Iterable<string | number> | null {
  if (Array.isArray(recorded) && Array.isArray(asked)) {
    return Array.from({ length: Math.max(recorded.length, asked.length) }, (_, index) => index);
  }
  if (!isJsonObject(recorded) || !isJsonObject(asked)) return null;
  return new Set([...Object.keys(asked), ...Object.keys(recorded)]);
}

function memberOf(value: JsonValue | undefined, name: string | number): JsonValue | undefined {
  if (typeof name === 'number') return (value as JsonArray)[name];
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** How far two texts are the same from the start, in characters. */
export function commonStart(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return index;
  return length;
}
