/** What every ledger promises about what a member of a reservation has spent and holds. */
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { balancesIn, holdIn, inside, openIn, org } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

/** Registers the tests of `hold` without accounts of members. */
export function holdContract(frame: SuiteFrame, open: OpenLedger): void {
  frame.describe('hold', () => {
    growing(frame, open);
    spending(frame, open);
    refusing(frame, open);
    repeating(frame, open);
    movingLimits(frame, open);
    unknown(frame, open);
  });
}

function growing({ it }: SuiteFrame, open: OpenLedger): void {
  it('takes from what is free first: the accounts do not change', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 30 });
    expect(await holdIn(ledger, { held: 20 })).toEqual({ ok: true });
    expect(await inside(ledger)).toEqual({ free: 10, ex_1: [0, 20] });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 30]]);
  });

  it('takes what is lacking from every account', async () => {
    const ledger = await open();
    const accounts = [org, { id: 'key', limit: 45 }, { id: 'counted', limit: null }];
    await openIn(ledger, { amount: 30, accounts });
    expect(await holdIn(ledger, { held: 45, accounts })).toEqual({ ok: true });
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [0, 45] });
    expect(await balancesIn(ledger, 'org', 'key', 'counted')).toEqual(Array(3).fill([0, 45]));
  });

  it('frees what shrinks; it stays reserved, and other members may have it', async () => {
    const ledger = await open();
    await holdIn(ledger, { held: 40 });
    await holdIn(ledger, { held: 10 });
    expect(await inside(ledger)).toEqual({ free: 30, ex_1: [0, 10] });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 40]]);
    await holdIn(ledger, { member: 'ex_child', held: 35 });
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [0, 10], ex_child: [0, 35] });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 45]]);
  });
}

function spending({ it }: SuiteFrame, open: OpenLedger): void {
  it('turns what the member held into what is spent', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await holdIn(ledger, { held: 40 });
    expect(await holdIn(ledger, { spent: 25, held: 0 })).toEqual({ ok: true });
    expect(await inside(ledger)).toEqual({ free: 25, ex_1: [25, 0] });
    expect(await balancesIn(ledger, 'org')).toEqual([[25, 25]]);
  });

  it('settles one call while another is under way', async () => {
    const ledger = await open();
    await holdIn(ledger, { held: 60 });
    await holdIn(ledger, { spent: 15, held: 40 });
    expect(await inside(ledger)).toEqual({ free: 5, ex_1: [15, 40] });
    expect(await balancesIn(ledger, 'org')).toEqual([[15, 45]]);
  });

  it('takes a call that cost more from its own, then from what is free, then from beyond, and never from other members', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 50 });
    await holdIn(ledger, { held: 20 });
    await holdIn(ledger, { member: 'ex_child', held: 20 });
    await holdIn(ledger, { spent: 25 });
    expect(await inside(ledger)).toEqual({ free: 5, ex_1: [25, 0], ex_child: [0, 20] });
    expect(await balancesIn(ledger, 'org')).toEqual([[25, 25]]);
    expect(await holdIn(ledger, { spent: 130 })).toEqual({ ok: true });
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [130, 0], ex_child: [0, 20] });
    expect(await balancesIn(ledger, 'org')).toEqual([[130, 20]]);
  });

  it('adds up what all members have spent', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 10 });
    await holdIn(ledger, { spent: 3 });
    await holdIn(ledger, { member: 'ex_child', spent: 4 });
    await holdIn(ledger, { reservation: 'ex_2', spent: 5 });
    expect(await balancesIn(ledger, 'org')).toEqual([[12, 3]]);
  });
}

function refusing({ it }: SuiteFrame, open: OpenLedger): void {
  it('gives all of it or none', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 30 });
    await openIn(ledger, { reservation: 'ex_2', amount: 60 });
    expect(await holdIn(ledger, { held: 45 })).toEqual({
      ok: false,
      account: 'org',
      limit: 100,
      needed: 15,
      available: 10,
      reservedByOthers: 60,
    });
    expect(await inside(ledger)).toEqual({ free: 30, ex_1: [0, 0] });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 90]]);
  });

  it('records even then what was spent; what was held stays, less what it has become', async () => {
    const ledger = await open();
    await openIn(ledger, { reservation: 'ex_2', amount: 50 });
    await holdIn(ledger, { held: 40 });
    expect(await holdIn(ledger, { spent: 15, held: 90 })).toEqual({
      ok: false,
      account: 'org',
      limit: 100,
      needed: 65,
      available: 10,
      reservedByOthers: 50,
    });
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [15, 25] });
    expect(await balancesIn(ledger, 'org')).toEqual([[15, 75]]);
  });

  it('tells the first account that is short, in the order given', async () => {
    const ledger = await open();
    const [low, lower] = [
      { id: 'low', limit: 20 },
      { id: 'lower', limit: 10 },
    ];
    await openIn(ledger, { accounts: [org, low, lower] });
    expect(await holdIn(ledger, { held: 30, accounts: [org, lower, low] })).toMatchObject({ account: 'lower' });
    expect(await holdIn(ledger, { held: 30, accounts: [org, low, lower] })).toMatchObject({ account: 'low' });
    expect(await balancesIn(ledger, 'org', 'low', 'lower')).toEqual(Array(3).fill([0, 0]));
  });

  it('counts nothing as held by others that the reservation has itself', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 60 });
    await holdIn(ledger, { member: 'ex_child', held: 50 });
    expect(await holdIn(ledger, { held: 70 })).toMatchObject({ needed: 60, available: 40, reservedByOthers: 0 });
  });
}

