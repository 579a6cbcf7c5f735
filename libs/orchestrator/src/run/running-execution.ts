/** Drives one execution: carries out what the scheduler wants, and tells it how that ended. Every turn is recorded before any of it
 *  is carried out, so whatever an attempt sees has already survived. Holds all mutable state of the execution; disposed at its end. */
import type { BudgetShortage, EventDraft, ExecutionEvent, ExecutionHead, ExecutionStatus, Failure } from '@ice/core';
import { parentGone } from '../schedule/ending-draft.js';
import type { Outcome } from '../schedule/scheduler-options.js';
import type { AttemptOrder, ChildOrder, Turn } from '../schedule/turn.js';
import type { OfferedAnswer } from '../schedule/wait/answer-book.js';
import type { ChildCall } from './attempt/attempt-host.js';
import { OpenAttempts } from './attempt/open-attempts.js';
import { DeadlineWatch } from './deadline-watch.js';
import { EventLimit } from './event-limit.js';
import type { ExecutionParts } from './execution-parts.js';
import { faultDraft } from './fault-draft.js';
import { Inbox } from './inbox.js';
import { RecordedAnswers } from './recorded-answers.js';
import { TimeLimit } from './time-limit.js';

/** From a child that could not be started to the next try. */
const childRetryMs = 5_000;

/** One execution while it runs in this process. */
export class RunningExecution implements AsyncDisposable {
  private readonly inbox = new Inbox();
  private readonly deadlines: DeadlineWatch;
  private readonly attempts: OpenAttempts;
  private readonly limit: TimeLimit;
  private readonly eventLimit: EventLimit;
  private readonly timers = new Set<() => void>();
  private readonly answers: RecordedAnswers;
  /** True once an answer was handed over. */
  hasAnswers = false;
  private isLost = false;
  private isDraining = false;
  private drained: (() => void) | null = null;
  private finished: Promise<ExecutionHead> | null = null;

  constructor(private readonly parts: ExecutionParts) {
    const { means, slots, relay, pins, children, recorder, clock, timeoutMs, history } = parts;
    this.answers = new RecordedAnswers(history);
    this.eventLimit = new EventLimit(history);
    this.deadlines = new DeadlineWatch(clock, (run) => this.tell(() => parts.scheduler.expire(run, clock.now())));
    this.limit = new TimeLimit(clock, timeoutMs, () => recorder.head.started_at, history);
    this.attempts = new OpenAttempts({
      ...{ means, slots, relay, pins, children, inbox: this.inbox },
      ...{ fence: recorder.head.fence, depth: recorder.head.parent?.depth ?? 0 },
      runChild: (path, call) => this.runChildOf(path, call),
      settle: (...settled) => this.settle(...settled),
      outOfBudget: (...told) => this.outOfBudget(...told),
      offTheClock: (order, until) => this.offTheClock(order, until),
    });
  }

  /** The head as recorded so far. */
  get head(): ExecutionHead {
    return this.parts.recorder.head;
  }

  /** Runs to the end; a second call gives the same promise. Rejects when the journal cannot be written, see `isUnfinished`, and with what
   *  this process has wrong: the execution has failed over it then, if that could be recorded. */
  run(): Promise<ExecutionHead> {
    this.finished ??= this.drive()
      .catch((fault: unknown) => this.breakOff(fault))
      .finally(() => this.leave());
    return this.finished;
  }

  /** Cancels; true once that is recorded (the whole end, unless a `finally` block has to run first), false when it takes nothing any more:
   *  then whoever goes on with it has to be told, unless it has ended. Idempotent. */
  cancel(reason: string): Promise<boolean> {
    const { scheduler, clock } = this.parts;
    const move = (): void => scheduler.stop({ status: 'cancelled', reason }, clock.now());
    return new Promise((resolve) => this.inbox.push(move, resolve));
  }

  /** Hands over answers to its signals; true once what they change is recorded, false when it takes none any more. */
  offer(answers: readonly OfferedAnswer[]): Promise<boolean> {
    const { scheduler, clock } = this.parts;
    const move = (): void => {
      for (const answer of answers) scheduler.offer(answer, clock.now());
    };
    this.hasAnswers = true;
    return new Promise((resolve) => this.inbox.push(move, resolve));
  }

