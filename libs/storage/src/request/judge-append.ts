/** Whether a stream takes an append, once for all adapters. The fence is judged first: a stale owner must learn that it lost
 *  the stream, not that it miscounted. */
import type { AppendRequest, AppendResult } from '@ice/core';

/** Where a stream stands. */
export interface StreamState {
  /** Sequence of its last entry; 0 when it has none. */
  readonly sequence: number;
  /** Highest fence of an accepted append; 0 when there was none. */
  readonly fence: number;
}

/** The refusal that the append deserves, or null when it may go on. */
export function judgeAppend({ sequence, fence }: StreamState, request: AppendRequest): AppendResult | null {
  if (request.fence < fence) return { ok: false, reason: 'fence', sequence };
  return request.expectedSequence === sequence ? null : { ok: false, reason: 'sequence', sequence };
}
