/** The refusal of what would cost too much: the level that is short, what each node costs, and a cheaper model where there is one. Pure. */
import { formatUsd, type JsonObject, type JsonValue, type ModelCatalog, type NanoUsd } from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { cheaperModel } from './cheaper-model.js';
import type { Estimate } from './cost-desk.js';
import { presentCost } from './present-cost.js';

/** Which budget is too small, and by how much. */
export interface CostRefusal {
  /** `organisation`, `key` or `execution`. */
  readonly level: string;
  readonly limit: NanoUsd;
  readonly needed: NanoUsd;
  /** Null where the limit itself is too small, whatever is left of it. */
  readonly available: NanoUsd | null;
}

/** What else the refusal tells of. */
export interface RefusalFacts {
  readonly refusal: CostRefusal;
  readonly mode: 'expected' | 'strict';
  readonly models: Pick<ModelCatalog, 'list' | 'costFacts'>;
}

/** `budget-exceeded`. */
export function refuseCost(estimate: Estimate, inputs: JsonObject | null, facts: RefusalFacts): ProblemException {
  const { refusal, mode, models } = facts;
  const { level, limit, needed, available } = refusal;
  const cheaper = cheaperModel(estimate, inputs, models, { amount: available ?? limit, mode });
  const budget = {
    level,
    mode,
    limit_usd: formatUsd(limit),
    ...(available !== null && { available_usd: formatUsd(available) }),
    needed_usd: formatUsd(needed),
    over_by_usd: formatUsd(needed - (available ?? limit)),
  };
  return new ProblemException('budget-exceeded', sentence(refusal, mode), {
    facts: {
      budget,
      cost: presentCost(estimate) as unknown as JsonValue,
      ...(cheaper && { suggestion: { ...cheaper } }),
    },
    hint: `${raiseHint(level)}${cheaper ? ` With ${cheaper.model} in place of ${cheaper.instead_of} it is expected to cost ${cheaper.expected_usd} USD.` : ''}`,
  });
}

function sentence({ level, limit, needed, available }: CostRefusal, mode: RefusalFacts['mode']): string {
  const may = mode === 'strict' ? 'can cost up to' : 'is expected to cost';
  const has =
    available === null
      ? `the budget of the ${level} is ${formatUsd(limit)} USD`
      : `the budget of the ${level} has ${formatUsd(available)} of ${formatUsd(limit)} USD left`;
  return `It ${may} ${formatUsd(needed)} USD, and ${has}.`;
}

function raiseHint(level: string): string {
  if (level === 'organisation') return 'An admin raises it with PUT /api/v1/governance/budget.';
  if (level === 'key') return 'An admin raises it with PATCH /api/v1/keys/{id}.';
  return 'Raise budget_usd in the request or in the blueprint.';
}
