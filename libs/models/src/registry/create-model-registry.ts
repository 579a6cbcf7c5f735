/** Puts a model registry together from what the configuration says. The only place where its defaults stand. */
import { PriceBook } from '../price/price-book.js';
import type { PriceOverrides } from '../price/price-override.js';
import { AllowList } from './allow-list.js';
import { defaultAllowedModels } from './default-allowed-models.js';
import { KnownModels } from './known-models.js';
import { ModelRegistry } from './model-registry.js';
import type { ModelProvider } from './model-registry.js';

/** What the configuration says about models. */
export interface ModelRegistryOptions {
  /** Names, patterns with `*`, and exclusions with `!` (`ICE_ALLOWED_MODELS`). Default: `defaultAllowedModels`. */
  readonly allowedModels?: readonly string[];
  /** USD per call of an allowed model without a price, above 0 (`ICE_PRICE_FLOOR_USD`). Default 0.001. */
  readonly priceFloorUsd?: number;
  /** Prices above the list (`ICE_PRICE_FILE`). */
  readonly priceOverrides?: PriceOverrides;
  /** Who answers, by provider name; `*` answers for every provider that is not named. Called once per session. */
  readonly providers: Readonly<Record<string, ModelProvider>>;
}

/** A registry, ready to use. Loads the price data. Throws `validation-failed` with a sentence for any wrong option. */
export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  const prices = new PriceBook({
    ...(options.priceFloorUsd !== undefined && { floorUsd: options.priceFloorUsd }),
    ...(options.priceOverrides && { overrides: options.priceOverrides }),
  });
  const providers = new Map(Object.entries(options.providers));
  const named = [...providers.keys()].filter((name) => name !== '*');
  const known = new KnownModels(prices.overriddenModels());
  const allowList = new AllowList(options.allowedModels ?? defaultAllowedModels, known, named);
  return new ModelRegistry({ prices, known, allowList, providers });
}
