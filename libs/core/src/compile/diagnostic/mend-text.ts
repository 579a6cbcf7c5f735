/** Changes of a part of a text of the document. A patch replaces a text only as a whole, so a fix is made of them late, when it is known
 *  which others there are. */
import { parsePointer } from '../../json/json-pointer.js';
import type { JsonValue } from '../../json/json-value.js';
import type { Field } from '../read/draft.js';
import type { Fix } from './diagnostic.js';

/** `text` in place of what stands from `start` to `end`. */
export interface TextMend {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it does, for a button. */
  readonly title: string;
}

/** A mend and the text that it is about. */
export interface LocatedMend extends TextMend {
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** The whole text as it stands there. */
  readonly before: string;
}

/** The text inside a field; empty where there is none. */
export function textAt(field: Field, pointer: string): string {
  let inner: JsonValue | undefined = field.value;
  for (const token of parsePointer(pointer) ?? []) inner = (inner as Readonly<Record<string, JsonValue>>)[token];
  return typeof inner === 'string' ? inner : '';
}

/** The mend of a text inside a field. */
export function mendText(field: Field, pointer: string, { start, end, text, title }: TextMend): LocatedMend {
  return { pointer: field.pointer + pointer, before: textAt(field, pointer), start, end, text, title };
}

/** Makes fixes of the mends of one document, handed in as they are shown. Each holds those of the same text before it: applied alone it
 *  is right, and applied after them it undoes none. */
export class TextMends {
  readonly #byText = new Map<string, readonly LocatedMend[]>();

  /** Undefined for one that would change what another before it changes: it is offered again when that has been mended. */
  fixOf(mend: LocatedMend): Fix | undefined {
    const others = (this.#byText.get(mend.pointer) ?? []).filter((other) => !isSame(other, mend));
    if (others.some(({ start, end }) => start < mend.end && mend.start < end)) return undefined;
    const mends = [...others, mend];
    this.#byText.set(mend.pointer, mends);
    return fixOfAll(mends, mend);
  }
}

function isSame(left: TextMend, right: TextMend): boolean {
  return left.start === right.start && left.end === right.end && left.text === right.text;
}

function fixOfAll(mends: readonly TextMend[], { pointer, before }: LocatedMend): Fix {
  const fromTheEnd = [...mends].sort((left, right) => right.start - left.start);
  const value = fromTheEnd.reduce(
    (whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end),
    before,
  );
  return { title: mends.map(({ title }) => title).join('; '), patch: [{ op: 'replace', path: pointer, value }] };
}
