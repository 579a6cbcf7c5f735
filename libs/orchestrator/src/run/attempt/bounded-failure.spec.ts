import { describe, expect, it } from '@jest/globals';
import type { Failure } from '@ice/core';
import { boundedFailure } from './bounded-failure.js';

describe('a failure for the journal', () => {
  it('is the same when there is nothing against it, and nobody can change it', () => {
    const evidence = { list: [1] };
    const cause: Failure = { code: 'first', message: 'It began here.', retryable: false };
    const failure: Failure = {
      code: 'c',
      message: 'm',
      retryable: true,
      retry_after_ms: 5,
      path: 'a.b',
      evidence,
      cause,
    };
    const bounded = boundedFailure(failure);
    evidence.list.push(2);
    expect(bounded).toEqual({ ...failure, evidence: { list: [1] } });
    expect(Object.isFrozen(bounded)).toBe(true);
  });

  it('keeps evidence beside a message that was cut', () => {
    const failure: Failure = { code: 'c', message: 'x'.repeat(50_000), retryable: true, evidence: { n: 1 } };
    expect(boundedFailure(failure)).toEqual({ ...failure, message: 'x'.repeat(2_000) });
  });

  it('leaves out causes that are too many', () => {
    const first: Failure = { code: 'first', message: 'm', retryable: false };
    const chain = Array.from({ length: 1_000 }).reduce<Failure>((cause) => ({ ...first, cause }), first);
    expect(boundedFailure(chain)).toEqual(first);
  });
});
