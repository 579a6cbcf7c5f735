/** Makes text of strangers fit for a terminal: nothing in it may move the cursor, change colours, hide or turn round what stands beside it. */

/** Controls (also those of terminals), line and paragraph separators, and the marks that turn the direction of text. */
const unfit = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of text; each run of unfit characters becomes one space. */
export function plainText(text: string): string {
  return text.replace(unfit, ' ');
}
