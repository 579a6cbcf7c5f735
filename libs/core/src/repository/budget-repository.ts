/** What organisations may spend, where somebody has set it; the last word counts. Without a record the operator's default holds. What cannot
 *  be read is no budget at all: it is told, and never taken for "no limit". */
import { IceError } from '../error/ice-error.js';
import type { NanoUsd } from '../cost/money.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import type { Tenant } from '../tenant/tenant.js';

const collection = 'budgets';

/** A budget that somebody has set. */
export interface SetBudget {
  /** The most that may be spent and reserved in one window; null: no limit. */
  readonly limit: NanoUsd | null;
  /** The key that set it; null where no key was needed. */
  readonly setBy: string | null;
  /** RFC 3339. */
  readonly setAt: string;
}

/** Keeps one budget for each organisation. */
export class BudgetRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** What was set; null: nothing was. @throws IceError `ledger-unavailable` for a record that makes no sense. */
  async find(tenant: Tenant): Promise<SetBudget | null> {
    const record = await this.store.get(collection, tenant);
    return record && budgetOf(record);
  }

  /** Sets it. */
  async set(tenant: Tenant, limit: NanoUsd | null, setBy: string | null): Promise<SetBudget> {
    const budget: SetBudget = { limit, setBy, setAt: new Date(this.clock.now()).toISOString() };
    const value = { limit_nano_usd: limit, set_by: setBy, set_at: budget.setAt };
    const next = { value, lock: this.ids.next('lk'), labels: { tenant } };
    await this.store.compareAndSet({ collection, key: tenant, expect: 'any', next });
    return budget;
  }
}

function budgetOf({ key, value }: StoredRecord): SetBudget {
  const { limit_nano_usd: limit, set_by: setBy, set_at: setAt } = value;
  const isLimit = limit === null || (Number.isSafeInteger(limit) && (limit as number) >= 0);
  if (!isLimit) throw new IceError('ledger-unavailable', `The budget of ${key} cannot be read.`, { retryable: false });
  return { limit: limit as NanoUsd | null, setBy: (setBy ?? null) as string | null, setAt: String(setAt) };
}
