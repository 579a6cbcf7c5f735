/** Starts executions and holds those that run in this process. What has been accepted is in the journal before anyone is told; what
 *  another process runs is reached through the store. Where processes share a line, what is accepted is nobody's until a worker takes it
 *  from there, and a process that acts as no worker takes none. Holds no state of an execution but the running execution itself. */
import { IceError, isFinalStatus, isIceError } from '@ice/core';
import type { CancelRequestRepository, ExecutionHead, ExecutionQueue, StoredAnswer, WakeUpRepository } from '@ice/core';
import { cancelParked } from '../record/cancel-parked.js';
import type { Handover, TakeOverResult } from '../recover/take-over.js';
import type { RunningExecution } from '../run/running-execution.js';
import { AnswerDelivery, revisionIsGone, type Delivery } from './answer-delivery.js';
import { ChildWatch } from './child-watch.js';
import { ExecutionCanceller } from './execution-canceller.js';
import { ExecutionOpener, type Opened, type OpenerSources, type Taken } from './execution-opener.js';
import { ExecutionPlaces, maxRunning } from './execution-places.js';
import { hasEndedWithin } from './has-ended-within.js';
import { ReservationSweeper } from './reservation-sweeper.js';
import { RunningExecutions } from './running-executions.js';
import type { StartRequest } from './start-request.js';
import { StrandedExecutions } from './stranded-executions.js';
import { isUnclaimed, WaitingLine } from './waiting-line.js';
import { isDue, WakeUpTimer, type Woken } from './wake-up-timer.js';

/** Waits that end by themselves within this time are waited for in memory. */
const defaultParkAfterMs = 5_000;

/** What all processes share, and what this one adds. */
export interface SupervisorSources extends OpenerSources {
  readonly cancelRequests: CancelRequestRepository;
  readonly wakeUps: WakeUpRepository;
  /** The line of all processes. Default: there is none, and whoever accepts an execution runs it. */
  readonly queue?: ExecutionQueue | null;
  /** What an operator has to know. */
  tell(message: string): void;
  /** Default: 5,000. */
  readonly parkAfterMs?: number;
  /** Executions that may be under way here at a time, or in line. Default: `maxRunning`. */
  readonly maxRunning?: number;
}

/** What is done with an execution that was taken before it can leave memory again. */
type FirstDeed = (execution: RunningExecution) => Promise<unknown>;

/** `isInformed`: the answers in the store are in its journal, or kept by it. */
type Informed = Taken & { readonly isInformed: boolean };

/** Supervises the executions of this process. */
export class ExecutionSupervisor {
  private readonly running: RunningExecutions;
  private readonly places: Pick<ExecutionPlaces, 'within'>;
  private readonly line: WaitingLine | null;
  private readonly children: ChildWatch;
  private readonly answers: AnswerDelivery;
  private readonly canceller: ExecutionCanceller;
  private readonly timer: WakeUpTimer;
  private readonly sweeper: ReservationSweeper;
  private readonly stranded: StrandedExecutions;
  private readonly opener: ExecutionOpener;
  private readonly parkAfterMs: number;
  private workerId: string | null = null;
  private isDraining = false;

  constructor(private readonly sources: SupervisorSources) {
    const { queue = null, maxRunning: most = maxRunning } = sources;
    this.parkAfterMs = sources.parkAfterMs ?? defaultParkAfterMs;
    this.running = new RunningExecutions({
      afterRun: (id, execution) => this.afterRun(id, execution),
      strand: (id, fault) => this.stranded.add(id, fault),
      tell: (message) => sources.tell(message),
    });
    this.line = queue && new WaitingLine({ ...sources, queue }, most);
    this.places = this.line ?? new ExecutionPlaces(this.running, most);
    this.timer = new WakeUpTimer(sources, (id) => this.wake(id));
    this.sweeper = new ReservationSweeper(sources, (id) => this.running.has(id));
    this.stranded = new StrandedExecutions(sources, this.running, (head) => this.take(head, 'drained'));
    this.children = new ChildWatch(sources, {
      start: (request) => this.begin(request),
      cancel: (id, reason) => this.cancel(id, reason),
      raise: (...raise) => this.answers.raise(...raise),
      isHere: (id) => this.running.has(id),
    });
    const deeds = {
      here: (id: string) => this.running.get(id),
      mayTake: () => this.mayTake,
      call: (id: string) => this.call(id),
    };
    this.answers = new AnswerDelivery(sources, { ...deeds, wake: (head) => this.wakeUp(head) });
    const takeToCancel = (head: ExecutionHead, reason: string) => this.takeToCancel(head, reason);
    this.canceller = new ExecutionCanceller(sources, { ...deeds, takeToCancel }, this.line);
    const parking = { afterMs: this.parkAfterMs, wakeAt: (id: string, at: number) => this.timer.add(id, at) };
    this.opener = new ExecutionOpener(sources, { children: this.children, parking }, (parent) =>
      this.children.isOrphan(parent),
    );
  }

