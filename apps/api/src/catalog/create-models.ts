/** The models of this process, and who answers for them: recordings, a seed (test mode), or the providers themselves. */
import type { Clock } from '@ice/core';
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
import type { Logger } from '../logging/create-logger.js';
import { PriceFile } from './price-file.js';
import { ReloadingModels } from './reloading-models.js';

const providers = ['openai', 'anthropic', 'deepseek'] as const;

/** The models, whose prices follow the operator's file. @throws IceError `validation-failed` for a list of allowed models or prices that
 *  cannot be used. */
export function createModels(config: AppConfig, clock: Clock, logger: Pick<Logger, 'info' | 'error'>): ReloadingModels {
  const { allowedModels, priceFloorUsd, priceFile } = config;
  // Once: other prices change neither the gates of the providers nor their connections.
  const answering = providersOf(config, clock);
  return new ReloadingModels({
    file: priceFile === null ? null : new PriceFile(priceFile, clock),
    logger,
    build: (overrides) =>
      createModelRegistry({
        ...(allowedModels && { allowedModels }),
        priceFloorUsd,
        ...(overrides && { priceOverrides: overrides }),
        providers: answering,
      }),
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
