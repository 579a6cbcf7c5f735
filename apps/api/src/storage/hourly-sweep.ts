/** Does something at start and then every hour, until it is stopped: for what removes old records. Nobody waits for it but whoever stops
 *  it, and a fault of one time is told and tried again the next. */
import type { Clock } from '@ice/core';

/** From the end of one time to the next. */
const pauseMs = 3_600_000;

/** What is done, and who hears of faults. */
export interface HourlyWork {
  /** Ends early once `isStopping` says so. */
  sweep(): Promise<void>;
  tell(fault: string): void;
}

/** One repeated work of a process. */
export class HourlySweep {
  private stopTimer: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private isAsked = false;

  constructor(
    private readonly clock: Clock,
    private readonly work: HourlyWork,
  ) {}

  /** The work is to end as soon as it can. */
  get isStopping(): boolean {
    return this.isAsked;
  }

  /** Begins; the server is ready meanwhile. */
  begin(): void {
    this.sweeping = this.sweepAndWait();
  }

  /** Resolves when what is under way has come to its end; nothing follows. */
  async stop(): Promise<void> {
    this.isAsked = true;
    this.stopTimer();
    await this.sweeping;
  }

  private async sweepAndWait(): Promise<void> {
    await this.work.sweep().catch((fault: unknown) => {
      this.work.tell(fault instanceof Error ? fault.message : String(fault));
    });
    if (this.isAsked) return;
    this.stopTimer = this.clock.after(pauseMs, () => this.begin());
  }
}
