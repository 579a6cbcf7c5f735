/** What starts and reruns are asked for. Wire form, snake_case. */
import type { ApiSchema } from '../http/api-schema.js';

/** Exactly one of the three says what runs: a stored blueprint as it is now, exactly a revision, or a document. */
type StartSubject =
  | { readonly blueprint_id: string; readonly revision?: never; readonly blueprint?: never }
  | { readonly revision: string; readonly blueprint_id?: never; readonly blueprint?: never }
  | { readonly blueprint: object; readonly blueprint_id?: never; readonly revision?: never };

/** See the head of this file. */
export type StartRequest = StartSubject & {
  /** By name. */
  readonly inputs?: object;
  /** What it may cost, in USD; wins over the blueprint. */
  readonly budget_usd?: number;
  readonly tags?: readonly string[];
};

/** `{}` runs again what had not completed, and all that depends on it. */
export interface RerunRequest {
  /** Path of a node run: it and all that depends on it run again. */
  readonly from_node?: string;
  /** Inputs with another value than before. */
  readonly input_overrides?: object;
  /** `none` runs everything again. Default: `upstream`. */
  readonly reuse?: 'upstream' | 'none';
  /** Outputs by path of node runs whose outcome is known to the caller: they do not run again. */
  readonly outputs?: object;
}

/** What a rerun takes over, what it runs again, and whose effects on the world are repeated. */
export type RerunAnswer = ApiSchema<'Rerun'>;

/** What a start would come to. */
export interface DryRun {
  readonly dry_run: true;
  readonly admitted: true;
  readonly revision: string;
  /** With the inputs that were sent. */
  readonly cost: ApiSchema<'CostBound'>;
  /** What the start would reserve. */
  readonly reserve_usd: string;
}
