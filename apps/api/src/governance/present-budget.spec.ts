import { describe, expect, it } from '@jest/globals';
import { availableOf, presentBudget } from './present-budget.js';

const balance = { id: 'live:00000:organisation:2026-11', spent: 1_500_000_000, reserved: 250_000_000 };

describe('what is left of a limit', () => {
  it('is what nobody has spent or reserved', () => {
    expect(availableOf(2_000_000_000, balance)).toBe(250_000_000);
  });

  it('is nothing where the limit was lowered below that', () => {
    expect(availableOf(1_000_000_000, balance)).toBe(0);
  });
});

describe('a budget on the wire', () => {
  const facts = {
    balance,
    mode: 'expected',
    money: 'live',
    window: { kind: 'month', name: '2026-11', endsAt: '2026-12-01T00:00:00.000Z' },
    keys: [{ ...balance, id: 'key_1' }],
    blueprints: [],
    days: [{ ...balance, id: '2026-11-26' }],
  } as const;
  const money = { spent_usd: '1.5', reserved_usd: '0.25' };

  it('has money as decimal strings, parts by their names, and who set it', () => {
    const budget = { limit: 2_000_000_000, source: 'set', setAt: '2026-11-01T00:00:00.000Z', setBy: 'key_1' } as const;
    expect(presentBudget({ ...facts, budget })).toEqual({
      limit_usd: '2',
      ...money,
      available_usd: '0.25',
      source: 'set',
      set_at: '2026-11-01T00:00:00.000Z',
      set_by: 'key_1',
      window: 'month',
      window_name: '2026-11',
      window_ends_at: '2026-12-01T00:00:00.000Z',
      mode: 'expected',
      money: 'live',
      keys: [{ key_id: 'key_1', ...money }],
      blueprints: [],
      days: [{ day: '2026-11-26', ...money }],
    });
  });

  it('says so where there is no limit', () => {
    const budget = { limit: null, source: 'none', setAt: null, setBy: null } as const;
    expect(presentBudget({ ...facts, budget })).toMatchObject({ limit_usd: null, available_usd: null, source: 'none' });
  });
});
