/** The escapes of JSON strings. Half of a surrogate pair is never let through: it is no character. */
import { BACKSLASH, LOWER_U, QUOTE } from './byte.js';
import { LENGTH_SHIFT } from './utf8-check.js';

const SIMPLE_ESCAPES = new Map<number, number>([
  [QUOTE, QUOTE],
  [BACKSLASH, BACKSLASH],
  [0x2f, 0x2f], // /
  [0x62, 0x08], // b
  [0x66, 0x0c], // f
  [0x6e, 0x0a], // n
  [0x72, 0x0d], // r
  [0x74, 0x09], // t
]);

/**
 * Reads the escape whose backslash stands at `position`; a surrogate pair is one escape of 12 bytes.
 * Packed as by `readUtf8`: `byteLength << LENGTH_SHIFT | codePoint`, or -1 when it is not a whole, valid escape.
 */
export function readEscape(bytes: Uint8Array, position: number): number {
  const kind = bytes[position + 1];
  if (kind === undefined) return -1;
  if (kind === LOWER_U) return readUnicodeEscape(bytes, position);
  const codePoint = SIMPLE_ESCAPES.get(kind);
  return codePoint === undefined ? -1 : (2 << LENGTH_SHIFT) | codePoint;
}

function readUnicodeEscape(bytes: Uint8Array, position: number): number {
  const unit = readHexUnit(bytes, position + 2);
  if (unit < 0xd800 || unit > 0xdfff) return unit < 0 ? -1 : (6 << LENGTH_SHIFT) | unit;
  const isLow = unit >= 0xdc00;
  if (isLow || bytes[position + 6] !== BACKSLASH || bytes[position + 7] !== LOWER_U) return -1;
  const low = readHexUnit(bytes, position + 8);
  if (low < 0xdc00 || low > 0xdfff) return -1;
  return (12 << LENGTH_SHIFT) | (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
}

/** Four hexadecimal digits as a number, or -1. */
function readHexUnit(bytes: Uint8Array, position: number): number {
  if (position + 4 > bytes.length) return -1;
  let unit = 0;
  for (let index = position; index < position + 4; index += 1) {
    const digit = hexDigit(bytes[index] as number);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
