import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../testing/manual-clock.js';
import { UlidSource } from './ulid-source.js';

describe('UlidSource', () => {
  it('writes time and random bits as the ULID specification does', () => {
    const clock = new ManualClock(1_469_918_176_385);
    const random = (): Uint8Array => Uint8Array.from([0xd6, 0x76, 0x4c, 0x61, 0xef, 0xb9, 0x93, 0x02, 0xbd, 0x5b]);
    expect(new UlidSource(clock, random).next('ex')).toBe('ex_01ARYZ6S41TSV4RRFFQ69G5FAV');
  });

  it.each([
    [0, 0, '00000000000000000000000000'],
    [2 ** 48 - 1, 255, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
  ])('reaches from end to end: time %d, bytes of %d', (timeMs, byte, text) => {
    const ids = new UlidSource(new ManualClock(timeMs), (count) => new Uint8Array(count).fill(byte));
    expect(ids.next('bp')).toBe(`bp_${text}`);
  });

  it('counts up within a millisecond and draws anew in the next', () => {
    const clock = new ManualClock(0);
    const ids = new UlidSource(clock, (count) => new Uint8Array(count).fill(31));
    const drawn = ids.next('lk');
    const inSameMs = ids.next('lk');
    clock.advance(1);
    expect([drawn.slice(-2), inSameMs.slice(-2)]).toEqual(['RZ', 'S0']);
    expect(ids.next('lk')).toBe(drawn.replace('_0000000000', '_0000000001'));
  });

  it('borrows the next millisecond when the random bits are used up', () => {
    const ids = new UlidSource(new ManualClock(5), (count) => new Uint8Array(count).fill(255));
    expect([ids.next('rq'), ids.next('rq')]).toEqual([
      'rq_0000000005ZZZZZZZZZZZZZZZZ',
      'rq_0000000006ZZZZZZZZZZZZZZZZ',
    ]);
  });

  it('rises strictly, also when the clock stands still or goes back, over all prefixes', () => {
    const clock = new ManualClock();
    const ids = new UlidSource(clock);
    const minted = Array.from({ length: 5_000 }, (_, index) => {
      if (index % 100 === 50) clock.set(clock.now() + (index % 300) - 149);
      return ids.next(index % 2 ? 'ex' : 'bp').slice(3);
    });
    expect(minted).toEqual([...new Set(minted)].toSorted());
  });

  it('shares no id between two sources', () => {
    const clock = new ManualClock();
    const [left, right] = [new UlidSource(clock), new UlidSource(clock)];
    const minted = Array.from({ length: 1_000 }, () => [left.next('ex'), right.next('ex')]).flat();
    expect(new Set(minted).size).toBe(2_000);
  });

  it('takes real time and real chance when nothing else is said', () => {
    expect(new UlidSource().next('ex')).toMatch(/^ex_0[0-9A-HJKMNP-TV-Z]{25}$/);
  });
});
