/** Decides what happens next in one execution: state in, wishes out (`take`). No clock, no promise, no I/O: whoever drives it says
 *  what time it is and how attempts ended. Each completion touches only its successors, so the cost of a node does not grow
 *  with the blueprint. */
import type { ExecutionEvent, SkipReason } from '@ice/core';
import { checkAgainst } from './check-schema.js';
import type { ContainerKind, FrameControl } from './container-kind.js';
import { evaluateTemplate } from './evaluate-field.js';
import { endDraft } from './end-draft.js';
import { endingDraft, verdictOf, type EarlyVerdict } from './ending-draft.js';
import { Conclusions } from './conclusions.js';
import { executionOutputs } from './execution-outputs.js';
import { FailurePath } from './failure-path.js';
import { Fifo } from './fifo.js';
import type { Frame, FrameResult } from './frame.js';
import { frameControl } from './frame-control.js';
import { frameResult } from './frame-result.js';
import { FrameTree } from './frame-tree.js';
import type { NodeRun } from './node-run.js';
import { notBoolean } from './not-boolean.js';
import { outcomeUnknown } from './outcome-unknown.js';
import { recordable } from './recordable.js';
import { Replay } from './replay.js';
import { joinOf, RunBook } from './run-book.js';
import type { Outcome, SchedulerOptions, Verdict } from './scheduler-options.js';
import { timeoutOf } from './timeout-of.js';
import { TurnCollector, type Turn } from './turn.js';

/** The scheduler of one execution. */
export class Scheduler {
  private readonly turn = new TurnCollector();
  private readonly book = new RunBook(this.turn, (frame) => this.frameSettled(frame));
  private readonly tree: FrameTree;
  private readonly failures: FailurePath;
  private readonly control: FrameControl;
  /** Leaves that wait for a slot. */
  private readonly parked = new Fifo<NodeRun>();
  private readonly concluded = new Conclusions();
  private readonly slots: number;
  private verdict: Verdict = { status: 'completed' };
  private startedAt = 0;
  private isHolding = false;
  private state: 'replaying' | 'going' | 'ended' = 'going';

  constructor(private readonly options: SchedulerOptions) {
    const { plan, inputs, facts, jitter } = options;
    const status = (): string => (this.tree.cleanup ? this.verdict.status : 'running');
    const allFacts = () => ({ ...facts(), status: status(), started_at: new Date(this.startedAt).toISOString() });
    this.tree = new FrameTree(this.book, this.turn, { inputs, facts: allFacts });
    this.failures = new FailurePath(this.book, this.tree, this.turn, jitter);
    this.control = frameControl(this.tree, this.concluded);
    this.slots = plan.compiled.maxConcurrency ?? options.maxConcurrency;
  }

  /** Hands over what has to be recorded and done. */
  take(): Turn {
    return this.turn.take();
  }

  /** Starts the execution. `startedAt` is the time that its start will be recorded with: expressions read it before that. */
  begin(now: number, startedAt: number): void {
    this.book.now = now;
    this.startedAt = startedAt;
    this.turn.record({ type: 'execution.started', data: {} });
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
    this.pickUp(replay);
    this.pump();
    if (this.topIsSettled()) this.end();
  }

  /** An attempt has ended. One that is no longer awaited (cancelled, timed out) changes nothing but the costs. */
  settleAttempt(run: NodeRun, attempt: number, outcome: Outcome, now: number): void {
    if (this.state === 'ended') return;
    this.book.now = now;
    if (run.attempts !== attempt || !this.book.running.has(run)) return this.noteLate(run, attempt, outcome);
    this.conclude(run, outcome);
    this.pump();
  }

  private noteLate(run: NodeRun, attempt: number, { ok, usage }: Outcome): void {
    if (!usage) return;
    this.turn.record({ type: 'attempt.late', path: run.path, node_id: run.plan.node.id, attempt, data: { ok, usage } });
  }

  /** The delay before a retry is over. */
  retry(run: NodeRun, now: number): void {
    if (this.state === 'ended' || run.isSettled || run.frame.closed) return;
    this.book.now = now;
    this.admit(run);
    this.pump();
  }

  /** A run has passed its deadline. */
  expire(run: NodeRun, now: number): void {
    if (this.state === 'ended' || run.isSettled || run.deadlineAt === null) return;
    this.book.now = now;
    const limit_ms = run.deadlineAt - run.startedAt;
    if (this.book.running.has(run)) this.turn.abort(run);
    this.tree.closeFrames(run, 'timeout');
    const message = `It did not end within ${limit_ms} ms.`;
    this.failures.attemptFailed(run, { code: 'timeout', message, retryable: true, evidence: { limit_ms } });
    this.pump();
  }

  /** Ends an execution that has begun early: nothing starts any more but its `finally` block. A second time ends that too. */
  stop(verdict: EarlyVerdict, now: number): void {
    if (this.state === 'ended') return;
    this.book.now = now;
    const { root, cleanup } = this.tree;
    const reason = verdict.status === 'cancelled' ? verdict.reason : verdict.failure.code;
    if (!cleanup || this.verdict.status === 'completed') this.verdict = verdict;
    for (const frame of [root, cleanup]) if (frame) this.tree.close(frame, reason);
    if (cleanup || !this.options.plan.finally) return this.end();
    this.turn.record(endingDraft(verdict));
    this.tree.openCleanup(this.options.plan.finally);
    this.pump();
  }

