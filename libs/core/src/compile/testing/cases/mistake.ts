/** A mistake as people make it: a sound case with one change, and what the compiler has to say about it. Never used outside of specs. */
import { applyPatch } from '../../../json/apply-patch.js';
import { parsePointer } from '../../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../../json/json-value.js';
import type { PatchOperation } from '../../diagnostic/diagnostic.js';
import { patch, type ShortFinding } from '../sample-blueprint.js';

/** What was done, the document that came of it, and the findings in full. */
export type Mistake = readonly [name: string, document: JsonObject, findings: readonly ShortFinding[]];

/** What a fix makes of the rewritten text: the text as it was, or another one. None: there is no fix. */
type Mended = 'as before' | { readonly text: string };

/** In the text at the pointer, another piece of text. One finding at that place. */
export function slip(
  name: string,
  sound: JsonObject,
  pointer: string,
  [from, to]: readonly [from: string, to: string],
  code: string,
  mended?: Mended,
): Mistake {
  const original = textAt(sound, pointer);
  if (!original.includes(from)) throw new Error(`"${name}" changes nothing: ${original}`);
  const broken = change(sound, patch.replace(pointer, original.replace(from, to)));
  if (mended === undefined) return [name, broken, [[code, pointer]]];
  const text = mended === 'as before' ? original : mended.text;
  return [name, broken, [[code, pointer, patch.replace(pointer, text)]]];
}

/** Any change, and what is said of it. */
export function mistake(
  name: string,
  sound: JsonObject,
  changes: readonly PatchOperation[],
  ...findings: readonly ShortFinding[]
): Mistake {
  return [name, change(sound, changes), findings];
}

function change(sound: JsonObject, changes: readonly PatchOperation[]): JsonObject {
  const changed = applyPatch(sound, changes);
  if (!changed.ok) throw new Error(changed.problem.message);
  return changed.document as JsonObject;
}

function textAt(document: JsonObject, pointer: string): string {
  let value: JsonValue | undefined = document;
  for (const token of parsePointer(pointer) ?? []) value = (value as Readonly<Record<string, JsonValue>>)[token];
  if (typeof value !== 'string') throw new Error(`There is no text at ${pointer}.`);
  return value;
}
