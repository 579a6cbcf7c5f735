/** Cancels an execution that waits out of memory and cannot be opened any more, since its blueprint does not compile here or a part of its
 *  journal is gone. Nothing of it runs again, its `finally` block neither: that one belongs to what cannot be opened. */
import type { ExecutionHead } from '@ice/core';
import { Recorder, type RecorderMeans } from './recorder.js';

/** True once it has ended; false when a worker has taken it meanwhile. Rejects with `IceError` when the store cannot write. */
export async function cancelParked(
  means: RecorderMeans,
  head: ExecutionHead,
  worker: string,
  reason: string,
): Promise<boolean> {
  const fence = head.fence + 1;
  const [last] = await means.executions.events(head.execution_id, head.sequence - 1, 1);
  const recorder = new Recorder(means, head, fence, last?.at);
  return recorder.record([
    { type: 'execution.resumed', data: { worker, fence, crashes: head.crashes } },
    { type: 'execution.cancelled', data: { reason, duration_ms: recorder.sinceMs(head.started_at) } },
  ]);
}
