/** Judges multiples of decimal numbers as people write them, though doubles hold few of them exactly. */

/** The part of a quotient that division and the two literals may have rounded away: a few units in the last place. */
const ROUNDING = 4 * Number.EPSILON;

/** True when `value` is a whole multiple of `divisor`: 19.99 is one of 0.01, 19.995 is not. */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isInteger(value) && Number.isInteger(divisor)) return value % divisor === 0;
  const quotient = value / divisor;
  if (!Number.isFinite(quotient)) return false;
  return Math.abs(quotient - Math.round(quotient)) <= ROUNDING * Math.max(1, Math.abs(quotient));
}
