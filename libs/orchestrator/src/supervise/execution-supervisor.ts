/** Starts executions and holds those that run in this process. What has been accepted is in the journal before anyone is told; what
 *  another process runs is reached through the store. Holds no state of an execution but the running execution itself. */
import {
  IceError,
  isFinalStatus,
  ownerOf,
  type AnswerRepository,
  type BudgetLedger,
  type BudgetPolicy,
  type CancelRequestRepository,
  type Clock,
  type CompiledBlueprint,
  type EventFeed,
  type ExecutionHead,
  type ExecutionRepository,
  type JsonObject,
  type RerunLink,
  type StoredAnswer,
  type Tenant,
  type WakeUpRepository,
} from '@ice/core';
import type { ExecutionFactory } from '../execution-factory.js';
import { acceptExecution } from '../record/accept-execution.js';
import type { RecorderMeans } from '../record/recorder.js';
import { ReservationSweeper } from './reservation-sweeper.js';
import { reserveStart } from './reserve-start.js';
import { reusedOutputs } from './reused-outputs.js';
import { takeOver, type Handover, type TakeOverResult } from '../recover/take-over.js';
import type { ChildExecutions } from '../run/child-executions.js';
import type { Parking } from '../run/parking.js';
import type { RunningExecution } from '../run/running-execution.js';
import { AnswerDelivery, revisionIsGone, type Delivery } from './answer-delivery.js';
import { ChildWatch } from './child-watch.js';
import { queuedFacts, type StartRequest } from './start-request.js';
import { WakeUpTimer } from './wake-up-timer.js';

/** Executions that may run at a time in one process; one more is refused. Children are not counted: their parents were admitted. */
export const maxRunning = 10_000;

/** Waits that end by themselves within this time are waited for in memory. */
const defaultParkAfterMs = 5_000;

/** How often what has moved between two looks is looked for again. */
const attempts = 3;

/** What all processes share, and what this one adds. */
export interface SupervisorSources {
  readonly executions: ExecutionRepository;
  readonly answers: AnswerRepository;
  readonly cancelRequests: CancelRequestRepository;
  readonly wakeUps: WakeUpRepository;
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
  /** What an operator has to know. */
  tell(message: string): void;
  /** Default: 5,000. */
  readonly parkAfterMs?: number;
}

/** What became of an execution that was to be taken over. */
interface Taken {
  /** Null: its revision is not there. */
  readonly kind: TakeOverResult['kind'] | null;
  readonly execution?: RunningExecution;
}

/** Supervises the executions of this process. */
export class ExecutionSupervisor {
  private readonly running = new Map<string, RunningExecution>();
  private readonly children: ChildWatch;
  private readonly answers: AnswerDelivery;
  private readonly timer: WakeUpTimer;
  private readonly sweeper: ReservationSweeper;
  private readonly supervision: { readonly children: ChildExecutions; readonly parking: Parking };
  private workerId: string | null = null;
  private isDraining = false;

  constructor(private readonly sources: SupervisorSources) {
    this.timer = new WakeUpTimer(sources, (id) => this.wake(id));
    this.sweeper = new ReservationSweeper(sources, (id) => this.running.has(id));
    this.children = new ChildWatch(sources, {
      start: (request) => this.accept(request),
      cancel: (id, reason) => this.cancel(id, reason),
      raise: (...raise) => this.answers.raise(...raise),
      isHere: (id) => this.running.has(id),
    });
    this.answers = new AnswerDelivery(sources, {
      here: (id) => this.running.get(id),
      wake: (head) => this.wakeUp(head),
      isEnding: () => this.isDraining,
    });
    const afterMs = sources.parkAfterMs ?? defaultParkAfterMs;
    this.supervision = { children: this.children, parking: { afterMs, wakeAt: (id, at) => this.timer.add(id, at) } };
  }

  /** How many executions run here. */
  get size(): number {
    return this.running.size;
  }

