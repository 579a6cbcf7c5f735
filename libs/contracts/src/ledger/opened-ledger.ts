/** How the contract of ledgers gets at the adapter under test. */
import type { BudgetLedger } from '@ice/core';

/** A ledger under test. */
export interface OpenedLedger {
  readonly ledger: BudgetLedger;
  /** Lets go of what lies behind it. */
  readonly close: () => Promise<void>;
  /** Ends it and opens the same one again; for a ledger that outlives its process. */
  readonly reopen?: () => Promise<OpenedLedger>;
}

/** Gives a fresh, empty ledger. */
export type OpenLedger = () => Promise<BudgetLedger>;
