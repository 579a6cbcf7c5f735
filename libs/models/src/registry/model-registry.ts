/** The models of one process: what may be used, what it costs, who answers. Fixed after construction; holds no session. */
import { IceError } from '@ice/core';
import type {
  CostFacts,
  LanguageModel,
  ModelCatalog,
  ModelDecision,
  ModelDescription,
  ModelRequest,
  NanoUsd,
} from '@ice/core';
import type { PriceBook } from '../price/price-book.js';
import { boundRequestTokens } from '../token/bound-request-tokens.js';
import { countTextTokens } from '../token/count-text-tokens.js';
import type { AllowList } from './allow-list.js';
import { bannedModelSuccessor, isBannedModel } from './banned-model.js';
import type { KnownModels } from './known-models.js';
import { modelCosts } from './model-costs.js';
import { isModelName, splitModelName, undatedModelName } from './model-name.js';
import { nearestModel } from './nearest-model.js';

/** Makes a fresh model session; the price book is for its usage records. */
export type ModelProvider = (prices: PriceBook) => LanguageModel;

/** What a registry is made of. */
export interface ModelRegistryParts {
  readonly prices: PriceBook;
  readonly known: KnownModels;
  readonly allowList: AllowList;
  /** By provider name; `*` answers for every provider that is not named. */
  readonly providers: ReadonlyMap<string, ModelProvider>;
}

/** See `createModelRegistry`. */
export class ModelRegistry implements ModelCatalog {
  /** The prices that every answer of this registry is charged by. */
  readonly prices: PriceBook;
  readonly costFacts: CostFacts;
  readonly #parts: ModelRegistryParts;
  readonly #allowed: ReadonlyMap<string, ModelDescription>;
  /** Those that a bare name is looked up at. */
  readonly #providers: readonly string[];

  constructor(parts: ModelRegistryParts) {
    this.prices = parts.prices;
    this.costFacts = modelCosts(parts.prices, (name) => this.decide(name));
    this.#parts = parts;
    const current = parts.known.names.filter((name) => name === undatedModelName(name));
    const names = new Set([...current, ...parts.allowList.names].filter((name) => parts.allowList.allows(name)));
    this.#allowed = new Map([...names].sort().map((name) => [name, this.#describe(name)]));
    this.#providers = [...new Set([...names, ...current].map(providerOf))].sort();
  }

  /** Itself: a registry never changes. */
  asOfNow(): ModelRegistry {
    return this;
  }

  /** Judges a full or bare name. Anything but the exact name of an allowed model is refused, with the reason. */
  decide(name: string): ModelDecision {
    const listed = this.#allowed.get(name);
    if (listed) return { allowed: true, model: listed };
    if (!isModelName(name)) return { allowed: false, reason: `${quoted(name)} is not the name of a model.` };
    if (isBannedModel(name)) return this.#banned(name);
    const [first, ...others] = this.#meanings(name);
    if (first === undefined) return this.#unavailable(name);
    if (others.length > 0) return ambiguous(name, [first, ...others]);
    return { allowed: true, model: this.#allowed.get(first) ?? this.#describe(first) };
  }

  /** Allowed models in alphabetical order; their dated snapshots are allowed too and not listed. */
  list(): readonly ModelDescription[] {
    return [...this.#allowed.values()];
  }

  /** A fresh session for one execution. Throws `model-failed` when the name is not allowed or nobody answers for its provider. */
  open(name: string): LanguageModel {
    const decision = this.decide(name);
    if (!decision.allowed) throw new IceError('model-failed', decision.reason);
    const { provider } = decision.model;
    const open = this.#parts.providers.get(provider) ?? this.#parts.providers.get('*');
    if (open) return open(this.prices);
    const sentence = `Model "${decision.model.name}" is allowed, but this process has no connection to the provider "${provider}".`;
    throw new IceError('model-failed', sentence, {
      evidence: { provider, available: [...this.#parts.providers.keys()] },
    });
  }

  /** Tokens of a text for this model: by its own tokenizer where that is public, else by o200k_base as an estimate. */
  countTokens(name: string, text: string): number {
    return countTextTokens(name, text);
  }

  /** A true bound: bytes are counted where the tokenizer is not public. */
  maxInputTokens(request: ModelRequest): number {
    return boundRequestTokens({ ...request, model: this.#fullName(request.model) });
  }

  /** No provider takes more than its model's context, so no more is charged. */
  maxChargeNanoUsd(request: ModelRequest): NanoUsd {
    const model = this.#fullName(request.model);
    const input = Math.min(this.maxInputTokens(request), this.prices.contextTokens(model) ?? Infinity);
    return this.prices.maxChargeNanoUsd(model, { input_tokens: input, output_tokens: request.maxOutputTokens });
  }

  #fullName(name: string): string {
    const decision = this.decide(name);
    return decision.allowed ? decision.model.name : name;
  }

  #describe(name: string): ModelDescription {
    const rates = this.prices.rates(name);
    return {
      name,
      provider: providerOf(name),
      contextTokens: this.prices.contextTokens(name),
      inputUsdPerMillion: rates?.inputUsdPerMillion ?? null,
      outputUsdPerMillion: rates?.outputUsdPerMillion ?? null,
    };
  }

  /** The allowed full names that a name may mean. What is written in full means just that. */
  #meanings(name: string): readonly string[] {
    const { allowList } = this.#parts;
    if (splitModelName(name) && allowList.allows(name)) return [name];
    return this.#providers.map((provider) => `${provider}/${name}`).filter((full) => allowList.allows(full));
  }

  #banned(name: string): ModelDecision {
    const nearest = this.#allowed.has(bannedModelSuccessor) ? bannedModelSuccessor : this.#nearest(name);
    const reason = `The GPT-3.5 family is never allowed, and ${quoted(name)} belongs to it.`;
    return { allowed: false, reason, ...(nearest !== undefined && { nearest }) };
  }

  #unavailable(name: string): ModelDecision {
    const nearest = this.#nearest(name);
    const reason = this.#isKnown(name)
      ? `Model ${quoted(name)} is not on this server's list of allowed models.`
      : `No chat model with the name ${quoted(name)} is known here.`;
    return { allowed: false, reason, ...(nearest !== undefined && { nearest }) };
  }

  #isKnown(name: string): boolean {
    const names = [name, ...this.#providers.map((provider) => `${provider}/${name}`)];
    return names.some((full) => this.#parts.known.canonicalName(full) !== undefined);
  }

  #nearest(name: string): string | undefined {
    return nearestModel(undatedModelName(name), [...this.#allowed.keys()]);
  }
}

function providerOf(name: string): string {
  return splitModelName(name)?.provider ?? '';
}

function ambiguous(name: string, meanings: readonly string[]): ModelDecision {
  const choices = meanings.map((meaning) => `"${meaning}"`).join(' or ');
  return { allowed: false, reason: `${quoted(name)} may mean several models: write ${choices}.` };
}

/** Quoted and cut, so that no control character and no long text gets into a sentence. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
