/** The gate that every computed number passes: JSON knows no NaN and no infinity, and nobody wants −0. */
import { stop } from './evaluation-failure.js';
import type { Evaluation } from './evaluation.js';

/** The number (−0 as 0), or a failure when it is not finite. */
export function finiteNumber(evaluation: Evaluation, value: number): number {
  if (!Number.isFinite(value)) stop(evaluation.at, 'number-not-finite', 'The result is not a finite number.');
  return value + 0;
}
