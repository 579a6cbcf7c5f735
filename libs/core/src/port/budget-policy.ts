/** The port that says where the money of an execution is counted, and what the limits are at this moment. */
import type { LedgerAccount } from './budget-ledger.js';

/** Whose money it is: facts of an execution that is nobody's child. */
export interface BudgetOwner {
  readonly execution_id: string;
  /** The key that started it; absent where none was needed. */
  readonly key_id?: string;
  readonly blueprint_id: string | null;
  /** RFC 3339: the window that it counts in. */
  readonly created_at: string;
}

/** Knows the levels above an execution. */
export abstract class BudgetPolicy {
  /** Organisation, key, and whatever is only counted. The execution's own budget is not among them.
   *  @throws IceError `ledger-unavailable` when the limits cannot be read. */
  abstract accountsOf(owner: BudgetOwner): Promise<readonly LedgerAccount[]>;
}
