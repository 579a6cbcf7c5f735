/** What expressions see inside a frame. A thin view on runs and variables: nothing is copied for an evaluation. */
import type { JsonObject, JsonValue, Scope } from '@ice/core';
import type { NodeRun } from '../node-run.js';
import type { Frame } from './frame.js';

/** What expressions may know of the execution as a whole. */
export interface ExecutionFacts {
  readonly inputs: JsonObject;
  /** `{id, status, started_at, usage, budget_usd}` as of now. */
  facts(): JsonObject;
}

/** The scope of one frame; `at` points it to the run whose fields are evaluated. */
export class FrameScope implements Scope {
  private target: NodeRun | null = null;
  private extra: JsonObject = {};

  constructor(
    private readonly frame: Frame,
    readonly execution: ExecutionFacts,
  ) {}

  /** Aims the scope at one run (for `attempt`), with variables that hold for this evaluation only. */
  at(run: NodeRun | null, extra: JsonObject = {}): this {
    this.target = run;
    this.extra = extra;
    return this;
  }

  variable(name: string): JsonValue | undefined {
    if (Object.hasOwn(this.extra, name)) return this.extra[name];
    if (name === 'inputs') return this.execution.inputs;
    if (name === 'execution') return this.execution.facts();
    if (name === 'attempt' && this.target) return Math.max(1, this.target.attempts);
    return this.frame.variable(name);
  }

  node(id: string): JsonValue | undefined {
    return this.frame.find(id)?.output;
  }

  run(id: string): JsonValue | undefined {
    const run = this.frame.find(id);
    return run && { status: run.status, failure: run.failure as unknown as JsonValue, attempts: run.attempts };
  }
}
