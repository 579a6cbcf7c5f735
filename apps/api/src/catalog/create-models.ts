/** The models of this process. In test mode every provider answers from a seed, without a network. */
import type { ModelCatalog } from '@ice/core';
import { createModelRegistry, SyntheticModel, type PriceBook } from '@ice/models';
import type { AppConfig } from '../config/app-config.js';

const providers = ['openai', 'anthropic', 'deepseek'] as const;

/** The registry. @throws IceError `validation-failed` for a list of allowed models that cannot be used. */
export function createModels({ allowedModels, priceFloorUsd }: AppConfig): ModelCatalog {
  const synthetic = (prices: PriceBook): SyntheticModel => new SyntheticModel({ prices });
  return createModelRegistry({
    ...(allowedModels && { allowedModels }),
    priceFloorUsd,
    providers: Object.fromEntries(providers.map((provider) => [provider, synthetic])),
  });
}
