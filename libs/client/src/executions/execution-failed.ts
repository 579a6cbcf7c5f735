/** An execution has come to its end without outputs, and somebody wanted them. */
import type { ExecutionSnapshot, Failure } from '@ice/core';

/** See the head of this file. */
export class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';
  readonly executionId: string;
  readonly status: 'failed' | 'cancelled';
  /** Why it failed; null for one that was cancelled. */
  readonly failure: Failure | null;

  /** @param snapshot as it stands in the end. */
  constructor(readonly snapshot: ExecutionSnapshot) {
    const { execution_id: id, failure } = snapshot;
    super(failure ? `${id} failed: ${failure.code}: ${failure.message}` : `${id} was cancelled`);
    this.executionId = id;
    this.status = snapshot.status === 'cancelled' ? 'cancelled' : 'failed';
    this.failure = failure ?? null;
  }
}
