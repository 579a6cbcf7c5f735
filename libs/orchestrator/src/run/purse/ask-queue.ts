/** Those of one execution that wait for money, first come first served: a large one is not overtaken by small ones for ever. */
import type { NanoUsd } from '@ice/core';

/** Money that was promised. */
export interface Hold {
  /** Nothing of it is needed any more. Once; a second time changes nothing. */
  giveBack(): void;
}

/** One that waits. */
export interface Ask {
  readonly amount: NanoUsd;
  /** Since when others are waited for, in ms since 1970; null while calls of its own execution are. */
  waitsSince: number | null;
  /** Looks at the ledger that were in vain. */
  waits: number;
}

interface Waiting extends Ask {
  isAside: boolean;
  readonly setAside: () => void;
  readonly granted: (hold: Hold) => void;
  readonly refused: (reason: unknown) => void;
}

/** The queue. */
export class AskQueue {
  private readonly waiting = new Set<Waiting>();
  /** Somebody waits for others, and all behind it with it. */
  private isBlocked = false;

  constructor(private readonly giveBack: (amount: NanoUsd) => void) {}

  get size(): number {
    return this.waiting.size;
  }

  /** Oldest first. */
  list(): readonly Ask[] {
    return [...this.waiting];
  }

  /** Joins the queue; `setAside` is called once when it has to wait for others. Rejects when the signal fires. */
  push(amount: NanoUsd, signal: AbortSignal, setAside: () => void): Promise<Hold> {
    return new Promise((resolve, reject) => {
      const ask = { amount, waitsSince: null, waits: 0, isAside: false, setAside, granted, refused: reject };
      const onAbort = (): void => this.refuse(ask, signal.reason);
      function granted(hold: Hold): void {
        signal.removeEventListener('abort', onAbort);
        resolve(hold);
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.add(ask);
      if (this.isBlocked) aside(ask);
    });
  }

  /** Everyone in the queue waits for others from now on. */
  setAside(): void {
    this.isBlocked = true;
    for (const ask of this.waiting) aside(ask);
  }

  /** What was promised to one that has left the queue meanwhile goes back. */
  grant(ask: Ask): void {
    this.isBlocked = false;
    let isHeld = true;
    const giveBack = (): void => {
      if (isHeld) this.giveBack(ask.amount);
      isHeld = false;
    };
    const waiting = this.take(ask);
    if (waiting) waiting.granted({ giveBack });
    else giveBack();
  }

  refuse(ask: Ask, reason: unknown): void {
    this.isBlocked = false;
    this.take(ask)?.refused(reason);
  }

  refuseAll(reason: unknown): void {
    for (const ask of this.list()) this.refuse(ask, reason);
  }

  private take(ask: Ask): Waiting | null {
    const waiting = ask as Waiting;
    return this.waiting.delete(waiting) ? waiting : null;
  }
}

function aside(ask: Waiting): void {
  if (!ask.isAside) ask.setAside();
  ask.isAside = true;
}
