/** A process that dies in the midst of its work: after so many writes to the store and the ledger that all share, nothing that it asks of
 *  them is ever answered again, and nothing that it does reaches anyone. What the last write did is there; whether it was heard of is not. */
import type { Store } from '@ice/core';
import { MemoryLedger, type ManualClock } from '@ice/storage';
import { Engine, type EngineOptions } from './start-engine.js';
import { journalModel } from './journals/journal-model.js';
import { JournalSandbox } from './journals/journal-sandbox.js';
import { journalTools } from './journals/journal-tools.js';

const writes: ReadonlySet<string | symbol> = new Set([
  ...['append', 'compareAndSet', 'remove'],
  ...['open', 'hold', 'release', 'close'],
]);

/** One process over a shared store. */
export class MortalProcess {
  readonly engine: Engine;
  private readonly death: Promise<null>;
  private die: () => void = () => undefined;
  private left = Infinity;

  /** @param rest what is not that of stored journals. */
  constructor(
    store: Store,
    clock: ManualClock,
    worker: string,
    { ledger = new MemoryLedger(), ...rest }: Pick<EngineOptions, 'ledger' | 'model' | 'parkAfterMs'> = {},
  ) {
    this.death = new Promise((resolve) => (this.die = () => resolve(null)));
    const sandbox = new JournalSandbox();
    const own = { store: this.mortal(store), ledger: this.mortal(ledger) };
    this.engine = new Engine({ ...own, clock, tools: journalTools, model: journalModel, sandbox, ...rest });
    this.engine.supervisor.actAs(worker);
  }

  get isDead(): boolean {
    return this.left < 0;
  }

  /** It dies in the midst of its write number `count` from now, counted from 0. */
  doom(count: number): void {
    this.left = count;
  }

  /** What it answers; null when it dies over it. */
  async ask<Answer>(question: Promise<Answer>): Promise<Answer | null> {
    return Promise.race([question, this.death]);
  }

  private mortal<Shared extends object>(shared: Shared): Shared {
    return new Proxy(shared, { get: (target, name) => this.member(target, name) });
  }

  private member(target: object, name: string | symbol): unknown {
    const member: unknown = Reflect.get(target, name);
    if (typeof member !== 'function') return member;
    return (...values: readonly unknown[]): unknown => {
      if (this.isDead) return never();
      const answer: unknown = Reflect.apply(member, target, values);
      if (!writes.has(name)) return answer;
      this.left -= 1;
      if (!this.isDead) return answer;
      this.die();
      return never();
    };
  }
}

function never(): Promise<never> {
  return new Promise<never>(() => undefined);
}
