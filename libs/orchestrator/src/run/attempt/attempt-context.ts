/** What one attempt may use and say: its input, the means of its execution, a signal to stop, and places for what it reports. */
import { createHash } from 'node:crypto';
import type { CompiledNode, EventDraft, JsonObject, JsonValue, NanoUsd, SealedText } from '@ice/core';
import type { NodeRun } from '../../schedule/node-run.js';
import type { Progress } from '../../schedule/progress.js';
import type { Outcome } from '../../schedule/scheduler-options.js';
import type { AttemptOrder } from '../../schedule/turn.js';
import type { ExecutionMeans } from '../execution-means.js';
import type { Hold } from '../purse/ask-queue.js';
import type { AttemptHost, ChildCall } from './attempt-host.js';

/** A draft without its place; the context fills that in. */
export type Note = EventDraft extends infer D ? (D extends EventDraft ? Pick<D, 'type' | 'data'> : never) : never;

/** What is asked for: an attempt of a node run, wherever that is. */
export interface ContextOrder extends Omit<AttemptOrder, 'run'> {
  readonly run: Pick<NodeRun, 'path' | 'progress'> & { readonly plan: { readonly node: CompiledNode } };
}

/** The surroundings of one attempt. */
export class AttemptContext {
  private controller: AbortController | null = null;
  private abortReason: string | null = null;
  private deltas = 0;
  private readonly holds = new Set<Hold>();

  constructor(
    private readonly order: ContextOrder,
    readonly means: ExecutionMeans,
    private readonly host: AttemptHost,
  ) {}

  /** Children that this attempt waits for. */
  readonly openChildren = new Set<string>();

  get node(): CompiledNode {
    return this.order.run.plan.node;
  }

  get path(): string {
    return this.order.run.path;
  }

  get attempt(): number {
    return this.order.attempt;
  }

  /** What the attempt works on. */
  get input(): JsonValue {
    return this.order.input;
  }

  /** Texts of the input that hold secrets: where it shows labels. */
  get sealed(): readonly SealedText[] {
    return this.order.sealed ?? [];
  }

  /** What earlier attempts have recorded, to go on from; grows as this one records. */
  get progress(): readonly Progress[] {
    return this.order.run.progress;
  }

  /** Parents above the execution. */
  get depth(): number {
    return this.host.depth;
  }

  /** How long the attempt may take; null: as long as it likes. Only kinds that are `selfTimed` have to look. */
  get timeoutMs(): number | null {
    return this.order.timeoutMs;
  }

  /** Fires on cancel and timeout. Made on first use, since most attempts never ask. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.abortReason !== null) this.controller.abort(new Error(this.abortReason));
    }
    return this.controller.signal;
  }

  /** The same for every attempt of this node run, and for no other. */
  get idempotencyKey(): string {
    return this.keyOf('');
  }

  /** The key of one part of what the node run does, e.g. `2.0` for the first call of an agent's third turn. */
  idempotencyKeyOf(part: string): string {
    return this.keyOf(`\n${part}`);
  }

  private keyOf(part: string): string {
    return createHash('sha256').update(`${this.means.executionId}\n${this.path}${part}`).digest('hex').slice(0, 32);
  }

  /** Nobody waits for this attempt any more. */
  get isAborted(): boolean {
    return this.abortReason !== null;
  }

  /** Fires the signal. */
  abort(reason: string): void {
    this.abortReason = reason;
    this.controller?.abort(new Error(reason));
  }

  /** Records something beside the outcome; it comes before the outcome in the journal. */
  note(note: Note): void {
    this.host.note(this.placed(note));
  }

  /** Records, and resolves once it is durable. @throws the signal's reason when nobody waits for this attempt any more. */
  async record(...notes: readonly Note[]): Promise<void> {
    if (await this.host.record(notes.map((note) => this.placed(note)))) return;
    this.signal.throwIfAborted();
    throw new Error('The execution goes on elsewhere.');
  }

  /** Has money promised for calls that may cost so much at most. It is given back at the latest when the journal has what the attempt has
   *  come to. @throws OutOfBudget */
  async reserve(amount: NanoUsd): Promise<Hold> {
    let aside: Promise<void> = Promise.resolve();
    const taken = this.means.purse.take(amount, this.signal, () => {
      aside = Promise.resolve().then(() => this.host.aside(taken));
    });
    try {
      const hold = await taken;
      this.holds.add(hold);
      return hold;
    } finally {
      await aside;
    }
  }

  /** What was promised is not needed any more. */
  giveBack(): void {
    for (const hold of this.holds) hold.giveBack();
  }

  /** Waits for a child execution; null when this process lets go of it. Meanwhile the attempt holds no slot. */
  async runChild(call: ChildCall): Promise<Outcome | null> {
    this.openChildren.add(call.executionId);
    try {
      return await this.host.runChild(call);
    } finally {
      this.openChildren.delete(call.executionId);
    }
  }

  private placed(note: Note): EventDraft {
    return { ...this.masked(note), path: this.path, node_id: this.node.id, attempt: this.attempt };
  }

  /** Whatever is said here may repeat what a tool or a provider has said. */
  private masked(note: Note): Note {
    const { secrets } = this.means;
    const data = note.data as unknown as JsonObject;
    const isReport = note.type === 'log' || note.type === 'model.fell_back';
    return { ...note, data: isReport ? secrets.maskReport(data) : secrets.mask.json(data) } as unknown as Note;
  }

  /** Shows a piece of text to whoever watches; not recorded. */
  delta(text: string): void {
    const { executionId: execution_id, feed, secrets } = this.means;
    const shown = secrets.mask.text(text);
    feed.publishDelta({ execution_id, path: this.path, attempt: this.attempt, n: this.deltas, text: shown });
    this.deltas += 1;
  }

  /** Resolves after `ms`; rejects when the signal fires. */
  sleep(ms: number): Promise<void> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const stopTimer = this.means.clock.after(ms, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      const onAbort = (): void => {
        stopTimer();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
