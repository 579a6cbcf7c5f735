/** When two answers are the same. */
import { canonicalJson, type JsonValue } from '@ice/core';

/** The same text for answers that agree. Texts agree whatever their case, white space and closing punctuation; all else when it is the
 *  same JSON. */
export function agreementKey(answer: JsonValue): string {
  return typeof answer === 'string' ? `text ${plainText(answer)}` : canonicalJson(answer);
}

function plainText(answer: string): string {
  const text = answer.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const plain = text.slice(0, endOfWords(text));
  return plain === '' ? text : plain;
}

/** Counted from the end: a pattern would look at a long row of points again from each of them. */
function endOfWords(text: string): number {
  let end = text.length;
  while (end > 0 && closing.has(text.charAt(end - 1))) end -= 1;
  return end;
}

const closing: ReadonlySet<string> = new Set(' .,;:!?…。，；：！？');
