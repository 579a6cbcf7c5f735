/** What containers have come to, until the scheduler gets round to it. A container speaks once for each attempt: the first word counts. */
import type { NodeRun } from '../node-run.js';
import type { Outcome } from '../scheduler-options.js';

/** The open conclusions of one execution, oldest first. */
export class Conclusions {
  private readonly outcomes = new Map<NodeRun, Outcome>();

  /** A container has come to something. */
  note(run: NodeRun, outcome: Outcome): void {
    if (!this.outcomes.has(run)) this.outcomes.set(run, outcome);
  }

  /** The oldest one, taken out. */
  take(): readonly [NodeRun, Outcome] | undefined {
    const oldest = this.outcomes.entries().next().value;
    if (oldest) this.outcomes.delete(oldest[0]);
    return oldest;
  }

  /** The container's word stands in the journal already. */
  forget(run: NodeRun): void {
    this.outcomes.delete(run);
  }
}
