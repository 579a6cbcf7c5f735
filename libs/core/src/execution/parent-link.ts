/** Where a child execution hangs. */

/** The node run that a child execution is a part of. */
export interface ParentLink {
  readonly execution_id: string;
  /** Of the `workflow` node run. */
  readonly path: string;
  /** Parents above it: 1 for a child of an execution that is nobody's child. */
  readonly depth: number;
  /** The execution above all of them, in whose name money is reserved. Absent in journals from before there were budgets. */
  readonly root_execution_id?: string;
}
