import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { differingPointers } from './differing-pointers.js';

describe('where two documents differ', () => {
  it.each<readonly [JsonValue, JsonValue, readonly string[]]>([
    [{ a: 1, b: [1, { c: null }] }, { a: 1, b: [1, { c: null }] }, []],
    [{ a: 1 }, { a: 2 }, ['/a']],
    [{ a: 1 }, { b: 1 }, ['/a', '/b']],
    [{ n: [{ id: 'x', v: 1 }] }, { n: [{ id: 'x', v: 2 }, { id: 'y' }] }, ['/n/0/v', '/n/1']],
    [{ 'a/b~c': 1 }, { 'a/b~c': 2 }, ['/a~1b~0c']],
    [{ a: {} }, { a: [] }, ['/a']],
    [{ a: null }, { a: {} }, ['/a']],
    [{ toString: 1 }, {}, ['/toString']],
    [1, 2, ['']],
  ])('%j and %j', (left, right, pointers) => {
    expect(differingPointers(left, right, 100)).toEqual(pointers);
  });

  it('is cut at the limit', () => {
    const list = Array.from({ length: 500 }, (_, index) => index);

    expect(
      differingPointers(
        list,
        list.map((value) => value + 1),
        100,
      ),
    ).toHaveLength(100);
  });
});
