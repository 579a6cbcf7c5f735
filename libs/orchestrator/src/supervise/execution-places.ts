/** The places of one process for executions. A place is taken before anything is accepted, so that starts that come at once never get more
 *  than there are: one more is refused, and what was accepted is never given up for it. */
import { IceError } from '@ice/core';

/** Executions that may be under way at a time in one process, where nothing else is said. */
export const maxRunning = 10_000;

/** When whoever was refused may come again. */
const retryAfterMs = 1_000;

/** See the head of this file. */
export class ExecutionPlaces {
  private beginning = 0;

  /**
   * @param running those under way. Children are among them and are never refused: their parents were admitted.
   * @param most how many there may be when one is begun.
   */
  constructor(
    private readonly running: { readonly size: number },
    private readonly most: number = maxRunning,
  ) {}

  /** Begins an execution in a place that nobody else gets meanwhile. @throws IceError `queue-full`. */
  async within<Begun>(begin: () => Promise<Begun>): Promise<Begun> {
    if (this.running.size + this.beginning >= this.most) throw this.full();
    this.beginning += 1;
    try {
      return await begin();
    } finally {
      this.beginning -= 1;
    }
  }

  private full(): IceError {
    const message = `${this.most} executions are under way already, and no more are taken.`;
    return new IceError('queue-full', message, { retryable: true, retryAfterMs });
  }
}
