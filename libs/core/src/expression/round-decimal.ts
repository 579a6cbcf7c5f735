/** Rounding as people do it on paper: on the digits that are shown, never on the binary fraction behind them. */

/**
 * The number with at most `decimals` digits after the point; half goes away from zero, so 2.675 → 2.68 and −0.5 → −1.
 *
 * @param value a finite number
 * @param decimals a whole number from 0 on
 */
export function roundDecimal(value: number, decimals: number): number {
  const { digits, scale } = decimalDigits(Math.abs(value));
  const dropped = scale - decimals;
  if (dropped <= 0) return value;
  const kept = digits.slice(0, Math.max(0, digits.length - dropped));
  const firstDropped = digits[digits.length - dropped] ?? '0';
  const magnitude = BigInt(kept || '0') + (firstDropped >= '5' ? 1n : 0n);
  return Math.sign(value) * Number(`${magnitude}e-${decimals}`) + 0;
}

/** The shortest decimal form as `digits × 10^−scale`. */
function decimalDigits(value: number): { digits: string; scale: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: whole + fraction, scale: fraction.length - Number(exponent) };
}
