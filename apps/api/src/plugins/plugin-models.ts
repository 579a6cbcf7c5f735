/** The providers of models that plugins bring: who answers, and at what prices. */
import type { ModelProvider, PriceOverride, PriceOverrides } from '@ice/models';
import { modelProviderFactsOf, type ModelAdapter, type ModelFacts, type ModelProviderFacts } from '@ice/plugin';
import type { DiscoveryService } from '@nestjs/core';
import { ConfigError } from '../config/config-error.js';
import { findClasses } from './find-classes.js';
import { instanceOf, type FoundClass } from './found-class.js';
import { PluginModel } from './plugin-model.js';
import type { Plugin } from './plugin.js';

/** One provider. */
export interface PluginProvider {
  readonly name: string;
  readonly title: string;
  readonly open: ModelProvider;
  /** By `provider/name`. */
  readonly prices: PriceOverrides;
  /** For sentences. */
  readonly place: string;
}

const namePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The providers. @throws ConfigError for one that cannot be used, or is there twice. */
export function findModels(discovery: DiscoveryService, plugins: readonly Plugin[]): readonly PluginProvider[] {
  const found = findClasses(discovery, plugins, { what: 'provider', factsOf: modelProviderFactsOf });
  return withoutNamesakes(found.map(providerOf), new Map());
}

/** Nothing but different providers. @param taken places by name of those that are there already. @throws ConfigError naming both places. */
export function withoutNamesakes(
  providers: readonly PluginProvider[],
  taken: ReadonlyMap<string, string>,
): readonly PluginProvider[] {
  const places = new Map(taken);
  for (const { name, place } of providers) {
    const other = places.get(name);
    if (other !== undefined)
      throw new ConfigError([`The provider of models "${name}" is ${other} and again ${place}. Rename one of them.`]);
    places.set(name, place);
  }
  return providers;
}

function providerOf(found: FoundClass<ModelProviderFacts>): PluginProvider {
  const { name, title = name, models } = found.facts;
  const refuse = (because: string): ConfigError => new ConfigError([`The provider ${found.place} ${because}`]);
  if (typeof name !== 'string' || !namePattern.test(name))
    throw refuse(`has the name ${JSON.stringify(name)}: allowed are lower-case letters, digits, _ and -, at most 64.`);
  const [odd] = Object.entries(models).find(([model, facts]) => !isModelName(model) || !isPriced(facts)) ?? [];
  if (odd !== undefined) throw refuse(`has the model ${JSON.stringify(odd)}: its name or its prices cannot be used.`);
  const prices = Object.entries(models).map(([model, facts]) => [`${name}/${model}`, priceOf(facts)] as const);
  if (prices.length === 0) throw refuse('has no models.');
  return {
    ...{ name, title, place: found.place, prices: Object.fromEntries(prices) },
    open: (book) => new PluginModel(() => instanceOf<ModelAdapter>(found), book),
  };
}

function isModelName(name: string): boolean {
  return name.length <= 100 && /^[^\s\p{C}]+$/u.test(name);
}

function isPriced({ inputUsdPerMillion, outputUsdPerMillion, contextTokens = 1 }: ModelFacts): boolean {
  const isContext = Number.isSafeInteger(contextTokens) && contextTokens > 0;
  return isContext && [inputUsdPerMillion, outputUsdPerMillion].every((usd) => Number.isFinite(usd) && usd >= 0);
}

/** The form of a line of the operator's price file. */
function priceOf({ inputUsdPerMillion, outputUsdPerMillion, contextTokens }: ModelFacts): PriceOverride {
  return {
    input_usd_per_million: inputUsdPerMillion,
    output_usd_per_million: outputUsdPerMillion,
    ...(contextTokens !== undefined && { context_tokens: contextTokens }),
  };
}
