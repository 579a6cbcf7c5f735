/** What keeps a blueprint from having a cost bound. */

/** Where it stands, and why. Nothing runs that may cost anything. Has what a diagnostic has that is an error. */
export interface CostProblem {
  readonly code: 'cost-unbounded';
  readonly severity: 'error';
  /** `model`: nothing bounds a call. `child`: a blueprint is not known. `recursion`: it runs itself too often. */
  readonly reason: 'model' | 'child' | 'recursion';
  readonly message: string;
  /** JSON pointer of the node. */
  readonly pointer: string;
  readonly node_id: string;
  readonly hint: string;
}

/** The problem of a node. */
export function costProblem(
  { pointer, node_id }: Pick<CostProblem, 'pointer' | 'node_id'>,
  reason: CostProblem['reason'],
  message: string,
  hint: string,
): CostProblem {
  return Object.freeze({ code: 'cost-unbounded', severity: 'error', reason, message, pointer, node_id, hint });
}
