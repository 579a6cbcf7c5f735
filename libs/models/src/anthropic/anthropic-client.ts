/** The official Anthropic SDK, loaded when the first call is made: a process that never asks such a model never pays for it. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { boundedFetch } from '../provider/bounded-fetch.js';
import type { ProviderConnection } from '../provider/provider-connection.js';
import { noTimeoutMs } from '../provider/provider-model.js';

/** Gives the one client of a connection; the SDK is imported by the first call. */
export function anthropicClient(connection: ProviderConnection): () => Promise<Anthropic> {
  let client: Promise<Anthropic> | undefined;
  return () => (client ??= connect(connection));
}

/** Without retries, timers, logs and spans of its own, and with nothing from the environment or from profiles on disk. */
async function connect({ apiKey, baseUrl, publicUrl }: ProviderConnection): Promise<Anthropic> {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  return new Anthropic({
    // Without any key the SDK would look for one on the disk.
    apiKey: apiKey ?? 'none',
    webhookKey: null,
    baseURL: baseUrl ?? publicUrl,
    maxRetries: 0,
    timeout: noTimeoutMs,
    logLevel: 'off',
    openTelemetry: false,
    fetch: boundedFetch(),
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
  });
}
