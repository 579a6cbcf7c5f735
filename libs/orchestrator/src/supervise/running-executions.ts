/** The executions in the memory of one process, those included that are being opened. What stops here before its end, or was opened and
 *  nobody knows whether the journal has it, is told to be stranded: it may be this worker's, and then nobody else takes it. */
import type { RunningExecution } from '../run/running-execution.js';
import { messageOf } from './message-of.js';

/** What is done for executions that leave memory. */
export interface RunningDeeds {
  /** What has to be looked after once one has left. */
  afterRun(executionId: string, execution: RunningExecution): Promise<void>;
  /** Remembers one that may be this worker's and does not run. */
  strand(executionId: string, fault: unknown): void;
  tell(message: string): void;
}

/** See the head of this file. */
export class RunningExecutions {
  private readonly running = new Map<string, RunningExecution>();
  private readonly opening = new Set<Promise<unknown>>();

  constructor(private readonly deeds: RunningDeeds) {}

  get size(): number {
    return this.running.size;
  }

  has(id: string): boolean {
    return this.running.has(id);
  }

  get(id: string): RunningExecution | undefined {
    return this.running.get(id);
  }

  /** Lets something be opened that adopts what it gets: whoever empties the memory waits for that. */
  async open<Opened>(id: string, open: () => Promise<Opened>): Promise<Opened> {
    const opening = open();
    this.opening.add(opening);
    try {
      return await opening;
    } catch (fault) {
      this.deeds.strand(id, fault);
      throw fault;
    } finally {
      this.opening.delete(opening);
    }
  }

  /** Takes one in, and lets it run until it leaves. */
  adopt(execution: RunningExecution): void {
    const id = execution.head.execution_id;
    this.running.set(id, execution);
    void this.run(id, execution);
  }

  /** Resolves when an execution is not here (any more). */
  async departure(id: string): Promise<void> {
    await this.running
      .get(id)
      ?.run()
      .catch(() => undefined);
  }

  /** Waits for attempts under way, at most `graceMs`, empties the memory and gives what was in it. */
  async drain(graceMs: number): Promise<readonly RunningExecution[]> {
    return this.empty((execution) => execution.drain(graceMs));
  }

  /** Stops all of them at once. */
  async halt(): Promise<void> {
    await this.empty((execution) => execution.halt());
  }

  private async empty(end: (execution: RunningExecution) => Promise<void>): Promise<readonly RunningExecution[]> {
    await Promise.allSettled(this.opening);
    const executions = [...this.running.values()];
    await Promise.allSettled(executions.map((execution) => end(execution)));
    this.running.clear();
    return executions;
  }

  private async run(id: string, execution: RunningExecution): Promise<void> {
    try {
      await execution.run();
    } catch (fault) {
      this.deeds.tell(`${id} stopped: ${messageOf(fault)}`);
      this.deeds.strand(id, fault);
    } finally {
      if (this.running.get(id) === execution) this.running.delete(id);
    }
    await this.deeds.afterRun(id, execution).catch((fault: unknown) => this.deeds.tell(`${id}: ${messageOf(fault)}`));
  }
}
