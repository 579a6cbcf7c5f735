/** How one provider is reached. Holds a key: never logged, never part of an event, a failure or an error's text. */
import { FailureError, type Clock } from '@ice/core';
import type { PriceBook } from '../price/price-book.js';

/** What the configuration says of a provider. */
export interface ProviderConnection {
  /** As it stands before the slash of a model's name. */
  readonly provider: string;
  /** For sentences: `OpenAI`. */
  readonly title: string;
  readonly apiKey: string | null;
  /** The variable that holds the key; null = no key is needed. */
  readonly keyVariable: string | null;
  /** Where the provider answers unless `baseUrl` says otherwise. */
  readonly publicUrl: string;
  /** Null = the public address. Another address may need no key: then none is sent. */
  readonly baseUrl: string | null;
}

/** What every session with a provider needs. */
export interface ProviderMeans {
  readonly prices: PriceBook;
  /** For prices that depend on the hour, and for the dates of `Retry-After`. */
  readonly clock: Clock;
}

/** True where a call can only fail: the public address, and no key. */
export function lacksKey({ apiKey, baseUrl, keyVariable }: ProviderConnection): boolean {
  return apiKey === null && baseUrl === null && keyVariable !== null;
}

/** Throws `model-unauthorized` with the name of the variable where the key is missing. */
export function checkKey(connection: ProviderConnection): void {
  if (!lacksKey(connection)) return;
  const { title, keyVariable, provider } = connection;
  const sentence = `${title} cannot be asked: ${keyVariable ?? 'its key'} is not set.`;
  throw new FailureError('model-unauthorized', sentence, { evidence: { provider, variable: keyVariable } });
}

/** The text without the key, wherever it stands in it. */
export function withoutKey(text: string, { apiKey }: ProviderConnection): string {
  return apiKey === null || apiKey === '' ? text : text.replaceAll(apiKey, '[key]');
}
