/** The models of this process, and who answers for them: recordings, a seed (test mode), or the providers themselves. */
import type { Clock, ModelCatalog } from '@ice/core';
import {
  createModelRegistry,
  liveProviders,
  missingKeys,
  recordingProviders,
  replayingProvider,
  SyntheticModel,
  type GateLimits,
  type ModelProvider,
  type ProviderSettings,
} from '@ice/models';
import type { AppConfig } from '../config/app-config.js';
import { readPriceFile } from './read-price-file.js';

const providers = ['openai', 'anthropic', 'deepseek'] as const;

/** The registry. @throws IceError `validation-failed` for a list of allowed models or prices that cannot be used. */
export function createModels(config: AppConfig, clock: Clock): ModelCatalog {
  const { allowedModels, priceFloorUsd, priceFile } = config;
  return createModelRegistry({
    ...(allowedModels && { allowedModels }),
    priceFloorUsd,
    ...(priceFile !== null && { priceOverrides: readPriceFile(priceFile) }),
    providers: providersOf(config, clock),
  });
}

/** Variables that calls of models will miss; none where no provider is asked. */
export function missingModelKeys(config: AppConfig): readonly string[] {
  return config.testMode || config.cassettes === 'replay' ? [] : missingKeys(settingsOf(config));
}

type Providers = Readonly<Record<string, ModelProvider>>;

/** Replay wins over test mode; recording stands outside the gates, so that a recording is all that a replay needs. */
function providersOf(config: AppConfig, clock: Clock): Providers {
  const cassettes = { directory: config.cassetteDir, secrets: secretsOf(config) };
  if (config.cassettes === 'replay') return { '*': replayingProvider(cassettes) };
  if (config.testMode) return syntheticProviders([...providers, ...config.modelServers.keys()]);
  const { modelServers: servers } = config;
  const live = liveProviders({ ...settingsOf(config), servers, clock, limits: limitsOf(config) });
  return config.cassettes === 'record' ? recordingProviders(live, { ...cassettes, clock }) : live;
}

function syntheticProviders(names: readonly string[]): Providers {
  const synthetic: ModelProvider = (prices) => new SyntheticModel({ prices });
  return Object.fromEntries(names.map((name) => [name, synthetic]));
}

function settingsOf(config: AppConfig): Readonly<Record<(typeof providers)[number], ProviderSettings>> {
  return {
    openai: { apiKey: config.openaiApiKey, baseUrl: config.openaiBaseUrl },
    anthropic: { apiKey: config.anthropicApiKey, baseUrl: config.anthropicBaseUrl },
    deepseek: { apiKey: config.deepseekApiKey, baseUrl: config.deepseekBaseUrl },
  };
}

function secretsOf(config: AppConfig): readonly string[] {
  return Object.values(settingsOf(config)).flatMap(({ apiKey }) => apiKey ?? []);
}

function limitsOf({ modelConcurrency, modelRequestsPerMinute }: AppConfig): GateLimits {
  return { concurrency: modelConcurrency, requestsPerMinute: modelRequestsPerMinute };
}
