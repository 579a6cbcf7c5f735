/** Tells whether a limit of an execution has done all that it does. */
import type { ExecutionEvent, Failure } from '@ice/core';

/** True when the journal says that the execution was ended early over this failure. What it still does then, its `finally` block, the same
 *  limit may not end too. */
export function wasEndedOver({ code, message }: Failure, history: readonly ExecutionEvent[]): boolean {
  return history.some(
    ({ type, data }) => type === 'execution.ending' && data.failure?.code === code && data.failure.message === message,
  );
}
