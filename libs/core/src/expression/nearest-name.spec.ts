import { describe, expect, it } from '@jest/globals';
import { nearestName } from './nearest-name.js';

describe('nearestName', () => {
  it.each<[string, string | undefined]>([
    ['uper', 'upper'],
    ['Upper', 'upper'],
    ['lowre', 'lower'],
    ['sortby', 'sort_by'],
    ['startswith', 'startsWith'],
    ['parseJson', 'parse_json'],
    ['exit', undefined],
    ['', undefined],
    ['u'.repeat(100_000), undefined],
  ])('for %.20s is %s', (name, expected) => {
    expect(nearestName(name, ['upper', 'lower', 'sort_by', 'startsWith', 'parse_json', 'trim'])).toBe(expected);
  });

  it('takes the first of equally near names', () => {
    expect(nearestName('cot', ['cat', 'cut'])).toBe('cat');
  });
});
