/** What the type checker knows of the names that an expression may read. The types of `Scope`. */
import type { Type } from '../../type/type.js';

/** The types of names. What is not known is the unknown type; a read of it is not judged. */
export interface TypeScope {
  /** `inputs`, `execution`, an `item_var`, `state`, … */
  variable(name: string): Type;
  /** The output of a node, with null as an option where it may not be there. */
  node(id: string): Type;
  /** How a node ended. */
  run(id: string): Type;
}
