import { describe, expect, it } from '@jest/globals';
import { checkedOwner, ledgerOwnerBelow, ledgerOwnerOf } from './redis-ledger-keys.js';

const id = 'ex_01JD2X8Q4NAB12ZVZK3R5M7P0W';
const otherId = 'ex_01JD2X8Q4NCD34ZVZK3R5M7P0W';

describe('the owner of what the ledger keeps', () => {
  it.each([
    [id, 'AB12Z'],
    [`execution:${id}`, 'AB12Z'],
    ['live:CD34Z:organisation:2026-11', 'CD34Z'],
    [`synthetic:CD34Z:blueprint:2026-11:${id}`, 'CD34Z'],
    ['live:CD34Z:', 'CD34Z'],
    ['live:CD34Z', '-'],
    ['ex_1', '-'],
    ['execution:ex_1', '-'],
    [`execution:${id}:more`, '-'],
    [`${id}0`, '-'],
    ['org', '-'],
    ['::', '-'],
  ])('of %s is %s', (name, owner) => {
    expect(ledgerOwnerOf(name)).toBe(owner);
  });

  it.each([
    ['live:CD34Z:', 'CD34Z'],
    ['live:CD34Z:key:2026-11:', 'CD34Z'],
    ['live:CD34Z', null],
    ['live:CD34', null],
    [`execution:${id}`, null],
    ['', null],
  ])('of everything below %j is %s', (prefix, owner) => {
    expect(ledgerOwnerBelow(prefix)).toBe(owner);
  });

  it('is one for a reservation and its accounts', () => {
    const accounts = [`execution:${id}`, 'live:AB12Z:day:2026-11-26'].map((name) => ({ id: name, limit: null }));
    expect(checkedOwner(id, ...accounts)).toBe('AB12Z');
    expect(() => checkedOwner(otherId, ...accounts)).toThrow('not of one tenant');
    expect(() => checkedOwner('ex_1', ...accounts)).toThrow('not of one tenant');
  });
});
