/** What contract suites need of a test runner. Jest, Vitest, Mocha and `node:test` have both functions. */

/** See the head of this file. */
export interface SuiteFrame {
  readonly describe: (name: string, body: () => void) => unknown;
  /** `timeoutMs` is given for the tests that take long. Runners whose third argument it is not take no notice of it. */
  readonly it: (name: string, body: () => Promise<void>, timeoutMs?: number) => unknown;
}
