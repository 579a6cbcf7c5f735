/** What the API shows of a blueprint beside the document itself, which travels bare. */
import type { StoredBlueprint } from '@ice/core';
import { etagOf } from '../../http/lock/etag.js';

/** The facts of a version as headers. */
export function factHeaders({ lock, revision, updatedAt }: StoredBlueprint): Readonly<Record<string, string>> {
  return {
    'x-version-lock': lock,
    etag: etagOf(lock),
    'x-revision': revision,
    'last-modified': new Date(updatedAt).toUTCString(),
    'cache-control': 'private, max-age=0, must-revalidate',
  };
}

/** The answer of every write. */
export interface BlueprintFacts {
  readonly id: string;
  readonly version_lock: string;
  readonly revision: string;
  readonly updated_at: string;
}

/** See `BlueprintFacts`. */
export function factsOf({ id, lock, revision, updatedAt }: StoredBlueprint): BlueprintFacts {
  return { id, version_lock: lock, revision, updated_at: updatedAt };
}

/** One row of a list. */
export function rowOf(stored: StoredBlueprint): object {
  const { blueprint, createdAt } = stored;
  const { id, ...facts } = factsOf(stored);
  const { name, title = null, tags = [] } = blueprint;
  return { id, name, title, tags, ...facts, created_at: createdAt };
}
