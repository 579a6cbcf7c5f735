/** A clock that a spec moves by hand: time passes only in `advance`. Never used outside of specs. */
import { Clock } from '@ice/core';

/** Time for specs, from 1,000,000 on. */
export class HandClock extends Clock {
  private time = 1_000_000;
  private alarms: { readonly at: number; readonly callback: () => void }[] = [];

  /** Call backs that wait. */
  get pending(): number {
    return this.alarms.length;
  }

  override now(): number {
    return this.time;
  }

  override after(delayMs: number, callback: () => void): () => void {
    const alarm = { at: this.time + delayMs, callback };
    this.alarms.push(alarm);
    return () => (this.alarms = this.alarms.filter((other) => other !== alarm));
  }

  /** Sets the wall clock back; waiting call backs keep their delay. */
  setBack(ms: number): void {
    this.time -= ms;
    this.alarms = this.alarms.map(({ at, callback }) => ({ at: at - ms, callback }));
  }

  /** Lets time pass, ringing on the way. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.time = next.at;
      next.callback();
    }
    this.time = end;
  }

  private next(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    const [first] = this.alarms.filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at);
    this.alarms = this.alarms.filter((alarm) => alarm !== first);
    return first;
  }
}
