/** The attempts of one execution that are under way: begins them, stops them, and collects what they report. Decides nothing: how they
 *  end is told to the scheduler by whoever drives the execution. */
import type { BudgetShortage, CompiledBlueprint, EventDraft } from '@ice/core';
import { leafKinds } from '../../node-kind/node-kinds.js';
import { parentGone } from '../../schedule/ending-draft.js';
import type { NodeRun } from '../../schedule/node-run.js';
import { isProgressEvent } from '../../schedule/progress.js';
import type { Outcome } from '../../schedule/scheduler-options.js';
import type { AttemptOrder } from '../../schedule/turn.js';
import type { ChildExecutions } from '../child-executions.js';
import type { ExecutionMeans } from '../execution-means.js';
import type { Inbox } from '../inbox.js';
import { OutOfBudget } from '../purse/out-of-budget.js';
import { AttemptContext } from './attempt-context.js';
import type { ChildCall } from './attempt-host.js';
import { mayBeRelayed, type AttemptRelay } from './attempt-relay.js';
import { giveAway } from './give-away.js';
import type { LeafKind } from './leaf-kind.js';
import { makeAttempt } from './make-attempt.js';
import { SlotHold } from './slot-hold.js';
import type { SlotPool } from './slot-pool.js';

/** What attempts work with, and who hears of them. */
export interface AttemptParts {
  readonly means: ExecutionMeans;
  readonly slots: SlotPool;
  readonly relay: AttemptRelay | null;
  readonly pins: CompiledBlueprint['pins'];
  readonly fence: number;
  readonly children: ChildExecutions;
  readonly inbox: Inbox;
  /** Parents above the execution. */
  readonly depth: number;
  runChild(path: string, call: ChildCall): Promise<Outcome | null>;
  /** Resolves once `until` has, and has the time in between not count for the attempt. */
  offTheClock(order: AttemptOrder, until: Promise<unknown>): Promise<void>;
  /** It cannot be paid for, and has made nothing. */
  outOfBudget(order: AttemptOrder, shortage: BudgetShortage | null, isLatest: boolean): void;
  /** `isLatest`: no other attempt of the run has begun meanwhile. */
  settle(order: AttemptOrder, outcome: Outcome, isLatest: boolean): void;
}

/** The open attempts of one execution. */
export class OpenAttempts {
  private readonly contexts = new Map<NodeRun, AttemptContext>();
  private notes: EventDraft[] = [];

  constructor(private readonly parts: AttemptParts) {}

  get size(): number {
    return this.contexts.size;
  }

  /** Something waits to be recorded. */
  get hasNotes(): boolean {
    return this.notes.length > 0;
  }

  /** Hands over what has been reported. */
  takeNotes(): readonly EventDraft[] {
    const { notes } = this;
    this.notes = [];
    return notes;
  }

  /** Makes one attempt, from its slot to its outcome. */
  async make(order: AttemptOrder): Promise<void> {
    const { run } = order;
    const slot = new SlotHold(this.parts.slots);
    const context = this.open(order, slot);
    const execute = this.executorOf(context, slot);
    if (!execute) await slot.take();
    // It may have been cancelled, or have passed its deadline, while it waited for the slot.
    const isWanted = !context.isAborted && !run.isSettled;
    const end = isWanted ? await makeAttempt(kindOf(context), context, execute) : null;
    slot.give();
    // What it may have cost stays reserved until the journal has what it has cost.
    if (end)
      this.parts.inbox.push(
        () => this.close(order, context, end),
        () => context.giveBack(),
      );
  }

  /** Stops what is under way in a run, and the children that it waits for. */
  abort(run: NodeRun): void {
    const context = this.contexts.get(run);
    for (const id of context?.openChildren ?? []) void this.parts.children.cancel(id, parentGone);
    context?.abort('The attempt is no longer wanted.');
  }

  /** Lets go of all; their children go on for whoever resumes the execution. */
  release(): void {
    for (const context of this.contexts.values()) context.abort('The execution has ended.');
    this.contexts.clear();
  }

  private open(order: AttemptOrder, slot: SlotHold): AttemptContext {
    const { run } = order;
    const { depth, means } = this.parts;
    const context: AttemptContext = new AttemptContext(order, means, {
      depth,
      note: (draft) => void this.note(context, run, [draft]),
      record: (drafts) => this.record(context, run, drafts),
      runChild: (call) => slot.without(() => this.parts.runChild(run.path, call)),
      aside: (until) => slot.without(() => this.parts.offTheClock(order, until)),
    });
    this.contexts.set(run, context);
    return context;
  }

  /** Another worker makes what finds no slot here; undefined: this one does, as soon as it has one. */
  private executorOf(context: AttemptContext, slot: SlotHold): (() => Promise<Outcome>) | undefined {
    const { relay, pins, fence } = this.parts;
    if (slot.tryTake() || !relay?.width || !mayBeRelayed(context.node)) return undefined;
    return () => giveAway(context, { relay, pins, fence, kind: kindOf(context), slot });
  }

  private close(order: AttemptOrder, context: AttemptContext, end: Outcome | OutOfBudget): void {
    const isLatest = this.contexts.get(order.run) === context;
    if (isLatest) this.contexts.delete(order.run);
    if (end instanceof OutOfBudget) this.parts.outOfBudget(order, end.shortage, isLatest);
    else this.parts.settle(order, end, isLatest);
  }

  /** Notes of an attempt that is no longer wanted are dropped: its end is in the journal already. False: dropped. */
  private note(context: AttemptContext, run: NodeRun, drafts: readonly EventDraft[], heard?: () => void): boolean {
    const { inbox } = this.parts;
    if (this.contexts.get(run) !== context || context.isAborted || run.isSettled || inbox.closed) return false;
    this.notes.push(...drafts);
    inbox.push(() => run.progress.push(...drafts.filter(isProgressEvent)), heard);
    return true;
  }

  private async record(context: AttemptContext, run: NodeRun, drafts: readonly EventDraft[]): Promise<boolean> {
    const isTaken = await new Promise<boolean>((resolve) => {
      if (!this.note(context, run, drafts, () => resolve(true))) resolve(false);
    });
    return isTaken && !this.parts.inbox.closed && !context.isAborted;
  }
}

function kindOf({ node }: AttemptContext): LeafKind {
  return leafKinds[node.kind] as LeafKind;
}
