/** A TypeScript source with its comments and strings blanked out, place by place: what looks like code in it is code. Pure. */

const asides = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** Of the same length, with the same lines. Quotes stay, with _ between them; comments are spaces. */
export function maskedSource(source: string): string {
  return source.replaceAll(asides, (aside) => {
    if (aside.startsWith('/')) return aside.replaceAll(/[^\n]/g, ' ');
    const quote = aside.charAt(0);
    return `${quote}${aside.slice(1, -1).replaceAll(/[^\n]/g, '_')}${quote}`;
  });
}

/** Where the bracket closes that opens at a place of a masked source; -1 where it does not. */
export function closingOf(masked: string, open: number): number {
  const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  const expected: string[] = [];
  for (let at = open; at < masked.length; at += 1) {
    const character = masked.charAt(at);
    const closing = pairs[character];
    if (closing !== undefined) expected.push(closing);
    else if (')]}'.includes(character) && expected.pop() !== character) return -1;
    if (expected.length === 0) return at;
  }
  return -1;
}
