import { describe, expect, it } from '@jest/globals';
import { exitCodeOf } from './exit-codes.js';

describe('the exit code of a problem', () => {
  it.each([
    ['blueprint-invalid', 422, 3],
    ['inputs-invalid', 422, 3],
    ['not-found', 404, 3],
    ['unauthenticated', 401, 4],
    ['forbidden', 403, 4],
    ['budget-exceeded', 402, 6],
    ['estimator-unavailable', 402, 6],
    ['lock-conflict', 409, 7],
    ['lock-conflict', 412, 7],
    ['still-running', 409, 7],
    ['rate-limited', 429, 9],
    ['store-unavailable', 503, 9],
    ['internal-error', 500, 1],
    ['anything', 0, 1],
  ])('%s with status %d is %d', (code, status, exitCode) => {
    expect(exitCodeOf(code, status)).toBe(exitCode);
  });
});
