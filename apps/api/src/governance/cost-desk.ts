/** What blueprints cost before anything is spent: the formula of each compiled blueprint, worked out once, and evaluated as often as
 *  anyone asks. Fails closed: what cannot be worked out is told, and never counted as nothing. */
import { Inject, Injectable } from '@nestjs/common';
import {
  costFormulaOf,
  evaluateCost,
  IceError,
  type CompiledBlueprint,
  type CostBound,
  type CostFormula,
  type CostFormulaResult,
  type JsonObject,
  type ModelCatalog,
} from '@ice/core';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';

/** A bound with what it was worked out of. */
export interface Estimate {
  readonly formula: CostFormula;
  readonly bound: CostBound;
}

@Injectable()
export class CostDesk {
  private readonly formulas = new WeakMap<CompiledBlueprint, CostFormulaResult>();

  constructor(@Inject(MODEL_CATALOG) private readonly models: Pick<ModelCatalog, 'costFacts'>) {}

  /**
   * The formula, or why the blueprint has no bound. @throws IceError `estimator-unavailable`.
   *
   * @param others compiled blueprints that it runs; needed the first time, of those that run each other.
   */
  formulaOf(compiled: CompiledBlueprint, others: readonly CompiledBlueprint[] = []): CostFormulaResult {
    const known = this.formulas.get(compiled);
    if (known) return known;
    const made = closed(() => costFormulaOf(compiled, this.models.costFacts, others));
    this.formulas.set(compiled, made);
    return made;
  }

  /** The bound with real inputs, or (null) with what is declared. @throws IceError `estimator-unavailable`. */
  estimate(compiled: CompiledBlueprint, inputs: JsonObject | null): Estimate {
    const result = this.formulaOf(compiled);
    if (!result.ok) throw unavailable(new Error(result.problems[0]?.message));
    const { formula } = result;
    return { formula, bound: closed(() => evaluateCost(formula, inputs)) };
  }
}

function closed<Value>(workOut: () => Value): Value {
  try {
    return workOut();
  } catch (fault) {
    throw unavailable(fault);
  }
}

function unavailable(cause: unknown): IceError {
  const details = { retryable: true, retryAfterMs: 1_000, cause };
  return new IceError(
    'estimator-unavailable',
    'What this would cost cannot be worked out, so nothing is started.',
    details,
  );
}
