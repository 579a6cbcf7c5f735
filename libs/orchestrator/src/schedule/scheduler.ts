/** Decides what happens next in one execution: state in, wishes out (`take`). No clock, no promise, no I/O: whoever drives it says
 *  what time it is and how attempts ended. Each completion touches only its successors, so the cost of a node does not grow
 *  with the blueprint. */
import type { BudgetShortage, ExecutionEvent, JsonObject } from '@ice/core';
import { checkAgainst } from './check-schema.js';
import { completedData } from './completed-data.js';
import { endDraft } from './end-draft.js';
import { endingDraft, isToldAgain, verdictOf, type EarlyVerdict } from './ending-draft.js';
import { FailurePath } from './failure/failure-path.js';
import { Conclusions } from './frame/conclusions.js';
import type { FrameControl } from './frame/container-kind.js';
import { executionOutputs } from './frame/execution-outputs.js';
import { frameControl } from './frame/frame-control.js';
import { frameResult } from './frame/frame-result.js';
import { FrameTree } from './frame/frame-tree.js';
import type { Frame, FrameResult } from './frame/frame.js';
import { idleUntil } from './idle-until.js';
import type { NodeRun } from './node-run.js';
import { NodeStarts } from './node-starts.js';
import { noteLate } from './note-late.js';
import { budgetFailure } from './pause/budget-signal.js';
import { BudgetWatch } from './pause/budget-watch.js';
import { MonitorWatch } from './pause/monitor-watch.js';
import { Pauses } from './pause/pauses.js';
import { Replay } from './replay.js';
import { RunBook } from './run-book.js';
import type { Outcome, SchedulerOptions, Verdict } from './scheduler-options.js';
import { TurnCollector, type ChildOrder, type Turn } from './turn.js';
import type { OfferedAnswer } from './wait/answer-book.js';
import { awaitedChildren } from './wait/awaited-children.js';
import { Waits } from './wait/waits.js';

/** The scheduler of one execution. */
export class Scheduler {
  private readonly turn = new TurnCollector();
  private readonly book = new RunBook(this.turn, (frame) => this.frameSettled(frame));
  private readonly tree: FrameTree;
  private readonly failures: FailurePath;
  private readonly control: FrameControl;
  private readonly waits: Waits;
  private readonly pauses: Pauses;
  private readonly starts: NodeStarts;
  private readonly concluded = new Conclusions();
  private verdict: Verdict = { status: 'completed' };
  private startedAt = 0;
  private isHolding = false;
  private state: 'replaying' | 'going' | 'ended' = 'going';

  constructor(private readonly options: SchedulerOptions) {
    const { plan, inputs, jitter } = options;
    this.tree = new FrameTree(this.book, this.turn, { inputs, facts: () => this.facts() });
    this.failures = new FailurePath(this.book, this.tree, this.turn, jitter);
    this.control = frameControl(this.tree, this.concluded);
    const { book, turn, control, failures } = this;
    const { kinds, executionId, depth, reused, rerunOf } = options;
    this.waits = new Waits({
      book,
      turn,
      kinds: kinds.waits,
      place: () => ({ executionId, depth, revision: plan.compiled.revision, now: book.now }),
      conclude: (run, outcome) => this.conclude(run, outcome),
      fail: (run, failure) => failures.finallyFailed(run, failure),
    });
    const { answers } = this.waits;
    const watch = { plan, executionId, turn, answers, stop: (verdict: EarlyVerdict) => this.stop(verdict, book.now) };
    this.pauses = new Pauses(new MonitorWatch(watch), new BudgetWatch({ ...watch, budgetUsd: options.budgetUsd }));
    this.starts = new NodeStarts({ book, turn, kinds, control, failures, waits: this.waits, reused, rerunOf });
  }

  /** Hands over what has to be recorded and done. */
  take(): Turn {
    return this.turn.take();
  }

  /** Starts the execution. `startedAt` is the time that its start will be recorded with: expressions read it before that. */
  begin(now: number, startedAt: number): void {
    this.book.now = now;
    this.startedAt = startedAt;
    const { claimant } = this.options;
    this.turn.record({ type: 'execution.started', data: claimant === undefined ? {} : { worker: claimant } });
    this.tree.openRoot(this.options.plan.root);
    this.pump();
  }

