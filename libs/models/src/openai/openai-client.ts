/** The official OpenAI SDK, loaded when the first call is made: a process that never asks such a model never pays for it. */
import type { OpenAI } from 'openai';
import { boundedFetch } from '../provider/bounded-fetch.js';
import type { ProviderConnection } from '../provider/provider-connection.js';
import { noTimeoutMs } from '../provider/provider-model.js';

/** Gives the one client of a connection; the SDK is imported by the first call. */
export function openAiClient(connection: ProviderConnection): () => Promise<OpenAI> {
  let client: Promise<OpenAI> | undefined;
  return () => (client ??= connect(connection));
}

/** Without retries, timers and logs of its own, and with nothing from the environment. */
async function connect({ apiKey, baseUrl, publicUrl }: ProviderConnection): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? publicUrl,
    maxRetries: 0,
    timeout: noTimeoutMs,
    // The SDK would write what it cannot read of a stream to the console.
    logLevel: 'off',
    fetch: boundedFetch(),
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
  });
}
