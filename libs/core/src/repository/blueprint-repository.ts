/** Blueprints under their locks. A lock is minted once per write, so that a content that comes back never revives an old lock.
 *  Knows nothing of soundness: whoever writes here has compiled before. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { pageOf, type Page } from './page.js';
import { RevisionRepository } from './revision-repository.js';

const collection = 'blueprints';

/** A blueprint with its facts. */
export interface StoredBlueprint {
  readonly id: string;
  readonly lock: string;
  readonly revision: string;
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
  readonly name?: string;
  readonly tag?: string;
  readonly limit: number;
  /** Id of the last blueprint already seen. */
  readonly after?: string;
}

/** Keeps blueprints. */
export class BlueprintRepository {
  readonly revisions: RevisionRepository;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {
    this.revisions = new RevisionRepository(store, ids);
  }

  /** Stores a new blueprint under a new id. */
  async create(blueprint: Blueprint, revision: string): Promise<StoredBlueprint> {
    const now = this.timestamp();
    const stored = this.facts(this.ids.next('bp'), blueprint, revision, now, now);
    await this.revisions.save(revision, blueprint);
    await this.store.compareAndSet({ collection, key: stored.id, expect: 'absent', next: recordOf(stored) });
    return stored;
  }

  /** The blueprint, or null. */
  async find(id: string): Promise<StoredBlueprint | null> {
    const record = await this.store.get(collection, id);
    return record && blueprintOf(record);
  }

  /** Replaces what `current` shows, unless somebody wrote since. */
  async replace(current: StoredBlueprint, blueprint: Blueprint, revision: string): Promise<BlueprintWrite> {
    await this.revisions.save(revision, blueprint);
    const stored = this.facts(current.id, blueprint, revision, current.createdAt, this.timestamp());
    return this.write(current, stored);
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
    };
    const after = query.after === undefined ? {} : { after: query.after };
    const records = await this.store.scan({ collection, labels, limit: query.limit + 1, ...after });
    return pageOf(records, query.limit, (record) => record.key, blueprintOf);
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

  private facts(
    id: string,
    blueprint: Blueprint,
    revision: string,
    createdAt: string,
    updatedAt: string,
  ): StoredBlueprint {
    return { id, lock: this.ids.next('lk'), revision, blueprint, createdAt, updatedAt };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function recordOf(stored: StoredBlueprint) {
  const { blueprint, revision, createdAt, updatedAt } = stored;
  return {
    value: { blueprint: blueprint as unknown as JsonObject, revision, created_at: createdAt, updated_at: updatedAt },
    lock: stored.lock,
    labels: { name: blueprint.name, tag: blueprint.tags ?? [] },
  };
}

function blueprintOf(record: StoredRecord): StoredBlueprint {
  const { blueprint, revision, created_at, updated_at } = record.value;
  return {
    id: record.key,
    lock: record.lock,
    revision: revision as string,
    blueprint: blueprint as unknown as Blueprint,
    createdAt: created_at as string,
    updatedAt: updated_at as string,
  };
}
