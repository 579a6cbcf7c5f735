/** The port of time. Everything that waits or stamps asks this, so tests can hold time in their hand. */

/** Reads and waits for time. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  abstract now(): number;

  /** Calls back once after `delayMs` (0 or more); the returned function takes the call back. */
  abstract after(delayMs: number, callback: () => void): () => void;
}
