/** What an author wrote for a place, as blueprint data: a function is given the names of its place. */
import type { JsonValue } from '@ice/core';
import { anyNames } from './names.js';
import { toDocument } from './to-document.js';

/** The data; what is undefined as a whole becomes null. */
export function writeAuthored(authored: unknown): JsonValue {
  const value = typeof authored === 'function' ? (authored as (names: unknown) => unknown)(anyNames) : authored;
  return toDocument(value ?? null);
}
