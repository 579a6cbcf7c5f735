/** What cost bounds may know of the models of a registry. Answers from the price book and the tokenizers; nothing is kept but what was
 *  read once of a model. */
import { formatUsd } from '@ice/core';
import type { CostFacts, ModelCost, ModelDecision } from '@ice/core';
import type { PriceBook } from '../price/price-book.js';
import { boundRequestTokens, maxTokensPerCounted } from '../token/bound-request-tokens.js';
import { countRequestTokens } from '../token/count-request-tokens.js';

/** The facts. `decide` judges full and bare names. */
export function modelCosts(prices: PriceBook, decide: (name: string) => ModelDecision): CostFacts {
  const known = new Map<string, ModelCost>();
  const costOf = (name: string): ModelCost => {
    const cost = known.get(name) ?? readCost(prices, name);
    known.set(name, cost);
    return cost;
  };
  return Object.freeze({
    priceBookDate: prices.date,
    modelCost: (name: string) => {
      const decision = decide(name);
      return decision.allowed ? costOf(decision.model.name) : null;
    },
    countInput: countRequestTokens,
    maxInput: boundRequestTokens,
  });
}

function readCost(prices: PriceBook, name: string): ModelCost {
  return Object.freeze({
    name,
    context_tokens: prices.contextTokens(name),
    prices: prices.tiers(name),
    floor_usd: formatUsd(prices.floorNanoUsd),
    max_tokens_per_counted: maxTokensPerCounted(name),
  });
}
