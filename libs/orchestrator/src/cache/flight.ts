/** An attempt under way that others with the same key wait for. Lands once; waiting for it ends when whoever waits is not wanted any
 *  more. */

/** One flight, with what it brings; null: nothing that may be shared. */
export class Flight<T> {
  /** The first word counts. */
  readonly land: (result: T | null) => void;
  private readonly landed: Promise<T | null>;

  constructor() {
    let resolve: (result: T | null) => void = () => undefined;
    this.landed = new Promise((settle) => (resolve = settle));
    this.land = resolve;
  }

  /** Resolves when it has landed; rejects with the reason of the signal when that fires before. */
  async wait(signal: AbortSignal): Promise<T | null> {
    let stopWaiting: () => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      stopWaiting = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stopWaiting, { once: true });
    });
    try {
      return await Promise.race([this.landed, aborted]);
    } finally {
      signal.removeEventListener('abort', stopWaiting);
    }
  }
}
