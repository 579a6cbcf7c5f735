/** Arithmetic of decimal fractions as `multipleOf` has them. Pure. */

/** The least number above 0 that is a multiple of both: 0.5 and 0.2 → 1. */
export function commonMultiple(left: number, right: number): number {
  const scale = 10 ** Math.max(decimalsOf(left), decimalsOf(right));
  const [one, other] = [Math.round(left * scale), Math.round(right * scale)];
  return (one / commonDivisor(one, other)) * (other / scale);
}

/** Digits behind the point in the shortest decimal form. */
export function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right);
}
