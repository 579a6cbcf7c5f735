/** A cost bound as the wire shows it. Pure. */
import { certifiedNode, costValues, type CertifiedNode, type CostValues } from '@ice/core';
import type { Estimate } from './cost-desk.js';

/** What a blueprint can cost, in decimal strings of USD. */
export interface CostAnswer extends CostValues {
  /** The most model calls. */
  readonly calls: number;
  /** Those that can cost something, in document order. */
  readonly nodes: readonly CertifiedNode[];
  /** Models without a price: each call of them counts the floor. */
  readonly unpriced: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly price_book_date: string;
}

/** The answer. */
export function presentCost({ formula, bound }: Estimate): CostAnswer {
  const { calls, nodes, unpriced } = bound;
  const dear = nodes.filter(({ max }) => max > 0);
  return {
    ...costValues(bound),
    calls,
    nodes: dear.map(certifiedNode),
    unpriced,
    price_book_date: formula.price_book_date,
  };
}