  /** How many executions run here. */
  get size(): number {
    return this.running.size;
  }

  /** The worker in whose name executions are started and taken from now on. Who never is one starts them for others. */
  actAs(workerId: string): void {
    this.workerId = workerId;
  }

  /** True once nothing may begin here any more. */
  get isEnding(): boolean {
    return this.isDraining;
  }

  /** Begins nothing here any more; what is under way goes on. Idempotent. */
  end(): void {
    this.isDraining = true;
    this.timer.stop();
  }

  /** Accepts and starts. Resolves when the acceptance is durable. @throws IceError `store-unavailable`, `queue-full`,
   *  `budget-exceeded`, `ledger-unavailable`. */
  async start(request: StartRequest): Promise<ExecutionHead> {
    return this.places.within(() => (this.line ? this.queueUp(request, this.line) : this.begin(request)));
  }

  /** Makes an execution that nobody runs this worker's own and lets it go on from its journal. Null: its revision is not there. */
  async resume(head: ExecutionHead, handover: Handover): Promise<TakeOverResult['kind'] | null> {
    return (await this.take(head, handover)).kind;
  }

  private async take(head: ExecutionHead, handover: Handover, first?: FirstDeed): Promise<Informed> {
    const worker = this.worker();
    const { taken, told } = await this.running.open(head.execution_id, async () => {
      const opened = await this.opener.takeOver(head, worker, handover);
      return { taken: opened, told: opened.kind === 'taken' ? this.adopt(opened, first) : null };
    });
    return { ...taken, isInformed: (await told) ?? false };
  }

  private async adopt({ execution, answers, isOrphan = false }: Opened, first?: FirstDeed): Promise<boolean> {
    this.running.adopt(execution);
    const [, isInformed] = await Promise.all([
      first ? first(execution) : isOrphan && execution.cancel('parent'),
      this.answers.offerAll(execution, answers),
    ]);
    return isInformed;
  }

  /** Attends to an execution that was called from the line, and resolves when it has left the memory of this process. Gives the head of
   *  one that another worker owns, for which nothing was done; else null. @throws IceError. */
  async attend(id: string): Promise<ExecutionHead | null> {
    const head = await this.sources.executions.head(id);
    if (!head || isFinalStatus(head.status) || this.running.has(id)) return null;
    if (!this.mayTake) await this.call(id);
    else if (isUnclaimed(head)) await this.claim(head);
    else if (head.status === 'waiting') await this.goOn(head);
    else return head;
    await this.running.departure(id);
    return null;
  }

  /** Resolves when an execution is not in the memory of this process (any more). */
  departure(id: string): Promise<void> {
    return this.running.departure(id);
  }

  /** Cancels and gives the head afterwards; one that has ended already stays as it is. One that another process runs is cancelled at
   *  that one's next sign of life. Null for an unknown execution. */
  cancel(id: string, reason: string): Promise<ExecutionHead | null> {
    return this.canceller.cancel(id, reason);
  }

  /** Hands an answer that is in the store to its execution, which is woken for it. */
  deliver(answer: StoredAnswer): Promise<Delivery> {
    return this.answers.deliver(answer);
  }

  /** What other processes have left in the store for this one: cancels, answers, wake-ups, ends of children, reservations, and what has
   *  fallen out of the line. Called now and then. Looks for all of it, then rejects with the first fault that there was. */
  async lookAround(): Promise<void> {
    const faults: unknown[] = [];
    for (const look of this.looks()) await look().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  }

  private looks(): readonly (() => Promise<void>)[] {
    return [
      async () => (this.mayTake ? this.stranded.lookAround(this.worker()) : undefined),
      () => this.canceller.lookAround(),
      () => this.answers.lookAround(),
      () => this.timer.wakeDue(),
      () => this.children.lookAround(),
      () => this.sweeper.lookAround(),
      async () => this.line?.lookAround(),
    ];
  }

