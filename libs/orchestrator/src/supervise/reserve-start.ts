/** Reserves what an execution is expected to cost, on all levels at once, before it is accepted. What is reserved for one that is not
 *  accepted after all (its process ends in between) goes back with the sweeper. */
import { formatUsd, IceError, type BudgetLedger, type BudgetPolicy, type JsonObject } from '@ice/core';
import { rootAccounts } from '../run/purse/purse-accounts.js';
import { shortageOf } from '../run/purse/shortage-of.js';
import type { StartRequest } from './start-request.js';

/** Where money is counted. */
export interface ReserveSources {
  readonly ledger: BudgetLedger;
  readonly budgets: BudgetPolicy;
}

/** @throws IceError `budget-exceeded` with what was lacking as evidence, `ledger-unavailable`. */
export async function reserveStart(
  { ledger, budgets }: ReserveSources,
  { executionId, compiled, blueprintId, keyId, ...request }: StartRequest,
  createdAt: string,
): Promise<void> {
  const { reserve: amount = 0 } = request;
  if (amount === 0) return;
  const owner = { execution_id: executionId, blueprint_id: blueprintId, created_at: createdAt };
  const budgetUsd = request.budgetUsd ?? compiled.blueprint.budget_usd ?? null;
  const accounts = await rootAccounts(budgets, { ...owner, budgetUsd, ...(keyId !== undefined && { key_id: keyId }) });
  if (accounts.length === 0) return;
  const verdict = await ledger.open({ reservation: executionId, accounts, amount, openedAt: Date.parse(createdAt) });
  if (verdict.ok) return;
  const [balance = { spent: 0, reserved: 0 }] = await ledger.balances([verdict.account]);
  const evidence = { ...shortageOf(executionId, verdict, balance, amount) } as unknown as JsonObject;
  const available = formatUsd(verdict.available);
  const message = `It is expected to cost ${formatUsd(amount)} USD; ${available} of ${formatUsd(verdict.limit)} USD are left.`;
  throw new IceError('budget-exceeded', message, { evidence });
}
