/** The smallest values in which two JSON values differ. The order of an object's keys is no difference. */
import { extendPointer } from '../json/json-pointer.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { showChange, type ShownChange } from './show-change.js';

/** One difference. `before` is absent where the place is new, `after` where it is gone. */
export interface FieldChange extends ShownChange {
  /** JSON pointer from where the comparison began. */
  readonly pointer: string;
}

/** The differences in the order of the older value, then of the newer; found one by one, as far as somebody asks for them. */
export function* diffValues(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  pointer = '',
): Generator<FieldChange> {
  if (before === after) return;
  const keys = commonKeys(before, after);
  if (keys === null) yield { pointer, ...showChange(before, after) };
  else
    for (const key of keys) yield* diffValues(memberOf(before, key), memberOf(after, key), extendPointer(pointer, key));
}

/** The keys of both, where both are objects or both lists; null where only the whole can be told. */
function commonKeys(before: JsonValue | undefined, after: JsonValue | undefined): Iterable<string> | null {
  const areLists = Array.isArray(before) && Array.isArray(after);
  if (!areLists && !(isJsonObject(before) && isJsonObject(after))) return null;
  return new Set([...Object.keys(before), ...Object.keys(after)]);
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  const container = value as Readonly<Record<string, JsonValue>>;
  return Object.hasOwn(container, key) ? container[key] : undefined;
}
