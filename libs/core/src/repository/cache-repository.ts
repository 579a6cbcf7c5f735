/** Outputs that may be used again, each until its time is over. What is here may be gone at any moment, and whoever misses it makes it
 *  anew: nothing may stand here alone. Tenants never see each other's outputs, and neither do modes. */
import type { CacheOrigin } from '../execution/cache-origin.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { boundJsonBytes } from '../json/bound-json-bytes.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import type { Tenant } from '../tenant/tenant.js';

const outputs = 'cached_outputs';
const expiries = 'cache_expiries';
const timeDigits = 15;

/** How many expiries each `put` looks at: more than the one that it adds, so that they become fewer. */
const sweepSize = 4;

/** An output with more bytes of JSON than this (UTF-8) is not cached. */
export const maxCachedBytes = 256 * 1_024;

/** Who answers for models: nobody (`test`), their providers (`live`), or recordings of these (`replay`). */
export type CacheMode = 'test' | 'live' | 'replay';

/** An output with what is known of it. */
export interface CachedOutput {
  readonly output: JsonValue;
  /** How a structured model answer was won. */
  readonly quality?: 'clean' | 'repaired' | 'degraded';
  readonly from: CacheOrigin;
}

/** Keeps outputs. */
export class CacheRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly mode: CacheMode,
  ) {}

  /** What is kept for the tenant under the key, or null. One whose time is over is removed. */
  async get(tenant: Tenant, key: string): Promise<CachedOutput | null> {
    const record = await this.store.get(outputs, this.placeOf(tenant, key));
    if (!record) return null;
    if (isOver(record, this.clock.now())) {
      await this.remove(record);
      return null;
    }
    const { expires_at: _expiry, ...cached } = record.value;
    return cached as unknown as CachedOutput;
  }

  /** Keeps an output for so many milliseconds, in the place of what is there. False for one that is too large: then nothing changes. */
  async put(tenant: Tenant, key: string, cached: CachedOutput, ttlMs: number): Promise<boolean> {
    if (!isSmall(cached.output)) return false;
    const expires_at = this.clock.now() + ttlMs;
    const place = this.placeOf(tenant, key);
    // The expiry comes first: what is swept for nothing does no harm, what is never swept would stay for ever.
    await this.write(expiries, `${String(expires_at).padStart(timeDigits, '0')} ${place}`, { place, expires_at });
    await this.write(outputs, place, { ...cached, from: { ...cached.from }, expires_at });
    await this.sweep();
    return true;
  }

  /** Removes some of what is over, longest over first. */
  private async sweep(): Promise<void> {
    const now = this.clock.now();
    const oldest = await this.store.scan({ collection: expiries, limit: sweepSize });
    for (const expiry of oldest.filter((record) => isOver(record, now))) {
      // An output that was put again has a later expiry of its own.
      const record = await this.store.get(outputs, expiry.value['place'] as string);
      if (record && isOver(record, now)) await this.remove(record);
      await this.remove(expiry);
    }
  }

  private async write(collection: string, key: string, value: JsonObject): Promise<void> {
    await this.store.compareAndSet({ collection, key, expect: 'any', next: { value, lock: this.ids.next('lk') } });
  }

  /** Whoever was faster has removed it, or has put another in its place. */
  private async remove({ collection, key, lock }: StoredRecord): Promise<void> {
    await this.store.compareAndSet({ collection, key, expect: { lock }, next: null });
  }

  private placeOf(tenant: Tenant, key: string): string {
    return `${tenant} ${this.mode} ${key}`;
  }
}

function isOver({ value }: StoredRecord, now: number): boolean {
  return (value['expires_at'] as number) <= now;
}

function isSmall(output: JsonValue): boolean {
  if (boundJsonBytes(output, maxCachedBytes) <= maxCachedBytes) return true;
  return Buffer.byteLength(JSON.stringify(output)) <= maxCachedBytes;
}
