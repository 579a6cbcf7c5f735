/** Fixes that change a part of a text of the document: the patch replaces the whole text by the edited one. */
import { parsePointer } from '../json/json-pointer.js';
import type { JsonValue } from '../json/json-value.js';
import type { Fix } from './diagnostic.js';
import type { Field } from './draft.js';

/** `text` in place of what stands from `start` to `end`. */
export interface TextMend {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it does, for a button. */
  readonly title: string;
}

/** The text inside a field; empty where there is none. */
export function textAt(field: Field, pointer: string): string {
  let inner: JsonValue | undefined = field.value;
  for (const token of parsePointer(pointer) ?? []) inner = (inner as Readonly<Record<string, JsonValue>>)[token];
  return typeof inner === 'string' ? inner : '';
}

/** The fix of an edited text. */
export function mendText(field: Field, pointer: string, { start, end, text, title }: TextMend): Fix {
  const before = textAt(field, pointer);
  const value = before.slice(0, start) + text + before.slice(end);
  return { title, patch: [{ op: 'replace', path: field.pointer + pointer, value }] };
}
