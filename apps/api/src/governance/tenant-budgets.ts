/** Who may spend what, and where it is counted: the levels above an execution, read anew each time, so that a change counts from the next
 *  admission on. Fails closed: what cannot be read is refused, never taken for "no limit". */
import { Inject, Injectable } from '@nestjs/common';
import {
  ApiKeyRepository,
  BudgetPolicy,
  BudgetRepository,
  IceError,
  ownerOf,
  parseUsd,
  usdToNano,
  type BudgetOwner,
  type LedgerAccount,
  type NanoUsd,
  type Tenant,
} from '@ice/core';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { AccountNames, type LedgerScope } from './account-names.js';
import { windowName } from './budget-window.js';

/** The budget of an organisation, and where it comes from. */
export interface OrganisationBudget {
  /** Null: no limit. */
  readonly limit: NanoUsd | null;
  /** `set`: by `PUT /governance/budget`, which wins over the environment. */
  readonly source: 'set' | 'environment' | 'none';
  /** RFC 3339, and the key that set it; null unless it was set. */
  readonly setAt: string | null;
  readonly setBy: string | null;
}

/** Knows the budgets of all organisations. */
@Injectable()
export class TenantBudgets extends BudgetPolicy {
  /** In which money is counted here. */
  readonly scope: LedgerScope;

  constructor(
    @Inject(BudgetRepository) private readonly budgets: BudgetRepository,
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    super();
    this.scope = config.testMode || config.cassettes === 'replay' ? 'synthetic' : 'live';
  }

  override async accountsOf(owner: BudgetOwner): Promise<readonly LedgerAccount[]> {
    const tenant = ownerOf(owner.execution_id);
    const at = Date.parse(owner.created_at);
    const window = windowName(this.config.budgetWindow, at);
    const names = new AccountNames(this.scope, tenant);
    const { key_id: keyId, blueprint_id: blueprintId } = owner;
    const { limit } = await this.organisation(tenant);
    return [
      { id: names.organisation(window), limit },
      ...(keyId === undefined ? [] : [{ id: names.key(window, keyId), limit: await this.keyLimit(keyId) }]),
      ...(blueprintId === null ? [] : [{ id: names.blueprint(window, blueprintId), limit: null }]),
      { id: names.day(windowName('day', at)), limit: null },
    ];
  }

  /** The organisation's budget of now. @throws IceError `ledger-unavailable`. */
  async organisation(tenant: Tenant): Promise<OrganisationBudget> {
    const set = await readable(() => this.budgets.find(tenant));
    if (set) return { limit: set.limit, source: 'set', setAt: set.setAt, setBy: set.setBy };
    const { orgBudgetUsd } = this.config;
    const limit = orgBudgetUsd === null ? null : usdToNano(orgBudgetUsd);
    return { limit, source: limit === null ? 'none' : 'environment', setAt: null, setBy: null };
  }

  /** A key's own budget; null: none. @throws IceError `ledger-unavailable`. */
  async keyLimit(keyId: string): Promise<NanoUsd | null> {
    const { budget_usd: budget = null } = (await readable(() => this.keys.find(keyId))) ?? {};
    return budget === null ? null : parseUsd(budget);
  }
}

/** A budget that a broken store keeps is not known, whatever the store says of itself. */
async function readable<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (fault) {
    if (fault instanceof IceError && fault.code === 'ledger-unavailable') throw fault;
    const details = { retryable: true, retryAfterMs: 1_000, cause: fault };
    throw new IceError('ledger-unavailable', 'The budgets cannot be read.', details);
  }
}
