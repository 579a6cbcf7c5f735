/** How long an execution may be left alone. Pure. */
import { firstDeadline } from './first-deadline.js';
import type { RunBook } from './run-book.js';

/** While nothing goes on but waits, children aside: when the first ends by itself, in ms since 1970 (Infinity: never). Else null. */
export function idleUntil({ running, retrying, waiting, postponed }: RunBook, isPaused: boolean): number | null {
  if (running.size > 0 || retrying.size > 0) return null;
  if (waiting.size === 0 && !isPaused) return null;
  if ([...waiting].some(({ signal }) => signal?.kind === 'workflow')) return null;
  return Math.min(...[...waiting, ...postponed].map(firstDeadline));
}
