/** API keys as the store knows them: by the hash of their text, which itself is nowhere. Whoever asks with an id has to hold its tenant
 *  against the caller's first. A key that was revoked stays as a record: that it was there is not forgotten. */
import type { AccessScope } from '../access/access-scope.js';
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { tenantOf, type Tenant } from '../tenant/tenant.js';
import { pageOf, type Page } from './page.js';

const collection = 'api_keys';

/** A key without its text. Wire form, snake_case. */
export interface ApiKey {
  readonly id: string;
  readonly tenant: Tenant;
  /** What its maker calls it; not unique. */
  readonly name: string;
  readonly scopes: readonly AccessScope[];
  /** What it may spend in a window, a decimal in USD; null = no limit of its own. */
  readonly budget_usd: string | null;
  readonly created_at: string;
  /** The key that made it; null for a person at the server's own machine. */
  readonly created_by: string | null;
  /** From then on it is nobody's; null = never. */
  readonly expires_at: string | null;
  /** Null while it may be used. */
  readonly revoked_at: string | null;
}

/** What a new key is to be. */
export interface NewApiKey extends Pick<
  ApiKey,
  'tenant' | 'name' | 'scopes' | 'budget_usd' | 'created_by' | 'expires_at'
> {
  /** As `hashApiKeyText` gives it. */
  readonly hash: string;
}

/** A key that was found by its hash, which is there to be compared. */
export interface HashedApiKey {
  readonly key: ApiKey;
  readonly hash: string;
}

/** Which keys to list. */
export interface ApiKeyQuery {
  readonly limit: number;
  /** Id of the last key already seen. */
  readonly after?: string;
}

/** How many records are looked at in one reading. */
const pageSize = 1_000;

/** Keeps keys. */
export class ApiKeyRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Stores a new key. @throws IceError `internal-error` where the new id is somebody else's already. */
  async create({ hash, ...facts }: NewApiKey): Promise<ApiKey> {
    const created_at = new Date(this.clock.now()).toISOString();
    const key: ApiKey = { ...facts, id: this.ids.next('key', facts.tenant), created_at, revoked_at: null };
    const next = this.recordOf(key, hash);
    const { ok } = await this.store.compareAndSet({ collection, key: key.id, expect: 'absent', next });
    if (!ok) throw new IceError('internal-error', `The new id ${key.id} was given before.`);
    return key;
  }

  /** The key of a hash, in one reading; null for an unknown one. Revoked and expired keys are found too. */
  async findByHash(hash: string): Promise<HashedApiKey | null> {
    const [record] = await this.store.scan({ collection, labels: { hash }, limit: 1 });
    return record ? { key: keyOf(record), hash: record.value['hash'] as string } : null;
  }

  /** The key, or null. */
  async find(id: string): Promise<ApiKey | null> {
    const record = await this.store.get(collection, id);
    return record && keyOf(record);
  }

  /** Keys of a tenant, oldest first, revoked ones too. */
  async list(tenant: Tenant, { limit, after }: ApiKeyQuery): Promise<Page<ApiKey>> {
    const from = after === undefined ? {} : { after };
    const records = await this.store.scan({ collection, labels: { tenant }, limit: limit + 1, ...from });
    return pageOf(records, limit, ({ key }) => key, keyOf);
  }

  /** Revokes a key for good; once is enough. Null where there is none. */
  async revoke(id: string): Promise<ApiKey | null> {
    const revoked_at = new Date(this.clock.now()).toISOString();
    return this.change(id, (key) => (key.revoked_at === null ? { ...key, revoked_at } : key));
  }

  /** Says what a key may spend. Null where there is no such key. */
  async setBudget(id: string, budget_usd: string | null): Promise<ApiKey | null> {
    return this.change(id, (key) => ({ ...key, budget_usd }));
  }

  /** True once a key was made here, whatever has become of it. */
  async hasAny(): Promise<boolean> {
    return (await this.store.scan({ collection, limit: 1 })).length > 0;
  }

  /** True where at least one key may be used now. */
  async hasUsable(): Promise<boolean> {
    for (let after = ''; ;) {
      const records = await this.store.scan({ collection, limit: pageSize, ...(after !== '' && { after }) });
      if (records.some((record) => isUsable(keyOf(record), this.clock.now()))) return true;
      const last = records.at(-1);
      if (records.length < pageSize || !last) return false;
      after = last.key;
    }
  }

  /** Reads, changes and writes until nobody was in between. */
  private async change(id: string, edit: (key: ApiKey) => ApiKey): Promise<ApiKey | null> {
    for (let record = await this.store.get(collection, id); record;) {
      const next = edit(keyOf(record));
      const written = await this.store.compareAndSet({
        collection,
        key: id,
        expect: { lock: record.lock },
        next: this.recordOf(next, record.value['hash'] as string),
      });
      if (written.ok) return next;
      record = written.current;
    }
    return null;
  }

  private recordOf({ id: _id, ...facts }: ApiKey, hash: string) {
    const value = { ...facts, hash } as unknown as JsonObject;
    return { value, lock: this.ids.next('lk'), labels: { tenant: facts.tenant, hash } };
  }
}

/** True for a key that is neither revoked nor expired. @param now milliseconds since 1970. */
export function isUsable({ revoked_at, expires_at }: Pick<ApiKey, 'revoked_at' | 'expires_at'>, now: number): boolean {
  return revoked_at === null && (expires_at === null || Date.parse(expires_at) > now);
}

/** What the id says of the tenant counts: the record is found by it. */
function keyOf({ key: id, value }: StoredRecord): ApiKey {
  const { hash: _hash, ...facts } = value as unknown as Omit<ApiKey, 'id'> & { readonly hash: string };
  return { id, ...facts, tenant: tenantOf(id) ?? facts.tenant };
}
