/** What a node kind without nested blocks has to say: what it works on (pure), and how one attempt is made. */
import type { LeafResolver, Outcome } from '../schedule/scheduler-options.js';
import type { AttemptContext } from './attempt-context.js';

/** One kind of leaf. Stateless. */
export interface LeafKind {
  readonly resolve: LeafResolver;
  /** Makes one attempt. May throw: `failureOf` makes an outcome of it. */
  execute(context: AttemptContext): Promise<Outcome>;
}
