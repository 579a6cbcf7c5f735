/** Revisions: immutable versions of blueprints under their content hash, each tenant's for itself, with the certificate of what they cost
 *  by the prices of the day on which they were stored first. Never changed, so a running execution keeps what it began with, and a
 *  certificate says for ever what was known at the beginning. No budget ever stands on it: whoever starts works the cost out anew. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { CostCertificate } from '../cost/cost-certificate.js';
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

  /**
   * Keeps a revision. One that is there already stays as it is: it has the same content, and the layout and the certificate of the first
   * who stored it.
   *
   * @param certificate what it costs by the prices of now; null (the default) where that cannot be worked out.
   */
  async save(
    tenant: Tenant,
    revision: string,
    blueprint: Blueprint,
    certificate: CostCertificate | null = null,
  ): Promise<void> {
    const document = blueprint as unknown as JsonObject;
    const value = { blueprint: document, ...(certificate && { certificate: certificate as unknown as JsonObject }) };
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

  /** What a revision of this tenant cost by the prices of when it was stored first; null where nobody could say then, for what was stored
   *  before there were certificates, and where there is no such revision. */
  async findCertificate(tenant: Tenant, revision: string): Promise<CostCertificate | null> {
    const record = await this.store.get(collection, keyOf(tenant, revision));
    return (record?.value['certificate'] ?? null) as unknown as CostCertificate | null;
  }
}

/** That a content is known tells something: who stores it must not learn whether somebody else has. */
function keyOf(tenant: Tenant, revision: string): string {
  return `${tenant} ${revision}`;
}
