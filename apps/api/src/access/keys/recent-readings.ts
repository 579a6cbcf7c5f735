/** What was read from the store a moment ago: spares every request a reading, and is forgotten so soon that what another process has
 *  changed counts within seconds. Bounded: what was asked for first goes first. */
import type { Clock } from '@ice/core';

interface Reading<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

const maxReadings = 10_000;

/** Keeps readings by key. */
export class RecentReadings<Value> {
  private readonly readings = new Map<string, Reading<Value>>();

  /** @param lifeMs for how long a reading counts. */
  constructor(
    private readonly clock: Clock,
    private readonly lifeMs: number,
    private readonly read: (key: string) => Promise<Value>,
  ) {}

  /** The value, read at most `lifeMs` ago. Those who ask at the same time share a reading; one that failed is not kept. */
  async get(key: string): Promise<Value> {
    const known = this.readings.get(key);
    if (known && known.until > this.clock.now()) return known.value;
    const reading = { value: this.read(key), until: this.clock.now() + this.lifeMs };
    this.keep(key, reading);
    try {
      return await reading.value;
    } catch (error) {
      if (this.readings.get(key) === reading) this.readings.delete(key);
      throw error;
    }
  }

  /** Nothing that was read before counts any more. */
  clear(): void {
    this.readings.clear();
  }

  private keep(key: string, reading: Reading<Value>): void {
    this.readings.delete(key);
    this.readings.set(key, reading);
    const [oldest] = this.readings.size > maxReadings ? this.readings.keys() : [];
    if (oldest !== undefined) this.readings.delete(oldest);
  }
}
