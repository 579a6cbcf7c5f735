/** Equal items of a list. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { findEqualItems } from './unique-items.js';

describe('findEqualItems', () => {
  it.each<[items: readonly JsonValue[], equal: readonly number[] | undefined]>([
    [[], undefined],
    [[1, '1', true, 'true', null, 'null', [], {}, [[]], ''], undefined],
    [
      [1, 2, 1, 2],
      [0, 2],
    ],
    [
      [0, -0],
      [0, 1],
    ],
    [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [0, 1],
    ],
    [
      [
        [1, 2],
        [2, 1],
      ],
      undefined,
    ],
    [[{ a: { b: 1 } }, { a: { b: 2 } }], undefined],
  ])('finds in %j the first two: %j', (items, equal) => {
    expect(findEqualItems(items)).toEqual(equal);
  });
});
