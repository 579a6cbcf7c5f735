/**
 * Partial blueprints under their locks, and how one becomes a blueprint: exactly once, whoever races and whatever dies. Two records
 * change, and the store changes one at a time. So the partial blueprint is claimed first, in one compare-and-set that writes into it
 * the id of the blueprint to come; whoever wins it has finalized, and nothing changes the document any more. Then the blueprint is
 * created under that id, once for all time. Where a process dies between the two, the next reader of the partial blueprint does the
 * second part: nobody is ever shown the id of a blueprint that was not created. A blueprint without its partial blueprint's claim
 * there never is.
 */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { CostCertificate } from '../cost/cost-certificate.js';
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { isOfTenant, ownerOf, type Tenant } from '../tenant/tenant.js';
import type { BlueprintRepository, StoredBlueprint } from './blueprint-repository.js';
import { pageOf, type Page } from './page.js';

const collection = 'partials';

/** The label of those that are not finalized; its value is the tenant, so that those of one are counted without a look at them. */
const openLabel = 'open';

/** What a partial blueprint has become. */
export interface FinalizedAs {
  readonly blueprintId: string;
  readonly revision: string;
  readonly at: string;
}

/** A partial blueprint with its facts. */
export interface StoredPartial {
  readonly id: string;
  readonly lock: string;
  /** May be unsound. */
  readonly document: JsonObject;
  /** Null while it can be changed. */
  readonly finalizedAs: FinalizedAs | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The outcome of a locked write. `current` null: there is no such partial blueprint (any more). */
export type PartialWrite =
  | { readonly ok: true; readonly stored: StoredPartial }
  | { readonly ok: false; readonly current: StoredPartial | null };

/** The outcome of finalizing. `blueprint` null: somebody has removed it in the meantime. */
export type Finalization =
  | { readonly ok: true; readonly blueprintId: string; readonly blueprint: StoredBlueprint | null }
  | { readonly ok: false; readonly current: StoredPartial | null };

/** Which partial blueprints to list. */
export interface PartialQuery {
  /** Whose. */
  readonly tenant: Tenant;
  readonly limit: number;
  /** Id of the last one already seen. */
  readonly after?: string;
}

/** Keeps partial blueprints. */
export class PartialRepository {
  /** How many are being created right now: they may not be in the store yet. */
  private readonly beginning = new Map<Tenant, number>();

  /** @param maxOpen partial blueprints that a tenant may have at a time; finalized ones are not counted. Default: any number. */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly blueprints: BlueprintRepository,
    private readonly maxOpen = Infinity,
  ) {}

  /** Stores a new one of a tenant under a new id. @throws IceError `quota-exceeded`; `internal-error` where the new id is somebody
   *  else's already. */
  async create(tenant: Tenant, document: JsonObject): Promise<StoredPartial> {
    this.begin(tenant, 1);
    try {
      await this.checkQuota(tenant);
      return await this.insert(tenant, document);
    } finally {
      this.begin(tenant, -1);
    }
  }

  private async insert(tenant: Tenant, document: JsonObject): Promise<StoredPartial> {
    const now = this.timestamp();
    const id = this.ids.next('pbp', tenant);
    const facts = { id, lock: this.ids.next('lk'), finalizedAs: null };
    const stored: StoredPartial = { ...facts, document, createdAt: now, updatedAt: now };
    const result = await this.store.compareAndSet({ collection, key: id, expect: 'absent', next: recordOf(stored) });
    if (!result.ok) throw new IceError('internal-error', `The new id ${id} was given before.`);
    return stored;
  }

  /** The partial blueprint, or null, also where it is another tenant's. */
  async find(tenant: Tenant, id: string): Promise<StoredPartial | null> {
    if (!isOfTenant(id, tenant)) return null;
    const record = await this.store.get(collection, id);
    return record && this.complete(partialOf(record));
  }

  /** Replaces the document of what `current` shows, unless somebody wrote since. A finalized one is never changed. */
  async replace(current: StoredPartial, document: JsonObject): Promise<PartialWrite> {
    if (current.finalizedAs !== null) return { ok: false, current };
    return this.write(current, { ...current, lock: this.ids.next('lk'), document, updatedAt: this.timestamp() });
  }

  /** Removes what `current` shows, unless somebody wrote since. The blueprint that it has become stays. */
  async remove(current: StoredPartial): Promise<PartialWrite> {
    return this.write(current, null);
  }

