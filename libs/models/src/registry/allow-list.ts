/** Which models the operator allows. Read once from its entries; pure afterwards. */
import { IceError } from '@ice/core';
import { likelyProvider } from '../price/price-data.js';
import { isBannedModel } from './banned-model.js';
import type { KnownModels } from './known-models.js';
import { isModelName, splitModelName, undatedModelName } from './model-name.js';
import { isModelPattern, matchesModelPattern } from './model-pattern.js';

const pinned = /-(?:latest|\d{4}-\d{2}-\d{2}|20\d{6})$/;

/**
 * Entries: `provider/name` or a bare name allows that model, known or not; a pattern with `*` allows the known models that fit,
 * and any name of a provider that has no price list; `!` before an entry takes away. A model's dated snapshots go with it.
 */
export class AllowList {
  /** Full names that were written out. */
  readonly names: ReadonlySet<string>;
  readonly #patterns: readonly string[];
  readonly #refused: readonly string[];
  readonly #known: KnownModels;

  /** Throws `validation-failed` for an entry that is no name, and for a bare name whose provider cannot be told. */
  constructor(entries: readonly string[], known: KnownModels, providers: readonly string[]) {
    const texts = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
    const wanted = texts.filter((text) => !text.startsWith('!'));
    for (const text of texts) checkEntry(text.replace(/^!/, ''));
    this.#known = known;
    this.#patterns = wanted.filter(isModelPattern);
    this.#refused = texts.filter((text) => text.startsWith('!')).map((text) => text.slice(1));
    const literals = wanted.filter((text) => !isModelPattern(text) && !isBannedModel(text));
    this.names = new Set(literals.flatMap((text) => fullNames(text, known, providers)));
  }

  /** True when this full name may be used. */
  allows(name: string): boolean {
    const canonical = this.#known.canonicalName(name);
    const forms = [name, undatedModelName(name), ...(canonical === undefined ? [] : [canonical])];
    const isRefused =
      isBannedModel(name) || this.#refused.some((entry) => forms.some((form) => matchesModelPattern(entry, form)));
    if (isRefused) return false;
    if (this.names.has(name)) return true;
    if (canonical === undefined) return this.#allowsUnlisted(name);
    return (name === canonical || pinned.test(name)) && forms.some((form) => this.#covers(form));
  }

  #covers(form: string): boolean {
    return this.names.has(form) || this.#patterns.some((pattern) => matchesModelPattern(pattern, form));
  }

  /** A provider without a price list has no known names: there the pattern alone decides. */
  #allowsUnlisted(name: string): boolean {
    const provider = splitModelName(name)?.provider;
    if (provider === undefined || this.#known.providers.includes(provider)) return false;
    return this.#patterns.some((pattern) => pattern.startsWith(`${provider}/`) && matchesModelPattern(pattern, name));
  }
}

function checkEntry(text: string): void {
  if (isModelName(text)) return;
  throw new IceError(
    'validation-failed',
    `The list of allowed models has the entry ${JSON.stringify(text)}, which is no model name.`,
  );
}

/** The full names that a written-out entry means. */
function fullNames(text: string, known: KnownModels, providers: readonly string[]): readonly string[] {
  if (splitModelName(text)) return [text];
  const offered = known.providers.map((provider) => `${provider}/${text}`);
  const found = offered.filter((name) => known.canonicalName(name) !== undefined);
  return found.length > 0 ? found : [`${guessedProvider(text, providers)}/${text}`];
}

function guessedProvider(text: string, providers: readonly string[]): string {
  const provider = likelyProvider(text) ?? (providers.length === 1 ? providers[0] : undefined);
  if (provider !== undefined) return provider;
  const sentence = `The list of allowed models has the unknown name ${JSON.stringify(text)}: write it as provider/name.`;
  throw new IceError('validation-failed', sentence);
}
