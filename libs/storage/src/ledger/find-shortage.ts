/** The one comparison that keeps budgets: `spent + reserved + what is asked for ≤ limit`. Pure. */
import type { LedgerAccount, NanoUsd } from '@ice/core';
import type { BalanceReader, Shortage } from './ledger-state.js';

/**
 * The first account, in this order, that cannot promise what is needed of it; null when all can. An account of which nothing is needed
 * is never short: it promises no more than before, even where its limit was lowered below that.
 */
export function findShortage(
  accounts: readonly LedgerAccount[],
  neededOf: (account: string) => NanoUsd,
  balanceOf: BalanceReader,
): Shortage | null {
  for (const { id, limit } of accounts) {
    const needed = neededOf(id);
    if (limit === null || needed <= 0) continue;
    const { spent, reserved } = balanceOf(id);
    const available = Math.max(0, limit - spent - reserved);
    if (needed > available) return { account: id, limit, needed, available };
  }
  return null;
}
