/** Makes a number that fits a plain schema. Pure but for the choices. */
import type { JsonObject, JsonValue } from '@ice/core';
import { commonMultiple, decimalsOf } from './common-multiple.js';
import type { Draft } from './draft.js';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What numbers of such a name usually are, where the schema does not say. */
const usualRanges: readonly (readonly [RegExp, Range])[] = [
  [/confidence|probability|likelihood|ratio|share/i, { low: 0, high: 1 }],
  [/rating|stars/i, { low: 1, high: 5 }],
  [/percent/i, { low: 0, high: 100 }],
  [/year/i, { low: 2020, high: 2030 }],
  [/price|cost|amount|total/i, { low: 5, high: 200 }],
];

const usualRange: Range = { low: 1, high: 100 };
const mostDecimals = 20;
const mostDraws = 50;

/** One number within the bounds; the one nearest to 0 where it must be short. */
export function synthesizeNumber(schema: JsonObject, draft: Draft, type: 'integer' | 'number'): number {
  const range = rangeOf(schema, draft);
  const unit = unitOf(schema, type);
  return unit === undefined ? decimal(schema, range, draft) : multiple(schema, range, unit, draft);
}

/** A value with few digits behind the point: as many as it takes to be inside. */
function decimal(schema: JsonObject, range: Range, draft: Draft): number {
  const width = range.high - range.low;
  const raw = draft.size === 'full' ? range.low + draft.random.fraction() * width : nearestToZero(range);
  const digits = draft.size !== 'full' ? 0 : width > 1 ? 1 : Math.max(2, Math.ceil(1 - Math.log10(width)));
  for (let count = digits; count <= mostDecimals; count += 1) {
    const rounded = Number(raw.toFixed(count));
    if (isInside(rounded, schema)) return rounded;
  }
  return isInside(raw, schema) ? raw : range.low + width / 2;
}

/** A multiple that divides without a remainder in floating-point arithmetic too, where one is found. */
function multiple(schema: JsonObject, range: Range, unit: number, draft: Draft): number {
  const least = Math.ceil(Math.max(range.low, -Number.MAX_SAFE_INTEGER) / unit);
  const greatest = Math.floor(Math.min(range.high, Number.MAX_SAFE_INTEGER) / unit);
  const start =
    draft.size === 'full' ? draft.random.integer(least, greatest) : nearestToZero({ low: least, high: greatest });
  const count = Math.max(1, greatest - least + 1);
  const first = draft.variety > 0 ? draft.variety : start - least;
  const digits = Math.min(mostDecimals, decimalsOf(unit));
  for (let index = 0; index < Math.min(count, mostDraws); index += 1) {
    const value = Number(((least + ((first + index) % count)) * unit).toFixed(digits));
    if (isInside(value, schema) && Number.isInteger(value / unit)) return value;
  }
  return Number((start * unit).toFixed(digits));
}

function unitOf(schema: JsonObject, type: 'integer' | 'number'): number | undefined {
  const unit = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : undefined;
  if (type === 'number') return unit;
  return unit === undefined ? 1 : commonMultiple(unit, 1);
}

/**
 * The given bounds, drawn in to what is usual where that overlaps; a missing bound is a hundred or more away from the other.
 * Where distinct numbers are looked for, the usual range gives way to one that has enough of them.
 */
function rangeOf(schema: JsonObject, { key, variety }: Draft): Range {
  const low = bound(Math.max, -Infinity, schema['minimum'], schema['exclusiveMinimum']);
  const high = bound(Math.min, Infinity, schema['maximum'], schema['exclusiveMaximum']);
  const usual = usualRanges.find(([name]) => name.test(key))?.[1] ?? usualRange;
  const drawnIn = { low: Math.max(low, usual.low), high: Math.min(high, usual.high) };
  if (drawnIn.low < drawnIn.high && variety === 0) return drawnIn;
  const width = Math.max(100, variety + 1, Math.abs(Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0));
  const least = Number.isFinite(low) ? low : Number.isFinite(high) ? high - width : usual.low;
  return { low: least, high: Number.isFinite(high) ? high : least + width };
}

function isInside(value: number, schema: JsonObject): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  const isAllowed = value >= Number(minimum) && value <= Number(maximum);
  return isAllowed && value > Number(exclusiveMinimum) && value < Number(exclusiveMaximum);
}

function bound(
  closest: (...values: number[]) => number,
  none: number,
  ...given: readonly (JsonValue | undefined)[]
): number {
  return closest(none, ...given.filter((value) => typeof value === 'number'));
}

function nearestToZero({ low, high }: Range): number {
  return Math.min(high, Math.max(low, 0));
}
