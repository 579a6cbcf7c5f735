/** What a running execution is made of. */
import type { Clock, CompiledBlueprint, ExecutionEvent } from '@ice/core';
import type { Recorder } from '../record/recorder.js';
import type { Scheduler } from '../schedule/scheduler.js';
import type { AttemptRelay } from './attempt/attempt-relay.js';
import type { SlotPool } from './attempt/slot-pool.js';
import type { ChildExecutions } from './child-executions.js';
import type { ExecutionMeans } from './execution-means.js';
import type { Parking } from './parking.js';
import type { Purse } from './purse/purse.js';
import type { RecordedChildren } from './recorded-children.js';

/** The parts of one execution. */
export interface ExecutionParts {
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly means: ExecutionMeans;
  readonly purse: Purse;
  readonly clock: Clock;
  readonly slots: SlotPool;
  /** Null: all attempts are made here. */
  readonly relay: AttemptRelay | null;
  /** Events from `execution.started` on that an earlier owner recorded; empty for a fresh start. */
  readonly history: readonly ExecutionEvent[];
  /** Its children, by the whole of its journal. */
  readonly childIds: RecordedChildren;
  /** Limit of the whole execution, or null. */
  readonly timeoutMs: number | null;
  readonly pins: CompiledBlueprint['pins'];
  readonly children: ChildExecutions;
  readonly parking: Parking;
}
