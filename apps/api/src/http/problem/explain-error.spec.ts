import { describe, expect, it } from '@jest/globals';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { IceError } from '@ice/core';
import { explainError } from './explain-error.js';
import { ProblemException } from './problem-exception.js';

const secret = 'postgres://user:secret@host';

const told = (error: unknown): { code: string; message: string; parts: object } => {
  const { code, message, parts } = explainError(error);
  const { cause: _cause, ...shown } = parts;
  return { code, message, parts: shown };
};

describe('what is told of an error', () => {
  it('is a refusal as it stands', () => {
    const refusal = new ProblemException('lock-required', 'No lock.');

    expect(explainError(refusal)).toBe(refusal);
  });

  it('is an IceError with its errors, its evidence and when to come back', () => {
    const error = new IceError('queue-full', 'Too many.', {
      retryable: true,
      retryAfterMs: 1_500,
      evidence: { errors: [{ pointer: '/a', code: 'x', detail: 'y' }], running: 10 },
    });

    expect(told(error)).toEqual({
      code: 'queue-full',
      message: 'Too many.',
      parts: {
        retryable: true,
        retryAfterMs: 1_500,
        errors: [{ pointer: '/a', code: 'x', detail: 'y' }],
        facts: { evidence: { running: 10 } },
      },
    });
  });

  it.each([
    ['an error of JavaScript', new TypeError(secret)],
    ['a code that stands in executions only', new IceError('engine-fault', secret)],
    ['our own word for a fault', new IceError('internal-error', secret, { evidence: { secret } })],
    ['an error of the framework from 500 on', new HttpException(secret, 502)],
    ['an error with a status from 500 on', Object.assign(new Error(secret), { statusCode: 500 })],
    ['no error at all', secret],
    ['nothing', undefined],
  ])('is nothing but the fact for %s', (_what, error) => {
    expect(told(error)).toEqual({ code: 'internal-error', message: 'The request could not be handled.', parts: {} });
    expect(explainError(error).parts.cause).toBe(error);
  });

  it.each([
    [new NotFoundException(secret), 'not-found'],
    [new BadRequestException(secret), 'malformed-request'],
    [new HttpException(secret, 413), 'body-too-large'],
    [Object.assign(new Error(secret), { statusCode: 415 }), 'unsupported-media-type'],
    [new HttpException(secret, 503), 'store-unavailable'],
  ])('is the code of its status for an error of the framework', (error, code) => {
    expect(told(error)).toMatchObject({ code, parts: {} });
    expect(told(error).message).not.toContain(secret);
  });
});
