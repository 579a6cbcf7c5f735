/** How many attempts this process makes at a time, over all executions. Shared by them; holds no state of any. */

/** Slots, first come first served. */
export class SlotPool {
  private readonly queue: (() => void)[] = [];
  private free: number;

  /** @param size attempts at a time (`ICE_CONCURRENCY`, default 256). */
  constructor(readonly size = 256) {
    this.free = size;
  }

  /** Slots in use. */
  get taken(): number {
    return this.size - this.free;
  }

  /** How many wait for one. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Takes a slot if one is free. */
  tryTake(): boolean {
    if (this.free === 0) return false;
    this.free -= 1;
    return true;
  }

  /** Resolves with a slot taken. */
  take(): Promise<void> {
    return this.tryTake() ? Promise.resolve() : new Promise((resolve) => this.queue.push(resolve));
  }

  /** Gives a slot back; it goes to whoever waits longest. */
  give(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.free += 1;
  }
}
