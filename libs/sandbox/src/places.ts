/** How many programs run at a time. Who finds no place free waits in line, first come first served, and may give up. */

/** Places, each for one program. */
export class Places {
  private readonly line = new Set<() => void>();
  private taken = 0;

  /** @param size programs at a time. */
  constructor(private readonly size: number) {}

  /** Resolves with a place taken. Rejects with the signal's reason when that fires before. */
  take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.taken < this.size) {
      this.taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.line.delete(next);
        reject(signal.reason as Error);
      };
      const next = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.line.add(next);
    });
  }

  /** Gives a place back; it goes to whoever waits longest. */
  give(): void {
    const [next] = this.line;
    if (next === undefined) this.taken -= 1;
    else {
      this.line.delete(next);
      next();
    }
  }
}
