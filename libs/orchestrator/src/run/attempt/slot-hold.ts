/** The slot of one attempt. While the attempt only waits for child executions, the slot is somebody else's: otherwise parents could hold
 *  all slots that their children need. */
import type { SlotPool } from './slot-pool.js';

/** Takes and gives one slot. */
export class SlotHold {
  private waits = 0;
  private isTaken = false;
  private regained: Promise<void> = Promise.resolve();

  constructor(private readonly pool: SlotPool) {}

  /** Takes one if one is free. */
  tryTake(): boolean {
    return (this.isTaken = this.pool.tryTake());
  }

  /** Resolves with the slot taken. */
  async take(): Promise<void> {
    if (this.isTaken) return;
    await this.pool.take();
    this.isTaken = true;
  }

  /** Gives it back for good. */
  give(): void {
    if (this.isTaken) this.pool.give();
    this.isTaken = false;
  }

  /** Gives it back while it waits, and takes one again afterwards; waits may overlap. Where none is held, it only waits. */
  async without<Result>(wait: () => Promise<Result>): Promise<Result> {
    await this.regained;
    if (!this.isTaken && this.waits === 0) return wait();
    this.waits += 1;
    if (this.waits === 1) this.give();
    try {
      return await wait();
    } finally {
      this.waits -= 1;
      if (this.waits === 0) this.regained = this.take();
      await this.regained;
    }
  }
}
