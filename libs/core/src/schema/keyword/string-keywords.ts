/** Keywords about texts. Patterns and formats pay for the length of the text themselves. */
import { countCodePoints } from '../count-code-points.js';
import { stringFormat } from '../format-table.js';
import type { CompileKeyword, KeywordTable } from '../keyword-table.js';
import { patternTest } from '../pattern-test.js';
import { spendWork } from '../work-meter.js';

const CHARACTERS_PER_UNIT = 16;

/** Counts no characters where the number of UTF-16 units, at most two for each, already tells. */
const maxLength: CompileKeyword<string> = (value) => {
  const limit = value as number;
  const details = { limit };
  return (text, judgement) =>
    text.length <= limit ||
    (text.length <= 2 * limit && countAtPrice(text) <= limit) ||
    judgement.refuse('maxLength', details, text);
};

const minLength: CompileKeyword<string> = (value) => {
  const limit = value as number;
  const details = { limit };
  return (text, judgement) =>
    text.length >= 2 * limit ||
    (text.length >= limit && countAtPrice(text) >= limit) ||
    judgement.refuse('minLength', details, text);
};

function countAtPrice(text: string): number {
  spendWork(Math.ceil(text.length / CHARACTERS_PER_UNIT));
  return countCodePoints(text);
}

const pattern: CompileKeyword<string> = (value) => {
  const test = patternTest(value as string);
  const details = { pattern: value };
  return (text, judgement) => test(text) || judgement.refuse('pattern', details, text);
};

const format: CompileKeyword<string> = (name, { assertsFormats }) => {
  const fits = assertsFormats ? stringFormat(name as string) : undefined;
  const details = { format: name };
  return fits && ((text, judgement) => fits(text) || judgement.refuse('format', details, text));
};

/** By name, in the order in which they judge. */
export const stringKeywords: KeywordTable<string> = { maxLength, minLength, pattern, format };
