/** The verdict of the port from what the arithmetic found. Pure. */
import type { LedgerVerdict, NanoUsd } from '@ice/core';
import type { BalanceReader, Shortage } from './ledger-state.js';

/**
 * @param balanceOf the balances before the operation.
 * @param ownOf what the reservation itself had reserved on an account before it. Asked for a refusal only.
 */
export function toVerdict(
  shortage: Shortage | null,
  balanceOf: BalanceReader,
  ownOf: (account: string) => NanoUsd,
): LedgerVerdict {
  if (!shortage) return { ok: true };
  // What the operation itself settled was the reservation's own, so others hold afterwards what they held before.
  const others = balanceOf(shortage.account).reserved - ownOf(shortage.account);
  return { ok: false, ...shortage, reservedByOthers: Math.max(0, others) };
}
