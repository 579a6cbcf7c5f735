/** What every ledger promises about giving back what was reserved. */
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { balancesIn, holdIn, inside, openIn, org } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

const key = { id: 'key', limit: 90 };

/** Registers the tests of `release` and `close`. */
export function giveBackContract(frame: SuiteFrame, open: OpenLedger): void {
  frame.describe('release', () => releasing(frame, open));
  frame.describe('close', () => closing(frame, open));
}

function releasing({ it }: SuiteFrame, open: OpenLedger): void {
  it('gives back what is free; what members hold stays', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50, accounts: [org, key] });
    await holdIn(ledger, { spent: 5, held: 20, accounts: [org, key] });
    await ledger.release('ex_1');
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [5, 20] });
    expect(await balancesIn(ledger, 'org', 'key')).toEqual([
      [5, 20],
      [5, 20],
    ]);
    await ledger.release('ex_1');
    expect(await balancesIn(ledger, 'org', 'key')).toEqual([
      [5, 20],
      [5, 20],
    ]);
  });

  it('leaves the reservation open: what it needs later it takes from its accounts', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await ledger.release('ex_1');
    await openIn(ledger, { reservation: 'ex_2', amount: 80 });
    expect(await holdIn(ledger, { held: 21 })).toMatchObject({ needed: 21, available: 20, reservedByOthers: 80 });
    expect(await holdIn(ledger, { held: 20 })).toEqual({ ok: true });
  });

  it('of an unknown reservation, or a closed one, does nothing', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await ledger.release('ex_2');
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 50]]);
    await ledger.close('ex_1');
    await ledger.release('ex_1');
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 0]]);
  });
}

function closing({ it }: SuiteFrame, open: OpenLedger): void {
  it('leaves nothing reserved, and all that was spent', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50, accounts: [org, key] });
    await holdIn(ledger, { spent: 5, held: 20, accounts: [org, key] });
    await holdIn(ledger, { member: 'ex_child', spent: 7, held: 40, accounts: [org, key] });
    await openIn(ledger, { reservation: 'ex_2', amount: 3 });
    await ledger.close('ex_1');
    expect(await balancesIn(ledger, 'org', 'key')).toEqual([
      [12, 3],
      [12, 0],
    ]);
    expect((await ledger.reservations('', 9)).map(({ reservation }) => reservation)).toEqual(['ex_2']);
  });

  it('twice, or of an unknown reservation, does nothing', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 5, held: 20 });
    await openIn(ledger, { reservation: 'ex_2', amount: 10 });
    await Promise.all([ledger.close('ex_1'), ledger.close('ex_1'), ledger.close('ex_3')]);
    await ledger.close('ex_1');
    expect(await balancesIn(ledger, 'org')).toEqual([[5, 10]]);
  });

  it('makes room for others', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 90 });
    expect(await openIn(ledger, { reservation: 'ex_2', amount: 20 })).toMatchObject({ reservedByOthers: 90 });
    await ledger.close('ex_1');
    expect(await openIn(ledger, { reservation: 'ex_2', amount: 20 })).toEqual({ ok: true });
  });
}
