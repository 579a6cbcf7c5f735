/** Where two documents differ, so that whoever lost a race can merge by hand. */
import { isJsonObject, type JsonValue } from '@ice/core';

/** JSON pointers of the smallest values that differ or stand on one side only, at most `limit`, in the order of the left document. */
export function differingPointers(left: JsonValue, right: JsonValue, limit: number): readonly string[] {
  const pointers: string[] = [];
  collect(left, right, '', pointers, limit);
  return pointers;
}

function collect(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  pointer: string,
  pointers: string[],
  limit: number,
): void {
  if (left === right || pointers.length >= limit) return;
  const keys = commonKeys(left, right);
  if (keys === null) return void pointers.push(pointer);
  for (const key of keys) collect(member(left, key), member(right, key), `${pointer}/${escaped(key)}`, pointers, limit);
}

/** The keys of both, where both are objects or both lists; else null. */
function commonKeys(left: JsonValue | undefined, right: JsonValue | undefined): Iterable<string> | null {
  const areLists = Array.isArray(left) && Array.isArray(right);
  if (!areLists && !(isJsonObject(left) && isJsonObject(right))) return null;
  return new Set([...Object.keys(left), ...Object.keys(right)]);
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  const container = value as Readonly<Record<string, JsonValue>>;
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
