import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { listingIdOf } from './listing-id.js';

describe('the id of a listing', () => {
  it.each<[JsonValue, string]>([
    [{ title: 'Tile' }, 'LOC-tile-'],
    [{ title: 'Vanity (24")' }, 'LOC-vanity-24-'],
    [{ name: 'Bathtub with Surround' }, 'LOC-bathtub-with-surround-'],
    [{ title: 'A', name: 'B' }, 'LOC-a-'],
    [{ title: 7, name: 'B' }, 'LOC-b-'],
    [{ title: '  Crème brûlée!  ' }, 'LOC-creme-brulee-'],
    [{ title: 'Infared Heating Panel (2x4 feet), new' }, 'LOC-infared-heating-panel-2x4-feet-'],
    [{ title: 'abcdefghijklmnopqrstuvwxyzabc defg' }, 'LOC-abcdefghijklmnopqrstuvwxyzabc-'],
    [{ title: '漢字' }, 'LOC-item-'],
    [{ price: 1 }, 'LOC-item-'],
    [[1], 'LOC-item-'],
    [null, 'LOC-item-'],
  ])('of %j begins with %s and ends with six hex digits', (payload, beginning) => {
    expect(listingIdOf(payload)).toMatch(new RegExp(`^${beginning}[0-9a-f]{6}$`));
  });

  it('is the same for the same content in any order of keys', () => {
    expect(listingIdOf({ title: 'Tile', price: { a: 1, b: 2 } })).toBe(
      listingIdOf({ price: { b: 2, a: 1 }, title: 'Tile' }),
    );
  });

  it('differs for two items of one name', () => {
    expect(listingIdOf({ title: 'Vanity', price: 1 })).not.toBe(listingIdOf({ title: 'Vanity', price: 2 }));
  });
});
