/** Where the money of one execution is counted, with the limits of this moment: what the policy says of whoever is at the top, and the
 *  budgets of the execution and of all that are above it. */
import {
  usdToNano,
  type BudgetPolicy,
  type EventDraft,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionRepository,
  type LedgerAccount,
} from '@ice/core';
import { budgetAccountOf } from './shortage-of.js';

/** Where budgets are looked up. */
export interface AccountSources {
  readonly executions: Pick<ExecutionRepository, 'head'>;
  readonly budgets: BudgetPolicy;
}

/** The accounts of one member of a reservation. */
export interface ChargedAccounts {
  /** The execution at the top. */
  readonly reservation: string;
  readonly accounts: readonly LedgerAccount[];
  readonly memberAccounts: readonly LedgerAccount[];
}

/** An execution and what it may cost by now; null: no limit of its own. */
type Budgeted = Pick<ExecutionHead, 'execution_id'> & { readonly budgetUsd: number | null };

/** The accounts of an execution that is nobody's child: what limits it itself comes first. */
export async function rootAccounts(
  budgets: BudgetPolicy,
  root: Budgeted & Pick<ExecutionHead, 'key_id' | 'blueprint_id' | 'created_at'>,
): Promise<readonly LedgerAccount[]> {
  const { execution_id, blueprint_id, created_at, key_id } = root;
  const owner = { execution_id, blueprint_id, created_at, ...(key_id !== undefined && { key_id }) };
  return [...budgetAccounts([root]), ...(await budgets.accountsOf(owner))];
}

/** The accounts of one execution. */
export class PurseAccounts {
  /** Budgets of executions above that were raised here: theirs may not know yet. */
  private readonly raised = new Map<string, number>();

  /** @param own the head as of now, and what its blueprint says of its budget. */
  constructor(
    private readonly sources: AccountSources,
    private readonly own: { readonly head: () => ExecutionHead; readonly blueprintBudgetUsd: number | null },
    history: readonly ExecutionEvent[],
  ) {
    this.follow(history);
  }

  /** Takes note of what was raised. */
  follow(events: readonly (EventDraft | ExecutionEvent)[]): void {
    for (const { type, data } of events) {
      if (type === 'budget.raised' && data.execution_id !== undefined)
        this.raised.set(data.execution_id, data.budget_usd);
    }
  }

  /** Read anew, so that what was raised meanwhile counts. @throws IceError `ledger-unavailable`, `store-unavailable`. */
  async now(): Promise<ChargedAccounts> {
    const [root, ...below] = await this.line();
    const top = root as (typeof below)[number];
    const accounts = await rootAccounts(this.sources.budgets, top);
    return { reservation: top.execution_id, accounts, memberAccounts: budgetAccounts(below) };
  }

  /** From the top to this execution. One that is not there any more (a rerun may outlive what it came from, a child never does) ends it. */
  private async line() {
    const head = this.own.head();
    const line = [{ ...head, budgetUsd: head.budget_usd ?? this.own.blueprintBudgetUsd }];
    for (let link = head.parent; link;) {
      const above: ExecutionHead | null = await this.sources.executions.head(link.execution_id);
      if (!above) break;
      const { execution_id, budget_usd = null } = above;
      const budgetUsd = budget_usd === null ? null : Math.max(budget_usd, this.raised.get(execution_id) ?? 0);
      line.unshift({ ...above, budgetUsd });
      link = above.parent;
    }
    return line;
  }
}

function budgetAccounts(executions: readonly Budgeted[]): readonly LedgerAccount[] {
  return executions.flatMap(({ execution_id, budgetUsd }) =>
    budgetUsd === null ? [] : [{ id: budgetAccountOf(execution_id), limit: usdToNano(budgetUsd) }],
  );
}
