/** The list prices of one model: which of them may apply, and what tokens cost by them. Pure, apart from reading the price library. */
import type { ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import { priceDataDate, priceDataOf, priceLibrary } from './price-data.js';
import { splitModelName } from '../registry/model-name.js';

/** Tokens of one call. `input_tokens` includes the cached ones. */
export interface TokenUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Part of `input_tokens` that was read from the provider's cache. */
  readonly cache_read_tokens?: number;
  /** Part of `input_tokens` that was written to the provider's cache. */
  readonly cache_write_tokens?: number;
}

/** USD per million tokens. */
export interface TokenRates {
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
}

const noTokens = { input_tokens: 0, output_tokens: 0 };

/** The list entry of `provider/name`, dated snapshots included; undefined where the list has none. */
export function listedModel(name: string): ModelInfo | undefined {
  const parts = splitModelName(name);
  if (!parts || !priceDataOf(parts.provider)) return undefined;
  return priceLibrary().calcPrice(noTokens, parts.name, { providerId: parts.provider })?.model;
}

/** One listing per price that may apply from the price data's date on: hours of the day and announced changes are all in it. */
export function applicableListings(model: ModelInfo): readonly Provider[] {
  return applicablePrices(model).map((prices) => ({
    id: 'listing',
    name: 'Listing',
    api_pattern: '^$',
    models: [{ id: model.id, match: { equals: model.id }, prices }],
  }));
}

/** The dearest rates of the listings, lowest tier; null where tokens in or tokens out have no price. */
export function dearestRates(listings: readonly Provider[]): TokenRates | null {
  const inputs = listings.map((listing) => baseRate(listing, 'input_mtok'));
  const outputs = listings.map((listing) => baseRate(listing, 'output_mtok'));
  const isPriced = [...inputs, ...outputs].every((rate) => rate !== undefined) && listings.length > 0;
  if (!isPriced) return null;
  return { inputUsdPerMillion: greatest(inputs), outputUsdPerMillion: greatest(outputs) };
}

/** What the tokens cost by one listing, in USD. */
export function listingCostUsd(listing: Provider, tokens: TokenUsage): number {
  const id = listing.models[0]?.id ?? '';
  return priceLibrary().calcPrice({ ...tokens }, id, { provider: listing })?.total_price ?? 0;
}

/** What the tokens cost by the list at a moment (ms since 1970), in USD. */
export function listedCostUsd(name: string, tokens: TokenUsage, atMs: number): number {
  const parts = splitModelName(name);
  const timestamp = new Date(atMs);
  const price = parts && priceLibrary().calcPrice({ ...tokens }, parts.name, { providerId: parts.provider, timestamp });
  return price?.total_price ?? 0;
}

/** The list tries conditional prices from the last to the first; the first one that surely applies at the data's date ends the search. */
function applicablePrices(model: ModelInfo): readonly ModelPrice[] {
  if (!Array.isArray(model.prices)) return [model.prices];
  const applicable: ModelPrice[] = [];
  for (const { constraint, prices } of [...model.prices].reverse()) {
    applicable.push(prices);
    const isCertain = !constraint || (constraint.type === 'start_date' && constraint.start_date <= priceDataDate);
    if (isCertain) break;
  }
  return applicable;
}

function baseRate(listing: Provider, key: string): number | undefined {
  const prices = listing.models[0]?.prices;
  const rate = Array.isArray(prices) ? undefined : prices?.[key];
  return typeof rate === 'object' ? rate.base : rate;
}

function greatest(rates: readonly (number | undefined)[]): number {
  return Math.max(...rates.map((rate) => rate ?? 0));
}
