/** The key order of every adapter: by code point, which is the byte order of UTF-8. JavaScript's `<` orders by UTF-16 unit and
 *  differs from it for characters beyond U+FFFF, so it may not be used on keys. */

/** Negative, zero or positive as `left` stands before, at or after `right`. */
export function compareKeys(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const difference = rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for characters above all others, though their units lie below U+E000. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
