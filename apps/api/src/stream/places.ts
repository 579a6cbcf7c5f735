/** How many connections each key has: one key that opens too many takes no place from others. */
import type { Caller } from '../access/caller.js';

/** Counts connections. Whoever needs no key is not counted. */
export class Places {
  private readonly taken = new Map<string, number>();

  /** @param most of one key. */
  constructor(private readonly most: number) {}

  /** Takes a place, which the returned function gives back; null when the key has as many as it may. */
  take({ keyId }: Caller): (() => void) | null {
    if (keyId === null) return () => undefined;
    const count = this.taken.get(keyId) ?? 0;
    if (count >= this.most) return null;
    this.taken.set(keyId, count + 1);
    return () => this.giveBack(keyId);
  }

  private giveBack(keyId: string): void {
    const count = this.taken.get(keyId) ?? 0;
    if (count > 1) this.taken.set(keyId, count - 1);
    else this.taken.delete(keyId);
  }
}
