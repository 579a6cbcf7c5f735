/** The audit: who did what, to what, and when. Records are added and never changed; whatever is secret, or was an input, is in none. */
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { ownerOf, type Tenant } from '../tenant/tenant.js';
import { pageOf, type Page } from './page.js';

const collection = 'audit';

/** What is recorded. */
export const auditActions = [
  'blueprint.created',
  'blueprint.changed',
  'blueprint.deleted',
  'blueprint.finalized',
  'execution.started',
  'execution.cancelled',
  'execution.rerun',
  'signal.answered',
  'budget.changed',
  'budget.raised',
  'key.created',
  'key.changed',
  'key.revoked',
  'secret.set',
  'secret.removed',
] as const;

/** One of `auditActions`. */
export type AuditAction = (typeof auditActions)[number];

/** One act. Wire form, snake_case. */
export interface AuditRecord {
  /** `au_` and 26 digits. */
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  readonly tenant: Tenant;
  /** The key with which it was done; null where no key was needed. */
  readonly key_id: string | null;
  readonly action: AuditAction;
  /** What it was done to: an id, or the name of what has none. */
  readonly target: string;
  /** Small facts about it. */
  readonly detail?: JsonObject;
}

/** What is recorded of an act. */
export type AuditEntry = Pick<AuditRecord, 'tenant' | 'key_id' | 'action' | 'target' | 'detail'>;

/** Which records to list. */
export interface AuditQuery {
  readonly action?: AuditAction;
  readonly target?: string;
  readonly keyId?: string;
  readonly limit: number;
  /** Id of the last one already seen. */
  readonly after?: string;
}

/** Keeps the audit. */
export class AuditRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Adds a record. Durable when it resolves. */
  async add({ tenant, key_id, action, target, detail }: AuditEntry): Promise<AuditRecord> {
    const at = new Date(this.clock.now()).toISOString();
    const id = this.ids.next('au', tenant);
    const value = { at, key_id, action, target, ...(detail && { detail }) };
    const labels = { tenant, action, target, ...(key_id !== null && { key: key_id }) };
    const next = { value, lock: this.ids.next('lk'), labels };
    const result = await this.store.compareAndSet({ collection, key: id, expect: 'absent', next });
    if (!result.ok) throw new IceError('internal-error', `The new id ${id} was given before.`);
    return recordOf(id, value);
  }

  /** Records of a tenant, newest first. */
  async list(tenant: Tenant, { action, target, keyId, limit, after }: AuditQuery): Promise<Page<AuditRecord>> {
    const labels = {
      ...(target !== undefined && { target }),
      ...(keyId !== undefined && { key: keyId }),
      ...(action !== undefined && { action }),
      // Last, where all are equally frequent: of the labels it tells least.
      tenant,
    };
    const cursor = after === undefined ? {} : { after };
    const request = { collection, labels, order: 'descending', limit: limit + 1, ...cursor } as const;
    return pageOf(await this.store.scan(request), limit, ({ key }) => key, auditRecordOf);
  }

  /** Removes the oldest records of all tenants that are older than `before`, at most `limit`; gives how many. */
  async removeOld(before: string, limit: number): Promise<number> {
    const records = await this.store.scan({ collection, limit });
    const old = records.filter(({ value }) => (value['at'] as string) < before);
    for (const { key } of old) await this.store.compareAndSet({ collection, key, expect: 'any', next: null });
    return old.length;
  }
}

function auditRecordOf({ key, value }: StoredRecord): AuditRecord {
  return recordOf(key, value as unknown as Omit<AuditRecord, 'id' | 'tenant'>);
}

/** The tenant is that of the id: the record is found by it. */
function recordOf(id: string, { at, key_id, action, target, detail }: Omit<AuditRecord, 'id' | 'tenant'>): AuditRecord {
  return { id, at, tenant: ownerOf(id), key_id, action, target, ...(detail && { detail }) };
}
