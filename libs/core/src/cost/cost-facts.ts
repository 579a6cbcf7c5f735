/** What a cost bound has to know of models: prices, limits and token counts. Handed in, so that the bound stays a pure function. */
import type { ModelRequest } from '../model/language-model.js';

/** The price of a call from some number of input tokens on: it holds for the whole call. */
export interface PriceTier {
  readonly from_input_tokens: number;
  /** USD per million tokens, dearest hour. */
  readonly input_usd_per_million: number;
  /** The dearest of plain, cache-written and cache-read input. */
  readonly max_input_usd_per_million: number;
  readonly output_usd_per_million: number;
}

/** What is known of one model. A plain JSON value: it goes into formulas. */
export interface ModelCost {
  /** `provider/name`. */
  readonly name: string;
  /** The longest input in tokens; null where it is not known. */
  readonly context_tokens: number | null;
  /** Ascending, the first from 0 on; null without a price: then every call costs the floor. */
  readonly prices: readonly PriceTier[] | null;
  /** What a call without a price costs, a decimal string of USD. */
  readonly floor_usd: string;
  /** Texts are cut to a number of counted tokens; each of those is at most so many of the model's: 1 where its tokenizer is public. */
  readonly max_tokens_per_counted: number;
}

/** The part of a request that its input tokens depend on. */
export type CountedRequest = Pick<ModelRequest, 'model' | 'messages' | 'outputSchema' | 'tools'>;

/** The facts. Every member answers at once and always the same. */
export interface CostFacts {
  /** Date of the list prices, `YYYY-MM-DD`. */
  readonly priceBookDate: string;
  /** By full or bare name; null for a name that no allowed model has. */
  modelCost(name: string): ModelCost | null;
  /** Input tokens of a request; an estimate where the model's tokenizer is not public. */
  countInput(request: CountedRequest): number;
  /** The most input tokens that a provider can count for it; never below `countInput`. */
  maxInput(request: CountedRequest): number;
}

/** The facts of a process without models. */
export const noModelCosts: CostFacts = Object.freeze({
  priceBookDate: '1970-01-01',
  modelCost: () => null,
  countInput: () => 0,
  maxInput: () => 0,
});
