import { describe, expect, it } from '@jest/globals';
import { diagnosticCodes, executionErrorCodes, requestErrorCodes } from '@ice/core';
import { findProblem, isHttpProblemCode, listProblems, problemKind } from './problem-catalog.js';

describe('the catalog of problems', () => {
  it('knows every code of core, in alphabetical order and once each', () => {
    const codes = listProblems().map(({ code }) => code);

    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes).toEqual(expect.arrayContaining([...requestErrorCodes, ...diagnosticCodes, ...executionErrorCodes]));
  });

  it('has a title and a hint for each', () => {
    expect(listProblems().filter(({ title, hint }) => title.length < 5 || hint.length < 5)).toEqual([]);
  });

  it.each([
    ['lock-required', 428],
    ['cycle-detected', 422],
    ['iteration-limit-exceeded', null],
    ['missing-input', null],
  ])('says that %s has status %p', (code, status) => {
    expect(findProblem(code)).toMatchObject({ type: `/problems/${code}`, code, status });
  });

  it('takes a code that HTTP does not know for our own fault', () => {
    expect(problemKind('iteration-limit-exceeded').status).toBe(500);
    expect(['not-found', 'unknown-tool', 'timeout', 'toString'].map(isHttpProblemCode)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(findProblem('toString')).toBeUndefined();
  });
});