  /** Goes on where a journal stops: what was under way begins anew, with the same idempotency key. `startedAt` is for one that had not
   *  started yet. */
  resume(history: readonly ExecutionEvent[], now: number, startedAt: number): void {
    if (!history.some((event) => event.type === 'execution.started')) return this.begin(now, startedAt);
    this.state = 'replaying';
    const { book, tree, control } = this;
    const replay = new Replay({ book, tree, control, kinds: this.options.kinds });
    for (const event of history) this.replayEvent(replay, event);
    this.state = 'going';
    this.turn.take();
    this.book.now = now;
    this.starts.pickUp(replay);
    this.pump();
    const last = this.options.plan.finally ? this.tree.cleanup : this.tree.root;
    if (this.state === 'going' && last?.unsettled === 0) this.end();
  }

  /** An attempt has ended. One that is no longer awaited (cancelled, timed out) changes nothing but the costs. */
  settleAttempt(run: NodeRun, attempt: number, outcome: Outcome, now: number): void {
    if (this.state === 'ended') return;
    this.book.now = now;
    if (run.attempts !== attempt || !this.book.running.has(run)) return noteLate(this.turn, run, attempt, outcome);
    this.conclude(run, outcome);
    this.pump();
  }

  /** An attempt cannot be paid for, and has made nothing. Where nobody is asked (any more), its node run fails; else it waits with the
   *  whole execution. `shortage` is null for one that was let go because another one has told. */
  outOfBudget(run: NodeRun, attempt: number, shortage: BudgetShortage | null, now: number): void {
    if (this.state === 'ended' || run.attempts !== attempt || !this.book.running.has(run)) return;
    this.book.now = now;
    const isAsked = !this.tree.cleanup && this.options.plan.compiled.blueprint.on_budget !== 'fail';
    if (shortage && !isAsked) this.failures.finallyFailed(run, budgetFailure(shortage));
    else {
      this.starts.postpone(run);
      this.pauses.budget.runOut(shortage);
    }
    this.pump();
  }

  /** True while a question about the budget is open. */
  get isOutOfBudget(): boolean {
    return this.pauses.budget.isPaused;
  }

  /** An attempt has waited for something that its time does not count for. */
  prolong(run: NodeRun, attempt: number, ms: number): void {
    if (run.attempts !== attempt || run.isSettled || run.deadlineAt === null) return;
    run.deadlineAt += ms;
    this.turn.watch(run);
  }

  /** The delay before a retry is over. */
  retry(run: NodeRun, now: number): void {
    if (this.state === 'ended' || run.isSettled || run.frame.closed) return;
    this.book.now = now;
    this.starts.admit(run);
    this.pump();
  }

  /** A run has passed its deadline. */
  expire(run: NodeRun, now: number): void {
    if (this.state === 'ended' || run.isSettled || run.deadlineAt === null) return;
    this.book.now = now;
    if (run.status === 'waiting') this.waits.expire(run);
    else this.failures.timedOut(run, run.deadlineAt - run.startedAt);
    this.pump();
  }

  /** Ends an execution that has begun early: nothing starts any more but its `finally` block. A second time ends that too, unless it is
   *  the parent that tells the same again. */
  stop(verdict: EarlyVerdict, now: number): void {
    if (this.state === 'ended' || isToldAgain(this.verdict, verdict)) return;
    this.book.now = now;
    const { root, cleanup } = this.tree;
    const reason = verdict.status === 'cancelled' ? verdict.reason : verdict.failure.code;
    if (!cleanup || this.verdict.status === 'completed') this.verdict = verdict;
    this.pauses.letGo();
    for (const frame of [root, cleanup]) if (frame) this.tree.close(frame, reason);
    if (cleanup || !this.options.plan.finally) return this.end();
    this.turn.record(endingDraft(verdict));
    this.tree.openCleanup(this.options.plan.finally);
    this.pump();
  }

  /** An answer to one of its signals has come, or to one that it has not opened yet. */
  offer(answer: OfferedAnswer, now: number): void {
    if (this.state === 'ended') return;
    this.book.now = now;
    this.waits.offer(answer);
    this.pauses.match();
    this.pump();
  }

  /** The child execution of a run has ended. For one that does not wait for it any more it changes nothing but the costs. */
  childEnded({ run, attempt, executionId }: ChildOrder, outcome: Outcome, now: number): void {
    if (this.state === 'ended') return;
    this.book.now = now;
    if (!this.waits.childEnded(run, executionId, outcome)) return noteLate(this.turn, run, attempt, outcome);
    this.pump();
  }

  /** Children that somebody here waits for. */
  get awaitedChildren(): ReadonlySet<string> {
    return awaitedChildren(this.tree);
  }

  /** While nothing goes on but waits, children aside: when the first ends by itself, in ms since 1970 (Infinity: never). Else null. */
  get idleUntil(): number | null {
    return this.state === 'going' ? idleUntil(this.book, this.pauses.isPaused) : null;
  }

