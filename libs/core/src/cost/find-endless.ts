/** Finds blueprints that run themselves so often that no bound of theirs is worth anything. Pure. */
import type { CostFormula, NodeCost } from './cost-formula.js';
import { costProblem, type CostProblem } from './cost-problem.js';
import { evaluateCost } from './evaluate-cost.js';
import { allNodes, childrenOf } from './inner-nodes.js';

/** Most model calls of a blueprint that runs itself. */
export const mostRecursiveCalls = 1_000_000;

/** A problem at each node through which the blueprint runs itself, when too much may come of it. */
export function findEndless(formula: CostFormula): readonly CostProblem[] {
  const root = formula.blueprints[formula.revision];
  const doors = root ? allNodes(root).filter((node) => leadsBack(formula, node)) : [];
  if (doors.length === 0) return [];
  const { calls } = evaluateCost(formula, null);
  return calls <= mostRecursiveCalls ? [] : doors.map(tooMany);
}

/** True for a node that runs a blueprint which runs itself, at once or by way of others. */
function leadsBack({ blueprints }: CostFormula, node: NodeCost): boolean {
  const next = (revision: string): readonly string[] => {
    const blueprint = blueprints[revision];
    return blueprint ? allNodes(blueprint).flatMap(childrenOf) : [];
  };
  return [...reachOf(childrenOf(node), next)].some((revision) => reachOf(next(revision), next).has(revision));
}

function reachOf(start: readonly string[], next: (revision: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(start);
  for (const revision of reached) for (const child of next(revision)) reached.add(child);
  return reached;
}

function tooMany({ pointer, node_id }: NodeCost): CostProblem {
  const message = `${node_id} runs this blueprint again, which may come to more than ${mostRecursiveCalls} model calls`;
  return costProblem(
    { pointer, node_id },
    'recursion',
    message,
    'Lower max_depth, or run itself once only in each pass.',
  );
}
