/** The statuses of executions and node runs, with the transitions that are allowed: tables as data, read by the fold and the docs. */

/** Where an execution stands. */
export type ExecutionStatus = 'queued' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';

/** Where one node run stands. */
export type NodeRunStatus = 'pending' | 'running' | 'waiting' | 'completed' | 'failed' | 'skipped' | 'cancelled';

/** From each execution status to the ones that may follow it. */
export const executionTransitions: Readonly<Record<ExecutionStatus, readonly ExecutionStatus[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['waiting', 'completed', 'failed', 'cancelled'],
  waiting: ['running', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

/** From each node run status to the ones that may follow it (`running → running` is the next attempt). */
export const nodeRunTransitions: Readonly<Record<NodeRunStatus, readonly NodeRunStatus[]>> = {
  pending: ['running', 'skipped', 'failed', 'cancelled'],
  running: ['running', 'waiting', 'completed', 'failed', 'cancelled'],
  waiting: ['running', 'completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  skipped: [],
  cancelled: [],
};

/** True when nothing follows any more. */
export function isFinalStatus(status: ExecutionStatus): boolean {
  return executionTransitions[status].length === 0;
}
