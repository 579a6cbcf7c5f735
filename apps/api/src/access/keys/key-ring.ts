/** The keys that this process accepts: those of its configuration, and those of the store, which are read anew every few seconds, so that
 *  one that another process has revoked is soon nobody's. Holds hashes, never texts. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ApiKeyRepository,
  Clock,
  hashApiKeyText,
  isApiKeyText,
  isUsable,
  OrganisationRepository,
  type ApiKey,
  type Tenant,
} from '@ice/core';
import { timingSafeEqual } from 'node:crypto';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import type { Scope } from '../caller.js';
import { bootstrapKeyId, type BootstrapKey } from './bootstrap-key.js';
import { RecentReadings } from './recent-readings.js';

/** A key that may be used now. */
export interface KnownKey {
  readonly id: string;
  readonly tenant: Tenant;
  readonly scopes: ReadonlySet<Scope>;
  /** Milliseconds since 1970; null = never. */
  readonly expiresAt: number | null;
}

/** For how long what was read of the store counts. Together with the tick of open sockets it stays below 5 s. */
const readingLifeMs = 3_000;

/** See the head of this file. */
@Injectable()
export class KeyRing implements OnModuleInit {
  private configured: ReadonlyMap<string, KnownKey> = new Map();
  private readonly byHash: RecentReadings<ApiKey | null>;
  private readonly byId: RecentReadings<ApiKey | null>;
  private readonly any: RecentReadings<boolean>;
  private hadAny = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(OrganisationRepository) private readonly organisations: OrganisationRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.byHash = new RecentReadings(clock, readingLifeMs, (hash) => this.readByHash(hash));
    this.byId = new RecentReadings(clock, readingLifeMs, (id) => keys.find(id));
    this.any = new RecentReadings(clock, readingLifeMs, () => keys.hasAny());
  }

  /** Gives the keys of the configuration their organisations. */
  async onModuleInit(): Promise<void> {
    const entries = this.config.apiKeys.map(async (key) => [key.hash, await this.knownOf(key)] as const);
    this.configured = new Map(await Promise.all(entries));
  }

  /** The key of a text; null for one that is malformed, unknown, expired or revoked. */
  async identify(text: string): Promise<KnownKey | null> {
    if (!isApiKeyText(text)) return null;
    const hash = hashApiKeyText(text);
    return this.configuredBy(hash) ?? this.usable(await this.byHash.get(hash));
  }

  /** The key of an id, as far as it may still be used. */
  async standing(id: string): Promise<KnownKey | null> {
    const configured = [...this.configured.values()].find((key) => key.id === id);
    return configured ?? this.usable(await this.byId.get(id));
  }

  /** True once there was a key, in the configuration or in the store, whatever has become of it: to revoke the last one must not let
   *  everybody in. */
  async hasAny(): Promise<boolean> {
    this.hadAny ||= this.configured.size > 0 || (await this.any.get('any'));
    return this.hadAny;
  }

  /** To be called when a key was made, changed or revoked here: that counts at once. */
  changed(): void {
    for (const readings of [this.byHash, this.byId, this.any]) readings.clear();
    for (const listener of this.listeners) listener();
  }

  /** Calls back whenever keys have changed here. */
  whenChanged(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** All are compared, and each in full, so that the time tells nothing of any. */
  private configuredBy(hash: string): KnownKey | null {
    let found: KnownKey | null = null;
    for (const [each, key] of this.configured) if (isSameHash(each, hash)) found = key;
    return found;
  }

  private async readByHash(hash: string): Promise<ApiKey | null> {
    const found = await this.keys.findByHash(hash);
    return found && isSameHash(found.hash, hash) ? found.key : null;
  }

  private usable(key: ApiKey | null): KnownKey | null {
    if (!key || !isUsable(key, this.clock.now())) return null;
    const { id, tenant, scopes, expires_at } = key;
    return { id, tenant, scopes: new Set(scopes), expiresAt: expires_at === null ? null : Date.parse(expires_at) };
  }

  private async knownOf(key: BootstrapKey): Promise<KnownKey> {
    const { tenant } = await this.organisations.ensure(key.organisation);
    return { id: bootstrapKeyId(key, tenant), tenant, scopes: new Set(key.scopes), expiresAt: null };
  }
}

function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
