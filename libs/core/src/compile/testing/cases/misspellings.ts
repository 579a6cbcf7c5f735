/** Misspells a document in every text that reads something, one text at a time. Never used outside of specs. */
import { applyPatch } from '../../../json/apply-patch.js';
import { extendPointer } from '../../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../../json/json-value.js';
import { patch } from '../sample-blueprint.js';

/** A document in which one name has a letter too many. */
export interface Misspelling {
  readonly pointer: string;
  /** The text as it was. */
  readonly original: string;
  /** The text as it is in the document. */
  readonly misspelt: string;
  readonly document: JsonObject;
}

/** The last name after a dot in each text; none inside `default` and `has`, where an absent field is no fault. */
export function misspellings(sound: JsonObject): readonly Misspelling[] {
  return textsIn(sound, '').flatMap(([pointer, original]) => {
    const end = endOfLastName(original, pointer);
    if (end === undefined) return [];
    const misspelt = `${original.slice(0, end)}x${original.slice(end)}`;
    const changed = applyPatch(sound, patch.replace(pointer, misspelt));
    return changed.ok ? [{ pointer, original, misspelt, document: changed.document as JsonObject }] : [];
  });
}

function textsIn(value: JsonValue, pointer: string): readonly (readonly [pointer: string, text: string])[] {
  if (typeof value === 'string') return [[pointer, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, extendPointer(pointer, key)));
}

function endOfLastName(text: string, pointer: string): number | undefined {
  const ends = [...text.matchAll(/\.[a-z_][a-z_0-9]*\b(?!\()/g)]
    .filter(({ index }) => isInExpression(text.slice(0, index), pointer) && !isAbsorbed(text.slice(0, index)))
    .map((match) => match.index + match[0].length);
  return ends.at(-1);
}

function isInExpression(before: string, pointer: string): boolean {
  return /\/(when|until|expression)$/.test(pointer) || before.lastIndexOf('{{') > before.lastIndexOf('}}');
}

function isAbsorbed(before: string): boolean {
  return /\b(default|has)\([^()]*$/.test(before);
}
