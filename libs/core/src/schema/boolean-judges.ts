/** The schemas that need no look at the value. Compared by identity: a keyword over one of these may have nothing to do. */
import type { Judge } from './judge.js';

/** What `true`, `{}` and a schema of nothing but annotations are compiled to. */
export const acceptAnything: Judge = () => true;

/** What `false` is compiled to. */
export const refuseAnything: Judge = (value, judgement) => judgement.refuse('false schema', {}, value);
