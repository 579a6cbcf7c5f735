/** Comparisons of executions: what the packages above core may use. */
export { compareExecutions, type CompareOptions } from './compare-executions.js';
export { ExecutionCollector, type ComparedExecution, type RunFacts } from './compared-execution.js';
export type {
  DifferenceCause,
  DifferenceCode,
  DifferenceReason,
  ExecutionComparison,
  ExecutionFigures,
  NodeRunComparison,
  NodeRunFigures,
  RevisionComparison,
} from './comparison.js';
