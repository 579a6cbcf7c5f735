/** From what authors write (references inside plain values) to plain blueprint data. */
import type { JsonValue } from '@ice/core';
import { sourceOf, type StandsFor } from './reference.js';

/** JSON in which any value may be a reference. (Undefined is in the type because TypeScript's `noUncheckedIndexedAccess` has it in the
 *  type of an indexed member; a reference itself is never undefined.) */
export type Authored =
  JsonValue | StandsFor<unknown> | undefined | readonly Authored[] | { readonly [key: string]: Authored };

/** The same as blueprint data: references become `{{ … }}`, undefined members are left out. */
export function toDocument(value: unknown): JsonValue {
  const path = sourceOf(value);
  if (path !== undefined) return `{{ ${path} }}`;
  if (Array.isArray(value)) return value.map(toDocument);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, toDocument(member)]));
}
