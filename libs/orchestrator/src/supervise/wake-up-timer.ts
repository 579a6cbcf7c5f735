/** Wakes executions that wait and have left memory, when their time has come. One timer for all of them; what other processes have
 *  parked is found by looking around. */
import { isIceError, type Clock, type ExecutionHead, type WakeUp, type WakeUpRepository } from '@ice/core';
import { messageOf } from './message-of.js';

/** Woken in one go, at most. */
const batchSize = 500;

/** When one that could not be woken, or that a worker was called to, is looked at again, in ms. */
const retryAfterMs = 60_000;

/** What became of a wake-up. `called`: a worker was called to it, and may never hear of that. */
export type Woken = 'done' | 'called';

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
    private readonly wake: (executionId: string) => Promise<Woken>,
  ) {}

  /** Has an execution woken at a time (ms since 1970), by whichever process is there then. */
  async add(executionId: string, at: number): Promise<void> {
    await this.sources.wakeUps.add(executionId, at);
    this.lookAt(at);
  }

  /** Wakes whatever is due. What cannot be woken in passing stays for the next look. */
  async wakeDue(): Promise<void> {
    for (;;) {
      const due = await this.sources.wakeUps.due(this.sources.clock.now(), batchSize);
      for (const wakeUp of due) if (!(await this.carryOut(wakeUp))) return;
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

  /** What one execution has wrong keeps no other from being woken, and is not tried all the time. False: nothing can be woken now. */
  private async carryOut(wakeUp: WakeUp): Promise<boolean> {
    if (this.isStopped) return false;
    const { executionId } = wakeUp;
    try {
      if ((await this.wake(executionId)) === 'called') await this.postpone(executionId);
    } catch (fault) {
      this.sources.tell(`${executionId} cannot be woken: ${messageOf(fault)}`);
      if (isIceError(fault) && fault.retryable) return false;
      await this.postpone(executionId);
    }
    await this.sources.wakeUps.remove(wakeUp);
    return true;
  }

  private async postpone(executionId: string): Promise<void> {
    await this.sources.wakeUps.add(executionId, this.sources.clock.now() + retryAfterMs);
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

/** True when the time of one that waits comes before `limit` (ms since 1970). What would only wait in memory may go on already: clocks of
 *  processes differ. */
export function isDue({ wakes_at: at }: ExecutionHead, limit: number): boolean {
  return at !== undefined && Date.parse(at) <= limit;
}
