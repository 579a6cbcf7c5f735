/** JSON numbers: their grammar and their range. A literal that a double cannot hold honestly is never let through. */
import { DOT, LOWER_E, MINUS, NINE, PLUS, UPPER_E, ZERO } from './byte.js';

/** Integer digits that always stay below 2^53, so that no arithmetic is needed to judge them. */
const SAFE_INTEGER_DIGITS = 15;

/** A digit other than 0 at this decimal place keeps a number well above the smallest double (5e-324). */
const SAFE_LAST_PLACE = -300;

/** Exponents of more digits than this are judged the slow way. */
const SAFE_EXPONENT_DIGITS = 3;

/**
 * Reads the number that begins at `position` with a digit or a minus sign.
 * Gives the position after it, or `~offset` (negative) of the byte at which the grammar breaks.
 */
export function readNumber(bytes: Uint8Array, position: number): number {
  const digits = bytes[position] === MINUS ? position + 1 : position;
  let end = bytes[digits] === ZERO ? digits + 1 : readDigits(bytes, digits);
  if (end >= 0 && bytes[end] === DOT) end = readDigits(bytes, end + 1);
  if (end < 0 || !isExponentMark(bytes[end])) return end;
  const sign = bytes[end + 1];
  return readDigits(bytes, sign === PLUS || sign === MINUS ? end + 2 : end + 1);
}

/**
 * True when the well-formed literal from `start` to `end` is a finite double, its magnitude is at most 2^53 − 1 (every
 * larger double is an integer that stands for many), and it is zero only when it is written as zero.
 */
export function isNumberInRange(bytes: Buffer, start: number, end: number): boolean {
  if (isPlainlySafe(bytes, start, end)) return true;
  const literal = bytes.toString('latin1', start, end);
  const value = Number(literal);
  if (value === 0) return !/^[-0.]*[1-9]/.test(literal);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** The common case, without making a string: the places of the first and the last digit tell. */
function isPlainlySafe(bytes: Uint8Array, start: number, end: number): boolean {
  const digits = bytes[start] === MINUS ? start + 1 : start;
  const point = skipDigits(bytes, digits);
  const mark = bytes[point] === DOT ? skipDigits(bytes, point + 1) : point;
  const exponent = mark < end ? smallExponent(bytes, mark + 1, end) : 0;
  const fractionDigits = Math.max(mark - point - 1, 0);
  return point - digits + exponent <= SAFE_INTEGER_DIGITS && exponent - fractionDigits >= SAFE_LAST_PLACE;
}

/** The exponent from `start` to `end`, or NaN when it is long. */
function smallExponent(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start] === MINUS ? -1 : 1;
  const digits = bytes[start] === MINUS || bytes[start] === PLUS ? start + 1 : start;
  if (end - digits > SAFE_EXPONENT_DIGITS) return Number.NaN;
  let exponent = 0;
  for (let index = digits; index < end; index += 1) exponent = exponent * 10 + (bytes[index] as number) - ZERO;
  return sign * exponent;
}

/** Reads one or more digits, as many as there are. */
function readDigits(bytes: Uint8Array, position: number): number {
  const end = skipDigits(bytes, position);
  return end > position ? end : ~position;
}

function skipDigits(bytes: Uint8Array, position: number): number {
  let end = position;
  while (end < bytes.length && isDigit(bytes[end] as number)) end += 1;
  return end;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isExponentMark(byte: number | undefined): boolean {
  return byte === LOWER_E || byte === UPPER_E;
}
