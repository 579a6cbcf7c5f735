/** The slot of one attempt. While the attempt only waits for child executions, the slot is somebody else's: otherwise parents could hold
 *  all slots that their children need. */
import type { SlotPool } from './slot-pool.js';

/** Takes and gives one slot. */
export class SlotHold {
  private waits = 0;
  private regained: Promise<void> = Promise.resolve();

  constructor(private readonly pool: SlotPool) {}

  /** Resolves with the slot taken. */
  async take(): Promise<void> {
    if (!this.pool.tryTake()) await this.pool.take();
  }

  /** Gives it back for good. */
  give(): void {
    this.pool.give();
  }

  /** Gives it back while it waits, and takes one again afterwards; waits may overlap. */
  async without<Result>(wait: () => Promise<Result>): Promise<Result> {
    await this.regained;
    this.waits += 1;
    if (this.waits === 1) this.pool.give();
    try {
      return await wait();
    } finally {
      this.waits -= 1;
      if (this.waits === 0) this.regained = this.take();
      await this.regained;
    }
  }
}
