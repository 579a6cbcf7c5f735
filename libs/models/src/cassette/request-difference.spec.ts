import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type JsonValue } from '@ice/core';
import { commonStart, differencesBetween } from './request-difference.js';

describe('the differences of two documents', () => {
  it('are told place by place, in the order of the one that was asked for', () => {
    const recorded = { model: 'm', messages: [{ content: 'a' }, { content: 'b' }], old: 1, deep: { x: 1 } };
    const asked = {
      temperature: 0,
      messages: [{ content: 'a' }, { content: 'c' }, { content: 'd' }],
      model: 'm',
      deep: [],
    };
    expect([...differencesBetween(recorded, asked)]).toEqual([
      { pointer: '/temperature', recorded: undefined, asked: 0 },
      { pointer: '/messages/1/content', recorded: 'b', asked: 'c' },
      { pointer: '/messages/2', recorded: undefined, asked: { content: 'd' } },
      { pointer: '/deep', recorded: { x: 1 }, asked: [] },
      { pointer: '/old', recorded: 1, asked: undefined },
    ]);
  });

  it('are none where the documents are the same, and some where they are not', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect([...differencesBetween(left, structuredClone(left))]).toEqual([]);
        const isSame = canonicalJson(left) === canonicalJson(right);
        expect([...differencesBetween(left, right)].length === 0).toBe(isSame);
      }),
    );
  });
});

describe('the common start of two texts', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abd', 2],
    ['ab', 'abc', 2],
    ['x', 'y', 0],
  ])('of %j and %j has %d characters', (left, right, length) => {
    expect(commonStart(left, right)).toBe(length);
  });
});
