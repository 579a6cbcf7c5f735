/** The models of this process, and who answers for them: recordings, a seed (test mode), or the providers themselves, those of plugins
 *  too. */
import type { Clock } from '@ice/core';
import {
  createModelRegistry,
  defaultAllowedModels,
  gatedProvider,
  liveProviders,
  missingKeys,
  recordingProviders,
  replayingProvider,
  SyntheticModel,
  type GateLimits,
  type ModelProvider,
  type PriceOverrides,
  type ProviderSettings,
} from '@ice/models';
import type { AppConfig } from '../../config/app-config.js';
import type { Logger } from '../../logging/create-logger.js';
import type { AnsweringProviders } from '../../plugins/extensions.js';
import { withoutNamesakes, type PluginProvider } from '../../plugins/plugin-models.js';
import { PriceFile } from './price-file.js';
import { ReloadingModels } from './reloading-models.js';

const providers = ['openai', 'anthropic', 'deepseek'] as const;

/** What the configuration does not say. */
export interface ModelExtensions {
  /** Those of plugins. */
  readonly providers: readonly PluginProvider[];
  readonly answering: AnsweringProviders;
}

const noExtensions: ModelExtensions = { providers: [], answering: {} };

/** The models, whose prices follow the operator's file. @throws IceError `validation-failed` for a list of allowed models or prices that
 *  cannot be used; ConfigError for a provider of a plugin whose name is taken. */
export function createModels(
  config: AppConfig,
  clock: Clock,
  logger: Pick<Logger, 'info' | 'error'>,
  extensions: ModelExtensions = noExtensions,
): ReloadingModels {
  const { priceFloorUsd, priceFile } = config;
  const allowedModels = allowedOf(config, extensions);
  const ownPrices = Object.assign({}, ...extensions.providers.map(({ prices }) => prices)) as PriceOverrides;
  // Once: other prices change neither the gates of the providers nor their connections.
  const answering = { ...providersOf(config, clock, extensions.providers), ...extensions.answering };
  return new ReloadingModels({
    file: priceFile === null ? null : new PriceFile(priceFile, clock),
    logger,
    build: (overrides) =>
      createModelRegistry({
        ...(allowedModels && { allowedModels }),
        priceFloorUsd,
        priceOverrides: { ...ownPrices, ...overrides },
        providers: answering,
      }),
  });
}

/** Who loads a plugin wants its models, unless the operator has a list. */
function allowedOf({ allowedModels }: AppConfig, { providers }: ModelExtensions): readonly string[] | null {
  if (allowedModels || providers.length === 0) return allowedModels;
  return [...defaultAllowedModels, ...providers.flatMap(({ prices }) => Object.keys(prices))];
}

/** Variables that calls of models will miss; none where no provider is asked. */
export function missingModelKeys(config: AppConfig): readonly string[] {
  return config.testMode || config.cassettes === 'replay' ? [] : missingKeys(settingsOf(config));
}

type Providers = Readonly<Record<string, ModelProvider>>;

/** Replay wins over test mode; recording stands outside the gates, so that a recording is all that a replay needs. */
function providersOf(config: AppConfig, clock: Clock, plugged: readonly PluginProvider[]): Providers {
  const cassettes = { directory: config.cassetteDir, secrets: secretsOf(config) };
  const { modelServers: servers } = config;
  const limits = limitsOf(config);
  const live = liveProviders({ ...settingsOf(config), servers, clock, limits });
  withoutNamesakes(plugged, new Map(Object.keys(live).map((name) => [name, 'one of the server'])));
  if (config.cassettes === 'replay') return { '*': replayingProvider(cassettes) };
  if (config.testMode) return syntheticProviders([...providers, ...servers.keys(), ...plugged.map(({ name }) => name)]);
  const gated = plugged.map(({ name, title, open }) => {
    return [name, gatedProvider({ provider: name, title, clock, limits }, open)] as const;
  });
  const all = { ...live, ...Object.fromEntries(gated) };
  return config.cassettes === 'record' ? recordingProviders(all, { ...cassettes, clock }) : all;
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