function repeating({ it }: SuiteFrame, open: OpenLedger): void {
  it('told twice changes nothing', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 10 });
    const request = { spent: 15, held: 20 };
    const states: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      expect(await holdIn(ledger, request)).toEqual({ ok: true });
      states.push([await inside(ledger), await balancesIn(ledger, 'org')]);
    }
    expect(states).toEqual(Array(3).fill([{ free: 0, ex_1: [15, 20] }, [[15, 20]]]));
  });

  it('never takes back what was spent', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 30 });
    expect(await holdIn(ledger, { spent: 10, held: 5 })).toEqual({ ok: true });
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [30, 5] });
    expect(await balancesIn(ledger, 'org')).toEqual([[30, 5]]);
  });
}

function movingLimits({ it }: SuiteFrame, open: OpenLedger): void {
  it('goes by the limits of now: a lowered one refuses growth, and nothing else', async () => {
    const ledger = await open();
    await holdIn(ledger, { held: 80 });
    const accounts = [{ id: 'org', limit: 50 }];
    expect(await holdIn(ledger, { held: 81, accounts })).toEqual({
      ok: false,
      account: 'org',
      limit: 50,
      needed: 1,
      available: 0,
      reservedByOthers: 0,
    });
    expect(await holdIn(ledger, { spent: 20, held: 60, accounts })).toEqual({ ok: true });
    expect(await holdIn(ledger, { spent: 20, held: 30, accounts })).toEqual({ ok: true });
    expect(await holdIn(ledger, { spent: 20, held: 60, accounts })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[20, 60]]);
  });

  it('goes by the limits of now: a raised one, or none, lets it grow', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 100 });
    expect(await holdIn(ledger, { held: 150, accounts: [{ id: 'org', limit: 150 }] })).toEqual({ ok: true });
    expect(await holdIn(ledger, { held: 900, accounts: [{ id: 'org', limit: null }] })).toEqual({ ok: true });
    expect(await holdIn(ledger, { held: 901, accounts: [] })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[0, 901]]);
  });

  it('charges the accounts that the reservation was opened under, and asks no others', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 10 });
    expect(await holdIn(ledger, { spent: 5, held: 20, accounts: [org, { id: 'new', limit: 0 }] })).toEqual({
      ok: true,
    });
    expect(await balancesIn(ledger, 'org', 'new')).toEqual([
      [5, 20],
      [0, 0],
    ]);
  });
}

function unknown({ it }: SuiteFrame, open: OpenLedger): void {
  it('opens a reservation that is not there, with nothing reserved', async () => {
    const ledger = await open();
    const accounts = [org, { id: 'key', limit: 40 }];
    expect(await holdIn(ledger, { spent: 7, held: 20, accounts })).toEqual({ ok: true });
    expect(await ledger.reservations('', 9)).toEqual([
      {
        reservation: 'ex_1',
        accounts: ['org', 'key'],
        free: 0,
        members: [{ member: 'ex_1', spent: 7, held: 20 }],
        openedAt: 2_000,
      },
    ]);
    expect(await holdIn(ledger, { reservation: 'ex_2', held: 20, accounts })).toMatchObject({
      account: 'key',
      reservedByOthers: 20,
    });
    expect(await inside(ledger, 'ex_2')).toEqual({ free: 0, ex_2: [0, 0] });
  });

  it('after closing goes on where the member was: what comes late is charged once', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 10, held: 20 });
    await ledger.close('ex_1');
    expect(await holdIn(ledger, { spent: 10 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[10, 0]]);
    expect(await holdIn(ledger, { spent: 12, held: 3 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[12, 3]]);
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [12, 3] });
  });

  it('remembers a closed one for a week beyond the last that it was told', async () => {
    const ledger = await open();
    const day = 24 * 60 * 60 * 1_000;
    for (const reservation of ['ex_1', 'ex_2']) {
      await holdIn(ledger, { reservation, spent: 10, at: reservation === 'ex_1' ? 0 : 2 * day });
      await ledger.close(reservation);
    }
    await holdIn(ledger, { reservation: 'ex_3', at: 8 * day });
    await ledger.close('ex_3');
    await holdIn(ledger, { reservation: 'ex_2', spent: 10, at: 8 * day });
    expect(await balancesIn(ledger, 'org')).toEqual([[20, 0]]);
    await holdIn(ledger, { reservation: 'ex_1', spent: 10, at: 8 * day });
    expect(await balancesIn(ledger, 'org')).toEqual([[30, 0]]);
  });
}
