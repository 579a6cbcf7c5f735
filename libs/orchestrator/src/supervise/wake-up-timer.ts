/** Wakes executions that wait and have left memory, when their time has come. One timer for all of them; what other processes have
 *  parked is found by looking around. */
import type { Clock, WakeUp, WakeUpRepository } from '@ice/core';

/** Woken in one go, at most. */
const batchSize = 500;

/** When one that could not be woken is tried again, in ms. */
const retryAfterMs = 60_000;

/** What wake-ups are made of. */
export interface WakeUpSources {
  readonly wakeUps: WakeUpRepository;
  readonly clock: Clock;
  tell(message: string): void;
}

/** The wake-ups of one process. */
export class WakeUpTimer {
  private stopTimer: () => void = () => undefined;
  private nextAt = Infinity;
  private isStopped = false;

  constructor(
    private readonly sources: WakeUpSources,
    private readonly wake: (executionId: string) => Promise<void>,
  ) {}

  /** Has an execution woken at a time (ms since 1970), by whichever process is there then. */
  async add(executionId: string, at: number): Promise<void> {
    await this.sources.wakeUps.add(executionId, at);
    this.lookAt(at);
  }

  /** Wakes whatever is due. */
  async wakeDue(): Promise<void> {
    for (;;) {
      const due = await this.sources.wakeUps.due(this.sources.clock.now(), batchSize);
      for (const wakeUp of due) await this.carryOut(wakeUp);
      if (due.length < batchSize) break;
    }
    const next = await this.sources.wakeUps.next();
    if (next) this.lookAt(next.at);
  }

  /** Wakes nothing any more. */
  stop(): void {
    this.isStopped = true;
    this.stopTimer();
  }

  /** What one execution has wrong keeps no other from being woken, and is not tried all the time. */
  private async carryOut(wakeUp: WakeUp): Promise<void> {
    const { executionId } = wakeUp;
    try {
      await this.wake(executionId);
    } catch (fault) {
      this.sources.tell(`${executionId} cannot be woken: ${fault instanceof Error ? fault.message : String(fault)}`);
      await this.sources.wakeUps.add(executionId, this.sources.clock.now() + retryAfterMs);
    }
    await this.sources.wakeUps.remove(wakeUp);
  }

  private lookAt(at: number): void {
    if (this.isStopped || at >= this.nextAt) return;
    this.stopTimer();
    this.nextAt = at;
    this.stopTimer = this.sources.clock.after(Math.max(0, at - this.sources.clock.now()), () => {
      this.nextAt = Infinity;
      this.wakeDue().catch((fault: unknown) => this.sources.tell(`Nothing could be woken: ${String(fault)}`));
    });
  }
}
