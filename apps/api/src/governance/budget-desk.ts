/** The budget of an organisation with what has become of it: limits from the settings, money from the ledger, nothing worked out twice. */
import { Inject, Injectable } from '@nestjs/common';
import { BudgetLedger, BudgetRepository, Clock, usdToNano, type AccountBalance, type Tenant } from '@ice/core';
import type { Caller } from '../access/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { AccountNames } from './account-names.js';
import { windowEnd, windowName } from './budget-window.js';
import { presentBudget, type BudgetAnswer } from './present-budget.js';
import { TenantBudgets } from './tenant-budgets.js';

/** Parts of an account that are shown: the keys, blueprints and days that have spent most lately. */
const mostParts = 100;

@Injectable()
export class BudgetDesk {
  constructor(
    @Inject(TenantBudgets) private readonly budgets: TenantBudgets,
    @Inject(BudgetRepository) private readonly settings: BudgetRepository,
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** The budget of now. @throws IceError `ledger-unavailable`. */
  async show(tenant: Tenant): Promise<BudgetAnswer> {
    const { budgetWindow: kind, budgetMode: mode } = this.config;
    const now = this.clock.now();
    const window = windowName(kind, now);
    const names = new AccountNames(this.budgets.scope, tenant);
    const budget = await this.budgets.organisation(tenant);
    const [balance] = await this.ledger.balances([names.organisation(window)]);
    return presentBudget({
      ...{ budget, balance: balance as AccountBalance, mode, money: this.budgets.scope },
      window: { kind, name: window, endsAt: windowEnd(kind, now) },
      keys: await this.partsOf(names.key(window)),
      blueprints: await this.partsOf(names.blueprint(window)),
      days: await this.partsOf(names.day(kind === 'month' ? window : '')),
    });
  }

  /** Sets the limit; it counts from the next admission on. */
  async set(caller: Caller, limitUsd: number | null): Promise<BudgetAnswer> {
    const { tenant, keyId } = caller;
    await this.settings.set(tenant, limitUsd === null ? null : usdToNano(limitUsd), keyId);
    await this.audit.record(caller, 'budget.changed', 'organisation', { limit_usd: limitUsd });
    return this.show(tenant);
  }

  /** The accounts below a name, by the rest of theirs. */
  private async partsOf(prefix: string): Promise<readonly AccountBalance[]> {
    const accounts = await this.ledger.accounts(prefix, '', mostParts);
    const begins = prefix.lastIndexOf(':') + 1;
    return accounts.map((account) => ({ ...account, id: account.id.slice(begins) }));
  }
}
