/** Runs the children of `workflow` node runs and tells their parents how they ended, wherever they ran. */
import {
  isFinalStatus,
  isIceError,
  ownerOf,
  type CompiledBlueprint,
  type ExecutionHead,
  type ExecutionRepository,
  type Failure,
  type ParentLink,
  type Tenant,
} from '@ice/core';
import type { ChildExecutions, ChildStart } from '../run/child-executions.js';
import type { Outcome } from '../schedule/scheduler-options.js';
import { childInputs } from './child-inputs.js';
import type { StartRequest } from './start-request.js';

/** Where children are looked up. */
export interface ChildSources {
  readonly executions: ExecutionRepository;
  compiledOf(
    tenant: Tenant,
    revision: string,
    pins: Readonly<Record<string, string>>,
  ): Promise<CompiledBlueprint | null>;
  tell(message: string): void;
}

/** What a supervisor does for children. */
export interface ChildDeeds {
  start(request: StartRequest): Promise<ExecutionHead>;
  cancel(executionId: string, reason: string): Promise<unknown>;
  raise(executionId: string, budgetUsd: number, by?: string): Promise<unknown>;
  /** True for an execution that runs in this process. */
  isHere(executionId: string): boolean;
}

/** The children that are waited for in this process. */
export class ChildWatch implements ChildExecutions {
  private readonly watched = new Map<string, (outcome: Outcome | null) => void>();
  /** Others were to be told something while the store was away. */
  private undone: (() => Promise<void>)[] = [];

  constructor(
    private readonly sources: ChildSources,
    private readonly deeds: ChildDeeds,
  ) {}

  async run(start: ChildStart): Promise<Outcome | null> {
    try {
      const failure = (await this.isKnown(start)) ? null : await this.start(start);
      if (failure) return { ok: false, failure };
    } catch (fault) {
      // The parent stays at its wait, and whoever resumes it starts the child.
      this.sources.tell(`${start.executionId} could not be started: ${String(fault)}`);
      return null;
    }
    const ended = new Promise<Outcome | null>((resolve) => this.watched.set(start.executionId, resolve));
    // What cannot be read now is looked for again later.
    await this.check(start.executionId).catch((fault: unknown) =>
      this.sources.tell(`${start.executionId}: ${String(fault)}`),
    );
    return ended;
  }

  async cancel(executionId: string, reason: string): Promise<void> {
    try {
      await this.deeds.cancel(executionId, reason);
    } catch (fault) {
      this.sources.tell(`${executionId} could not be cancelled with its parent: ${String(fault)}`);
      if (isPassing(fault)) this.undone.push(() => this.cancel(executionId, reason));
    }
  }

  async raise(executionId: string, budgetUsd: number, by?: string): Promise<void> {
    try {
      await this.deeds.raise(executionId, budgetUsd, by);
    } catch (fault) {
      this.sources.tell(`The budget of ${executionId} could not be raised from below: ${String(fault)}`);
      if (isPassing(fault)) this.undone.push(() => this.raise(executionId, budgetUsd, by));
    }
  }

  /** Tells the parent if the child has ended. */
  async check(executionId: string): Promise<void> {
    if (!this.watched.has(executionId)) return;
    const head = await this.sources.executions.head(executionId);
    if (head && isFinalStatus(head.status)) this.tellParent(executionId, await this.outcomeOf(head));
  }

  /** Tells others what they could not be told before, and looks for the ends of children that do not run here. */
  async lookAround(): Promise<void> {
    const { undone } = this;
    this.undone = [];
    for (const tell of undone) await tell();
    for (const id of [...this.watched.keys()]) if (!this.deeds.isHere(id)) await this.check(id);
  }

  /** True when the parent has ended: its process was gone before it could cancel the child, which goes on for nobody. */
  async isOrphan(parent: ParentLink | undefined): Promise<boolean> {
    const head = parent && (await this.sources.executions.head(parent.execution_id));
    return isFinalStatus(head?.status ?? 'queued');
  }

  /** Waits for none of them any more. */
  letGo(): void {
    for (const id of [...this.watched.keys()]) this.tellParent(id, null);
  }

  private tellParent(executionId: string, outcome: Outcome | null): void {
    const resolve = this.watched.get(executionId);
    this.watched.delete(executionId);
    resolve?.(outcome);
  }

  private async isKnown({ executionId }: ChildStart): Promise<boolean> {
    return (await this.sources.executions.head(executionId)) !== null;
  }

  private async start(start: ChildStart): Promise<Failure | null> {
    const { executionId, revision, pins, parent, keyId } = start;
    const compiled = await this.sources.compiledOf(ownerOf(executionId), revision, pins);
    if (!compiled) return failed('blueprint-invalid', `The revision ${revision} is not there.`);
    const given = await childInputs(compiled, start);
    if (!given.ok) return given.failure;
    const request = { executionId, compiled, blueprintId: null, ...given.inputs, parent };
    await this.deeds.start({ ...request, ...(keyId !== undefined && { keyId }) });
    return null;
  }

  /** What it has cost counts for its parent too. */
  private async outcomeOf(head: ExecutionHead): Promise<Outcome> {
    const [last] = await this.sources.executions.events(head.execution_id, head.sequence - 1, 1);
    const { usage } = head;
    if (last?.type === 'execution.completed') return { ok: true, output: last.data.outputs, usage };
    return { ok: false, failure: childFailure(head), usage };
  }
}

function isPassing(fault: unknown): boolean {
  return isIceError(fault) && fault.retryable;
}

/** Code and message are the child's own, so that the parent's retries and handlers can match them, and so that they stay as long as
 *  they are however deep children nest. Where it failed stands in the cause. */
function childFailure({ execution_id: child_execution_id, failure }: ExecutionHead): Failure {
  const evidence = { child_execution_id };
  if (!failure) return { ...failed('child-cancelled', 'The child execution was cancelled.'), evidence };
  const { code, message, retryable } = failure;
  return { code, message, retryable, evidence, cause: failure };
}

function failed(code: string, message: string): Failure {
  return { code, message, retryable: false };
}
