/** Presence where there is nothing to hold on to: leases alone decide. */
import { WorkerPresence } from '@ice/core';

/** Tells of no worker that it is gone. */
export class MemoryWorkerPresence extends WorkerPresence {
  override show(): void {}

  override isGone(): boolean {
    return false;
  }

  override leave(): void {}
}