  /** The worker in whose name executions are started from now on. */
  actAs(workerId: string): void {
    this.workerId = workerId;
  }

  /** True once nothing may begin here any more. */
  get isEnding(): boolean {
    return this.isDraining;
  }

  /** Accepts and starts. Resolves when the acceptance is durable. @throws IceError `store-unavailable`, `too-many-executions`,
   *  `budget-exceeded`, `ledger-unavailable`. */
  async start(request: StartRequest): Promise<ExecutionHead> {
    if (this.running.size < maxRunning) return this.accept(request);
    const details = { retryable: true, retryAfterMs: 1_000 };
    throw new IceError('too-many-executions', `${maxRunning} executions are running already.`, details);
  }

  /** Makes an execution that nobody runs this worker's own and lets it go on from its journal. Null: its revision is not there. */
  async resume(head: ExecutionHead, handover: Handover): Promise<TakeOverResult['kind'] | null> {
    return (await this.take(head, handover)).kind;
  }

  /** `first` is done with it before it can leave memory again. */
  private async take(
    head: ExecutionHead,
    handover: Handover,
    first?: (execution: RunningExecution) => Promise<unknown>,
  ): Promise<Taken> {
    const worker = this.worker();
    const { execution_id: id, revision } = head;
    const facts = await this.sources.executions.acceptance(id);
    const compiled = facts && (await this.sources.compiledOf(ownerOf(id), revision, facts.pins ?? {}));
    if (!compiled) return { kind: null };
    const reused = await this.reusedBy(compiled, facts.rerun, facts.inputs);
    const answers = await this.sources.answers.of(id);
    const isOrphan = await this.children.isOrphan(facts.parent);
    const result = await takeOver(this.recorderMeans(), head, worker, handover);
    if (result.kind !== 'taken') return { kind: result.kind };
    const execution = this.sources.factory.open({ compiled, reused, ...result.execution, ...this.supervision });
    this.adopt(execution);
    await Promise.all([
      isOrphan ? execution.cancel('parent') : first?.(execution),
      this.answers.offerAll(execution, answers),
    ]);
    return { kind: result.kind, execution };
  }

