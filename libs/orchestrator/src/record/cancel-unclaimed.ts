/** Cancels an execution that nobody has taken yet. Its end takes the place of its start in the journal, so that of a worker that takes it
 *  and whoever cancels it one comes through, and nothing of it ever runs. */
import type { ExecutionHead } from '@ice/core';
import { Recorder, type RecorderMeans } from './recorder.js';

/** The head afterwards, or null: a worker has taken it meanwhile. Rejects with `IceError` when the store cannot write. */
export async function cancelUnclaimed(
  means: RecorderMeans,
  head: ExecutionHead,
  reason: string,
): Promise<ExecutionHead | null> {
  const recorder = new Recorder(means, head, head.fence);
  const isRecorded = await recorder.record([{ type: 'execution.cancelled', data: { reason, duration_ms: 0 } }]);
  return isRecorded ? recorder.head : null;
}
