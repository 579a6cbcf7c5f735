/** Secrets that are kept by the server, encrypted, each tenant its own. A value goes in and comes out for the call that uses it: no list
 *  and no error shows one, and nothing is kept that could be read without the key. */
import { IceError } from '../error/ice-error.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import { SecretStore, type ResolvedSecret } from '../port/secret-store.js';
import type { Store, StoredRecord } from '../port/store.js';
import type { EncryptedSecret, SecretCipher, SecretPlace } from '../secret/secret-cipher.js';
import type { Tenant } from '../tenant/tenant.js';

const collection = 'secrets';

/** Secrets that a tenant may keep. */
export const maxSecrets = 1_000;

/** What may be told of a kept secret. */
export interface KeptSecret {
  readonly name: string;
  readonly updated_at: string;
}

/** Keeps secrets. Names and values were judged before. */
export class SecretRepository extends SecretStore {
  /** @param cipher null: no key is configured. Then nothing can be kept, and what was kept before cannot be read. */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cipher: SecretCipher | null,
  ) {
    super();
  }

  /** Keeps a value in the place of an earlier one. @throws IceError `secret-key-missing`; `too-many-secrets`. */
  async put(tenant: Tenant, name: string, value: string): Promise<KeptSecret> {
    if (!this.cipher) throw keyMissing();
    await this.checkRoom(tenant, name);
    const updated_at = new Date(this.clock.now()).toISOString();
    const kept = { ...this.cipher.encrypt({ tenant, name }, value), updated_at };
    // The lock is the version: another one for every write.
    const next = { value: kept, lock: this.ids.next('lk') };
    await this.store.compareAndSet({ collection, key: keyOf({ tenant, name }), expect: 'any', next });
    return { name, updated_at };
  }

  /** All of the tenant, by name. */
  async list(tenant: Tenant): Promise<readonly KeptSecret[]> {
    const prefix = keyOf({ tenant, name: '' });
    const records = await this.store.scan({ collection, after: prefix, limit: maxSecrets + 1 });
    return records.filter(({ key }) => key.startsWith(prefix)).map((record) => keptOf(record, prefix));
  }

  /** True when there was one. */
  async remove(tenant: Tenant, name: string): Promise<boolean> {
    const key = keyOf({ tenant, name });
    if (!(await this.store.get(collection, key))) return false;
    await this.store.compareAndSet({ collection, key, expect: 'any', next: null });
    return true;
  }

  override async resolve(tenant: Tenant, name: string): Promise<ResolvedSecret | null> {
    const record = await this.store.get(collection, keyOf({ tenant, name }));
    if (!record) return null;
    if (!this.cipher) throw unreadableSecret(name, 'no-key');
    const result = this.cipher.decrypt({ tenant, name }, record.value as unknown as EncryptedSecret);
    if (result.ok) return { value: result.value, version: record.lock };
    throw unreadableSecret(name, result.reason);
  }

  private async checkRoom(tenant: Tenant, name: string): Promise<void> {
    const kept = await this.list(tenant);
    if (kept.length < maxSecrets || kept.some((secret) => secret.name === name)) return;
    throw new IceError('too-many-secrets', `There are ${maxSecrets} secrets already.`);
  }
}

const reasons = {
  'no-key': 'ICE_SECRET_KEY is not set',
  'other-key': 'it was kept under another ICE_SECRET_KEY',
  'not-authentic': 'its record was changed, or belongs elsewhere',
} as const;

/** `secret-unreadable`, with the reason why. */
export function unreadableSecret(name: string, reason: keyof typeof reasons): IceError {
  return new IceError('secret-unreadable', `The secret ${name} cannot be read: ${reasons[reason]}.`);
}

function keyMissing(): IceError {
  return new IceError('secret-key-missing', 'ICE_SECRET_KEY is not set, so no secret can be kept here.');
}

/** Neither part can hold the blank between them. */
function keyOf({ tenant, name }: SecretPlace): string {
  return `${tenant} ${name}`;
}

function keptOf({ key, value }: StoredRecord, prefix: string): KeptSecret {
  return { name: key.slice(prefix.length), updated_at: value['updated_at'] as string };
}
