/** What every ledger promises about opening a reservation. */
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { balancesIn, holdIn, inside, openIn, org } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

const key = { id: 'key', limit: 50 };
const counted = { id: 'counted', limit: null };

/** Registers the tests of `open`. */
export function openContract(frame: SuiteFrame, open: OpenLedger): void {
  frame.describe('open', () => {
    admitting(frame, open);
    refusing(frame, open);
    again(frame, open);
  });
}

function admitting({ it }: SuiteFrame, open: OpenLedger): void {
  it('reserves on every account, also on those that only count', async () => {
    const ledger = await open();
    expect(await openIn(ledger, { accounts: [org, key, counted], amount: 30 })).toEqual({ ok: true });
    const balances = await ledger.balances(['counted', 'org', 'key']);
    expect(balances).toEqual(['counted', 'org', 'key'].map((id) => ({ id, spent: 0, reserved: 30 })));
    expect(await ledger.reservations('', 9)).toEqual([
      { reservation: 'ex_1', accounts: ['org', 'key', 'counted'], free: 30, members: [], openedAt: 1_000 },
    ]);
  });

  it('admits what fits to the last nano-USD, and not one more', async () => {
    const ledger = await open();
    expect(await openIn(ledger, { amount: 99 })).toEqual({ ok: true });
    expect(await openIn(ledger, { reservation: 'ex_2', amount: 2 })).toMatchObject({ ok: false });
    expect(await openIn(ledger, { reservation: 'ex_2', amount: 1 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 100]]);
  });

  it('admits exactly as many of a hundred at once as there is money for', async () => {
    const ledger = await open();
    const racing = Array.from({ length: 100 }, (_, index) => {
      return openIn(ledger, { reservation: `ex_${index}`, accounts: [{ id: 'org', limit: 10 }], amount: 1 });
    });
    expect((await Promise.all(racing)).filter(({ ok }) => ok)).toHaveLength(10);
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 10]]);
  });

  it('charges an account once that is named twice', async () => {
    const ledger = await open();
    await openIn(ledger, { accounts: [org, org], amount: 60 });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 60]]);
    await ledger.close('ex_1');
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 0]]);
  });
}

function refusing({ it }: SuiteFrame, open: OpenLedger): void {
  it('reserves on no account when one is short, and tells the first of those in the order given', async () => {
    const ledger = await open();
    await openIn(ledger, { accounts: [org, key], amount: 30 });
    await holdIn(ledger, { reservation: 'ex_2', spent: 10, accounts: [org, key] });
    const request = { reservation: 'ex_3', amount: 80 };
    expect(await openIn(ledger, { ...request, accounts: [counted, key, org] })).toEqual({
      ok: false,
      account: 'key',
      limit: 50,
      needed: 80,
      available: 10,
      reservedByOthers: 30,
    });
    expect(await openIn(ledger, { ...request, accounts: [org, key] })).toMatchObject({ account: 'org', available: 60 });
    expect(await balancesIn(ledger, 'org', 'key', 'counted')).toEqual([
      [10, 30],
      [10, 30],
      [0, 0],
    ]);
    expect(await inside(ledger, 'ex_3')).toBeNull();
  });

  it('admits nothing reserved under an account that is overspent, and nothing else', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 170 });
    expect(await openIn(ledger, { reservation: 'ex_2', amount: 0 })).toEqual({ ok: true });
    expect(await openIn(ledger, { reservation: 'ex_3', amount: 1 })).toEqual({
      ok: false,
      account: 'org',
      limit: 100,
      needed: 1,
      available: 0,
      reservedByOthers: 0,
    });
  });
}

function again({ it }: SuiteFrame, open: OpenLedger): void {
  it('leaves one that is there as it is, whatever is asked for', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 30 });
    await holdIn(ledger, { spent: 5, held: 10 });
    const other = { accounts: [key], amount: 1_000, openedAt: 9_000 };
    expect(await openIn(ledger, other)).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org', 'key')).toEqual([
      [5, 25],
      [0, 0],
    ]);
    expect(await ledger.reservations('', 9)).toMatchObject([{ accounts: ['org'], free: 15, openedAt: 1_000 }]);
  });

  it('after closing reserves anew, and remembers what was spent', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 30 });
    await holdIn(ledger, { spent: 5, held: 10 });
    await ledger.close('ex_1');
    expect(await openIn(ledger, { amount: 95, accounts: [org, counted], openedAt: 3_000 })).toEqual({ ok: true });
    expect(await ledger.reservations('', 9)).toMatchObject([{ accounts: ['org', 'counted'], openedAt: 3_000 }]);
    await holdIn(ledger, { spent: 7, held: 0 });
    expect(await inside(ledger)).toEqual({ free: 93, ex_1: [7, 0] });
    expect(await balancesIn(ledger, 'org', 'counted')).toEqual([
      [7, 93],
      [2, 93],
    ]);
  });
}
