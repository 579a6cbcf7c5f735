/** The answer of `POST /governance/estimate`. */
import type { CostCertificate } from '@ice/core';
import type { CostAnswer } from './present-cost.js';

/** What a document can cost, and what that was worked out of. */
export interface EstimateAnswer {
  readonly cost: CostAnswer;
  readonly certificate: CostCertificate;
}
