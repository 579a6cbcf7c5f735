/** What a node kind without nested blocks has to say: what it works on (pure), and how one attempt is made. */
import type { NanoUsd } from '@ice/core';
import type { LeafResolver, Outcome } from '../../schedule/scheduler-options.js';
import type { AttemptContext } from './attempt-context.js';

/** One kind of leaf. Stateless. */
export interface LeafKind {
  readonly resolve: LeafResolver;
  /** What the calls of one attempt may cost at most: promised before it begins. Absent: they cost nothing, or it reserves by itself. */
  worstCost?(context: AttemptContext): NanoUsd;
  /** Makes one attempt. May throw: `failureOf` makes an outcome of it. */
  execute(context: AttemptContext): Promise<Outcome>;
}
