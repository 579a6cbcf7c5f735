/** Opens executions for one process: new ones, those that it takes from the line, and those that it takes over. Whose they are is in the
 *  journal before anything of them goes on. */
import {
  ownerOf,
  type AnswerRepository,
  type BudgetLedger,
  type BudgetPolicy,
  type Clock,
  type CompiledBlueprint,
  type EventFeed,
  type ExecutionHead,
  type ExecutionRepository,
  type JsonObject,
  type ParentLink,
  type RerunLink,
  type StoredAnswer,
  type Tenant,
} from '@ice/core';
import type { ExecutionFactory } from '../execution-factory.js';
import { acceptExecution } from '../record/accept-execution.js';
import { takeOver, type Handover, type TakeOverResult } from '../recover/take-over.js';
import type { ChildExecutions } from '../run/child-executions.js';
import type { Parking } from '../run/parking.js';
import type { RunningExecution } from '../run/running-execution.js';
import type { ReusedOutputs } from '../schedule/scheduler-options.js';
import { beforeAcceptance } from './before-acceptance.js';
import { reusedOutputs } from './reused-outputs.js';
import { queuedFacts, type StartRequest } from './start-request.js';

/** What executions are opened with. */
export interface OpenerSources {
  readonly executions: ExecutionRepository;
  readonly answers: AnswerRepository;
  readonly factory: ExecutionFactory;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly ledger: BudgetLedger;
  readonly budgets: BudgetPolicy;
  /** The compiled blueprint of a revision that the tenant has stored, with these references pinned, or null where there is none. */
  compiledOf(
    tenant: Tenant,
    revision: string,
    pins: Readonly<Record<string, string>>,
  ): Promise<CompiledBlueprint | null>;
}

/** What every execution of a process is opened with. */
export interface Supervision {
  readonly children: ChildExecutions;
  readonly parking: Parking;
}

/** An execution that is this worker's, with what is there for it. */
export interface Opened {
  readonly execution: RunningExecution;
  readonly answers: readonly StoredAnswer[];
  /** Its parent has ended without it. */
  readonly isOrphan?: boolean;
}

/** What became of an execution that was to be taken over. `kind` null: its revision is not there. */
export type Taken =
  { readonly kind: Exclude<TakeOverResult['kind'], 'taken'> | null } | (Opened & { readonly kind: 'taken' });

/** See the head of this file. */
export class ExecutionOpener {
  constructor(
    private readonly sources: OpenerSources,
    private readonly supervision: Supervision,
    /** True when the parent has ended. */
    private readonly isOrphan: (parent: ParentLink | undefined) => Promise<boolean>,
  ) {}

  /** Accepts an execution for whoever takes it from the line. */
  accept(request: StartRequest): Promise<ExecutionHead> {
    return this.record(request);
  }

  /** Accepts an execution for a worker of this process, which runs it. */
  async begin(request: StartRequest, worker: string): Promise<RunningExecution> {
    const { compiled, inputs, rerun } = request;
    const reused = await this.reusedBy(compiled, rerun, inputs);
    const head = await this.record(request, worker);
    const isReserved = (request.reserve ?? 0) > 0;
    return this.sources.factory.open({ compiled, inputs, head, reused, isReserved, ...this.supervision });
  }

  /** An execution that nobody has taken yet, opened for a worker; it is that one's once its first turn is recorded, and ends without a
   *  trace where another worker was faster. Null: its revision is not there. */
  async claim(head: ExecutionHead, worker: string): Promise<Opened | null> {
    const { execution_id: id, revision } = head;
    const [facts, answers] = await Promise.all([this.sources.executions.acceptance(id), this.sources.answers.of(id)]);
    const compiled = facts && (await this.sources.compiledOf(ownerOf(id), revision, facts.pins ?? {}));
    if (!compiled) return null;
    const { inputs, rerun } = facts;
    const reused = await this.reusedBy(compiled, rerun, inputs);
    // Whether something is reserved for it is the ledger's to know: to close what is not there does nothing.
    const request = { compiled, inputs, head, reused, isReserved: true, claimant: worker };
    return { execution: this.sources.factory.open({ ...request, ...this.supervision }), answers };
  }

  /** Makes an execution that nobody runs a worker's own. */
  async takeOver(head: ExecutionHead, worker: string, handover: Handover): Promise<Taken> {
    const { execution_id: id, revision } = head;
    const facts = await this.sources.executions.acceptance(id);
    const compiled = facts && (await this.sources.compiledOf(ownerOf(id), revision, facts.pins ?? {}));
    if (!compiled) return { kind: null };
    const reused = await this.reusedBy(compiled, facts.rerun, facts.inputs);
    const isOrphan = await this.isOrphan(facts.parent);
    const result = await takeOver(this.sources, head, worker, handover);
    if (result.kind !== 'taken') return { kind: result.kind };
    // After it: whoever had it before may have kept none since.
    const answers = await this.sources.answers.of(id);
    const execution = this.sources.factory.open({ compiled, reused, ...result.execution, ...this.supervision });
    return { kind: 'taken', execution, answers, isOrphan };
  }

  private record(request: StartRequest, worker?: string): Promise<ExecutionHead> {
    const facts = queuedFacts(request, worker);
    const before = (createdAt: string): Promise<void> => beforeAcceptance(this.sources, request, createdAt);
    return acceptExecution(this.sources, request.executionId, facts, before);
  }

  private async reusedBy(
    compiled: CompiledBlueprint,
    link: RerunLink | undefined,
    inputs: JsonObject,
  ): Promise<ReusedOutputs> {
    return link ? reusedOutputs(this.sources.executions, compiled, link, inputs) : new Map<string, never>();
  }
}
