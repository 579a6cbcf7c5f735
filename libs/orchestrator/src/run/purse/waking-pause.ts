/** Waiting that ends early when something has moved. */
import type { Clock } from '@ice/core';

/** One pause at a time. */
export class WakingPause {
  private end: (() => void) | null = null;
  private hasMoved = false;

  constructor(private readonly clock: Clock) {}

  /** What moves from now on counts. */
  arm(): void {
    this.hasMoved = false;
  }

  /** Resolves after `ms`, or as soon as something moves or has moved. */
  async for(ms: number): Promise<void> {
    if (this.hasMoved) return;
    await new Promise<void>((resolve) => {
      const stopTimer = this.clock.after(ms, resolve);
      this.end = () => {
        stopTimer();
        resolve();
      };
    });
    this.end = null;
  }

  /** Something has moved. */
  wake(): void {
    this.hasMoved = true;
    this.end?.();
  }
}
