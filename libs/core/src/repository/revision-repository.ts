/** Revisions: immutable versions of blueprints under their content hash. Never changed, so a running execution keeps what it began with. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { JsonObject } from '../json/json-value.js';
import type { IdSource } from '../port/id-source.js';
import type { Store } from '../port/store.js';

const collection = 'revisions';

/** Keeps revisions. */
export class RevisionRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Keeps a revision; one that is there already stays as it is. */
  async save(revision: string, blueprint: Blueprint): Promise<void> {
    const value = { blueprint: blueprint as unknown as JsonObject };
    await this.store.compareAndSet({
      collection,
      key: revision,
      expect: 'absent',
      next: { value, lock: this.ids.next('lk') },
    });
  }

  /** The document of a revision, or null. */
  async find(revision: string): Promise<Blueprint | null> {
    const record = await this.store.get(collection, revision);
    return record ? (record.value['blueprint'] as unknown as Blueprint) : null;
  }
}
