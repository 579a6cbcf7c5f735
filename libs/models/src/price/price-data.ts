/** The bundled price data of genai-prices: loaded when first asked for (about 70 ms), never at import, never from the network. */
import { createRequire } from 'node:module';
import type { Provider } from '@pydantic/genai-prices';

/** Release of genai-prices whose data is used; a spec holds it to the installed one. */
export const priceDataVersion = '0.1.8';

/** Day on which that release was published (UTC): the date of all list prices. */
export const priceDataDate = '2026-09-23';

/** Providers whose prices are looked up, by the name that stands before the slash of a model's name. */
export const pricedProviders = ['anthropic', 'deepseek', 'google', 'openai'] as const;

type PriceLibrary = Pick<typeof import('@pydantic/genai-prices'), 'calcPrice' | 'findProvider'>;

let library: PriceLibrary | undefined;

/** The price library. Loading it again costs nothing. */
export function priceLibrary(): PriceLibrary {
  library ??= createRequire(import.meta.url)('@pydantic/genai-prices') as PriceLibrary;
  return library;
}

/** The data of one provider; undefined for a provider without list prices. */
export function priceDataOf(provider: string): Provider | undefined {
  const known = pricedProviders.find((name) => name === provider);
  return known && priceLibrary().findProvider({ providerId: known });
}

/** The provider whose models usually have such a name (`claude-…` is anthropic's); undefined when that is not clear. */
export function likelyProvider(model: string): string | undefined {
  const found = priceLibrary().findProvider({ modelId: model })?.id;
  return pricedProviders.find((name) => name === found);
}
