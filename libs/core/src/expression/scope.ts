/** Where an evaluation reads from. Implemented by the engine, over the state of one execution; reads must be pure. */
import type { JsonValue } from '../json/json-value.js';

/** The values of names. `undefined` always means absent. */
export interface Scope {
  /** `inputs`, `execution`, an `item_var`, `state`, …; absent = `reference-missing`. */
  variable(name: string): JsonValue | undefined;
  /** The output of a node; absent (skipped, not run) reads as null. */
  node(id: string): JsonValue | undefined;
  /** How a node ended, `{status, failure, attempts}`; absent reads as null. */
  run(id: string): JsonValue | undefined;
  /** The value of a secret; absent = `reference-missing`. Left out where no secret may be read. */
  secret?(name: string): string | undefined;
}
