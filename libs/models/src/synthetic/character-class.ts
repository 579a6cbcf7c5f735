/** Which characters a class of a regular expression is drawn from: some that it has, not all. */
import type { CharacterRange } from './pattern-node.js';

const digits: CharacterRange = [0x30, 0x39];
const upper: CharacterRange = [0x41, 0x5a];
const lower: CharacterRange = [0x61, 0x7a];
const printable: CharacterRange = [0x20, 0x7e];

/** Letters of other scripts: Latin with accents, Greek, Cyrillic, Kana, and signs that are no letters. */
const foreign: readonly CharacterRange[] = [
  [0xe0, 0xf6],
  [0x3b1, 0x3c9],
  [0x430, 0x44f],
  [0x3042, 0x304a],
  [0x2190, 0x2193],
];

/** Up to the surrogates. */
const everything: CharacterRange = [0, 0xd7ff];
const mostMembers = 40;

/** What was found of properties. */
const looked = new Map<string, readonly CharacterRange[]>();

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

/** `\p{L}`, `\p{Script=Greek}` and so on, by what stands between the braces. Undefined for a property that there is not. */
export function propertyClass(name: string): readonly CharacterRange[] | undefined {
  return properties.get(name) ?? members(`\\p{${name}}`);
}

/** `\P{L}` and so on. */
export function deniedClass(name: string): readonly CharacterRange[] | undefined {
  return members(`\\P{${name}}`);
}

/**
 * What a class that begins with `[^` has, by its source and the ranges that were read of it. The source is believed where ECMAScript
 * takes it; else what is in none of the ranges.
 */
export function negatedClass(source: string, ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  const isFree = (code: number): boolean => !ranges.some(([from, to]) => code >= from && code <= to);
  return firstMembers(membership(source) ?? isFree) ?? [];
}

/** There are only so many properties, so all of them may be kept. */
function members(property: string): readonly CharacterRange[] | undefined {
  const isMember = looked.has(property) ? undefined : membership(property);
  const found = isMember && firstMembers(isMember);
  if (found) looked.set(property, found);
  return looked.get(property);
}

/** The first characters of a class, by looking at each: letters and digits, then what else is printable, then the rest. */
function firstMembers(isMember: (code: number) => boolean): readonly CharacterRange[] | undefined {
  const places = [[lower, digits], [printable], foreign, [everything]];
  for (const place of places) {
    const found = place.flatMap(codesOf).filter(isMember).slice(0, mostMembers);
    if (found.length > 0) return found.map((code) => [code, code]);
  }
  return undefined;
}

/** True of the characters of a class. The expression that tells is one class, and only ever sees one character. */
function membership(source: string): ((code: number) => boolean) | undefined {
  const expression = compiled(source);
  return expression && ((code) => expression.test(String.fromCodePoint(code)));
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
}

function codesOf([first, last]: CharacterRange): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
