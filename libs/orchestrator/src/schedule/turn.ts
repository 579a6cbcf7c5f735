/** What one turn of the scheduler wants done, in this order: record the events, then carry out the rest. */
import type { EventDraft, ExecutionStatus, JsonObject, JsonValue, SealedText } from '@ice/core';
import type { NodeRun } from './node-run.js';

/** An attempt to begin once its `node.started` is durable. */
export interface AttemptOrder {
  readonly run: NodeRun;
  readonly attempt: number;
  readonly input: JsonValue;
  /** Texts of the input that hold secrets; absent where none does. */
  readonly sealed?: readonly SealedText[];
  /** How long the attempt may take; null: as long as it likes. */
  readonly timeoutMs: number | null;
}

/** A retry to wake up for. */
export interface RetryOrder {
  readonly run: NodeRun;
  readonly delayMs: number;
}

/** A child execution to start once the wait for it is durable. */
export interface ChildOrder {
  readonly executionId: string;
  readonly revision: string;
  readonly inputs: JsonObject;
  /** Inputs that hold secrets; absent where none does. */
  readonly sealed?: readonly SealedText[];
  /** Waits for it, in this attempt. */
  readonly run: NodeRun;
  readonly attempt: number;
  /** Parents above the child. */
  readonly depth: number;
}

/** The wishes of one turn. */
export interface Turn {
  readonly events: readonly EventDraft[];
  readonly starts: readonly AttemptOrder[];
  readonly aborts: readonly NodeRun[];
  readonly retries: readonly RetryOrder[];
  /** Runs that have got a deadline. */
  readonly deadlines: readonly NodeRun[];
  readonly children: readonly ChildOrder[];
  /** Ids of child executions that nobody waits for any more. */
  readonly cancelledChildren: readonly string[];
  /** Set when the execution has ended with this turn. */
  readonly end: ExecutionStatus | null;
}

/** Collects wishes until they are taken. */
export class TurnCollector {
  private current = emptyTurn();

  record(draft: EventDraft): void {
    this.current.events.push(draft);
  }

  start(order: AttemptOrder): void {
    this.current.starts.push(order);
  }

  abort(run: NodeRun): void {
    this.current.aborts.push(run);
  }

  retry(order: RetryOrder): void {
    this.current.retries.push(order);
  }

  watch(run: NodeRun): void {
    if (run.deadlineAt !== null) this.current.deadlines.push(run);
  }

  startChild(order: ChildOrder): void {
    this.current.children.push(order);
  }

  cancelChild(executionId: string): void {
    this.current.cancelledChildren.push(executionId);
  }

  end(status: ExecutionStatus): void {
    this.current.end = status;
  }

  /** Hands over what was collected and begins anew. */
  take(): Turn {
    const turn = this.current;
    this.current = emptyTurn();
    return turn;
  }
}

function emptyTurn() {
  return {
    events: [] as EventDraft[],
    starts: [] as AttemptOrder[],
    aborts: [] as NodeRun[],
    retries: [] as RetryOrder[],
    deadlines: [] as NodeRun[],
    children: [] as ChildOrder[],
    cancelledChildren: [] as string[],
    end: null as ExecutionStatus | null,
  };
}
