import { describe, expect, it } from '@jest/globals';
import { MockBinStore } from './mock-bin-store.js';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('the mock bin store', () => {
  it('keeps what is posted, bin by bin', () => {
    const store = new MockBinStore();
    store.add('items', { title: 'Tile' }, { now });
    store.add('orders', { title: 'Order' }, { now: now + 1_000, idempotencyKey: 'k' });
    const answer = store.add('items', { title: 'Ladder' }, { now });
    expect(answer).toEqual({ listing_id: expect.stringMatching(/^LOC-ladder-/), status: 'accepted', index: 1 });
    expect(store.entries('orders')).toEqual([
      {
        bin: 'orders',
        index: 0,
        listing_id: expect.stringMatching(/^LOC-order-/),
        received_at: '2026-01-01T00:00:01.000Z',
        idempotency_key: 'k',
        payload: { title: 'Order' },
      },
    ]);
    expect(store.bins()).toEqual([
      { bin: 'items', entries: 2 },
      { bin: 'orders', entries: 1 },
    ]);
  });

  it('answers a key that it knows as before and stores nothing, whatever the payload', () => {
    const store = new MockBinStore();
    const first = store.add('items', { title: 'Tile' }, { now, idempotencyKey: 'k' });
    expect(store.add('items', { title: 'Other' }, { now, idempotencyKey: 'k' })).toEqual(first);
    expect(store.entries()).toHaveLength(1);
  });

  it('takes the same key in another bin, and no key, for something new', () => {
    const store = new MockBinStore();
    store.add('items', 1, { now, idempotencyKey: 'k' });
    store.add('orders', 1, { now, idempotencyKey: 'k' });
    store.add('items', 1, { now });
    store.add('items', 1, { now });
    expect(store.entries().map(({ bin, index }) => `${bin}/${index}`)).toEqual([
      'items/0',
      'orders/0',
      'items/1',
      'items/2',
    ]);
  });

  it('drops the oldest entry for the newest and goes on counting', () => {
    const store = new MockBinStore({ maxEntries: 3 });
    for (const payload of [0, 1, 2, 3, 4]) store.add('items', payload, { now });
    expect(store.entries().map(({ index, payload }) => [index, payload])).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('is emptied bin by bin, or whole, and counts from 0 again', () => {
    const store = new MockBinStore();
    for (const bin of ['items', 'items', 'orders', 'users']) store.add(bin, null, { now });
    expect([store.clear('items'), store.clear('none'), store.clear(), store.entries()]).toEqual([2, 0, 2, []]);
    expect(store.add('items', null, { now }).index).toBe(0);
  });
});
