/** `@ModelProvider()`: makes a provider of a Nest module answer for models. */
import 'reflect-metadata';
import type { ModelAdapterClass } from './model-adapter.js';

const key = Symbol.for('@ice/plugin/model-provider');

/** One model. Money in USD. */
export interface ModelFacts {
  /** Zero is a price: the model is free. */
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** The longest prompt and answer together, in tokens. Default: not known. */
  readonly contextTokens?: number;
}

/** What a provider says of itself. */
export interface ModelProviderFacts {
  /** Stands before the names of its models: `parrot` answers for `parrot/…`. `[a-z0-9][a-z0-9_-]*`, unique in the process. */
  readonly name: string;
  /** For people. Default: the name. */
  readonly title?: string;
  /** By the provider's own name of the model. The operator's price file stands above these prices. */
  readonly models: Readonly<Record<string, ModelFacts>>;
}

/** Marks a class as the adapter of a provider of models. Listed in the `providers` of a plugin's module, as a singleton. */
export function ModelProvider(facts: ModelProviderFacts) {
  return (target: ModelAdapterClass): void => {
    Reflect.defineMetadata(key, Object.freeze({ ...facts, models: Object.freeze({ ...facts.models }) }), target);
  };
}

/** What `@ModelProvider()` said of a class; undefined for anything else. */
export function modelProviderFactsOf(candidate: unknown): ModelProviderFacts | undefined {
  if (typeof candidate !== 'function') return undefined;
  return Reflect.getOwnMetadata(key, candidate) as ModelProviderFacts | undefined;
}
