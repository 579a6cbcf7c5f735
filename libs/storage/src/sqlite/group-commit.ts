/** One transaction for all writes of one turn of the event loop: the price of a commit (an fsync) is shared by all who write at
 *  the same time. A promise may never resolve before the commit that holds its write has returned. */
import { isBusy, storeUnavailable } from './store-unavailable.js';

/** The brackets around a batch. Each throws the database's own error. */
export interface Transaction {
  /** Takes the write lock; throws a busy error when another connection holds it. */
  begin(): void;
  commit(): void;
  /** Undoes what was begun, if anything was. Never throws. */
  rollback(): void;
}

interface Operation {
  readonly execute: () => unknown;
  readonly resolve: (outcome: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly queuedAtMs: number;
}

/** Bounds how long one transaction keeps the event loop. */
const largestBatch = 1_000;

/** Pause before the lock is asked for again, between these. Random, so that two processes do not keep in step. */
const shortestPauseMs = 1;
const longestPauseMs = 8;

/** Runs operations in shared transactions, in the order in which they were handed in. */
export class GroupCommit {
  #queue: Operation[] = [];
  #isScheduled = false;

  /** @param patienceMs how long an operation waits for the write lock before it is refused. */
  constructor(
    private readonly transaction: Transaction,
    private readonly patienceMs: number,
  ) {}

  /**
   * Runs `execute` in the next transaction and resolves with its outcome after the commit. It must be synchronous and must
   * compare before it writes: nothing of it is undone alone. When it throws, or the commit does, every operation of the
   * transaction rejects with `store-unavailable` and none of them has happened.
   */
  run<T>(execute: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = { resolve: resolve as Operation['resolve'], reject };
      this.#queue.push({ execute, ...settle, queuedAtMs: performance.now() });
      this.#schedule();
    });
  }

  /** Resolves when everything that was handed in before is settled. */
  async drain(): Promise<void> {
    if (this.#queue.length > 0) await this.run(() => undefined).catch(() => undefined);
  }

  /** `setImmediate` runs after all callbacks and promises of the turn, so that everyone who is about to write gets on board. */
  #schedule(pauseMs?: number): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const flush = (): void => this.#flush();
    if (pauseMs === undefined) setImmediate(flush);
    else setTimeout(flush, pauseMs);
  }

  #flush(): void {
    this.#isScheduled = false;
    try {
      this.transaction.begin();
    } catch (fault) {
      this.transaction.rollback();
      return this.#postpone(fault);
    }
    this.#commit(this.#queue.splice(0, largestBatch));
    if (this.#queue.length > 0) this.#schedule();
  }

  #commit(batch: readonly Operation[]): void {
    try {
      const outcomes = batch.map(({ execute }) => execute());
      this.transaction.commit();
      batch.forEach(({ resolve }, index) => resolve(outcomes[index]));
    } catch (fault) {
      this.transaction.rollback();
      refuse(batch, fault);
    }
  }

  /** Another connection writes: the queue waits without blocking the event loop. Any other fault refuses all of it. */
  #postpone(fault: unknown): void {
    const oldestMs = performance.now() - this.patienceMs;
    const waits = (operation: Operation): boolean => isBusy(fault) && operation.queuedAtMs > oldestMs;
    const refused = this.#queue.filter((operation) => !waits(operation));
    this.#queue = this.#queue.filter(waits);
    refuse(refused, fault);
    if (this.#queue.length > 0) this.#schedule(shortestPauseMs + Math.random() * (longestPauseMs - shortestPauseMs));
  }
}

function refuse(batch: readonly Operation[], fault: unknown): void {
  const error = storeUnavailable(fault);
  for (const { reject } of batch) reject(error);
}
