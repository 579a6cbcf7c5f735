/** `pricing_strategy`: cost and margin → price, in exact decimal arithmetic. */
import { FailureError } from '@ice/core';
import { z } from 'zod';
import { add, decimalOf, larger, multiply, roundHalfUp, roundUp, toNumber, type Decimal } from '../decimal/decimal.js';
import { firstNumber } from '../decimal/first-number.js';
import { defineTool } from '../define-tool.js';

/** Costs above this are no costs of an item; it also keeps every price exact as a JSON number. */
const highestCost = 1_000_000_000_000;
const hundred = decimalOf(100);

/**
 * `{cost, margin_percent?, min_price?, decimals?}` → `{price}`: cost × (1 + margin / 100), at least `min_price`, rounded half up.
 * Fails with `cost-invalid` for a text in which no cost can be read.
 */
export const pricingStrategy = defineTool({
  name: 'pricing_strategy',
  description:
    'Adds a margin to a cost and rounds half up. The cost may be a text: its first number counts, as in "$300 per cs".',
  effect: 'pure',
  input: z.object({
    cost: z
      .union([z.number().min(0).max(highestCost), z.string().min(1).max(1_000)])
      .describe('A number, or a text with one; the point is the decimal mark.'),
    margin_percent: z.number().min(0).max(100_000).default(25).describe('Added to the cost.'),
    min_price: z.number().min(0).max(highestCost).default(0.99).describe('No price is below this.'),
    decimals: z.int().min(0).max(4).default(2).describe('Digits after the point.'),
  }),
  output: z.object({ price: z.number().min(0).describe('Rounded half up.') }),
  examples: [
    { input: { cost: '$300 per cs' }, output: { price: 375 } },
    { input: { cost: 1.005, margin_percent: 0 }, output: { price: 1.01 } },
    { input: { cost: 0.1 }, output: { price: 0.99 } },
  ],
  run({ cost, margin_percent, min_price, decimals }) {
    const price = roundHalfUp(multiply(costOf(cost), factorOf(margin_percent)), decimals);
    return { price: toNumber(larger(price, roundUp(decimalOf(min_price), decimals))) };
  },
});

/** 25 → 1.25 */
function factorOf(marginPercent: number): Decimal {
  const { units, scale } = add(hundred, decimalOf(marginPercent));
  return { units, scale: scale + 2 };
}

function costOf(cost: number | string): Decimal {
  if (typeof cost === 'number') return decimalOf(cost);
  const found = firstNumber(cost);
  if (!found.ok) throw costInvalid(cost, found.problem);
  if (toNumber(found.number) > highestCost) throw costInvalid(cost, `is more than ${highestCost}`);
  return found.number;
}

function costInvalid(cost: string, problem: string): FailureError {
  const shown = cost.slice(0, 200);
  return new FailureError('cost-invalid', `The cost ${JSON.stringify(shown)} ${problem}.`, {
    evidence: { cost: shown },
  });
}
