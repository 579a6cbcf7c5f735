/** Exact decimal numbers, for money: binary doubles round 1.005 down because they cannot hold it. */

/** `units` × 10^−`scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

/** Reads the decimal digits of a number in the shortest form that means it: 0.1 is one tenth. */
export function decimalOf(number: number): Decimal {
  const [digits = '', exponent = '0'] = String(number).split('e');
  const { units, scale } = parseDecimal(digits);
  const places = scale - Number(exponent);
  return places >= 0 ? { units, scale: places } : { units: units * 10n ** BigInt(-places), scale: 0 };
}

/** Reads digits with at most one point: `12`, `12.50`, `.5`, with or without a minus. */
export function parseDecimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(`${whole === '' || whole === '-' ? `${whole}0` : whole}${fraction}`), scale: fraction.length };
}

/** Exact product. */
export function multiply(one: Decimal, other: Decimal): Decimal {
  return { units: one.units * other.units, scale: one.scale + other.scale };
}

/** Exact sum. */
export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: unitsAt(one, scale) + unitsAt(other, scale), scale };
}

/** The larger of two. */
export function larger(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return unitsAt(one, scale) >= unitsAt(other, scale) ? one : other;
}

/** Rounds a number that is not negative to `places` digits after the point; a half goes up. */
export function roundHalfUp(decimal: Decimal, places: number): Decimal {
  return divideUnits(decimal, places, (divisor) => divisor / 2n);
}

/** Rounds a number that is not negative to `places` digits after the point, up. */
export function roundUp(decimal: Decimal, places: number): Decimal {
  return divideUnits(decimal, places, (divisor) => divisor - 1n);
}

/** The nearest double of a number that is not negative. */
export function toNumber(decimal: Decimal): number {
  return Number(toText(decimal, 0));
}

/** Writes a number that is not negative with its digits, and at least `places` of them after the point: `375.00`. */
export function toText(decimal: Decimal, places: number): string {
  const scale = Math.max(decimal.scale, places);
  const digits = unitsAt(decimal, scale)
    .toString()
    .padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function divideUnits(decimal: Decimal, places: number, addend: (divisor: bigint) => bigint): Decimal {
  if (decimal.scale <= places) return decimal;
  const divisor = 10n ** BigInt(decimal.scale - places);
  return { units: (decimal.units + addend(divisor)) / divisor, scale: places };
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}
