/** What blueprints cost before anything is spent: the formula of each compiled blueprint, worked out once for the prices that count, and
 *  evaluated as often as anyone asks. Fails closed: what cannot be worked out is told, and never counted as nothing. */
import { Inject, Injectable } from '@nestjs/common';
import {
  costCertificate,
  costFormulaOf,
  evaluateCost,
  IceError,
  isIceError,
  type CompiledBlueprint,
  type CostBound,
  type CostCertificate,
  type CostFacts,
  type CostFormula,
  type CostFormulaResult,
  type JsonObject,
} from '@ice/core';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';

/** A bound with what it was worked out of. */
export interface Estimate {
  readonly formula: CostFormula;
  readonly bound: CostBound;
}

/** Where prices come from. */
export interface PriceSource {
  /** Another object where prices have changed. */
  readonly costFacts: CostFacts;
  /** Throws where nobody knows the prices of now. */
  checkPrices(): void;
}

/** A formula that was worked out, and what of. */
interface KnownFormula {
  readonly facts: CostFacts;
  readonly others: readonly CompiledBlueprint[];
  readonly result: CostFormulaResult;
}

@Injectable()
export class CostDesk {
  private readonly formulas = new WeakMap<CompiledBlueprint, KnownFormula>();

  constructor(@Inject(MODEL_CATALOG) private readonly prices: PriceSource) {}

  /**
   * The formula, or why the blueprint has no bound, by the last prices that could be had: whether a document is sound has to be told also
   * while prices cannot be read. Whoever says an amount asks `estimate`. @throws IceError `estimator-unavailable`.
   *
   * @param others compiled blueprints that it runs; needed the first time, of those that run each other.
   */
  formulaOf(compiled: CompiledBlueprint, others: readonly CompiledBlueprint[] = []): CostFormulaResult {
    const known = this.formulas.get(compiled);
    const facts = this.prices.costFacts;
    if (known?.facts === facts) return known.result;
    const running = known?.others ?? others;
    const result = closed(() => costFormulaOf(compiled, facts, running));
    this.formulas.set(compiled, { facts, others: running, result });
    return result;
  }

  /** The bound with real inputs, or (null) with what is declared, by the prices of now. @throws IceError `estimator-unavailable`. */
  estimate(compiled: CompiledBlueprint, inputs: JsonObject | null): Estimate {
    closed(() => this.prices.checkPrices());
    const result = this.formulaOf(compiled);
    if (!result.ok) throw unavailable(new Error(result.problems[0]?.message));
    const { formula } = result;
    return { formula, bound: closed(() => evaluateCost(formula, inputs)) };
  }

  /** What is kept with a revision: the certificate by what is declared. Null where it cannot be worked out now: a document needs no prices
   *  to be stored, only to be finalized or started. */
  certify(compiled: CompiledBlueprint): CostCertificate | null {
    const estimate = this.estimateIfKnown(compiled);
    return estimate && certificateOf(estimate);
  }

  /** For answers that tell the cost beside other things: the bound by what is declared, or null where it cannot be worked out now. */
  estimateIfKnown(compiled: CompiledBlueprint): Estimate | null {
    try {
      return this.estimate(compiled, null);
    } catch (fault) {
      if (isIceError(fault) && fault.code === 'estimator-unavailable') return null;
      throw fault;
    }
  }
}

/** An estimate with all that working it out again takes. */
export function certificateOf({ formula, bound }: Estimate): CostCertificate {
  return costCertificate(formula, bound);
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
