import { describe, expect, it } from '@jest/globals';
import { satisfiesRange } from './satisfies-range.js';

/** Range, versions in it, versions beside it. */
const ranges: readonly (readonly [range: string, inside: readonly string[], outside: readonly string[]])[] = [
  ['^1.2.3', ['1.2.3', '1.9.0'], ['1.2.2', '2.0.0', '0.9.9']],
  ['^0.1.2', ['0.1.2', '0.1.9'], ['0.1.1', '0.2.0', '1.0.0']],
  ['^0.0.3', ['0.0.3'], ['0.0.4', '0.0.2']],
  ['^0.0', ['0.0.0', '0.0.9'], ['0.1.0']],
  ['^0', ['0.0.0', '0.9.9'], ['1.0.0']],
  ['^1', ['1.0.0', '1.9.9'], ['2.0.0', '0.9.0']],
  ['~1.2.3', ['1.2.3', '1.2.9'], ['1.3.0', '1.2.2']],
  ['~1', ['1.0.0', '1.9.0'], ['2.0.0']],
  ['1.2.3', ['1.2.3'], ['1.2.4']],
  ['=1.2.3', ['1.2.3'], ['1.2.4']],
  ['1.2', ['1.2.0', '1.2.7'], ['1.3.0']],
  ['1.x', ['1.0.0', '1.7.0'], ['2.0.0']],
  ['*', ['0.0.0', '9.9.9'], []],
  ['>=1.2.0 <3.0.0', ['1.2.0', '2.9.9'], ['1.1.9', '3.0.0']],
  ['>= 1.2.0  < 3', ['1.2.0', '2.9.9'], ['3.0.0']],
  ['>1.2', ['1.3.0'], ['1.2.9']],
  ['<=1.2', ['1.2.9', '0.1.0'], ['1.3.0']],
  ['^1.0.0 || ^3.0.0', ['1.1.0', '3.1.0'], ['2.0.0']],
];

describe('satisfiesRange', () => {
  it.each(ranges)('%s', (range, inside, outside) => {
    expect(inside.filter((version) => satisfiesRange(version, range) !== true)).toEqual([]);
    expect(outside.filter((version) => satisfiesRange(version, range) !== false)).toEqual([]);
  });

  it.each(['', 'new', '^1.2.3.4', '^1.2.3-rc.1', '1.2.3 ||', '>=1.2.0 and <3', '^a'])('%j is no range', (range) => {
    expect(satisfiesRange('1.2.3', range)).toBeNull();
  });
});
