/** The waits of one execution: how they open, and what ends them. A wait holds no slot; whatever comes for one that has ended
 *  changes nothing. */
import type { Failure, OpenSignal } from '@ice/core';
import { checkAgainst } from '../check-schema.js';
import type { NodeRun } from '../node-run.js';
import { recordable } from '../recordable.js';
import type { RunBook } from '../run-book.js';
import type { Outcome, SchedulerKinds } from '../scheduler-options.js';
import type { TurnCollector } from '../turn.js';
import { AnswerBook, answeredData, type OfferedAnswer } from './answer-book.js';
import type { ChildRequest, WaitKind, WaitPlace } from './wait-kind.js';

/** What waits work on, and what they tell. */
export interface WaitParts {
  readonly book: RunBook;
  readonly turn: TurnCollector;
  readonly kinds: SchedulerKinds['waits'];
  place(): WaitPlace;
  /** The attempt of a run that waited has come to something. */
  conclude(run: NodeRun, outcome: Outcome): void;
  /** A run cannot wait at all. */
  fail(run: NodeRun, failure: Failure): void;
}

/** Keeps the waits of one execution. */
export class Waits {
  readonly answers = new AnswerBook();

  constructor(private readonly parts: WaitParts) {}

  /** Opens a wait, which an answer that is there already may end at once. */
  start(run: NodeRun): void {
    const { book } = this.parts;
    run.attempts += 1;
    const prepared = this.kindOf(run).prepare(run, this.parts.place());
    if (!prepared.ok) return this.parts.fail(run, prepared.failure);
    const input = prepared.input ?? null;
    const misfit = checkAgainst(run.plan.node.inputSchema, input, 'input-invalid');
    if (misfit) return this.parts.fail(run, misfit);
    const shown = prepared.input === undefined ? {} : recordable(input);
    book.record(run, { type: 'node.started', data: { kind: run.plan.node.kind, ...shown } });
    book.record(run, { type: 'node.waiting', data: { signal: prepared.signal } });
    this.await(run, prepared.signal, prepared.child);
    this.match(run);
  }

  /** Goes on with a wait that was open when a journal stopped. */
  reopen(run: NodeRun): void {
    const { signal } = run;
    if (signal === null) return;
    const prepared = signal.kind === 'workflow' ? this.kindOf(run).prepare(run, this.parts.place()) : null;
    this.await(run, signal, prepared?.ok ? prepared.child : undefined);
  }

  /** An answer has come: it ends the oldest wait that it goes to, or is kept for one to come. */
  offer(answer: OfferedAnswer): void {
    this.answers.add(answer);
    for (const run of this.parts.book.waiting) if (this.match(run)) return;
  }

  /** The child execution of a run has ended; false when the run does not wait for it any more. */
  childEnded(run: NodeRun, childId: string, outcome: Outcome): boolean {
    if (run.signal?.child_execution_id !== childId) return false;
    this.parts.conclude(run, outcome);
    return true;
  }

  /** The time of a wait is over. */
  expire(run: NodeRun): void {
    const child = run.signal?.child_execution_id;
    if (child !== undefined) this.parts.turn.cancelChild(child);
    this.parts.conclude(run, this.kindOf(run).expire(run));
  }

  private await(run: NodeRun, signal: OpenSignal, child: ChildRequest | undefined): void {
    run.deadlineAt = signal.expires_at === null ? null : Date.parse(signal.expires_at);
    this.parts.turn.watch(run);
    if (child && signal.child_execution_id !== undefined) {
      const { depth } = this.parts.place();
      this.parts.turn.startChild({
        ...child,
        executionId: signal.child_execution_id,
        run,
        attempt: run.attempts,
        depth: depth + 1,
      });
    }
  }

  private match(run: NodeRun): boolean {
    const { signal } = run;
    const offered = signal && this.answers.find(signal);
    if (!offered) return false;
    this.answers.use(offered.id);
    const data = answeredData(signal, offered);
    const place = { path: run.path, node_id: run.plan.node.id, attempt: run.attempts };
    this.parts.turn.record({ type: 'signal.answered', ...place, data });
    this.parts.conclude(run, outcomeOf(offered));
    return true;
  }

  private kindOf(run: NodeRun): WaitKind {
    return this.parts.kinds[run.plan.node.kind] as WaitKind;
  }
}

function outcomeOf({ answer }: OfferedAnswer): Outcome {
  if ('value' in answer) return { ok: true, output: answer.value };
  return { ok: false, failure: { ...answer.failure, retryable: false } };
}
