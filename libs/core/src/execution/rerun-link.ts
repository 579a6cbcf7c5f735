/** What an execution takes over from the one that it is a rerun of. */
import type { JsonValue } from '../json/json-value.js';

/** Where a rerun comes from. */
export interface RerunLink {
  /** The execution whose results are used again. */
  readonly execution_id: string;
  /** Runs again from this node run on. Absent: from what had not completed. */
  readonly from_node?: string;
  /** `upstream`: what neither failed nor depends on what runs again is used again. `none`: everything runs again. */
  readonly reuse: 'upstream' | 'none';
  /** Secret inputs that were given another value: what reads them runs again. */
  readonly secret_inputs?: readonly string[];
  /** Outputs that somebody has told, by the path of the node run. */
  readonly outputs?: Readonly<Record<string, JsonValue>>;
}