  /** From now on no attempt starts; what is under way may end. */
  hold(): void {
    this.isHolding = true;
  }

  /** Decides as long as there is anything to decide. */
  private pump(): void {
    while (this.state === 'going') {
      const concluded = this.concluded.take();
      if (concluded) this.concludeContainer(...concluded);
      else if (!this.considerNext() && !this.startNext()) return;
    }
  }

  private considerNext(): boolean {
    const run = this.book.ready.shift();
    if (run && !run.frame.closed && run.status === 'pending') this.consider(run);
    return run !== undefined;
  }

  private startNext(): boolean {
    if (this.isHolding || this.book.running.size >= this.slots) return false;
    const run = this.parked.shift();
    if (run && !run.frame.closed && !run.isSettled) this.startLeaf(run);
    return run !== undefined;
  }

  /** Join and `when` of a run whose predecessors have spoken. */
  private consider(run: NodeRun): void {
    if (joinOf(run) === 'skip') return this.skipUnjoined(run);
    const { when } = run.plan.node;
    if (!when) return this.admit(run);
    const result = evaluateTemplate(when, run.frame.scope.at(run), 'when');
    if (!result.ok) return this.failures.finallyFailed(run, result.failure);
    if (typeof result.value !== 'boolean') return this.failures.finallyFailed(run, notBoolean('when', result.value));
    if (result.value) this.admit(run);
    else this.skip(run, 'when-false');
  }

  private admit(run: NodeRun): void {
    if (this.options.kinds.containers[run.plan.node.kind]) this.startContainer(run);
    else this.parked.push(run);
  }

  private skipUnjoined(run: NodeRun): void {
    if (run.failed > 0) this.skip(run, 'predecessor-failed', run.blockedBy ?? undefined);
    else this.skip(run, 'predecessors-skipped');
  }

  private skip(run: NodeRun, reason: SkipReason, because?: string): void {
    this.book.record(run, { type: 'node.skipped', data: { reason, ...(because !== undefined && { because }) } });
  }

  private startLeaf(run: NodeRun): void {
    const { node } = run.plan;
    run.attempts += 1;
    const input = this.options.kinds.leaves[node.kind]?.(run) ?? { ok: true as const, value: null };
    if (!input.ok) return this.failures.finallyFailed(run, input.failure);
    const timeout = timeoutOf(run);
    const failure = timeout.failure ?? checkAgainst(node.inputSchema, input.value, 'input-invalid');
    if (failure) return this.failures.finallyFailed(run, failure);
    this.book.record(run, { type: 'node.started', data: { kind: node.kind, ...recordable(input.value) } });
    this.book.running.add(run);
    this.setDeadline(run, timeout.ms);
    this.turn.start({ run, attempt: run.attempts, input: input.value });
  }

  private startContainer(run: NodeRun): void {
    const kind = this.options.kinds.containers[run.plan.node.kind] as ContainerKind;
    run.attempts += 1;
    const prepared = kind.prepare(run);
    const timeout = timeoutOf(run);
    if (!prepared.ok) return this.failures.finallyFailed(run, prepared.failure);
    if (timeout.failure) return this.failures.finallyFailed(run, timeout.failure);
    const input = prepared.input === undefined ? {} : recordable(prepared.input);
    this.book.record(run, { type: 'node.started', data: { kind: run.plan.node.kind, ...input } });
    this.setDeadline(run, timeout.ms);
    kind.begin(run, prepared.state, this.control);
  }

  private setDeadline(run: NodeRun, limitMs: number | null): void {
    run.deadlineAt = limitMs === null ? null : run.startedAt + limitMs;
    this.turn.watch(run);
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
    const misfit = kind === 'llm' ? undefined : checkAgainst(outputSchema, outcome.output, 'output-invalid');
    if (misfit) return this.failures.attemptFailed(run, misfit, outcome.usage);
    const data = { output: outcome.output, duration_ms: this.book.elapsed(run) };
    this.book.record(run, { type: 'node.completed', data: outcome.usage ? { ...data, ...modelFacts(outcome) } : data });
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

  private topIsSettled(): boolean {
    const last = this.options.plan.finally ? this.tree.cleanup : this.tree.root;
    return this.state === 'going' && last?.unsettled === 0;
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
      if (this.tree.root) this.tree.root.closed = true;
      // When the last of the root's runs was cancelled with it, replaying that has entered the block already.
      if (this.options.plan.finally && !this.tree.cleanup) this.tree.openCleanup(this.options.plan.finally);
    } else {
      // What the container had come to is in this event: it is concluded once.
      const run = replay.apply(event);
      if (run && event.type !== 'node.started') this.concluded.forget(run);
    }
  }

  /** What was under way goes on: attempts and retries begin anew, containers keep their deadlines. */
  private pickUp(replay: Replay): void {
    for (const run of replay.open) this.setDeadline(run, timeoutOf(run).ms);
    for (const run of replay.retrying) this.turn.retry({ run, delayMs: 0 });
    for (const run of replay.interrupted) {
      if (run.plan.node.effect === 'at_most_once') this.failures.finallyFailed(run, outcomeUnknown());
      else this.parked.push(run);
    }
  }
}

function modelFacts({ usage, quality }: Extract<Outcome, { ok: true }>) {
  return { ...(usage && { usage }), ...(quality && { quality }) };
}
