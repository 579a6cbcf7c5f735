import { describe, expect, it } from '@jest/globals';
import { labelPairs } from './label-pairs.js';

describe('labelPairs', () => {
  it('gives one pair for each value, each once', () => {
    expect(labelPairs({ status: 'running', tag: ['a', 'b', 'a'], none: [] })).toEqual([
      ['status', 'running'],
      ['tag', 'a'],
      ['tag', 'b'],
    ]);
  });

  it('takes a label named __proto__ as any other', () => {
    expect(labelPairs(JSON.parse('{"__proto__": "x"}'))).toEqual([['__proto__', 'x']]);
  });
});
