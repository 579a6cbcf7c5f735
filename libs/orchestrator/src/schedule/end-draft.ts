/** The last event of an execution. */
import type { EventDraft } from '@ice/core';
import type { ExecutionOutputs } from './frame/execution-outputs.js';
import type { Verdict } from './scheduler-options.js';

/** Says how an execution ended after `duration_ms`. */
export function endDraft(
  end: ExecutionOutputs | Exclude<Verdict, { status: 'completed' }>,
  duration_ms: number,
): EventDraft {
  switch (end.status) {
    case 'completed':
      return { type: 'execution.completed', data: { outputs: end.outputs, duration_ms } };
    case 'failed':
      return { type: 'execution.failed', data: { failure: end.failure, duration_ms } };
    case 'cancelled':
      return { type: 'execution.cancelled', data: { reason: end.reason, duration_ms } };
  }
}
