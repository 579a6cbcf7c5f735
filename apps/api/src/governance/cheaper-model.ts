/** Looks for an allowed model with which a blueprint would cost no more than there is. Pure: it asks prices, not models. */
import { evaluateCost, formatUsd, type CostFormula, type JsonObject, type ModelCatalog, type NanoUsd } from '@ice/core';
import type { Estimate } from './cost-desk.js';

/** One model in the place of another. */
export interface CheaperModel {
  readonly model: string;
  readonly instead_of: string;
  /** What the blueprint is expected to cost then. */
  readonly expected_usd: string;
}

/** How much there is, and what has to be within it. */
export interface Room {
  readonly amount: NanoUsd;
  readonly mode: 'expected' | 'strict';
}

/** The cheapest allowed model of the same provider (else of any) in the place of the one that costs most; null where it would be too dear too. */
export function cheaperModel(
  { formula, bound }: Estimate,
  inputs: JsonObject | null,
  models: Pick<ModelCatalog, 'list' | 'costFacts'>,
  room: Room,
): CheaperModel | null {
  const dearest = [...bound.nodes].sort((left, right) => right.expected - left.expected).find(({ model }) => model);
  const instead = dearest?.model;
  if (instead === undefined) return null;
  const model = cheapest(instead, models);
  const cost = model === null ? null : models.costFacts.modelCost(model);
  if (model === null || cost === null) return null;
  const swapped = { ...swap(formula, instead, model), models: { ...formula.models, [model]: cost } };
  const { expected, max } = evaluateCost(swapped, inputs);
  const isWithin = (room.mode === 'strict' ? max : expected) <= room.amount;
  return isWithin ? { model, instead_of: instead, expected_usd: formatUsd(expected) } : null;
}

function cheapest(instead: string, models: Pick<ModelCatalog, 'list'>): string | null {
  const priced = models.list().flatMap(({ name, provider, inputUsdPerMillion: input, outputUsdPerMillion: output }) => {
    return input === null || output === null || name === instead ? [] : [{ name, provider, rate: input + output }];
  });
  const provider = instead.slice(0, instead.indexOf('/'));
  const own = priced.filter((each) => each.provider === provider);
  const [best] = (own.length > 0 ? own : priced).sort((left, right) => left.rate - right.rate);
  return best?.name ?? null;
}

/** Formulas are plain JSON. */
function swap(formula: CostFormula, from: string, to: string): CostFormula {
  const text = JSON.stringify(formula, (key, value: unknown) => (key === 'model' && value === from ? to : value));
  return JSON.parse(text) as CostFormula;
}
