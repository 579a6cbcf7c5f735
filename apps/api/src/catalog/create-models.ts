/** The models of this process. In test mode every provider answers from a seed, without a network. */
import type { Clock, ModelCatalog } from '@ice/core';
import {
  createModelRegistry,
  liveProviders,
  missingKeys,
  SyntheticModel,
  type ModelProvider,
  type ProviderSettings,
} from '@ice/models';
import type { AppConfig } from '../config/app-config.js';

const providers = ['openai', 'anthropic', 'deepseek'] as const;

/** The registry. @throws IceError `validation-failed` for a list of allowed models that cannot be used. */
export function createModels(config: AppConfig, clock: Clock): ModelCatalog {
  const { allowedModels, priceFloorUsd, testMode } = config;
  return createModelRegistry({
    ...(allowedModels && { allowedModels }),
    priceFloorUsd,
    providers: testMode ? syntheticProviders() : liveProviders({ ...settingsOf(config), clock }),
  });
}

/** Variables that calls of models will miss; none in test mode. */
export function missingModelKeys(config: AppConfig): readonly string[] {
  return config.testMode ? [] : missingKeys(settingsOf(config));
}

function syntheticProviders(): Readonly<Record<string, ModelProvider>> {
  const synthetic: ModelProvider = (prices) => new SyntheticModel({ prices });
  return Object.fromEntries(providers.map((provider) => [provider, synthetic]));
}

function settingsOf(config: AppConfig): Readonly<Record<(typeof providers)[number], ProviderSettings>> {
  return {
    openai: { apiKey: config.openaiApiKey, baseUrl: config.openaiBaseUrl },
    anthropic: { apiKey: config.anthropicApiKey, baseUrl: config.anthropicBaseUrl },
    deepseek: { apiKey: config.deepseekApiKey, baseUrl: config.deepseekBaseUrl },
  };
}