  /** Looks at the budget and the monitors once a turn is recorded; true when that has brought about another turn. The `finally` block is
   *  the monitors' no more: it runs whatever came before. */
  watch(now: number): boolean {
    const { root, cleanup } = this.tree;
    if (this.state !== 'going' || !root) return false;
    this.book.now = now;
    const elapsed_ms = Math.max(0, now - this.startedAt);
    const facts = (): JsonObject => ({ ...this.facts(), elapsed_ms, failures: this.book.failures });
    const hasSeen = this.pauses.look(cleanup ? null : root.scope, this.options.spent(), facts);
    this.pump();
    return hasSeen;
  }

  /** From now on no attempt starts; what is under way may end. */
  hold(): void {
    this.isHolding = true;
  }

  private get hasSlot(): boolean {
    const { plan, maxConcurrency } = this.options;
    return !this.isHolding && this.book.running.size < (plan.compiled.maxConcurrency ?? maxConcurrency());
  }

  private facts(): JsonObject {
    const status = this.tree.cleanup ? this.verdict.status : 'running';
    const started_at = new Date(this.startedAt).toISOString();
    return { ...this.options.facts(), status, started_at, budget_usd: this.pauses.budget.budgetUsd };
  }

  /** Decides as long as there is anything to decide. */
  private pump(): void {
    while (this.state === 'going') {
      const concluded = this.concluded.take();
      if (concluded) this.concludeContainer(...concluded);
      else if (this.pauses.isPaused) return;
      else if (!this.starts.considerNext() && !(this.hasSlot && this.starts.startNext())) return;
    }
  }

  private concludeContainer(run: NodeRun, outcome: Outcome): void {
    if (run.isSettled || run.frame.closed) return;
    this.tree.closeFrames(run, 'block-ended');
    if (run.handling) this.failures.handled(run, outcome);
    else this.conclude(run, outcome);
  }

  private conclude(run: NodeRun, outcome: Outcome): void {
    if (!outcome.ok) return this.failures.attemptFailed(run, outcome.failure, outcome.usage);
    const { kind, outputSchema } = run.plan.node;
    const schema = this.options.kinds.selfJudged[kind] ? null : outputSchema;
    const misfit = checkAgainst(schema, outcome.output, 'output-invalid');
    if (misfit) return this.failures.attemptFailed(run, misfit, outcome.usage);
    this.book.record(run, { type: 'node.completed', data: completedData(outcome, this.book.elapsed(run)) });
  }

  private frameSettled(frame: Frame): void {
    const { owner } = frame.origin;
    if (!owner) return this.topSettled(frame);
    owner.frames.delete(frame);
    const result = frameResult(frame);
    if (owner.handling) return this.handlingEnded(owner, result);
    this.options.kinds.containers[owner.plan.node.kind]?.frameEnded(owner, frame, result, this.control);
  }

  private handlingEnded(owner: NodeRun, result: FrameResult): void {
    if (result.ok) this.control.complete(owner, result.output);
    else this.control.fail(owner, result.failure);
  }

  /** The root block or the `finally` block has settled. */
  private topSettled(frame: Frame): void {
    if (frame.failure && this.verdict.status === 'completed')
      this.verdict = { status: 'failed', failure: frame.failure };
    if (frame === this.tree.root && this.options.plan.finally) this.tree.openCleanup(this.options.plan.finally);
    else if (this.state === 'going') this.end();
  }

  private end(): void {
    this.state = 'ended';
    const duration_ms = Math.max(0, this.book.now - this.startedAt);
    const { verdict, tree, options } = this;
    const end = verdict.status === 'completed' ? executionOutputs(options.plan, tree.root as Frame) : verdict;
    this.turn.record(endDraft(end, duration_ms));
    this.turn.end(end.status);
  }

  private replayEvent(replay: Replay, event: ExecutionEvent): void {
    this.book.now = Date.parse(event.at);
    if (event.type === 'execution.started') {
      this.startedAt = this.book.now;
      this.tree.openRoot(this.options.plan.root);
    } else if (event.type === 'execution.ending') {
      this.verdict = verdictOf(event.data);
      this.pauses.letGo();
      if (this.tree.root) this.tree.root.closed = true;
      if (this.options.plan.finally) this.tree.openCleanup(this.options.plan.finally);
    } else if (!this.pauses.replay(event)) {
      // What the container had come to is in this event: it is concluded once.
      const run = replay.apply(event);
      if (run && event.type !== 'node.started') this.concluded.forget(run);
    }
  }
}
