/** The right of one call to be under way. It ends once, whatever happens to the call: what comes after its first end counts nothing. */
import type { Failure } from '@ice/core';

/** How a call ended: it was answered, it failed, or it says nothing about its provider (cancelled, given up). */
export type CallEnd = 'answered' | 'unknown' | Failure;

/** Given out by a gate, which is told of the end. */
export class GatePass {
  #hasEnded = false;

  constructor(private readonly tellGate: (pass: GatePass, end: CallEnd) => void) {}

  /** The call is over. Only the first end counts. */
  end(end: CallEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.tellGate(this, end);
  }
}
