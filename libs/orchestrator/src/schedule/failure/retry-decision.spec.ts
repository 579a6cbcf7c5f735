import { describe, expect, it } from '@jest/globals';
import type { Failure, JsonObject, JsonValue } from '@ice/core';
import { call, sampleRun } from '../../testing/sample-plan.js';
import { decideRetry } from './retry-decision.js';

const passing: Failure = { code: 'busy', message: 'It is busy.', retryable: true };
const final: Failure = { code: 'gone', message: 'It is gone.', retryable: false };

/** Delays of one retry after another, until there is none: what the same failure leads to again and again. */
function delaysOf(retry: JsonValue, failure: Failure = passing): readonly number[] {
  const run = sampleRun([call('a', { retry })]);
  const delays: number[] = [];
  for (let decision = decideRetry(run, failure); decision; decision = decideRetry(run, failure)) {
    delays.push(decision.delayMs);
    run.retries.push(decision.policy);
  }
  return delays;
}

describe('how long a retry waits', () => {
  const base = { max_attempts: 5, initial_ms: 100, max_ms: 10_000 };

  it.each<[JsonObject, readonly number[]]>([
    [{ ...base, backoff: 'fixed' }, [100, 100, 100, 100]],
    [{ ...base, backoff: 'linear' }, [100, 200, 300, 400]],
    [{ ...base, backoff: 'exponential' }, [100, 200, 400, 800]],
    [{ ...base, backoff: 'exponential', max_ms: 300 }, [100, 200, 300, 300]],
    [{ ...base, backoff: 'linear', max_ms: 250 }, [100, 200, 250, 250]],
    [{ ...base, backoff: 'fixed', initial_ms: 0 }, [0, 0, 0, 0]],
    [{ max_attempts: 4 }, [500, 1_000, 2_000]],
    [{ max_attempts: 1 }, []],
  ])('follows %j', (retry, delays) => {
    expect(delaysOf(retry)).toEqual(delays);
  });

  it('stays at its cap, however many attempts there are', () => {
    const delays = delaysOf({ max_attempts: 100, backoff: 'exponential', initial_ms: 3_600_000, max_ms: 3_600_000 });
    expect(delays).toEqual(delays.map(() => 3_600_000));
    expect(delays).toHaveLength(99);
  });

  it('is three attempts from half a second on where the document says nothing', () => {
    const run = sampleRun([call('a')]);
    expect(decideRetry(run, passing)).toEqual({ policy: 0, delayMs: 500, jitter: true });
    expect(run.plan.node.retry).toMatchObject([{ max_attempts: 3, on: 'retryable' }]);
  });

  it.each([
    [40, { delayMs: 100, jitter: false }],
    [100, { delayMs: 100, jitter: false }],
    [7_000, { delayMs: 7_000, jitter: false }],
    [90_000, { delayMs: 90_000, jitter: false }],
    [0, { delayMs: 100, jitter: true }],
  ])('is never shorter than the other side asked for (%d ms), which is not spread', (retry_after_ms, expected) => {
    const run = sampleRun([call('a', { retry: base })]);
    expect(decideRetry(run, { ...passing, retry_after_ms })).toMatchObject(expected);
  });

  it('is not spread where the policy says so', () => {
    const run = sampleRun([call('a', { retry: { ...base, jitter: false } })]);
    expect(decideRetry(run, passing)).toMatchObject({ jitter: false });
  });
});

describe('which failures are retried', () => {
  it.each<[string, JsonObject, Failure, boolean]>([
    ['one that may pass, unless other codes are named', {}, passing, true],
    ['none that is final', {}, final, false],
    ['a final one whose code is named', { on: ['gone'] }, final, true],
    ['none whose code is not named', { on: ['gone'] }, passing, false],
    ['any, with *', { on: '*' }, final, true],
  ])('%s', (_what, policy, failure, isRetried) => {
    expect(delaysOf({ max_attempts: 2, ...policy }, failure)).toHaveLength(isRetried ? 1 : 0);
  });

  it('none of a node without a policy', () => {
    const run = sampleRun([call('a', { effect: 'at_most_once' })]);
    expect(decideRetry(run, passing)).toBeNull();
  });
});

describe('several policies', () => {
  const policies: JsonValue = [
    { on: ['busy'], max_attempts: 3, initial_ms: 1, backoff: 'linear' },
    { on: ['busy', 'gone'], max_attempts: 9, initial_ms: 50, backoff: 'linear' },
    { on: '*', max_attempts: 2, initial_ms: 900, backoff: 'linear' },
  ];

  it('are tried in their order: the first that matches decides, also when it says no', () => {
    expect(delaysOf(policies, passing)).toEqual([1, 2]);
    expect(delaysOf(policies, final)).toHaveLength(8);
    expect(delaysOf(policies, { ...final, code: 'other' })).toEqual([900]);
  });

  it('count and wait each by its own failures', () => {
    const run = sampleRun([call('a', { retry: policies })]);
    const story = [passing, final, passing, final, { ...final, code: 'other' }, passing].map((failure) => {
      const decision = decideRetry(run, failure);
      if (decision) run.retries.push(decision.policy);
      return decision && [decision.policy, decision.delayMs];
    });
    expect(story).toEqual([[0, 1], [1, 50], [0, 2], [1, 100], [2, 900], null]);
  });
});
