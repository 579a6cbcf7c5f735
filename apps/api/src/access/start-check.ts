/** Stops the start of a server that others can reach while nobody has a key: it would refuse everybody, or, worse, be opened in haste. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ApiKeyRepository } from '@ice/core';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { ConfigError } from '../config/config-error.js';
import { isLoopback } from './is-loopback.js';

const commands = {
  sqlite: 'make one with: ice key create --name first',
  redis: 'make one with: ice key create --name first',
  memory: 'the memory store keeps none, so start with: ICE_API_KEYS=$(ice key mint)',
} as const;

/** See the head of this file. */
@Injectable()
export class StartCheck implements OnModuleInit {
  constructor(
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws ConfigError with the command that makes a key. */
  async onModuleInit(): Promise<void> {
    const { host, apiKeys, store } = this.config;
    if (isLoopback(host) || apiKeys.length > 0 || (await this.keys.hasUsable())) return;
    throw new ConfigError([`HOST is "${host}": others can reach it, and there is no API key; ${commands[store]}.`]);
  }
}
