/** Keys that a schema does not know, and the known ones they were meant for. */
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { nearestName } from '../../json/nearest-name.js';
import { describePlace, listOf, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding, type Place } from '../diagnostic/finding.js';

/** A key without a meaning. */
export interface UnknownKey {
  readonly key: string;
  /** The known key that is most likely meant: near in name, of the same unit, and not there yet. */
  readonly meant: string | undefined;
  /** True when the value would be sound under the meant key: then the mend is unambiguous. */
  readonly fits: boolean;
}

/** Pairs each unknown key of the object with what it was meant for; no two with the same. */
export function unknownKeysOf(
  object: JsonObject,
  keys: readonly string[],
  known: readonly string[],
  fits: (meant: string, key: string) => boolean,
): readonly UnknownKey[] {
  const free = new Set(known.filter((name) => !Object.hasOwn(object, name)));
  return keys.map((key) => {
    const near = nearestName(key, free);
    const meant = near !== undefined && unitOf(near) === unitOf(key) ? near : undefined;
    if (meant !== undefined) free.delete(meant);
    return { key, meant, fits: meant !== undefined && fits(meant, key) };
  });
}

/** `timeout_ms` is no misspelling of `timeout_s`: the number in it means something else. */
function unitOf(name: string): string {
  return /_(ms|s|usd|at|tokens)$/.exec(name)?.[1] ?? '';
}

/** The finding about one unknown key. `holder` is the place of the object that it stands in. */
export function unknownKeyFinding(
  unknown: UnknownKey,
  object: JsonObject,
  holder: Place,
  known: readonly string[],
): Finding {
  const place = { pointer: extendPointer(holder.pointer, unknown.key), nodeId: holder.nodeId };
  const message = `${describePlace(place.pointer)}: there is no property ${quote(unknown.key)} here`;
  return errorAt(place, 'unknown-property', message, () => adviseOn(unknown, object, holder, known));
}

function adviseOn(
  { key, meant, fits }: UnknownKey,
  object: JsonObject,
  holder: Place,
  known: readonly string[],
): Advice {
  if (meant === undefined) {
    const remove = { op: 'remove', path: extendPointer(holder.pointer, key) } as const;
    const free = known.filter((name) => !Object.hasOwn(object, name)).map(quote);
    const hint = free.length === 0 ? undefined : `Not set yet: ${listOf(free, 'and')}.`;
    return { hint, fix: { title: `Remove ${quote(key)}`, patch: [remove] } };
  }
  return renaming({ key, meant, fits }, object, holder.pointer);
}

/** What to do about a key that was meant as another one. */
export function renaming(
  { key, meant, fits }: UnknownKey & { readonly meant: string },
  object: JsonObject,
  holder: string,
): Advice {
  const remove = { op: 'remove', path: extendPointer(holder, key) } as const;
  const add = { op: 'add', path: extendPointer(holder, meant), value: object[key] as JsonValue } as const;
  const hint = `Did you mean ${quote(meant)}?`;
  return fits ? { hint, fix: { title: `Rename ${quote(key)} to ${quote(meant)}`, patch: [remove, add] } } : { hint };
}
