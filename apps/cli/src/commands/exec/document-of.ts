/** What an execution runs, for the tree to know what is still to come. */
import { IceProblem, type IceClient } from '@ice/client';
import type { ExecutionSnapshot, JsonValue } from '@ice/core';

/** The document; null for one that is not stored under an id, which nobody can read by its revision alone. */
export async function documentOf(
  client: IceClient,
  { blueprint_id: id, revision }: ExecutionSnapshot,
): Promise<JsonValue> {
  if (id === null) return null;
  try {
    return (await client.blueprints.revision(id, revision)) as unknown as JsonValue;
  } catch (thrown) {
    // It may have been deleted since: then the tree shows what has begun.
    if (thrown instanceof IceProblem) return null;
    throw thrown;
  }
}
