/** Says in the words of the wire what the ledger lacked. */
import { formatUsd, type BudgetShortage, type LedgerVerdict, type NanoUsd } from '@ice/core';

/** A refusal of the ledger. */
export type Refusal = Extract<LedgerVerdict, { readonly ok: false }>;

/** What an account stands at. */
export interface Standing {
  readonly spent: NanoUsd;
  readonly reserved: NanoUsd;
}

/** How the account of an execution's own budget begins. */
const executionPrefix = 'execution:';

/** The levels above an execution that names of accounts speak of. */
const levels: ReadonlySet<string> = new Set(['organisation', 'key', 'blueprint']);

/** The account of an execution's own budget. */
export function budgetAccountOf(executionId: string): string {
  return `${executionPrefix}${executionId}`;
}

/** What `executionId` lacks for a call that may cost `needed`. */
export function shortageOf(
  executionId: string,
  { account, limit }: Refusal,
  { spent, reserved }: Standing,
  needed: NanoUsd,
): BudgetShortage {
  return {
    level: levelOf(account, executionId),
    account,
    spent_usd: formatUsd(spent),
    reserved_usd: formatUsd(reserved),
    needed_usd: formatUsd(needed),
    limit_usd: formatUsd(limit),
  };
}

function levelOf(account: string, executionId: string): string {
  if (account === budgetAccountOf(executionId)) return 'execution';
  if (account.startsWith(executionPrefix)) return 'parent';
  return account.split(':').find((part) => levels.has(part)) ?? 'account';
}
