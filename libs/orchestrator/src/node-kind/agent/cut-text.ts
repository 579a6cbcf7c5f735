/** Cuts a text that is too long for a conversation, so that whoever reads it sees that. Pure. */

/** No tokenizer makes tokens of more characters on average; so much is looked at at most. */
const charactersPerToken = 16;

/** The text, or its beginning with a last line that says so: both together have about `limit` tokens. Whole code points only. */
export function cutText(text: string, limit: number, countTokens: (text: string) => number): string {
  const shown = text.length > limit * charactersPerToken ? text.slice(0, limit * charactersPerToken) : text;
  if (shown === text && countTokens(text) <= limit) return text;
  let fits = 0;
  let tooLong = shown.length + 1;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countTokens(shown.slice(0, middle)) <= limit) fits = middle;
    else tooLong = middle;
  }
  const end = isInsidePair(shown, fits) ? fits - 1 : fits;
  return `${shown.slice(0, end)}\n[cut: the first ${end} of ${text.length} characters]`;
}

function isInsidePair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
