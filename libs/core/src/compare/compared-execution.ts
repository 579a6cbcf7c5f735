/** What comparing takes from an execution: its snapshot, and of its events what snapshots leave out. Read event by event, once. */
import { applyEvent, emptyState, snapshotOf, type ExecutionState } from '../event/apply-event.js';
import type { EventData, ExecutionEvent } from '../event/execution-event.js';
import type { ExecutionSnapshot } from '../execution/snapshot.js';
import type { JsonObject } from '../json/json-value.js';

/** What the events say of a node run beyond the snapshot. */
export interface RunFacts {
  /** How its latest attempt began; absent where none has. */
  start?: EventData['node.started'];
  /** Why it did not run; absent unless it was skipped. */
  skip?: EventData['node.skipped'];
  /** Sequence of the last event that changed it: where it has settled, of its end. */
  sequence: number;
}

/** An execution to compare. */
export interface ComparedExecution {
  readonly snapshot: ExecutionSnapshot;
  /** By path. */
  readonly facts: ReadonlyMap<string, RunFacts>;
  /** The blueprint document of its revision; `{}` where it is not known. */
  readonly document: JsonObject;
}

/** Collects an execution out of its events. */
export class ExecutionCollector {
  readonly #state: ExecutionState;
  readonly #facts = new Map<string, RunFacts>();

  constructor(executionId: string) {
    this.#state = emptyState(executionId);
  }

  /** Events come in sequence. */
  add(event: ExecutionEvent): void {
    applyEvent(this.#state, event);
    if (event.path === undefined || event.type === 'log' || event.type === 'attempt.late') return;
    const known = this.#facts.get(event.path) ?? { sequence: event.sequence };
    known.sequence = event.sequence;
    if (event.type === 'node.started') known.start = event.data;
    if (event.type === 'node.skipped') known.skip = event.data;
    this.#facts.set(event.path, known);
  }

  /** The revision that it runs; empty for an execution that is not there. */
  get revision(): string {
    return this.#state.head.revision;
  }

  /** What was collected, with the document of its revision. */
  finish(document: JsonObject): ComparedExecution {
    return { snapshot: snapshotOf(this.#state), facts: this.#facts, document };
  }
}
