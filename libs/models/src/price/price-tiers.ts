/** The listings of a model as one table of prices by the length of the input, the dearest of each. Pure. */
import type { PriceTier } from '@ice/core';
import type { Provider } from '@pydantic/genai-prices';

const inputKeys = ['input_mtok', 'cache_write_mtok', 'cache_read_mtok'] as const;
const outputKeys = ['output_mtok'] as const;

/** Ascending, from 0 input tokens on. A tier's `start` is the last number of tokens that it does not hold for. */
export function priceTiers(listings: readonly Provider[]): readonly PriceTier[] {
  const starts = listings.flatMap((listing) => [...inputKeys, ...outputKeys].flatMap((key) => startsOf(listing, key)));
  return [...new Set([0, ...starts])]
    .sort((left, right) => left - right)
    .map((from) => ({
      from_input_tokens: from,
      input_usd_per_million: dearest(listings, ['input_mtok'], from),
      max_input_usd_per_million: dearest(listings, inputKeys, from),
      output_usd_per_million: dearest(listings, outputKeys, from),
    }));
}

type PriceKey = (typeof inputKeys)[number] | (typeof outputKeys)[number];

function dearest(listings: readonly Provider[], keys: readonly PriceKey[], tokens: number): number {
  return Math.max(0, ...listings.flatMap((listing) => keys.map((key) => rateAt(listing, key, tokens))));
}

function rateAt(listing: Provider, key: PriceKey, tokens: number): number {
  const price = priceOf(listing, key);
  if (price === undefined) return 0;
  if (typeof price === 'number') return price;
  const tier = price.tiers.filter(({ start }) => start < tokens).sort((left, right) => right.start - left.start)[0];
  return tier?.price ?? price.base;
}

function startsOf(listing: Provider, key: PriceKey): readonly number[] {
  const price = priceOf(listing, key);
  return typeof price === 'object' ? price.tiers.map(({ start }) => start + 1) : [];
}

function priceOf(listing: Provider, key: PriceKey) {
  const prices = listing.models[0]?.prices;
  return Array.isArray(prices) ? undefined : prices?.[key];
}
