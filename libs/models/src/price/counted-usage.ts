/** The usage of a call whose provider did not say it, or of no provider: tokens counted here, money by the price book. */
import type { ModelRequest, Usage } from '@ice/core';
import { countRequestTokens } from '../token/count-request-tokens.js';
import { countTextTokens } from '../token/count-text-tokens.js';
import { modelEncoding } from '../token/model-encoding.js';
import type { PriceBook } from './price-book.js';
import { pricedUsage } from './priced-usage.js';

/** Counted by the model's tokenizer; by a like one, and marked `estimated`, where that is not public. Priced at the dearest hour. */
export function countedUsage(prices: PriceBook, request: ModelRequest, answer: string): Usage {
  const { model } = request;
  // By a like tokenizer an answer may seem longer than it was allowed to be, which it cannot have been.
  const written = Math.min(countTextTokens(model, answer), request.maxOutputTokens);
  const tokens = { input_tokens: countRequestTokens(request), output_tokens: written };
  return pricedUsage(prices, { model, tokens, estimated: modelEncoding(model).estimated });
}
