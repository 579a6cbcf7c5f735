/** Strict UTF-8, one character at a time. Overlong forms, surrogates and code points past U+10FFFF are never let through. */

/** Bits below which a reader of characters packs the code point; the count of bytes read stands above them. */
export const LENGTH_SHIFT = 21;

/** Mask of the code point in a packed character. */
export const CODE_POINT_MASK = (1 << LENGTH_SHIFT) - 1;

/**
 * Reads the character whose first byte is not ASCII.
 * Gives `byteLength << LENGTH_SHIFT | codePoint` (a number, so that nothing is allocated), or -1 when it is not UTF-8.
 */
export function readUtf8(bytes: Uint8Array, position: number): number {
  const lead = bytes[position] as number;
  if (lead >= 0xc2 && lead <= 0xdf) return readTail(bytes, position, 2, lead & 0x1f, 0x80);
  if (lead >= 0xe0 && lead <= 0xef) return readTail(bytes, position, 3, lead & 0x0f, 0x800);
  if (lead >= 0xf0 && lead <= 0xf4) return readTail(bytes, position, 4, lead & 0x07, 0x10000);
  return -1;
}

/** Reads the continuation bytes. `smallest` is the first code point that needs this many bytes: less is overlong. */
function readTail(bytes: Uint8Array, position: number, length: number, leadBits: number, smallest: number): number {
  if (position + length > bytes.length) return -1;
  let codePoint = leadBits;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[position + index] as number;
    if ((byte & 0xc0) !== 0x80) return -1;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint < smallest || codePoint > 0x10ffff || isSurrogate) return -1;
  return (length << LENGTH_SHIFT) | codePoint;
}
