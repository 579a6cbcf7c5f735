/**
 * The keys of a document: none twice in one object, none that reaches a prototype. The time it takes grows with the
 * bytes alone, whatever keys a caller chooses: keys are hashed with a secret of the process.
 */
import { randomFillSync } from 'node:crypto';
import { BACKSLASH, QUOTE } from './byte.js';

/** Keys that name a way to a prototype. Refused anywhere in a body, however they are escaped. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Secret words, one for each value of each byte of a code point. Nobody outside can choose two keys of one hash. */
const SECRET = randomFillSync(new Int32Array(3 * 256));

/** The hash of the empty key. */
export const EMPTY_KEY_HASH = 0;

/** The hash of a key that is one code point longer. */
export function hashCodePoint(hash: number, codePoint: number): number {
  const first = mix(hash ^ (SECRET[codePoint & 0xff] as number));
  if (codePoint < 0x80) return first;
  const second = mix(first ^ (SECRET[256 + ((codePoint >> 8) & 0xff)] as number));
  return mix(second ^ (SECRET[512 + (codePoint >> 16)] as number));
}

/** True when the key with this hash, written between these quotes, is a forbidden one. */
export function isForbiddenKey(bytes: Buffer, start: number, end: number, hash: number): boolean {
  return FORBIDDEN_HASHES.includes(hash) && FORBIDDEN_KEYS.includes(readKey(bytes, start, end));
}

/** The key whose literal, quotes included, stands from `start` to `end`. It must have been checked before. */
export function readKey(bytes: Buffer, start: number, end: number): string {
  return JSON.parse(bytes.toString('utf8', start, end)) as string;
}

/** The end of the key literal whose opening quote stands at `start`. It must have been checked before. */
export function keyEnd(bytes: Uint8Array, start: number): number {
  let position = start + 1;
  while (bytes[position] !== QUOTE) position += bytes[position] === BACKSLASH ? 2 : 1;
  return position + 1;
}

/** A bijection of 32-bit words that spreads every bit. */
function mix(word: number): number {
  const product = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  return product ^ (product >>> 13);
}

function hashKey(key: string): number {
  let hash = EMPTY_KEY_HASH;
  for (const character of key) hash = hashCodePoint(hash, character.codePointAt(0) as number);
  return hash;
}

const FORBIDDEN_HASHES = Int32Array.from(FORBIDDEN_KEYS, hashKey);
