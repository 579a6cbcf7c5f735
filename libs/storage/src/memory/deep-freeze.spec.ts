import { describe, expect, it } from '@jest/globals';
import { deepFreeze } from './deep-freeze.js';

describe('deepFreeze', () => {
  it('freezes everything in a value and gives back the value itself', () => {
    const value = { list: [{ deep: true }], text: 'x', nothing: null };
    expect(deepFreeze(value)).toBe(value);
    expect([value, value.list, value.list[0]].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
  });

  it('takes what is frozen as done, so that a maker who froze its value pays no second time', () => {
    const inner = { untouched: true };
    deepFreeze(Object.freeze({ inner }));
    expect(Object.isFrozen(inner)).toBe(false);
  });

  it.each([null, true, 1, 'text'])('leaves %j as it is', (value) => {
    expect(deepFreeze(value)).toBe(value);
  });
});
