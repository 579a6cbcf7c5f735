/** Adds up what the calls of one attempt used. */
import { addUsage, type Usage } from '@ice/core';

/** A meter for one attempt. */
export class UsageMeter {
  private total: Usage | null = null;

  add(usage: Usage): void {
    this.total = this.total ? addUsage(this.total, usage) : usage;
  }

  /** The usage so far, ready to be spread into an outcome; nothing when no call was made. */
  spent(): { readonly usage?: Usage } {
    return this.total ? { usage: this.total } : {};
  }
}
