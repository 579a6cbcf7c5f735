/** Says before anything is spent whether there is money for it. Deterministic at finalize: the limits count, whatever happens to be left
 *  of them. A dry run looks at what is left; a start reserves it, which is the ledger's business. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BudgetLedger,
  isIceError,
  parseUsd,
  usdToNano,
  type BudgetOwner,
  type BudgetShortage,
  type CompiledBlueprint,
  type CostCertificate,
  type JsonObject,
  type LedgerAccount,
  type ModelCatalog,
  type NanoUsd,
  type Tenant,
} from '@ice/core';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { certificateOf, CostDesk, type Estimate } from './cost-desk.js';
import { availableOf } from './present-budget.js';
import { refuseCost, type CostRefusal } from './refuse-cost.js';
import { TenantBudgets } from './tenant-budgets.js';

/** A start that was asked for. */
export interface WantedStart {
  readonly compiled: CompiledBlueprint;
  /** Complete: defaults are filled in. */
  readonly inputs: JsonObject;
  /** What the caller allows for this execution; the blueprint's own budget where it says nothing. */
  readonly budgetUsd?: number | undefined;
  readonly owner: BudgetOwner;
}

@Injectable()
export class Preflight {
  constructor(
    @Inject(TenantBudgets) private readonly budgets: TenantBudgets,
    @Inject(CostDesk) private readonly costs: CostDesk,
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
    @Inject(MODEL_CATALOG) private readonly models: ModelCatalog,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** For finalize: refuses what costs more than the organisation's limit or the blueprint's own, and certifies what does not. @throws
   *  ProblemException `budget-exceeded`; IceError `estimator-unavailable`, `ledger-unavailable`. */
  async checkLimits(tenant: Tenant, compiled: CompiledBlueprint): Promise<CostCertificate> {
    const estimate = this.costs.estimate(compiled, null);
    const needed = this.amountOf(estimate);
    const { limit } = await this.budgets.organisation(tenant);
    const own = compiled.blueprint.budget_usd;
    const levels = [{ level: 'organisation', limit }, ...(own === undefined ? [] : [blueprintLevel(own)])];
    const short = levels.find((each) => each.limit !== null && each.limit < needed);
    if (short) throw this.refuse(estimate, null, { ...short, limit: short.limit as NanoUsd, needed, available: null });
    return certificateOf(estimate);
  }

  /** What a start has to reserve: what it is expected to cost, or in strict mode the most. Worked out by the prices of now and the real
   *  inputs, never taken from a certificate that was stored with the revision: that is of another day. @throws IceError
   *  `estimator-unavailable`. */
  reserveFor({ compiled, inputs }: Pick<WantedStart, 'compiled' | 'inputs'>): NanoUsd {
    return this.amountOf(this.costs.estimate(compiled, inputs));
  }

  /** For a dry run: what a start would be refused for, by what is left now. Reserves nothing. */
  async checkAvailable(wanted: WantedStart): Promise<Estimate> {
    const estimate = this.costs.estimate(wanted.compiled, wanted.inputs);
    const needed = this.amountOf(estimate);
    const budget = wanted.budgetUsd ?? wanted.compiled.blueprint.budget_usd;
    const own = budget === undefined ? null : { ...blueprintLevel(budget), available: usdToNano(budget) };
    const levels = [...(own ? [own] : []), ...(await this.levelsOf(wanted.owner))];
    const short = levels.find(({ available }) => available < needed);
    if (short) throw this.refuse(estimate, wanted.inputs, { ...short, needed });
    return estimate;
  }

  /** What the ledger has refused to reserve, in the words of a problem; anything else as it is. */
  explain(fault: unknown, { compiled, inputs }: Pick<WantedStart, 'compiled' | 'inputs'>): unknown {
    if (!isIceError(fault) || fault.code !== 'budget-exceeded') return fault;
    const { level, limit_usd, needed_usd, spent_usd, reserved_usd } = fault.evidence as unknown as BudgetShortage;
    const limit = parseUsd(limit_usd);
    const balance = { id: level, spent: parseUsd(spent_usd), reserved: parseUsd(reserved_usd) };
    const refusal = { level, limit, needed: parseUsd(needed_usd), available: availableOf(limit, balance) };
    return this.refuse(this.costs.estimate(compiled, inputs), inputs, refusal);
  }

  private amountOf({ bound }: Estimate): NanoUsd {
    return this.config.budgetMode === 'strict' ? bound.max : bound.expected;
  }

  private async levelsOf(owner: BudgetOwner) {
    const accounts = (await this.budgets.accountsOf(owner)).filter(hasLimit);
    const balances = await this.ledger.balances(accounts.map(({ id }) => id));
    return accounts.map(({ id, limit }, index) => {
      const available = availableOf(limit, balances[index] ?? { id, spent: 0, reserved: 0 });
      return { level: levelOf(id), limit, available };
    });
  }

  private refuse(estimate: Estimate, inputs: JsonObject | null, refusal: CostRefusal) {
    return refuseCost(estimate, inputs, { refusal, mode: this.config.budgetMode, models: this.models });
  }
}

function blueprintLevel(usd: number) {
  return { level: 'execution', limit: usdToNano(usd) };
}

function hasLimit(account: LedgerAccount): account is LedgerAccount & { readonly limit: NanoUsd } {
  return account.limit !== null;
}

/** `organisation`, `key` or `execution`. */
function levelOf(account: string): string {
  if (account.startsWith('execution:')) return 'execution';
  return account.split(':')[2] ?? account;
}
