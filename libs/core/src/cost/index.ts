/** Money, and what a blueprint can cost. */
export type { CostBound, NodeBound } from './cost-bound.js';
export {
  certifiedNode,
  costCertificate,
  costValues,
  type CertifiedModel,
  type CertifiedNode,
  type CostCertificate,
  type CostValues,
} from './cost-certificate.js';
export { noModelCosts, type CostFacts, type CountedRequest, type ModelCost, type PriceTier } from './cost-facts.js';
export { costFormulaOf, type CostFormulaResult } from './cost-formula-of.js';
export type { BlueprintCost, CallCost, CostFormula, CostShape, NodeCost } from './cost-formula.js';
export type { CostProblem } from './cost-problem.js';
export { evaluateCost } from './evaluate-cost.js';
export { mostRecursiveCalls } from './find-endless.js';
export { expectedCharge, maxCharge, type CallTokens } from './charge-of.js';
export * from './money.js';
export { mostRefusalBytes, mostRefusedCalls, mostRemarkBytes } from './spoken-limits.js';
