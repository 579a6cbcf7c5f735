import { describe, expect, it } from '@jest/globals';
import { FailureError, IceError } from '@ice/core';
import { failureOf } from './failure-of.js';

const plain = (message: string) => ({ code: 'tool-failed', message, retryable: false });

describe('the failure behind a throw', () => {
  it('is the one that a FailureError carries', () => {
    const thrown = new FailureError('busy', 'It is busy.', { retryable: true, retryAfterMs: 5, evidence: { n: 1 } });
    expect(failureOf(thrown, 'tool-failed')).toEqual({
      code: 'busy',
      message: 'It is busy.',
      retryable: true,
      retry_after_ms: 5,
      evidence: { n: 1 },
    });
  });

  it('is what an IceError shows, without its cause', () => {
    const thrown = new IceError('store-unavailable', 'It is away.', { retryable: true, cause: new Error('secret') });
    expect(failureOf(thrown, 'tool-failed')).toEqual({
      code: 'store-unavailable',
      message: 'It is away.',
      retryable: true,
    });
  });

  it('of anything else has the code of its place and never a stack', () => {
    expect(failureOf(new TypeError('x is not a function'), 'model-failed')).toEqual({
      ...plain('x is not a function'),
      code: 'model-failed',
    });
  });

  it.each([
    ['a text', 'just text', 'just text'],
    ['nothing', undefined, 'undefined'],
    ['an empty error', new Error(''), 'No reason was given.'],
    ['an empty text', '', 'No reason was given.'],
    ['a symbol', Symbol('why'), 'Symbol(why)'],
    ['a long message', new Error('x'.repeat(10_000)), 'x'.repeat(500)],
    ['an object that is no text', Object.create(null) as unknown, 'No reason was given.'],
    ['an object that refuses to be one', { toString: () => JSON.parse('{') as string }, 'No reason was given.'],
    ['an error whose message is none', Object.assign(new Error('x'), { message: 7 }), '7'],
  ])('is found also when somebody throws %s', (_what, thrown, message) => {
    expect(failureOf(thrown, 'tool-failed')).toEqual(plain(message));
  });

  it.each([
    ['a bigint', { n: 10n }],
    ['itself', ring()],
    ['more than fits', { text: 'x'.repeat(100_000) }],
  ])('keeps its code and loses evidence that holds %s: the journal must take it', (_what, evidence) => {
    const thrown = new FailureError('busy', 'It is busy.', { retryable: true, evidence: evidence as never });
    expect(failureOf(thrown, 'tool-failed')).toEqual({ code: 'busy', message: 'It is busy.', retryable: true });
  });

  it('has a message of bounded length, whoever wrote it', () => {
    const thrown = new FailureError('busy', 'x'.repeat(100_000));
    expect(failureOf(thrown, 'tool-failed').message.length).toBeLessThanOrEqual(2_000);
  });

  it('is of its place when the mark of a failure is there and the failure is not', () => {
    const thrown = Object.assign(new Error('Odd.'), { [Symbol.for('ice.failure')]: true });
    expect(failureOf(thrown, 'tool-failed')).toEqual(plain('Odd.'));
  });
});

function ring(): object {
  const evidence: Record<string, unknown> = {};
  evidence['self'] = evidence;
  return evidence;
}
