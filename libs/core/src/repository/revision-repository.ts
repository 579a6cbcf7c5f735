/** Revisions: immutable versions of blueprints under their content hash. Never changed, so a running execution keeps what it began with. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import { IceError } from '../error/ice-error.js';
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

  /** Keeps a revision. One that is there already stays as it is: it has the same content, and the layout of the first who stored it. */
  async save(revision: string, blueprint: Blueprint): Promise<void> {
    const value = { blueprint: blueprint as unknown as JsonObject };
    const next = { value, lock: this.ids.next('lk') };
    const result = await this.store.compareAndSet({ collection, key: revision, expect: 'absent', next });
    if (!result.ok && !result.current) throw new IceError('internal-error', `The revision ${revision} was not kept.`);
  }

  /** The document of a revision, or null. */
  async find(revision: string): Promise<Blueprint | null> {
    const record = await this.store.get(collection, revision);
    return record ? (record.value['blueprint'] as unknown as Blueprint) : null;
  }
}