  /** True for an answer that has ended a wait, and that the journal has. */
  isUsed(answerId: string): boolean {
    return this.answers.has(answerId);
  }

  /** True when it was not ended here: another worker has taken it over, or this one was told to stop. */
  get isUnfinished(): boolean {
    return this.isLost || this.head.ended_at === null;
  }

  /** Starts no attempt any more, waits for those under way (at most `graceMs`), and stops: whoever resumes it goes on from there. */
  async drain(graceMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.drained = resolve;
      this.timers.add(this.parts.clock.after(graceMs, resolve));
      this.isDraining = true;
      this.inbox.push(
        () => this.parts.scheduler.hold(),
        () => this.endDraining(),
      );
    });
    await this.halt();
  }

  /** Stops at once and records nothing more: the journal stays open, and whoever resumes it goes on from there. */
  async halt(): Promise<void> {
    this.release();
    await this.finished?.catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.halt();
  }

  private async drive(): Promise<ExecutionHead> {
    const { scheduler, recorder, clock, history, purse } = this.parts;
    purse.begin();
    if (history.length > 0) this.resume();
    else scheduler.begin(clock.now(), recorder.reserveTime());
    this.startTimeout();
    for (;;) {
      const ended = await this.playTurn(scheduler.take());
      this.inbox.acknowledge();
      if (ended) return this.head;
      if (scheduler.watch(clock.now())) continue;
      this.endWhenTooLong();
      this.endDraining();
      if (await this.hasLeft()) return this.head;
      if (!(await this.inbox.drain())) return this.head;
    }
  }

  /** What others had to be told may not have reached them before the earlier owner was gone. */
  private resume(): void {
    const { scheduler, recorder, clock, history } = this.parts;
    scheduler.resume(history, clock.now(), recorder.reserveTime());
    void this.tellRaises(history);
    const { awaitedChildren } = scheduler;
    this.cancelChildren(this.parts.childIds.open.filter((id) => !awaitedChildren.has(id)));
  }

  /** Ends it over a fault that does not pass: nobody else takes what a living worker owns. */
  private async breakOff(fault: unknown): Promise<never> {
    const { recorder } = this.parts;
    const draft = faultDraft(fault, recorder.sinceMs(this.head.started_at));
    if (!draft || this.inbox.closed || this.head.ended_at !== null) throw fault;
    if (await recorder.record([draft]).catch(() => false)) this.cancelChildren(this.parts.childIds.open);
    throw fault;
  }

  /** Leaves memory when nothing goes on but waits that take longer: whoever wakes it resumes it from its journal. */
  private async hasLeft(): Promise<boolean> {
    const { scheduler, clock, recorder, parking } = this.parts;
    const idleUntil = scheduler.idleUntil;
    if (idleUntil === null || !this.inbox.isEmpty || this.attempts.hasNotes || this.isDraining) return false;
    const at = Math.min(idleUntil, this.limit.at);
    if (at - clock.now() <= parking.afterMs) return false;
    if (at !== Infinity) await parking.wakeAt(this.head.execution_id, at);
    if (!this.inbox.isEmpty) return false;
    const wakes_at = at === Infinity ? null : new Date(at).toISOString();
    this.isLost = !(await recorder.record([{ type: 'execution.waiting', data: { wakes_at } }]));
    return true;
  }

  /** Records a turn, then carries it out. */
  private async playTurn(turn: Turn): Promise<ExecutionStatus | null> {
    const { recorder, purse, scheduler } = this.parts;
    const drafts = [...this.attempts.takeNotes(), ...turn.events];
    this.isLost = !(await recorder.record(drafts));
    if (this.isLost) this.release();
    else this.follow(drafts);
    if (this.inbox.closed) return turn.end;
    if (scheduler.isOutOfBudget) purse.letWaitersGo();
    await this.tellRaises(turn.events);
    for (const run of turn.aborts) this.attempts.abort(run);
    for (const { run, delayMs } of turn.retries)
      this.timer(delayMs, () => scheduler.retry(run, this.parts.clock.now()));
    for (const run of turn.deadlines) this.deadlines.add(run);
    this.cancelChildren(turn.cancelledChildren);
    for (const order of turn.children) void this.runChild(order);
    for (const order of turn.starts) void this.attempts.make(order);
    return turn.end;
  }

  private cancelChildren(ids: readonly string[]): void {
    for (const id of ids) void this.parts.children.cancel(id, parentGone);
  }

  private follow(drafts: readonly EventDraft[]): void {
    this.parts.purse.follow(drafts);
    this.answers.follow(drafts);
    this.parts.childIds.follow(drafts);
  }

  /** One that could not be started is tried again; when this process lets go of both, whoever resumes this execution does. */
  private async runChild(order: ChildOrder): Promise<void> {
    const { run, executionId } = order;
    const outcome = await this.runChildOf(run.path, order);
    const { scheduler, clock } = this.parts;
    if (outcome) this.tell(() => scheduler.childEnded(order, outcome, clock.now()));
    else if (run.signal?.child_execution_id === executionId) this.timer(childRetryMs, () => void this.runChild(order));
  }

  private runChildOf(path: string, { executionId, revision, inputs, sealed }: ChildCall): Promise<Outcome | null> {
    const { children, purse, pins, means } = this.parts;
    const { execution_id, parent, key_id } = this.head;
    const root_execution_id = parent?.root_execution_id ?? parent?.execution_id ?? execution_id;
    const link = { execution_id, path, depth: (parent?.depth ?? 0) + 1, root_execution_id };
    purse.hasChildren = true;
    const key = key_id === undefined ? {} : { keyId: key_id };
    const secret = sealed && { secretInputs: () => means.secrets.openInputs(inputs, sealed) };
    return children.run({ executionId, revision, inputs, pins, parent: link, ...key, ...secret });
  }

  /** Budgets above this execution that were raised here: whoever runs those has to know. */
  private async tellRaises(events: readonly (EventDraft | ExecutionEvent)[]): Promise<void> {
    for (const { type, data } of events) {
      if (type !== 'budget.raised' || data.execution_id === undefined) continue;
      await this.parts.children.raise(data.execution_id, data.budget_usd, data.by);
    }
  }

  private outOfBudget({ run, attempt }: AttemptOrder, shortage: BudgetShortage | null, isLatest: boolean): void {
    if (isLatest) this.deadlines.remove(run);
    this.parts.scheduler.outOfBudget(run, attempt, shortage, this.parts.clock.now());
  }

  private async offTheClock({ run, attempt }: AttemptOrder, until: Promise<unknown>): Promise<void> {
    const { scheduler, clock } = this.parts;
    const since = clock.now();
    this.deadlines.remove(run);
    await until.catch(() => undefined);
    this.tell(() => scheduler.prolong(run, attempt, clock.now() - since));
  }

  /** An attempt has ended. One that another has followed keeps no deadline from that. */
  private settle({ run, attempt }: AttemptOrder, outcome: Outcome, isLatest: boolean): void {
    if (isLatest) this.deadlines.remove(run);
    this.parts.scheduler.settleAttempt(run, attempt, outcome, this.parts.clock.now());
  }

  private endWhenTooLong(): void {
    const failure = this.eventLimit.failureAt(this.head.sequence);
    if (failure) this.tell(() => this.stopOver(failure));
  }

  private endDraining(): void {
    if (this.isDraining && this.attempts.size === 0) this.drained?.();
  }

  private startTimeout(): void {
    const { failure, leftMs } = this.limit;
    if (!failure) return;
    this.timer(leftMs, () => {
      this.limit.lift();
      this.stopOver(failure);
    });
  }

  private stopOver(failure: Failure): void {
    this.parts.scheduler.stop({ status: 'failed', failure }, this.parts.clock.now());
  }

  private timer(delayMs: number, move: () => void): void {
    const stop = this.parts.clock.after(delayMs, () => {
      this.timers.delete(stop);
      this.tell(move);
    });
    this.timers.add(stop);
  }

  private tell(move: () => void): void {
    this.inbox.push(move);
  }

  private async leave(): Promise<void> {
    this.release();
    const { ended_at, status } = this.head;
    const here = status === 'waiting' ? 'parked' : 'gone';
    await this.parts.purse.leave(ended_at === null ? here : 'ended');
  }

  private release(): void {
    this.parts.purse.abandon();
    this.inbox.close();
    this.deadlines.stop();
    for (const stop of this.timers) stop();
    this.attempts.release();
    this.drained?.();
    this.timers.clear();
    this.parts.means.dispose();
  }
}
