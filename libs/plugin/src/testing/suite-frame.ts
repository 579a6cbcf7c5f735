/** What contract suites need of a test runner. Jest, Vitest, Mocha and `node:test` have both functions. */

/** See the head of this file. */
export interface SuiteFrame {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}
