/** Where a child execution hangs. */

/** The node run that a child execution is a part of. */
export interface ParentLink {
  readonly execution_id: string;
  /** Of the `workflow` node run. */
  readonly path: string;
  /** Parents above it: 1 for a child of an execution that is nobody's child. */
  readonly depth: number;
}
