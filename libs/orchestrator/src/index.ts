/** Runs compiled blueprints: plan, schedule, run, record. */
export { ExecutionFactory, type FactorySources, type OpenRequest } from './execution-factory.js';
export { acceptExecution } from './record/accept-execution.js';
export { isProgress, takeOver, type Handover, type TakenOver, type TakeOverResult } from './recover/take-over.js';
export { maxOutputBytes } from './run/attempt/make-attempt.js';
export type { RecorderMeans } from './record/recorder.js';
export { RunningExecution } from './run/running-execution.js';
export type { AttemptRelay, RelayedAttempt, RelayedEnd } from './run/attempt/attempt-relay.js';
export { budgetAccountOf } from './run/purse/shortage-of.js';
export { planRerun, type OldRun, type RerunPlan } from './rerun/plan-rerun.js';
export type { SecretSource } from './secret/execution-secrets.js';
export { SlotPool } from './run/attempt/slot-pool.js';
export { maxRunning } from './supervise/execution-places.js';
export { ExecutionSupervisor, type SupervisorSources } from './supervise/execution-supervisor.js';
export type { Delivery } from './supervise/answer-delivery.js';
export type { StartRequest } from './supervise/start-request.js';
