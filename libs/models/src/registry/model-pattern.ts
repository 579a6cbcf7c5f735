/** Patterns of model names: `*` stands for any characters, everything else for itself. Pure and never slower than text × pattern. */

/** True when the pattern stands for other names than itself. */
export function isModelPattern(text: string): boolean {
  return text.includes('*');
}

/** True when the whole name fits the pattern. A pattern without a slash fits the model's name at any provider. */
export function matchesModelPattern(pattern: string, name: string): boolean {
  return pattern.includes('/') ? fits(pattern, name) : fits(pattern, name.slice(name.indexOf('/') + 1));
}

/** The pieces between the stars must stand in the text in their order: the first at its start, the last at its end. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  const position = others.reduce((from, piece) => after(text, piece, from), first.length);
  return position <= end;
}

function after(text: string, piece: string, from: number): number {
  // `indexOf` would find the empty piece at the end, from wherever it starts.
  const found = from > text.length ? -1 : text.indexOf(piece, from);
  return found < 0 ? Infinity : found + piece.length;
}
