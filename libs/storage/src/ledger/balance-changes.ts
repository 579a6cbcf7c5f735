/** Adds changes to balances. A balance that would become negative, or too large to be exact, is never written. */
import type { AccountBalance, NanoUsd } from '@ice/core';
import { damagedLedger } from './ledger-fault.js';
import type { BalanceReader } from './ledger-state.js';

/** What an account is charged with in addition. Either may be negative. */
export interface Charge {
  readonly spent: NanoUsd;
  readonly reserved: NanoUsd;
}

/** The balances of an operation as they become. */
export class BalanceChanges {
  readonly #changed = new Map<string, AccountBalance>();

  constructor(private readonly balanceOf: BalanceReader) {}

  /** The balance with all that was charged so far. */
  get(account: string): AccountBalance {
    return this.#changed.get(account) ?? this.balanceOf(account);
  }

  /**
   * Charges each of the accounts. One that cannot be read lets nothing pass, also where nothing of it changes.
   * @throws IceError `ledger-unavailable` when a balance cannot be read, or cannot have come to this.
   */
  charge(accounts: readonly string[], { spent, reserved }: Charge): void {
    for (const account of accounts) {
      const before = this.get(account);
      if (spent === 0 && reserved === 0) continue;
      const after = { id: account, spent: before.spent + spent, reserved: before.reserved + reserved };
      if (!isSound(after)) throw damagedLedger(`account ${account} would come to ${after.spent} and ${after.reserved}`);
      this.#changed.set(account, after);
    }
  }

  /** All that changed. */
  list(): readonly AccountBalance[] {
    return [...this.#changed.values()];
  }
}

/** True when a balance is one that can be: amounts of 0 or more whose sum is exact. */
export function isSound({ spent, reserved }: Charge): boolean {
  return spent >= 0 && reserved >= 0 && [spent, reserved, spent + reserved].every(Number.isSafeInteger);
}
