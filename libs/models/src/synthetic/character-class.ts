/** Which characters a class of a regular expression is drawn from: some that it has, not all. Data only. */
import type { CharacterRange } from './pattern-node.js';

const digits: CharacterRange = [0x30, 0x39];
const upper: CharacterRange = [0x41, 0x5a];
const lower: CharacterRange = [0x61, 0x7a];
const printable: CharacterRange = [0x20, 0x7e];

const escapes: ReadonlyMap<string, readonly CharacterRange[]> = new Map([
  ['d', [digits]],
  ['w', [lower, digits]],
  ['s', [[0x20, 0x20]]],
  ['D', [lower]],
  ['W', [[0x2d, 0x2d]]],
  ['S', [lower, digits]],
]);

const properties: ReadonlyMap<string, readonly CharacterRange[]> = new Map([
  ['L', [lower]],
  ['Letter', [lower]],
  ['Ll', [lower]],
  ['Lu', [upper]],
  ['N', [digits]],
  ['Nd', [digits]],
  ['P', [[0x2d, 0x2e]]],
]);

/** What a dot stands for. */
export const anyCharacter: readonly CharacterRange[] = [lower];

/** `\d`, `\w` and so on, by their letter. */
export function escapedClass(letter: string): readonly CharacterRange[] | undefined {
  return escapes.get(letter);
}

/** `\p{L}` and so on, by their name. */
export function propertyClass(name: string): readonly CharacterRange[] | undefined {
  return properties.get(name);
}

/** The printable ASCII characters that are in none of the ranges. */
export function complement(ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  const [first, last] = printable;
  const codes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const isFree = (code: number): boolean => !ranges.some(([from, to]) => code >= from && code <= to);
  return codes.filter(isFree).map((code) => [code, code]);
}
