/** Cuts a text into the pieces in which a model would stream it. Pure: the pieces joined are the text. */

const wordsAndBlanks = /(?:\s{0,8}\S{1,16}){1,3}|\s{1,16}/gsu;

/** Up to three words a piece; no piece is empty and none cuts a character in half. */
export function textDeltas(text: string): readonly string[] {
  return text.match(wordsAndBlanks) ?? [];
}
