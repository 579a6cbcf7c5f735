/** Prices that an operator sets (`ICE_PRICE_FILE`): checked here once, trusted afterwards. */
import { IceError, isJsonObject } from '@ice/core';
import type { JsonObject } from '@ice/core';
import type { Provider } from '@pydantic/genai-prices';
import { splitModelName } from '../registry/model-name.js';

/** The price of one model in USD per million tokens. Zero is a price: the model is free. */
export interface PriceOverride {
  readonly input_usd_per_million: number;
  readonly output_usd_per_million: number;
  /** Default: the input price. */
  readonly cache_read_usd_per_million?: number;
  /** Default: the input price. */
  readonly cache_write_usd_per_million?: number;
  /** Size of the context window; replaces the list's. */
  readonly context_tokens?: number;
}

/** Overrides by `provider/name`. */
export type PriceOverrides = Readonly<Record<string, PriceOverride>>;

const required = ['input_usd_per_million', 'output_usd_per_million'];
const known = [...required, 'cache_read_usd_per_million', 'cache_write_usd_per_million', 'context_tokens'];

/** Checks a parsed price file. Throws `validation-failed` with a sentence that names the first wrong entry. */
export function checkPriceOverrides(document: unknown): PriceOverrides {
  if (!isJsonObject(document)) throw refusal('must be an object of "provider/name": prices');
  for (const [name, prices] of Object.entries(document)) checkEntry(name, prices);
  return document as unknown as PriceOverrides;
}

/** The same price in the form that the price library reads. */
export function overrideAsListing(name: string, override: PriceOverride): Provider {
  const { input_usd_per_million: input, output_usd_per_million: output } = override;
  const prices = {
    input_mtok: input,
    output_mtok: output,
    cache_read_mtok: override.cache_read_usd_per_million ?? input,
    cache_write_mtok: override.cache_write_usd_per_million ?? input,
  };
  const model = { id: name, match: { equals: name }, prices };
  return { id: 'override', name: 'Override', api_pattern: '^$', models: [model] };
}

function checkEntry(name: string, prices: unknown): void {
  if (!splitModelName(name)) throw refusal(`has the key ${JSON.stringify(name)}, which is not "provider/name"`);
  if (!isJsonObject(prices)) throw refusal(`must give an object of prices for "${name}"`);
  const unknown = Object.keys(prices).find((key) => !known.includes(key));
  if (unknown !== undefined) throw refusal(`gives "${name}" the unknown field ${JSON.stringify(unknown)}`);
  for (const key of known) checkField(name, prices, key);
}

function checkField(name: string, prices: JsonObject, key: string): void {
  const value = prices[key];
  if (value === undefined && !required.includes(key)) return;
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (!isNumber) throw refusal(`must give "${name}" a number of at least 0 as ${key}`);
  if (key === 'context_tokens' && !(Number.isSafeInteger(value) && value > 0)) {
    throw refusal(`must give "${name}" a whole number above 0 as context_tokens`);
  }
}

function refusal(fault: string): IceError {
  return new IceError('validation-failed', `The price file ${fault}.`);
}
