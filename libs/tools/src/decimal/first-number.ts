/** The number in a price cell. A cell that can be read in two ways is refused: a price that is silently wrong by a factor of a hundred
 *  is worse than none. */
import { parseDecimal, type Decimal } from './decimal.js';

/** The number, or what is wrong with the text (the end of a sentence that begins with it). */
export type FirstNumber =
  { readonly ok: true; readonly number: Decimal } | { readonly ok: false; readonly problem: string };

/** Longer numbers are no prices. */
const longestNumber = 40;

/**
 * Reads the first number of a text: `$1,250.50 per cs` is 1250.5. The point is the decimal mark, a comma may group thousands.
 * Refused: no number, a negative one, and commas, points or exponents that could mean something else (`12,50`, `1.2.3`, `1e3`).
 */
export function firstNumber(text: string): FirstNumber {
  const match = /\.?[0-9][0-9.,]*/.exec(text);
  if (!match) return refused('holds no number');
  const digits = match[0].replace(/[.,]+$/, '');
  if (digits.length > longestNumber) return refused(`holds a number of more than ${longestNumber} characters`);
  if (isNegative(text.slice(0, match.index))) return refused('is negative');
  if (/^[eE][+-]?[0-9]/.test(text.slice(match.index + digits.length))) return refused('has an exponent');
  return isPlain(digits) ? { ok: true, number: parseDecimal(digits.replaceAll(',', '')) } : refused(ambiguous);
}

const ambiguous = 'can be read in more than one way; write 1250.50 or 1,250.50';

/** A minus right before the number or its currency sign; the dash of a word (`A-5`) is none. */
function isNegative(before: string): boolean {
  return /(^|[\s(])[-−][$€£¥]?$|[$€£¥][-−]$/.test(before);
}

function isPlain(digits: string): boolean {
  return /^([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]+)?$/.test(digits);
}

function refused(problem: string): FirstNumber {
  return { ok: false, problem };
}
