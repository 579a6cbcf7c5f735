/** Blueprints under their locks. A lock is minted once per write, so that a content that comes back never revives an old lock.
 *  Knows nothing of soundness: whoever writes here has compiled before. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { CostCertificate } from '../cost/cost-certificate.js';
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { isOfTenant, ownerOf, type Tenant } from '../tenant/tenant.js';
import { BlueprintHistory, type CurrentEntry, type HistoryEntry, type HistoryQuery } from './blueprint-history.js';
import { pageOf, type Page } from './page.js';
import { RevisionRepository } from './revision-repository.js';

const collection = 'blueprints';

/** A blueprint with its facts. */
export interface StoredBlueprint {
  readonly id: string;
  readonly lock: string;
  readonly revision: string;
  /** Position of the revision in the history of this blueprint, from 1. A write that leaves the revision as it is (one that moves a
   *  node on the canvas) is no new entry. */
  readonly number: number;
  /** When the blueprint came to this revision. */
  readonly revisedAt: string;
  readonly blueprint: Blueprint;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The outcome of a locked write. `current` null: there is no such blueprint (any more). */
export type BlueprintWrite =
  | { readonly ok: true; readonly stored: StoredBlueprint }
  | { readonly ok: false; readonly current: StoredBlueprint | null };

/** Which blueprints to list. */
export interface BlueprintQuery {
  /** Whose. */
  readonly tenant: Tenant;
  readonly name?: string;
  readonly tag?: string;
  readonly limit: number;
  /** Id of the last blueprint already seen. */
  readonly after?: string;
}

/** Keeps blueprints. */
export class BlueprintRepository {
  readonly revisions: RevisionRepository;
  private readonly history: BlueprintHistory;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {
    this.revisions = new RevisionRepository(store, ids);
    this.history = new BlueprintHistory(store, ids);
  }

  /** Stores a new blueprint of a tenant under a new id. @param certificate kept with the revision if that is new; see
   *  `RevisionRepository.save`. @throws IceError `internal-error` where the new id is somebody else's already. */
  async create(
    tenant: Tenant,
    blueprint: Blueprint,
    revision: string,
    certificate: CostCertificate | null = null,
  ): Promise<StoredBlueprint> {
    const now = this.timestamp();
    const id = this.ids.next('bp', tenant);
    const dates = { revisedAt: now, createdAt: now, updatedAt: now };
    const stored: StoredBlueprint = { id, lock: this.ids.next('lk'), revision, number: 1, blueprint, ...dates };
    await this.revisions.save(tenant, revision, blueprint, certificate);
    const result = await this.store.compareAndSet({ collection, key: id, expect: 'absent', next: recordOf(stored) });
    if (!result.ok) throw new IceError('internal-error', `The new id ${id} was given before.`);
    return stored;
  }

  /**
   * Stores a new blueprint under an id that was minted before, once for all time, however often and by whomever it is asked: by its
   * journal of one entry, which stays when the blueprint is removed, so that nobody brings a removed one back. Gives what is there
   * then: null where it has been removed since. Its revision may have been stored before, with a certificate; else it has none.
   *
   * @param createdAt when it was decided that it shall be there.
   */
  async createOnce(
    id: string,
    blueprint: Blueprint,
    revision: string,
    createdAt: string,
  ): Promise<StoredBlueprint | null> {
    const [created] = await this.store.range(id, 0, 1);
    if (created === undefined) await this.appendCreation(id, blueprint, revision, createdAt);
    return this.find(ownerOf(id), id);
  }

  /** The blueprint, or null, also where it is another tenant's. */
  async find(tenant: Tenant, id: string): Promise<StoredBlueprint | null> {
    if (!isOfTenant(id, tenant)) return null;
    const record = await this.store.get(collection, id);
    return record && blueprintOf(record);
  }

