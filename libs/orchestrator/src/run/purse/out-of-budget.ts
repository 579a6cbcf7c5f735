/** Thrown where an attempt cannot be paid for, before it has made anything: no failure of its node. Never leaves the engine. */
import type { BudgetShortage } from '@ice/core';

/** The attempt is to be put back. */
export class OutOfBudget extends Error {
  /** @param shortage what the ledger lacked; null for one that is let go because another one has told. */
  constructor(readonly shortage: BudgetShortage | null) {
    super('The budget does not cover it.');
    this.name = 'OutOfBudget';
  }
}
