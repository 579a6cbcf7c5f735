/** What a regular expression is made of, as far as a text can be made from it. Data only. */

/** First and last code point. */
export type CharacterRange = readonly [number, number];

/** A piece of an expression. */
export type PatternNode =
  | { readonly kind: 'characters'; readonly ranges: readonly CharacterRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly least: number; readonly most: number };

/** What matches the empty text. */
export const emptyPattern: PatternNode = { kind: 'sequence', parts: [] };

/** Length of the shortest text that fits. */
export function shortestLength(node: PatternNode): number {
  switch (node.kind) {
    case 'characters':
      return 1;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + shortestLength(part), 0);
    case 'choice':
      return Math.min(...node.options.map(shortestLength));
    case 'repeat':
      return node.least * shortestLength(node.part);
  }
}
