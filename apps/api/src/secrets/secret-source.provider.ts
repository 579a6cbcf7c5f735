/** What executions of this process get their secrets from, with everyone who has to know of a value before it is used. */
import type { FactoryProvider } from '@nestjs/common';
import { SecretInputRepository, SecretStore } from '@ice/core';
import type { SecretSource } from '@ice/orchestrator';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';
import { LOG_MASK } from '../logging/log-mask.token.js';
import type { LogMask } from '../logging/log-mask.js';
import { ownKeysOf } from './own-keys.js';

/** The injection token of `SecretSource`. */
export const SECRET_SOURCE = Symbol('SecretSource');

/** Provides it. From now on logs mask the keys of the process too. */
export const secretSourceProvider: FactoryProvider<SecretSource> = {
  provide: SECRET_SOURCE,
  inject: [SecretStore, SecretInputRepository, APP_CONFIG, LOG_MASK],
  useFactory: (store: SecretStore, inputs: SecretInputRepository, config: AppConfig, logs: LogMask): SecretSource => {
    const ownKeys = ownKeysOf(config);
    logs.holdBack(ownKeys);
    return { store, inputs, ownKeys, learn: (name, value) => logs.learn(name, value) };
  },
};
