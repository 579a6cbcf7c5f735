/** How far a reader has come: takes every event once, and notices one that is missing. */
import type { ExecutionEvent } from '@ice/core';
import { StreamLost } from './stream-lost.js';

/** See the head of this file. */
export class StreamCursor {
  #sequence: number;

  /** @param sequence of the last event that is already known. @param isComplete true where no filter leaves out any. */
  constructor(
    sequence: number,
    private readonly isComplete: boolean,
  ) {
    this.#sequence = sequence;
  }

  /** Sequence of the last event taken. */
  get sequence(): number {
    return this.#sequence;
  }

  /** False for one that was taken before. @throws StreamLost where one before it has not come. */
  take({ sequence }: ExecutionEvent): boolean {
    if (sequence <= this.#sequence) return false;
    if (this.isComplete && sequence > this.#sequence + 1) {
      throw new StreamLost(`event ${sequence} came after event ${this.#sequence}`);
    }
    this.#sequence = sequence;
    return true;
  }
}