  /** Replaces what `current` shows, unless somebody wrote since. @param certificate kept with the revision if that is new. */
  async replace(
    current: StoredBlueprint,
    blueprint: Blueprint,
    revision: string,
    certificate: CostCertificate | null = null,
  ): Promise<BlueprintWrite> {
    const now = this.timestamp();
    const lock = this.ids.next('lk');
    if (revision === current.revision) return this.write(current, { ...current, lock, blueprint, updatedAt: now });
    await this.revisions.save(ownerOf(current.id), revision, blueprint, certificate);
    await this.history.keep(entryOf(current));
    const facts = { lock, revision, number: current.number + 1, revisedAt: now, updatedAt: now };
    return this.write(current, { ...current, ...facts, blueprint });
  }

  /** Removes what `current` shows, unless somebody wrote since. Revisions stay. */
  async remove(current: StoredBlueprint): Promise<BlueprintWrite> {
    return this.write(current, null);
  }

  /** Oldest first. */
  async list(query: BlueprintQuery): Promise<Page<StoredBlueprint>> {
    const labels = {
      ...(query.name !== undefined && { name: query.name }),
      ...(query.tag !== undefined && { tag: query.tag }),
      tenant: query.tenant,
    };
    const after = query.after === undefined ? {} : { after: query.after };
    const records = await this.store.scan({ collection, labels, limit: query.limit + 1, ...after });
    return pageOf(records, query.limit, (record) => record.key, blueprintOf);
  }

  /** The revisions that a blueprint has had, newest first, the current one in front. A content that came back stands there twice. */
  async listRevisions(current: StoredBlueprint, query: HistoryQuery): Promise<Page<HistoryEntry>> {
    return this.history.list(entryOf(current), query);
  }

  /** The newest entry of a revision in the history of a blueprint, or null where it never had it. */
  async findRevision(current: StoredBlueprint, revision: string): Promise<HistoryEntry | null> {
    return this.history.find(entryOf(current), revision);
  }

  /** What the blueprint was before an entry; null before the first. */
  async revisionBefore(current: StoredBlueprint, entry: HistoryEntry): Promise<HistoryEntry | null> {
    return this.history.before(current.id, entry);
  }

  private async appendCreation(id: string, blueprint: Blueprint, revision: string, at: string): Promise<void> {
    const dates = { revisedAt: at, createdAt: at, updatedAt: at };
    // The store mints the lock.
    const { value, labels } = recordOf({ id, lock: '', revision, number: 1, blueprint, ...dates });
    await this.revisions.save(ownerOf(id), revision, blueprint);
    const result = await this.store.append({
      stream: id,
      expectedSequence: 0,
      fence: 1,
      entries: [{ type: 'blueprint.created', at, revision }],
      record: { collection, key: id, value, labels },
    });
    // Another was faster: it is there, or was.
    if (!result.ok && result.reason !== 'sequence') {
      throw new IceError('internal-error', `The journal of ${id} belongs to somebody else.`);
    }
  }

  private async write(current: StoredBlueprint, next: StoredBlueprint | null): Promise<BlueprintWrite> {
    const expect = { lock: current.lock };
    const result = await this.store.compareAndSet({
      collection,
      key: current.id,
      expect,
      next: next && recordOf(next),
    });
    if (result.ok) return { ok: true, stored: next ?? current };
    return { ok: false, current: result.current && blueprintOf(result.current) };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function entryOf({ id, number, revision, revisedAt }: StoredBlueprint): CurrentEntry {
  return { blueprintId: id, number, revision, createdAt: revisedAt };
}

function recordOf(stored: StoredBlueprint) {
  const { blueprint, revision, number, revisedAt, createdAt, updatedAt } = stored;
  return {
    value: {
      blueprint: blueprint as unknown as JsonObject,
      revision,
      number,
      revised_at: revisedAt,
      created_at: createdAt,
      updated_at: updatedAt,
    },
    lock: stored.lock,
    labels: { name: blueprint.name, tag: blueprint.tags ?? [], tenant: ownerOf(stored.id) },
  };
}

function blueprintOf(record: StoredRecord): StoredBlueprint {
  const { blueprint, revision, number, created_at, updated_at, revised_at } = record.value;
  return {
    id: record.key,
    lock: record.lock,
    revision: revision as string,
    number: number as number,
    revisedAt: revised_at as string,
    blueprint: blueprint as unknown as Blueprint,
    createdAt: created_at as string,
    updatedAt: updated_at as string,
  };
}
