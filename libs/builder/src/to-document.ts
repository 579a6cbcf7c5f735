/** From what authors write (references inside plain values) to plain blueprint data. */
import type { JsonValue } from '@ice/core';
import { sourceOf, type Reference } from './reference.js';

/** JSON in which any value may be a reference. (Undefined is in the type because an indexed member of a reference has it there;
 *  a reference itself is never undefined.) */
export type Authored = JsonValue | Reference | undefined | readonly Authored[] | { readonly [key: string]: Authored };

/** The same as blueprint data: references become `{{ … }}`, undefined members are left out. */
export function toDocument(value: unknown): JsonValue {
  const path = sourceOf(value);
  if (path !== undefined) return `{{ ${path} }}`;
  if (Array.isArray(value)) return value.map(toDocument);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, toDocument(member)]));
}
