/** One test for each case: what test runners do in ways of their own. */
import type { SuiteFrame } from './suite-frame.js';

/** Registers a test for each case, under a title that tells it from the others. */
export function eachCase<Case>(
  it: SuiteFrame['it'],
  cases: readonly Case[],
  title: (one: Case) => string,
  body: (one: Case) => Promise<void>,
): void {
  for (const one of cases) it(title(one), () => body(one));
}
