/** How node runs begin: join and `when` first, then by what the kind is. A leaf waits for a slot, a container opens its frames, a wait
 *  opens its signal. */
import type { Failure, JsonValue, SkipReason } from '@ice/core';
import { checkAgainst } from './check-schema.js';
import { evaluateTemplate, type Evaluated } from './evaluate-field.js';
import type { FailurePath } from './failure/failure-path.js';
import { notBoolean } from './failure/not-boolean.js';
import { outcomeUnknown } from './failure/outcome-unknown.js';
import { Fifo } from './fifo.js';
import type { ContainerKind, FrameControl } from './frame/container-kind.js';
import type { NodeRun } from './node-run.js';
import { recordable } from './recordable.js';
import type { Replay } from './replay.js';
import { joinOf, type RunBook } from './run-book.js';
import type { SchedulerKinds, SchedulerOptions } from './scheduler-options.js';
import { timeoutOf } from './timeout-of.js';
import type { TurnCollector } from './turn.js';
import type { Waits } from './wait/waits.js';

/** What beginning works on. */
export interface StartParts {
  readonly book: RunBook;
  readonly turn: TurnCollector;
  readonly kinds: SchedulerKinds;
  readonly control: FrameControl;
  readonly failures: FailurePath;
  readonly waits: Waits;
  readonly reused: SchedulerOptions['reused'];
  readonly rerunOf: string;
}

/** Begins the node runs of one execution. */
export class NodeStarts {
  /** Leaves that wait for a slot. */
  private readonly parked = new Fifo<NodeRun>();

  constructor(private readonly parts: StartParts) {}

  /** Judges join and `when` of a run whose predecessors have spoken; false when there is none. */
  considerNext(): boolean {
    const run = this.parts.book.ready.shift();
    if (run && !run.frame.closed && run.status === 'pending') this.consider(run);
    return run !== undefined;
  }

  /** Begins the attempt of the leaf that has waited longest; false when there is none. */
  startNext(): boolean {
    const run = this.parked.shift();
    if (run && !run.frame.closed && !run.isSettled) this.startLeaf(run);
    return run !== undefined;
  }

  /** Lets a run begin its next attempt. */
  admit(run: NodeRun): void {
    const { kinds, waits, reused } = this.parts;
    const { kind } = run.plan.node;
    if (reused.has(run.path) && run.attempts === 0) this.reuse(run, reused.get(run.path) ?? null);
    else if (kinds.containers[kind]) this.startContainer(run, kinds.containers[kind]);
    else if (kinds.waits[kind]) waits.start(run);
    else this.parked.push(run);
  }

  private reuse(run: NodeRun, output: JsonValue): void {
    const { book, rerunOf } = this.parts;
    book.record(run, { type: 'node.reused', data: { output, execution_id: rerunOf } });
  }

  /** Puts back an attempt that has made nothing. It counts for nothing, and begins anew with those that wait for a slot. */
  postpone(run: NodeRun): void {
    this.parts.book.record(run, { type: 'node.postponed', data: { reason: 'budget' } });
    this.parked.push(run);
  }

  /** Goes on with what was under way when a journal stopped: attempts and retries begin anew, containers keep their deadlines. */
  pickUp({ open, retrying, interrupted }: Replay): void {
    const { book, waits, turn, failures } = this.parts;
    for (const run of open) this.setDeadline(run, timeoutOf(run).ms);
    for (const run of book.waiting) waits.reopen(run);
    for (const run of retrying) turn.retry({ run, delayMs: 0 });
    for (const run of book.postponed) this.parked.push(run);
    for (const run of interrupted) {
      if (run.plan.node.effect === 'at_most_once') failures.finallyFailed(run, outcomeUnknown());
      else this.parked.push(run);
    }
  }

  private consider(run: NodeRun): void {
    if (joinOf(run) === 'skip') return this.skipUnjoined(run);
    const { when } = run.plan.node;
    if (!when) return this.admit(run);
    const result = evaluateTemplate(when, run.frame.scope.at(run), 'when');
    if (!result.ok) return this.fail(run, result.failure);
    if (typeof result.value !== 'boolean') return this.fail(run, notBoolean('when', result.value));
    if (result.value) this.admit(run);
    else this.skip(run, 'when-false');
  }

  private skipUnjoined(run: NodeRun): void {
    if (run.failed > 0) this.skip(run, 'predecessor-failed', run.blockedBy ?? undefined);
    else this.skip(run, 'predecessors-skipped');
  }

  private skip(run: NodeRun, reason: SkipReason, because?: string): void {
    this.parts.book.record(run, { type: 'node.skipped', data: { reason, ...(because !== undefined && { because }) } });
  }

  private startLeaf(run: NodeRun): void {
    const { book, kinds, turn } = this.parts;
    const { node } = run.plan;
    run.attempts += 1;
    const input: Evaluated = kinds.leaves[node.kind]?.(run) ?? { ok: true, value: null };
    if (!input.ok) return this.fail(run, input.failure);
    const timeout = timeoutOf(run);
    const failure = timeout.failure ?? checkAgainst(node.inputSchema, input.value, 'input-invalid');
    if (failure) return this.fail(run, failure);
    book.record(run, { type: 'node.started', data: { kind: node.kind, ...recordable(input.value) } });
    book.running.add(run);
    this.setDeadline(run, kinds.selfTimed[node.kind] ? null : timeout.ms);
    const { value, sealed } = input;
    turn.start({ run, attempt: run.attempts, input: value, timeoutMs: timeout.ms, ...(sealed && { sealed }) });
  }

  private startContainer(run: NodeRun, kind: ContainerKind): void {
    run.attempts += 1;
    const prepared = kind.prepare(run);
    const timeout = timeoutOf(run);
    if (!prepared.ok) return this.fail(run, prepared.failure);
    if (timeout.failure) return this.fail(run, timeout.failure);
    const input = prepared.input === undefined ? {} : recordable(prepared.input);
    this.parts.book.record(run, { type: 'node.started', data: { kind: run.plan.node.kind, ...input } });
    this.setDeadline(run, timeout.ms);
    kind.begin(run, prepared.state, this.parts.control);
  }

  /** Counts from the start of the run's current attempt. */
  setDeadline(run: NodeRun, limitMs: number | null): void {
    run.deadlineAt = limitMs === null ? null : run.startedAt + limitMs;
    this.parts.turn.watch(run);
  }

  private fail(run: NodeRun, failure: Failure): void {
    this.parts.failures.finallyFailed(run, failure);
  }
}
