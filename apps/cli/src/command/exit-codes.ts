/** What the exit code of `ice` says, and which problems it stands for. Codes are a contract: none of them may change its meaning. */

/** The codes with their meanings, in the order of the documentation. */
export const exitCodes = {
  0: 'it worked',
  1: 'something unexpected happened',
  2: 'the command was used wrongly',
  3: 'a blueprint or an input is invalid, or what was named is not there',
  4: 'not signed in, or not allowed',
  5: 'the execution failed',
  6: 'the budget does not allow it',
  7: 'somebody else changed it, or it is in the wrong state',
  8: 'it timed out or was cancelled',
  9: 'the server cannot be reached, or is not able to answer',
  130: 'interrupted with Ctrl-C',
} as const;

/** One of `exitCodes`. */
export type ExitCode = keyof typeof exitCodes;

/** The exit code for a problem that the API answered with: by its code where that says more than the status. */
export function exitCodeOf(code: string, status = 0): ExitCode {
  return byCode.get(code) ?? byStatus.get(status) ?? (status >= 500 ? 9 : status >= 400 ? 3 : 1);
}

const byCode: ReadonlyMap<string, ExitCode> = new Map<string, ExitCode>([
  ['budget-exceeded', 6],
  ['lock-required', 7],
  ['lock-conflict', 7],
  ['still-running', 7],
  ['signal-closed', 7],
  ['already-finalized', 7],
  ['idempotency-key-reused', 7],
  ['internal-error', 1],
  ['request-timeout', 8],
]);

const byStatus: ReadonlyMap<number, ExitCode> = new Map<number, ExitCode>([
  [401, 4],
  [402, 6],
  [403, 4],
  [409, 7],
  [412, 7],
  [428, 7],
  [429, 9],
]);
