/** Revisions: immutable versions of blueprints under their content hash, each tenant's for itself. Never changed, so a running execution
 *  keeps what it began with. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { IdSource } from '../port/id-source.js';
import type { Store } from '../port/store.js';
import type { Tenant } from '../tenant/tenant.js';

const collection = 'revisions';

/** Keeps revisions. */
export class RevisionRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Keeps a revision. One that is there already stays as it is: it has the same content, and the layout of the first who stored it. */
  async save(tenant: Tenant, revision: string, blueprint: Blueprint): Promise<void> {
    const value = { blueprint: blueprint as unknown as JsonObject };
    const next = { value, lock: this.ids.next('lk') };
    const key = keyOf(tenant, revision);
    const result = await this.store.compareAndSet({ collection, key, expect: 'absent', next });
    if (!result.ok && !result.current) throw new IceError('internal-error', `The revision ${revision} was not kept.`);
  }

  /** The document of a revision of this tenant, or null. */
  async find(tenant: Tenant, revision: string): Promise<Blueprint | null> {
    const record = await this.store.get(collection, keyOf(tenant, revision));
    return record ? (record.value['blueprint'] as unknown as Blueprint) : null;
  }
}

/** That a content is known tells something: who stores it must not learn whether somebody else has. */
function keyOf(tenant: Tenant, revision: string): string {
  return `${tenant} ${revision}`;
}
