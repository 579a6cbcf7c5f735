/** A policy of one list of accounts: the same for every execution, with limits that a test may change. */
import { BudgetPolicy, type BudgetOwner, type LedgerAccount } from '@ice/core';

/** Levels above the executions of a test. */
export class SimpleBudgets extends BudgetPolicy {
  /** Who was asked about. */
  readonly owners: BudgetOwner[] = [];

  /** @param accounts those of now. Default: none, so that nothing but executions is limited. */
  constructor(public accounts: readonly LedgerAccount[] = []) {
    super();
  }

  override accountsOf(owner: BudgetOwner): Promise<readonly LedgerAccount[]> {
    this.owners.push(owner);
    return Promise.resolve(this.accounts);
  }
}
