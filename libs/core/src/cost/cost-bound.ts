/** What a formula comes to. */
import type { NanoUsd } from './money.js';

/** The bound of a blueprint, in nano-USD. An amount of `Number.MAX_SAFE_INTEGER` means: at least that (nine million USD). */
export interface CostBound {
  readonly min: NanoUsd;
  readonly expected: NanoUsd;
  /** No execution costs more. */
  readonly max: NanoUsd;
  /** The most model calls. */
  readonly calls: number;
  /** Every node of the blueprint itself, in document order. */
  readonly nodes: readonly NodeBound[];
  /** `provider/name` of the models without a price, of which each call counts the floor. */
  readonly unpriced: readonly string[];
}

/** What one node comes to in a whole execution: all its node runs, with what is nested in it. */
export interface NodeBound {
  readonly node_id: string;
  /** JSON pointer of the node. */
  readonly pointer: string;
  /** The model that it asks first; absent where it asks none itself. */
  readonly model?: string;
  readonly min: NanoUsd;
  readonly expected: NanoUsd;
  readonly max: NanoUsd;
  /** The most model calls; absent where there is none. */
  readonly calls?: number;
}
