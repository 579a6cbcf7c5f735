/** How two values are shown in a diff: as they are while they are short, else as the piece of their text where they part. */
import type { JsonValue } from '../json/json-value.js';

/** The values of a change. */
export interface ShownChange {
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** True where a value was too long: then each that was is a piece of its text (JSON, for what is no text), `…` where it was cut. */
  readonly cut?: true;
}

/** Characters of a value that are shown. */
const maxShown = 200;

/** Characters that are shown of what both have in common, before they part. */
const leadIn = 40;

/** What a cut leaves of a character of two code units. */
const halfPairs = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g;

/** At least one of the two is there. */
export function showChange(before: JsonValue | undefined, after: JsonValue | undefined): ShownChange {
  const texts = [textOf(before), textOf(after)] as const;
  const isCut = texts.some((text) => text.length > maxShown);
  if (!isCut) return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  const from = before === undefined || after === undefined ? 0 : Math.max(0, commonLength(...texts) - leadIn);
  return {
    ...(before !== undefined && { before: pieceOf(before, texts[0], from) }),
    ...(after !== undefined && { after: pieceOf(after, texts[1], from) }),
    cut: true,
  };
}

function pieceOf(value: JsonValue, text: string, from: number): JsonValue {
  if (text.length <= maxShown) return value;
  const start = Math.min(from, text.length - maxShown);
  const end = start + maxShown;
  const piece = text.slice(start, end).replace(halfPairs, '');
  return `${start > 0 ? '…' : ''}${piece}${end < text.length ? '…' : ''}`;
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function commonLength(one: string, other: string): number {
  const longest = Math.min(one.length, other.length);
  let length = 0;
  while (length < longest && one[length] === other[length]) length += 1;
  return length;
}
