/** Node runs that this process has seen begin and not seen end, since an event of an end does not repeat the kind. Bounded: of executions
 *  beyond the bound, those that came first are forgotten. */

/** What is remembered of a node run. */
export interface SeenRun {
  readonly kind: string;
  /** True once its attempt has failed for good, and its own handle block runs. */
  isHandled: boolean;
}

const maxExecutions = 20_000;

/** Node runs by execution and path. */
export class SeenRuns {
  private readonly executions = new Map<string, Map<string, SeenRun>>();

  /** How many executions have node runs in it. */
  get size(): number {
    return this.executions.size;
  }

  /** A node run, or another attempt of it, begins. */
  begin(executionId: string, path: string, kind: string): void {
    let runs = this.executions.get(executionId);
    if (!runs) {
      runs = new Map();
      this.executions.set(executionId, runs);
    }
    runs.set(path, { kind, isHandled: false });
    if (this.executions.size <= maxExecutions) return;
    for (const [oldest] of this.executions) return void this.executions.delete(oldest);
  }

  /** The node run, if it was seen. */
  find(executionId: string, path: string): SeenRun | undefined {
    return this.executions.get(executionId)?.get(path);
  }

  /** The node run, if it was seen; it is forgotten. */
  end(executionId: string, path: string): SeenRun | undefined {
    const runs = this.executions.get(executionId);
    const run = runs?.get(path);
    runs?.delete(path);
    return run;
  }

  /** Nothing of the execution will be asked for any more. */
  forget(executionId: string): void {
    this.executions.delete(executionId);
  }
}
