/** Runs compiled blueprints: plan, schedule, run, record. */
export { ExecutionFactory, type FactorySources, type OpenRequest } from './execution-factory.js';
export { acceptExecution } from './record/accept-execution.js';
export { isProgress, takeOver, type Handover, type TakenOver, type TakeOverResult } from './recover/take-over.js';
export type { RecorderMeans } from './record/recorder.js';
export { RunningExecution } from './run/running-execution.js';
export { SlotPool } from './run/slot-pool.js';
