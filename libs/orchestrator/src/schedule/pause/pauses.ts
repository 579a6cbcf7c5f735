/** What holds a whole execution until somebody answers: its monitors and its budget. */
import type { ExecutionEvent, JsonObject, NanoUsd } from '@ice/core';
import type { FrameScope } from '../frame/frame-scope.js';
import type { BudgetWatch } from './budget-watch.js';
import type { MonitorWatch } from './monitor-watch.js';

/** The pauses of one execution. */
export class Pauses {
  constructor(
    private readonly monitors: MonitorWatch,
    readonly budget: BudgetWatch,
  ) {}

  /** Nothing starts while this holds. */
  get isPaused(): boolean {
    return this.monitors.isPaused || this.budget.isPaused;
  }

  /** Looks at the budget, and at the monitors where there is a scope for them; true when one has anything to say. */
  look(scope: FrameScope | null, spent: NanoUsd, facts: () => JsonObject): boolean {
    const hasWarned = this.budget.look(spent);
    return (scope !== null && this.monitors.isOn && this.monitors.look(scope, facts())) || hasWarned;
  }

  /** Ends pauses whose answer has come. */
  match(): void {
    this.monitors.match();
    this.budget.match();
  }

  /** Holds nothing any more: the execution is ending. */
  letGo(): void {
    this.monitors.letGo();
    this.budget.letGo();
  }

  /** Applies what a journal says of pauses and answers; false for an event that speaks of something else. */
  replay(event: ExecutionEvent): boolean {
    const isOfBudget = this.budget.replay(event);
    return this.monitors.replay(event) || isOfBudget;
  }
}
