/** What every ledger promises about accounts that single members are charged to: the budgets of children. */
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { balancesIn, holdIn, inside, openIn, org } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

const child = { id: 'child', limit: 40 };

/** Registers the tests of `memberAccounts`. */
export function memberAccountContract(frame: SuiteFrame, open: OpenLedger): void {
  frame.describe('accounts of members', () => {
    charging(frame, open);
    refusing(frame, open);
    fixing(frame, open);
  });
}

function charging({ it }: SuiteFrame, open: OpenLedger): void {
  it('are charged with what their member has spent and holds, and with nothing else', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await holdIn(ledger, { member: 'ex_child', held: 30, memberAccounts: [child] });
    await holdIn(ledger, { spent: 5, held: 15 });
    expect(await balancesIn(ledger, 'child')).toEqual([[0, 30]]);
    await holdIn(ledger, { member: 'ex_child', spent: 10, held: 5, memberAccounts: [child] });
    expect(await balancesIn(ledger, 'child', 'org')).toEqual([
      [10, 5],
      [15, 35],
    ]);
  });

  it('are charged with what a call cost beyond what was held', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await holdIn(ledger, { member: 'ex_child', held: 10, memberAccounts: [child] });
    expect(await holdIn(ledger, { member: 'ex_child', spent: 60, memberAccounts: [child] })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'child', 'org')).toEqual([
      [60, 0],
      [60, 0],
    ]);
  });

  it('may be those of several members', async () => {
    const ledger = await open();
    await holdIn(ledger, { member: 'ex_a', spent: 5, held: 10, memberAccounts: [child] });
    await holdIn(ledger, { member: 'ex_b', held: 20, memberAccounts: [child, { id: 'inner', limit: null }] });
    expect(await balancesIn(ledger, 'child', 'inner')).toEqual([
      [5, 30],
      [0, 20],
    ]);
    await ledger.close('ex_1');
    expect(await balancesIn(ledger, 'child', 'inner', 'org')).toEqual([
      [5, 0],
      [0, 0],
      [5, 0],
    ]);
  });
}

function refusing({ it }: SuiteFrame, open: OpenLedger): void {
  it('must have room for all that a member holds, also for what the reservation has free', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 90 });
    await holdIn(ledger, { member: 'ex_child', held: 30, memberAccounts: [child] });
    const request = { member: 'ex_child', spent: 10, held: 35, memberAccounts: [child] };
    expect(await holdIn(ledger, request)).toEqual({
      ok: false,
      account: 'child',
      limit: 40,
      needed: 15,
      available: 10,
      reservedByOthers: 0,
    });
    expect(await inside(ledger)).toEqual({ free: 60, ex_child: [10, 20] });
    expect(await balancesIn(ledger, 'child', 'org')).toEqual([
      [10, 20],
      [10, 80],
    ]);
  });

  it('come behind those of the reservation, and count as held by others what other reservations hold', async () => {
    const ledger = await open();
    await holdIn(ledger, { reservation: 'ex_2', held: 15, memberAccounts: [child] });
    await holdIn(ledger, { member: 'ex_a', held: 12, memberAccounts: [child] });
    await holdIn(ledger, { member: 'ex_other', held: 9 });
    expect(await holdIn(ledger, { member: 'ex_b', held: 14, memberAccounts: [child] })).toEqual({
      ok: false,
      account: 'child',
      limit: 40,
      needed: 14,
      available: 13,
      reservedByOthers: 15,
    });
    expect(await holdIn(ledger, { member: 'ex_b', held: 90, memberAccounts: [child] })).toMatchObject({
      account: 'org',
      reservedByOthers: 15,
    });
  });
}

function fixing({ it }: SuiteFrame, open: OpenLedger): void {
  it('are those of the first hold of their member', async () => {
    const ledger = await open();
    await holdIn(ledger, { member: 'ex_child', held: 10, memberAccounts: [child] });
    const later = { member: 'ex_child', held: 20, memberAccounts: [{ id: 'late', limit: 0 }] };
    expect(await holdIn(ledger, later)).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'child', 'late')).toEqual([
      [0, 20],
      [0, 0],
    ]);
  });

  it('are charged once when they are accounts of the reservation', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 10, held: 20, memberAccounts: [org, org] });
    expect(await balancesIn(ledger, 'org')).toEqual([[10, 20]]);
  });

  it('are charged once also when the reservation is opened anew under them', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 10, held: 5, memberAccounts: [child] });
    await ledger.close('ex_1');
    await holdIn(ledger, { spent: 12, held: 4, accounts: [child] });
    expect(await balancesIn(ledger, 'child', 'org')).toEqual([
      [12, 4],
      [10, 0],
    ]);
    await ledger.close('ex_1');
    expect(await balancesIn(ledger, 'child')).toEqual([[12, 0]]);
  });
}
