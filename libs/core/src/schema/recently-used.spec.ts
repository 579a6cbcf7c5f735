/** What was asked for lately is kept, up to a bound. */
import { describe, expect, it } from '@jest/globals';
import { RecentlyUsed } from './recently-used.js';

describe('RecentlyUsed', () => {
  it('makes a value once, and again when it has been dropped', () => {
    const made: string[] = [];
    const cache = new RecentlyUsed<string>(2);
    const get = (key: string): string =>
      cache.getOrMake(key, () => {
        made.push(key);
        return key.toUpperCase();
      });

    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps undefined too', () => {
    let made = 0;
    const cache = new RecentlyUsed<undefined>(1);
    const make = (): undefined => {
      made += 1;
      return undefined;
    };

    cache.getOrMake('a', make);
    cache.getOrMake('a', make);

    expect(made).toBe(1);
  });

  it('keeps nothing of a value that could not be made', () => {
    const cache = new RecentlyUsed<number>(1);
    const fail = (): number => {
      throw new Error('not now');
    };

    expect(() => cache.getOrMake('a', fail)).toThrow('not now');
    expect(cache.getOrMake('a', () => 1)).toBe(1);
  });
});