  /**
   * Makes a blueprint of what `current` shows, unless somebody wrote since, or has finalized it.
   *
   * @param blueprint its document, compiled.
   * @param certificate kept with the revision if that is new. So the revision is stored before the claim: whoever has to create the
   *   blueprint in the place of a dead process knows of no prices.
   */
  async finalize(
    current: StoredPartial,
    blueprint: Blueprint,
    revision: string,
    certificate: CostCertificate | null = null,
  ): Promise<Finalization> {
    if (current.finalizedAs !== null) return { ok: false, current };
    await this.blueprints.revisions.save(ownerOf(current.id), revision, blueprint, certificate);
    const at = this.timestamp();
    const finalizedAs = { blueprintId: this.ids.next('bp', ownerOf(current.id)), revision, at };
    const document = blueprint as unknown as JsonObject;
    const claim = await this.write(current, {
      ...current,
      lock: this.ids.next('lk'),
      document,
      finalizedAs,
      updatedAt: at,
    });
    if (!claim.ok) return claim;
    const { blueprintId } = finalizedAs;
    return { ok: true, blueprintId, blueprint: await this.createBlueprint(document, finalizedAs) };
  }

  /** Oldest first. */
  async list({ tenant, limit, after }: PartialQuery): Promise<Page<StoredPartial>> {
    const cursor = after === undefined ? {} : { after };
    const records = await this.store.scan({ collection, labels: { tenant }, limit: limit + 1, ...cursor });
    const page = pageOf(records, limit, (record) => record.key, partialOf);
    return { ...page, data: await Promise.all(page.data.map((partial) => this.complete(partial))) };
  }

  /** Whoever finalized may have died before the blueprint was there. */
  private async complete(partial: StoredPartial): Promise<StoredPartial> {
    const { document, finalizedAs } = partial;
    if (finalizedAs !== null) await this.createBlueprint(document, finalizedAs);
    return partial;
  }

  private createBlueprint(document: JsonObject, { blueprintId, revision, at }: FinalizedAs) {
    return this.blueprints.createOnce(blueprintId, document as unknown as Blueprint, revision, at);
  }

  /** Those under way count as if they were there. So a few too few may be let in for a moment, and too many only where several processes
   *  create at once. */
  private async checkQuota(tenant: Tenant): Promise<void> {
    if (this.maxOpen === Infinity) return;
    const open = await this.store.count({ collection, label: openLabel, value: tenant, atMost: this.maxOpen });
    if (open + (this.beginning.get(tenant) ?? 0) <= this.maxOpen) return;
    throw new IceError('quota-exceeded', `There are ${open} partial blueprints already; ${this.maxOpen} may be open.`);
  }

  private begin(tenant: Tenant, change: 1 | -1): void {
    const count = (this.beginning.get(tenant) ?? 0) + change;
    if (count > 0) this.beginning.set(tenant, count);
    else this.beginning.delete(tenant);
  }

  private async write(current: StoredPartial, next: StoredPartial | null): Promise<PartialWrite> {
    const result = await this.store.compareAndSet({
      collection,
      key: current.id,
      expect: { lock: current.lock },
      next: next && recordOf(next),
    });
    if (result.ok) return { ok: true, stored: next ?? current };
    return { ok: false, current: result.current && (await this.complete(partialOf(result.current))) };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function recordOf({ id, document, finalizedAs, createdAt, updatedAt, lock }: StoredPartial) {
  const finalized = finalizedAs && {
    blueprint_id: finalizedAs.blueprintId,
    revision: finalizedAs.revision,
    at: finalizedAs.at,
  };
  const value = { document, finalized, created_at: createdAt, updated_at: updatedAt };
  const tenant = ownerOf(id);
  return { value, lock, labels: { tenant, ...(finalizedAs === null && { [openLabel]: tenant }) } };
}

function partialOf({ key, lock, value }: StoredRecord): StoredPartial {
  const { document, finalized, created_at, updated_at } = value;
  return {
    id: key,
    lock,
    document: document as JsonObject,
    finalizedAs: finalized === null ? null : finalizedOf(finalized as JsonObject),
    createdAt: created_at as string,
    updatedAt: updated_at as string,
  };
}

function finalizedOf({ blueprint_id, revision, at }: JsonObject): FinalizedAs {
  return { blueprintId: blueprint_id as string, revision: revision as string, at: at as string };
}
