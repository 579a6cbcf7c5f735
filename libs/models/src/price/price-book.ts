/** What model calls cost. No call is ever free by ignorance: a model without a price costs the floor. Never the network. */
import { IceError, usdToNano } from '@ice/core';
import type { NanoUsd, PriceTier } from '@ice/core';
import type { Provider } from '@pydantic/genai-prices';
import { applicableListings, dearestRates, listedCostUsd, listedModel, listingCostUsd } from './listed-price.js';
import type { TokenRates, TokenUsage } from './listed-price.js';
import { priceDataDate } from './price-data.js';
import { checkPriceOverrides, overrideAsListing } from './price-override.js';
import type { PriceOverride, PriceOverrides } from './price-override.js';
import { priceTiers } from './price-tiers.js';
import { undatedModelName } from '../registry/model-name.js';

/** USD that a call of an unpriced model costs, unless said otherwise. */
export const defaultPriceFloorUsd = 0.001;

/** Most models whose prices are kept at hand. */
const mostKnown = 1_000;

/** What a price book may be told. */
export interface PriceBookOptions {
  /** USD per call of a model without a price; above 0. Default 0.001. */
  readonly floorUsd?: number;
  /** Prices that stand above the list, by `provider/name`. */
  readonly overrides?: PriceOverrides;
}

/** Prices by `provider/name`, for dated snapshots too. The same from its construction on. */
export class PriceBook {
  /** Date of the list prices, `YYYY-MM-DD`. */
  readonly date = priceDataDate;
  /** Charge per call of a model without a price. */
  readonly floorNanoUsd: NanoUsd;
  readonly #overrides: ReadonlyMap<string, PriceOverride>;
  /** Looking a model up in the list takes longer than pricing a call of it. Never more than so many: anyone may ask for any name. */
  readonly #known = new Map<string, readonly Provider[]>();

  /** Throws `validation-failed` for a floor that is not above 0 and for malformed overrides. */
  constructor(options: PriceBookOptions = {}) {
    this.floorNanoUsd = floorOf(options.floorUsd ?? defaultPriceFloorUsd);
    this.#overrides = new Map(Object.entries(checkPriceOverrides(options.overrides ?? {})));
  }

  /**
   * The charge of one call, rounded up to a nano-USD. Without `atMs` (ms since 1970) it is that of the dearest hour and of
   * every announced price: never understated, and the same in every process. A model without a price costs the floor.
   */
  chargeNanoUsd(model: string, usage: TokenUsage, atMs?: number): NanoUsd {
    const tokens = checkedTokens(usage);
    const listings = this.#listings(model);
    if (!dearestRates(listings)) return this.floorNanoUsd;
    if (atMs !== undefined && !this.#override(model)) return usdToNano(listedCostUsd(model, tokens, atMs));
    return usdToNano(Math.max(...listings.map((listing) => listingCostUsd(listing, tokens))));
  }

  /**
   * The most that a call with so many tokens can be charged, however much of its input is written to the provider's cache or read
   * from it: at the dearest hour, like `chargeNanoUsd`. Never less for fewer tokens.
   */
  maxChargeNanoUsd(model: string, { input_tokens, output_tokens }: TokenUsage): NanoUsd {
    const tokens = { input_tokens, output_tokens };
    const written = { ...tokens, cache_write_tokens: input_tokens };
    const read = { ...tokens, cache_read_tokens: input_tokens };
    return Math.max(...[tokens, written, read].map((each) => this.chargeNanoUsd(model, each)));
  }

  /** The same prices as a table by the length of the input. Null = unpriced. */
  tiers(model: string): readonly PriceTier[] | null {
    const listings = this.#listings(model);
    return dearestRates(listings) && priceTiers(listings);
  }

  /** USD per million tokens: dearest hour, lowest tier. Null = unpriced. */
  rates(model: string): TokenRates | null {
    return dearestRates(this.#listings(model));
  }

  /** Size of the context window in tokens; null where it is not known. */
  contextTokens(model: string): number | null {
    return this.#override(model)?.context_tokens ?? listedModel(model)?.context_window ?? null;
  }

  /** `provider/name` of the models with a price of the operator's. */
  overriddenModels(): readonly string[] {
    return [...this.#overrides.keys()];
  }

  #listings(model: string): readonly Provider[] {
    const listings = this.#known.get(model) ?? this.#look(model);
    if (this.#known.size < mostKnown) this.#known.set(model, listings);
    return listings;
  }

  #look(model: string): readonly Provider[] {
    const override = this.#override(model);
    if (override) return [overrideAsListing(model, override)];
    const listed = listedModel(model);
    return listed ? applicableListings(listed) : [];
  }

  #override(model: string): PriceOverride | undefined {
    return this.#overrides.get(model) ?? this.#overrides.get(undatedModelName(model));
  }
}

function floorOf(usd: number): NanoUsd {
  if (Number.isFinite(usd) && usd > 0) return usdToNano(usd);
  throw new IceError('validation-failed', 'The price floor must be a number of USD above 0.');
}

/** The counts and nothing else that may stand beside them. */
function checkedTokens(usage: TokenUsage): TokenUsage {
  const { input_tokens, output_tokens, cache_read_tokens = 0, cache_write_tokens = 0 } = usage;
  const tokens = { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens };
  const areCounts = Object.values(tokens).every((count) => Number.isFinite(count) && count >= 0);
  if (areCounts && cache_read_tokens + cache_write_tokens <= input_tokens) return tokens;
  throw new IceError('internal-error', 'Token counts must be 0 or more, and cached tokens part of the input tokens.');
}
