import { describe, expect, it } from '@jest/globals';
import { executionErrorCodes, requestErrorCodes } from './error-code.js';
import { FailureError, isFailureError } from './failure-error.js';
import { IceError, isIceError } from './ice-error.js';

describe('an IceError', () => {
  it('says in a failure what may be shown, and no more', () => {
    const cause = new Error('password: hunter2');
    const error = new IceError('store-unavailable', 'The store is away.', {
      retryable: true,
      retryAfterMs: 0,
      evidence: { tries: 3 },
      cause,
    });
    expect(error.toFailure()).toEqual({
      code: 'store-unavailable',
      message: 'The store is away.',
      retryable: true,
      retry_after_ms: 0,
      evidence: { tries: 3 },
    });
    expect([error.name, error.cause]).toEqual(['IceError', cause]);
  });

  it('is final unless it says otherwise, and leaves out what it does not know', () => {
    const error = new IceError('not-found', 'There is none.');
    expect(error.toFailure()).toEqual({ code: 'not-found', message: 'There is none.', retryable: false });
    expect(Object.hasOwn(error, 'cause')).toBe(false);
  });

  it('is known by its mark, also when another copy of the package made it', () => {
    const foreign = Object.assign(new Error('from elsewhere'), { [Symbol.for('ice.error')]: true });
    expect([new IceError('not-found', ''), foreign].map(isIceError)).toEqual([true, true]);
    const others = [new Error('plain'), new FailureError('x', ''), { code: 'not-found' }, null, undefined, 'not-found'];
    expect(others.map(isIceError)).toEqual(others.map(() => false));
  });
});

describe('a FailureError', () => {
  it('carries its failure', () => {
    const full = new FailureError('out-of-stock', 'No stock left.', {
      retryable: true,
      retryAfterMs: 1_500,
      evidence: { sku: 'A1' },
    });
    expect(full.failure).toEqual({
      code: 'out-of-stock',
      message: 'No stock left.',
      retryable: true,
      retry_after_ms: 1_500,
      evidence: { sku: 'A1' },
    });
    expect([full.name, full.message]).toEqual(['FailureError', 'No stock left.']);
  });

  it('is final unless it says otherwise', () => {
    expect(new FailureError('gone', 'It is gone.').failure).toEqual({
      code: 'gone',
      message: 'It is gone.',
      retryable: false,
    });
  });

  it('is known by its mark', () => {
    expect(isFailureError(new FailureError('x', ''))).toBe(true);
    const others = [new Error('plain'), new IceError('not-found', ''), { failure: {} }, null, 7];
    expect(others.map(isFailureError)).toEqual(others.map(() => false));
  });
});

describe('the list of codes', () => {
  it('holds kebab-case names, each once', () => {
    const codes = [...requestErrorCodes, ...executionErrorCodes];
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
