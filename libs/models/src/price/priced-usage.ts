/** From tokens to a usage record with its cost. Nothing is counted here. */
import { formatUsd } from '@ice/core';
import type { Usage } from '@ice/core';
import type { TokenUsage } from './listed-price.js';
import type { PriceBook } from './price-book.js';

/** What is known of a call when its usage is written. */
export interface PricedCall {
  /** `provider/name`. */
  readonly model: string;
  readonly tokens: TokenUsage;
  /** True where the tokens were not counted by the model's own tokenizer. */
  readonly estimated: boolean;
  /** When the call was made, ms since 1970; absent: the dearest price counts. */
  readonly atMs?: number;
}

/** The usage of one call, priced by the book. */
export function pricedUsage(prices: PriceBook, call: PricedCall): Usage {
  return {
    input_tokens: call.tokens.input_tokens,
    output_tokens: call.tokens.output_tokens,
    cost_usd: formatUsd(prices.chargeNanoUsd(call.model, call.tokens, call.atMs)),
    model: call.model,
    ...(call.estimated && { estimated: true }),
  };
}
