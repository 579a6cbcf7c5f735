/** What an expression reads from outside of itself. The compiler makes edges, scope checks and capabilities of it. */
import type { Span } from './expression-node.js';

/** One read: `nodes.post.body.id` is `{root: 'nodes', id: 'post', path: ['body', 'id']}`. */
export interface Reference extends Span {
  /** `inputs`, `nodes`, `runs`, `execution`, `secrets`, or the name of another variable (an `item_var`, `state`, …). */
  readonly root: string;
  /** The node or secret; present for `nodes`, `runs` and `secrets` only. */
  readonly id?: string;
  /** The keys and indexes that follow and are written out; stops before the first computed index. */
  readonly path: readonly (string | number)[];
  /** True inside the first argument of `default` or `has`: its absence is no failure. */
  readonly absorbed: boolean;
}
