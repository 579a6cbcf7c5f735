/**
 * Walks the text of an expression one element at a time, knowing strings and comments, so that a brace or a quote inside
 * them is no brace and no quote. It understands nothing else; parsing is the parser's.
 */

/** Where the next element begins after the one at `position`; -1 when a string begins here and is never closed. */
function skipElement(text: string, position: number): number {
  const character = text[position];
  if (character === '"' || character === "'") return skipString(text, position, character);
  if (character === '/' && text[position + 1] === '/') return skipComment(text, position);
  return position + 1;
}

/**
 * Where the `}}` stands that closes a template expression whose text begins at `from`. A negative result is -1 − the
 * position of what is never closed: a string, or `from` itself.
 */
export function findClosingBraces(text: string, from: number): number {
  let depth = 0;
  for (let position = from; position < text.length;) {
    const character = text[position];
    if (character === '}' && depth === 0 && text[position + 1] === '}') return position;
    if (character === '{') depth += 1;
    if (character === '}' && depth > 0) depth -= 1;
    const next = skipElement(text, position);
    if (next < 0) return -1 - position;
    position = next;
  }
  return -1 - from;
}

/** Where the first run of more than `limit` prefix operators (`!`, `-`) begins; -1 when there is none. */
export function findLongPrefixRun(text: string, limit: number): number {
  if (!/[!-]/.test(text)) return -1;
  let count = 0;
  let start = 0;
  for (let position = 0; position >= 0 && position < text.length; position = skipElement(text, position)) {
    const character = text.charAt(position);
    if (character === '!' || character === '-') {
      if (count === 0) start = position;
      count += 1;
      if (count > limit) return start;
    } else if (character.trim() !== '') count = 0;
  }
  return -1;
}

function skipString(text: string, start: number, quote: string): number {
  const triple = text.startsWith(quote.repeat(3), start);
  const closing = triple ? quote.repeat(3) : quote;
  for (let position = start + closing.length; position < text.length; position += 1) {
    if (text.startsWith(closing, position)) return position + closing.length;
    if (text[position] === '\\') position += 1;
    else if (!triple && (text[position] === '\n' || text[position] === '\r')) return -1;
  }
  return -1;
}

/** A comment ends with its line; in a template also at `}}`, so that one that stands last does not swallow the end. */
function skipComment(text: string, start: number): number {
  for (let position = start; position < text.length; position += 1) {
    if (text[position] === '\n' || text.startsWith('}}', position)) return position;
  }
  return text.length;
}