  /** Cancels and gives the head afterwards; one that has ended already stays as it is. One that another process runs is cancelled at
   *  that one's next sign of life. Null for an unknown execution. */
  async cancel(id: string, reason: string): Promise<ExecutionHead | null> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await this.running.get(id)?.cancel(reason);
      const head = await this.sources.executions.head(id);
      if (!head || isFinalStatus(head.status)) return head;
      if (head.status === 'waiting' && !this.isDraining) {
        const { kind } = await this.take(head, 'drained', (execution) => execution.cancel(reason));
        // A second cancel would end its `finally` block too.
        if (kind === 'taken') return this.sources.executions.head(id);
      } else if (this.running.has(id)) return head;
      else break;
    }
    await this.sources.cancelRequests.add(id, reason);
    return this.sources.executions.head(id);
  }

  /** Hands an answer that is in the store to its execution, which is woken for it. */
  deliver(answer: StoredAnswer): Promise<Delivery> {
    return this.answers.deliver(answer);
  }

  /** What other processes have left in the store for this one: cancels, answers, wake-ups, ends of children, reservations. Called now
   *  and then. */
  async lookAround(): Promise<void> {
    await this.obeyCancelRequests();
    await this.answers.lookAround();
    await this.timer.wakeDue();
    await this.children.lookAround();
    await this.sweeper.lookAround();
  }

  /** Waits until the execution has ended, at most `limitMs`; true when it has. */
  async waitFor(id: string, limitMs: number): Promise<boolean> {
    const execution = this.running.get(id);
    if (!execution) return isFinalStatus((await this.sources.executions.head(id))?.status ?? 'queued');
    return new Promise((resolve) => {
      const stopTimer = this.sources.clock.after(limitMs, () => resolve(false));
      const done = (): void => {
        stopTimer();
        resolve(execution.head.ended_at !== null);
      };
      execution.run().then(done, done);
    });
  }

  /** Starts nothing any more, and waits for attempts under way, at most `graceMs`. What is unfinished stays open in its journal. */
  async drain(graceMs: number): Promise<void> {
    this.isDraining = true;
    this.timer.stop();
    this.children.letGo();
    await Promise.allSettled([...this.running.values()].map((execution) => execution.drain(graceMs)));
    this.running.clear();
  }

  /** Stops all executions at once: they are another worker's now. */
  async letGo(): Promise<void> {
    this.children.letGo();
    await Promise.allSettled([...this.running.values()].map((execution) => execution.halt()));
    this.running.clear();
  }

  private worker(): string {
    if (!this.isDraining && this.workerId !== null) return this.workerId;
    const details = { retryable: true, retryAfterMs: 1_000 };
    throw new IceError('store-unavailable', 'This process is ending; another one takes executions.', details);
  }

  private async accept(request: StartRequest): Promise<ExecutionHead> {
    const { executionId, compiled, inputs, rerun } = request;
    const reused = await this.reusedBy(compiled, rerun, inputs);
    const facts = queuedFacts(request, this.worker());
    const reserve = (createdAt: string): Promise<void> => reserveStart(this.sources, request, createdAt);
    const head = await acceptExecution(this.recorderMeans(), executionId, facts, request.parent ? undefined : reserve);
    const isReserved = (request.reserve ?? 0) > 0;
    this.adopt(this.sources.factory.open({ compiled, inputs, head, reused, isReserved, ...this.supervision }));
    return head;
  }

  private async reusedBy(compiled: CompiledBlueprint, link: RerunLink | undefined, inputs: JsonObject) {
    return link ? reusedOutputs(this.sources.executions, compiled, link, inputs) : new Map<string, never>();
  }

  private adopt(execution: RunningExecution): void {
    const id = execution.head.execution_id;
    this.running.set(id, execution);
    void this.run(id, execution);
  }

  private async run(id: string, execution: RunningExecution): Promise<void> {
    try {
      await execution.run();
    } catch (fault) {
      this.sources.tell(`${id} stopped: ${messageOf(fault)}`);
    } finally {
      if (this.running.get(id) === execution) this.running.delete(id);
    }
    await this.afterRun(id, execution).catch((fault: unknown) => this.sources.tell(`${id}: ${messageOf(fault)}`));
  }

  private async afterRun(id: string, execution: RunningExecution): Promise<void> {
    await this.children.check(id);
    await this.answers.clear(execution);
  }

  private async wake(id: string): Promise<void> {
    const head = await this.sources.executions.head(id);
    if (head?.status !== 'waiting' || this.isDraining) return;
    // It was woken by an answer meanwhile, and waits for something later now.
    if (Date.parse(head.wakes_at ?? '') > this.sources.clock.now()) return;
    await this.wakeUp(head);
  }

  private async wakeUp(head: ExecutionHead): Promise<RunningExecution | undefined> {
    const { kind, execution } = await this.take(head, 'drained');
    if (kind === null) throw revisionIsGone(head);
    return execution;
  }

  /** Cancels what other processes were asked to cancel and this one runs; forgets requests whose execution has ended. */
  private async obeyCancelRequests(): Promise<void> {
    for (const request of await this.sources.cancelRequests.list()) {
      const { executionId, reason } = request;
      const execution = this.running.get(executionId);
      await execution?.cancel(reason);
      const head = await this.sources.executions.head(executionId);
      if (head?.status === 'waiting') await this.cancel(executionId, reason);
      else if (execution || isFinalStatus(head?.status ?? 'cancelled'))
        await this.sources.cancelRequests.remove(request);
    }
  }

  private recorderMeans(): RecorderMeans {
    const { executions, feed, clock } = this.sources;
    return { executions, feed, clock };
  }
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
