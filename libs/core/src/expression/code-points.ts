/** Texts count in characters (code points), as JSON Schema's `maxLength` does; an emoji is never cut in half. */

const surrogates = /[\uD800-\uDFFF]/;

/** How many characters a text has. */
export function countCodePoints(text: string): number {
  if (!surrogates.test(text)) return text.length;
  let count = 0;
  for (let index = 0; index < text.length; index += isPair(text, index) ? 2 : 1) count += 1;
  return count;
}

/** The characters from `start` up to `end` (both whole, 0 ≤ start ≤ end ≤ the count). */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (!surrogates.test(text)) return text.slice(start, end);
  const from = advance(text, 0, start);
  return text.slice(from, advance(text, from, end - start));
}

function advance(text: string, from: number, count: number): number {
  let index = from;
  for (let left = count; left > 0; left -= 1) index += isPair(text, index) ? 2 : 1;
  return index;
}

function isPair(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}
