/** Keywords about numbers. */
import { numberFormat } from '../format-table.js';
import type { CompileKeyword, KeywordTable } from '../keyword-table.js';
import { isMultipleOf } from '../multiple-of.js';

const bound =
  (keyword: string, fits: (value: number, limit: number) => boolean): CompileKeyword<number> =>
  (value) => {
    const limit = value as number;
    const details = { limit };
    return (number, judgement) => fits(number, limit) || judgement.refuse(keyword, details, number);
  };

const multipleOf: CompileKeyword<number> = (value) => {
  const divisor = value as number;
  const details = { multipleOf: divisor };
  return (number, judgement) => isMultipleOf(number, divisor) || judgement.refuse('multipleOf', details, number);
};

const format: CompileKeyword<number> = (name, { assertsFormats }) => {
  const fits = assertsFormats ? numberFormat(name as string) : undefined;
  const details = { format: name };
  return fits && ((number, judgement) => fits(number) || judgement.refuse('format', details, number));
};

/** By name, in the order in which they judge. */
export const numberKeywords: KeywordTable<number> = {
  maximum: bound('maximum', (value, limit) => value <= limit),
  minimum: bound('minimum', (value, limit) => value >= limit),
  exclusiveMaximum: bound('exclusiveMaximum', (value, limit) => value < limit),
  exclusiveMinimum: bound('exclusiveMinimum', (value, limit) => value > limit),
  multipleOf,
  format,
};
