/** How ids are written: a ULID is ten digits of time and sixteen others (Crockford base 32), so that ids sort by their time. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeDigits = 10;

/** Digits after those of the time. */
export const idTailLength = 16;

/** The digit of a number from 0 to 31. */
export function idDigit(value: number): string {
  return alphabet[value % 32] as string;
}

/** The ten digits of a time in ms since 1970; of one before that, those of 1970. */
export function idTimeDigits(timeMs: number): string {
  let text = '';
  let rest = Math.max(0, Math.floor(timeMs));
  for (let place = 0; place < timeDigits; place += 1) {
    text = idDigit(rest) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
