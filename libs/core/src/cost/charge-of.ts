/** What one call costs by the prices in a formula. Pure arithmetic: USD per million tokens is a thousand times nano-USD per token. */
import type { ModelCost, PriceTier } from './cost-facts.js';
import { parseUsd, type NanoUsd } from './money.js';

/** Tokens of a call; an input without a bound is `Infinity`. */
export interface CallTokens {
  readonly input: number;
  readonly output: number;
}

/** At the price of plain input, rounded up to a nano-USD. */
export function expectedCharge(model: ModelCost, tokens: CallTokens): NanoUsd {
  if (model.prices === null) return parseUsd(model.floor_usd);
  const tier = tiersWithin(model.prices, tokens.input).at(-1);
  return tier === undefined ? 0 : chargeBy(tokens, tier.input_usd_per_million, tier);
}

/** The most that a call with at most so many tokens can cost, however its input is cached. */
export function maxCharge(model: ModelCost, tokens: CallTokens): NanoUsd {
  if (model.prices === null) return parseUsd(model.floor_usd);
  const tiers = tiersWithin(model.prices, tokens.input);
  return Math.max(0, ...tiers.map((tier) => chargeBy(tokens, tier.max_input_usd_per_million, tier)));
}

function tiersWithin(prices: readonly PriceTier[], input: number): readonly PriceTier[] {
  return prices.filter(({ from_input_tokens: from }) => from <= input);
}

/** Binary fractions of decimal prices are a little off: what is a whole number is not rounded up to the next one. */
function chargeBy({ input, output }: CallTokens, inputRate: number, { output_usd_per_million }: PriceTier): NanoUsd {
  return Math.ceil(Number(((input * inputRate + output * output_usd_per_million) * 1_000).toFixed(3)));
}
