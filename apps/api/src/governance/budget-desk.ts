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

/** Keys, and blueprints, that are shown: those that have spent and reserved most in the window. */
const mostParts = 100;

/** Accounts read at a time. */
const pageSize = 1_000;

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
      keys: await this.dearestBelow(names.key(window)),
      blueprints: await this.dearestBelow(names.blueprint(window)),
      days: await this.allBelow(names.day(windowName('month', now))),
    });
  }

  /** Sets the limit; it counts from the next admission on. */
  async set(caller: Caller, limitUsd: number | null): Promise<BudgetAnswer> {
    const { tenant, keyId } = caller;
    await this.settings.set(tenant, limitUsd === null ? null : usdToNano(limitUsd), keyId);
    await this.audit.record(caller, 'budget.changed', 'organisation', { limit_usd: limitUsd });
    return this.show(tenant);
  }

  private async dearestBelow(prefix: string): Promise<readonly AccountBalance[]> {
    const accounts = await this.allBelow(prefix);
    return [...accounts].sort((left, right) => moneyIn(right) - moneyIn(left)).slice(0, mostParts);
  }

  /** The accounts below a name, by the rest of theirs. */
  private async allBelow(prefix: string): Promise<readonly AccountBalance[]> {
    const begins = prefix.lastIndexOf(':') + 1;
    const found: AccountBalance[] = [];
    for (let after = ''; ;) {
      const page = await this.ledger.accounts(prefix, after, pageSize);
      found.push(...page);
      after = page.at(-1)?.id ?? '';
      if (page.length < pageSize) return found.map((account) => ({ ...account, id: account.id.slice(begins) }));
    }
  }
}

function moneyIn({ spent, reserved }: AccountBalance): number {
  return spent + reserved;
}
