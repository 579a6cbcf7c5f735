/** A process that dies in the midst of its work: after so many writes to the store that all share, nothing that it asks of the store is
 *  ever answered again, and nothing that it does reaches anyone. What the last write did is there; whether it was heard of is not. */
import type { Store } from '@ice/core';
import type { ManualClock } from '@ice/storage';
import { Engine } from './start-engine.js';
import { journalModel } from './journals/journal-model.js';
import { JournalSandbox } from './journals/journal-sandbox.js';
import { journalTools } from './journals/journal-tools.js';

const writes: ReadonlySet<string | symbol> = new Set(['append', 'compareAndSet', 'remove']);

/** One process over a shared store. */
export class MortalProcess {
  readonly engine: Engine;
  private readonly death: Promise<null>;
  private die: () => void = () => undefined;
  private left = Infinity;

  constructor(store: Store, clock: ManualClock, worker: string) {
    this.death = new Promise((resolve) => (this.die = () => resolve(null)));
    const own = new Proxy(store, { get: (target, name) => this.member(target, name) });
    const sandbox = new JournalSandbox();
    this.engine = new Engine({ store: own, clock, tools: journalTools, model: journalModel, sandbox });
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

  private member(target: Store, name: string | symbol): unknown {
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