  /** Waits until the execution has ended, at most `limitMs`; true when it has. */
  async waitFor(id: string, limitMs: number): Promise<boolean> {
    const execution = this.running.get(id);
    if (!execution) return isFinalStatus((await this.sources.executions.head(id))?.status ?? 'queued');
    return hasEndedWithin(execution, limitMs, this.sources.clock);
  }

  /** Starts nothing any more, waits for attempts under way, at most `graceMs`, and gives the ids of what stays unfinished. */
  async drain(graceMs: number): Promise<readonly string[]> {
    this.end();
    this.children.letGo();
    const executions = await this.running.drain(graceMs);
    const open = executions.filter(({ isUnfinished, head }) => isUnfinished && head.status !== 'waiting');
    return open.map(({ head }) => head.execution_id);
  }

  /** Calls other workers to executions that this process has let go of. */
  async handOver(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.call(id);
  }

  /** Stops all executions at once: they are another worker's now, and this process is none until it is told to act as one again. */
  async letGo(): Promise<void> {
    this.workerId = null;
    this.children.letGo();
    await this.running.halt();
  }

  private get mayTake(): boolean {
    return !this.isDraining && this.workerId !== null;
  }

  private worker(): string {
    if (!this.isDraining && this.workerId !== null) return this.workerId;
    const details = { retryable: true, retryAfterMs: 1_000 };
    throw new IceError('store-unavailable', 'This process is ending; another one takes executions.', details);
  }

  /** Has a worker look after an execution that was begun before. */
  private async call(id: string): Promise<void> {
    await this.line?.put(id, 'continued');
  }

  private async begin(request: StartRequest): Promise<ExecutionHead> {
    const worker = this.worker();
    return this.running.open(request.executionId, async () => {
      const execution = await this.opener.begin(request, worker);
      // As it was accepted: once it runs it is ahead of that.
      const { head } = execution;
      this.running.adopt(execution);
      return head;
    });
  }

  /** Accepted is accepted, also where the line cannot be reached now. */
  private async queueUp(request: StartRequest, line: WaitingLine): Promise<ExecutionHead> {
    const head = await this.opener.accept(request);
    await line.put(head.execution_id, 'new');
    return head;
  }

  private async claim(head: ExecutionHead): Promise<void> {
    const opened = await this.opener.claim(head, this.worker());
    if (!opened) throw revisionIsGone(head);
    await this.adopt(opened);
  }

  /** Lets one that waits go on where what it waits for is there. */
  private async goOn(head: ExecutionHead): Promise<void> {
    const { execution_id: id } = head;
    if (await this.canceller.obeyFor(id)) return;
    const isDueNow = isDue(head, this.sources.clock.now() + this.parkAfterMs);
    const isAnswered = isDueNow || (await this.sources.answers.of(id)).some(({ isDelivered }) => !isDelivered);
    if (isAnswered) await this.wakeUp(head);
  }

  private async afterRun(id: string, execution: RunningExecution): Promise<void> {
    await this.children.check(id);
    await this.answers.clear(execution);
  }

  private async wake(id: string): Promise<Woken> {
    const head = await this.sources.executions.head(id);
    // If it is not due, it was woken by an answer meanwhile, and waits for something later now.
    if (head?.status !== 'waiting' || !isDue(head, this.sources.clock.now() + this.parkAfterMs)) return 'done';
    if (this.line) await this.line.call(id);
    else await this.wakeUp(head);
    return this.line ? 'called' : 'done';
  }

  private async wakeUp(head: ExecutionHead): Promise<RunningExecution | undefined> {
    const taken = await this.take(head, 'drained');
    if (taken.kind === null) throw revisionIsGone(head);
    return taken.kind === 'taken' && taken.isInformed ? taken.execution : undefined;
  }

  private async takeToCancel(head: ExecutionHead, reason: string): Promise<boolean> {
    let isRecorded = false;
    try {
      const { kind } = await this.take(head, 'drained', async (each) => (isRecorded = await each.cancel(reason)));
      if (kind !== null) return isRecorded;
    } catch (fault) {
      if (isIceError(fault) && fault.retryable) throw fault;
    }
    // It cannot be opened here, and needs nothing of itself to end.
    return isRecorded || cancelParked(this.sources, head, this.worker(), reason);
  }
}
