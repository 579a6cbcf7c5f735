/** The budget as the wire shows it: snake_case, money as decimal strings of USD. Pure. */
import { formatUsd, type AccountBalance, type NanoUsd } from '@ice/core';
import type { LedgerScope } from './account-names.js';
import type { BudgetWindow } from './budget-window.js';
import type { OrganisationBudget } from './tenant-budgets.js';

/** What is presented. */
export interface BudgetFacts {
  readonly budget: OrganisationBudget;
  readonly balance: AccountBalance;
  readonly mode: 'expected' | 'strict';
  readonly money: LedgerScope;
  readonly window: { readonly kind: BudgetWindow; readonly name: string; readonly endsAt: string | null };
  readonly keys: readonly AccountBalance[];
  readonly blueprints: readonly AccountBalance[];
  readonly days: readonly AccountBalance[];
}

/** What was spent and is reserved, in USD. */
interface Money {
  readonly spent_usd: string;
  readonly reserved_usd: string;
}

/** The answer of `GET /governance/budget`. */
export interface BudgetAnswer extends Money {
  /** Null: no limit. */
  readonly limit_usd: string | null;
  readonly available_usd: string | null;
  readonly source: OrganisationBudget['source'];
  readonly set_at: string | null;
  readonly set_by: string | null;
  readonly window: BudgetWindow;
  readonly window_name: string;
  readonly window_ends_at: string | null;
  readonly mode: 'expected' | 'strict';
  /** `synthetic`: the money of test mode, which is made up and counted apart. */
  readonly money: LedgerScope;
  readonly keys: readonly (Money & { readonly key_id: string })[];
  readonly blueprints: readonly (Money & { readonly blueprint_id: string })[];
  readonly days: readonly (Money & { readonly day: string })[];
}

/** The answer. */
export function presentBudget({ budget, balance, mode, money, window, ...parts }: BudgetFacts): BudgetAnswer {
  const { limit, source, setAt, setBy } = budget;
  return {
    limit_usd: limit === null ? null : formatUsd(limit),
    ...moneyOf(balance),
    available_usd: limit === null ? null : formatUsd(availableOf(limit, balance)),
    source,
    set_at: setAt,
    set_by: setBy,
    window: window.kind,
    window_name: window.name,
    window_ends_at: window.endsAt,
    mode,
    money,
    keys: parts.keys.map((part) => ({ key_id: part.id, ...moneyOf(part) })),
    blueprints: parts.blueprints.map((part) => ({ blueprint_id: part.id, ...moneyOf(part) })),
    days: parts.days.map((part) => ({ day: part.id, ...moneyOf(part) })),
  };
}

/** What is left of a limit; never below 0, also when the limit was lowered. */
export function availableOf(limit: NanoUsd, { spent, reserved }: AccountBalance): NanoUsd {
  return Math.max(0, limit - spent - reserved);
}

function moneyOf({ spent, reserved }: AccountBalance): Money {
  return { spent_usd: formatUsd(spent), reserved_usd: formatUsd(reserved) };
}
