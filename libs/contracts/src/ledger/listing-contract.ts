/** What every ledger promises about what it shows. */
import type { BudgetLedger } from '@ice/core';
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { holdIn, openIn } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

/** Registers the tests of `balances`, `accounts`, `reservation`, `reservations` and `check`. */
export function listingContract(frame: SuiteFrame, open: OpenLedger): void {
  frame.describe('balances', () => ofAccounts(frame, open));
  frame.describe('accounts', () => pagingAccounts(frame, open));
  frame.describe('a reservation', () => oneReservation(frame, open));
  frame.describe('reservations', () => pagingReservations(frame, open));
  frame.it('check resolves for a ledger that can be written, and changes nothing', async () => {
    const ledger = await open();
    await openIn(ledger, { amount: 5 });
    await ledger.check();
    await ledger.check();
    expect(await ledger.accounts('', '', 9)).toEqual([{ id: 'org', spent: 0, reserved: 5 }]);
  });
}

function ofAccounts({ it }: SuiteFrame, open: OpenLedger): void {
  it('come in the order asked for, 0 for an account that was never charged, and as often as asked for', async () => {
    const ledger = await open();
    await holdIn(ledger, { spent: 1, held: 2 });
    const charged = { id: 'org', spent: 1, reserved: 2 };
    const never = { id: 'never', spent: 0, reserved: 0 };
    expect(await ledger.balances(['never', 'org', 'never', 'org'])).toEqual([never, charged, never, charged]);
    expect(await ledger.balances([])).toEqual([]);
  });

  it('stay exact up to the largest amount', async () => {
    const ledger = await open();
    const accounts = [{ id: 'org', limit: Number.MAX_SAFE_INTEGER }];
    await holdIn(ledger, { spent: 1, held: Number.MAX_SAFE_INTEGER - 1, accounts });
    expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 1, reserved: Number.MAX_SAFE_INTEGER - 1 }]);
    expect(await holdIn(ledger, { member: 'ex_a', held: 1, accounts })).toMatchObject({ needed: 1, available: 0 });
  });

  it('never pass beyond that: then nothing is changed', async () => {
    const ledger = await open();
    const accounts = [{ id: 'org', limit: null }];
    await holdIn(ledger, { held: Number.MAX_SAFE_INTEGER, accounts });
    const refusal = { code: 'ledger-unavailable' };
    await expect(holdIn(ledger, { member: 'ex_a', held: 1, accounts })).rejects.toMatchObject(refusal);
    expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 0, reserved: Number.MAX_SAFE_INTEGER }]);
    expect(await ledger.reservations('', 9)).toMatchObject([{ members: [{ member: 'ex_1' }] }]);
  });
}

const ids = ['a', 'a-1', 'a.1', 'a1', 'a:', 'a:1', 'a:10', 'a:2', 'a_1', 'b', 'A:1'];

function pagingAccounts({ it }: SuiteFrame, open: OpenLedger): void {
  const filled = async (): Promise<BudgetLedger> => {
    const ledger = await open();
    await openIn(ledger, { amount: 1, accounts: ids.map((id) => ({ id, limit: null })) });
    return ledger;
  };

  it('are those whose ids begin so, in the order of their ids', async () => {
    const ledger = await filled();
    const found = async (prefix: string, after = '', limit = 99): Promise<readonly string[]> =>
      (await ledger.accounts(prefix, after, limit)).map(({ id }) => id);
    expect(await found('')).toEqual([...ids].sort());
    expect(await found('a:')).toEqual(['a:', 'a:1', 'a:10', 'a:2']);
    expect(await found('c')).toEqual([]);
    expect(await found('a:', 'a:1')).toEqual(['a:10', 'a:2']);
    expect(await found('a:', 'A')).toEqual(['a:', 'a:1', 'a:10', 'a:2']);
    expect(await found('a:', 'b')).toEqual([]);
  });

  it('give every one of them once, page by page', async () => {
    const ledger = await filled();
    const seen: string[] = [];
    for (let page = await ledger.accounts('', '', 3); page.length > 0;) {
      expect(page.length).toBeLessThanOrEqual(3);
      seen.push(...page.map(({ id }) => id));
      page = await ledger.accounts('', seen.at(-1)!, 3);
    }
    expect(seen).toEqual([...ids].sort());
  });
}

function oneReservation({ it }: SuiteFrame, open: OpenLedger): void {
  it('is found by its id with its members in order, while it is open', async () => {
    const ledger = await open();
    const id = 'ex_01JD2X8Q41AB12ZVZK3R5M7P0W';
    expect(await ledger.reservation(id)).toBeNull();
    for (const reservation of [id, id.slice(0, -1)]) await openIn(ledger, { reservation, amount: 3, accounts: [] });
    for (const member of ['m_2', 'm_1'])
      await holdIn(ledger, { reservation: id, member, spent: 1, held: 1, accounts: [] });
    const members = ['m_1', 'm_2'].map((member) => ({ member, spent: 1, held: 1 }));
    expect(await ledger.reservation(id)).toEqual({ reservation: id, accounts: [], free: 0, members, openedAt: 1_000 });
    await ledger.close(id);
    expect(await ledger.reservation(id)).toBeNull();
    expect(await ledger.reservation(id.slice(0, -1))).toMatchObject({ free: 3, members: [] });
  });
}

function pagingReservations({ it }: SuiteFrame, open: OpenLedger): void {
  it('give every open one once, page by page, with its members in order', async () => {
    const ledger = await open();
    for (const id of ['ex_2', 'ex_10', 'ex_1', 'ex_3']) {
      await openIn(ledger, { reservation: id, amount: 2 });
      for (const member of ['m_2', 'm_1']) await holdIn(ledger, { reservation: id, member, held: 1 });
    }
    await ledger.close('ex_10');
    const first = await ledger.reservations('', 2);
    const members = ['m_1', 'm_2'].map((member) => ({ member, spent: 0, held: 1 }));
    const reservation = (id: string) => ({ reservation: id, accounts: ['org'], free: 0, members, openedAt: 1_000 });
    expect(first).toEqual([reservation('ex_1'), reservation('ex_2')]);
    expect(await ledger.reservations('ex_2', 2)).toEqual([reservation('ex_3')]);
    expect(await ledger.reservations('ex_3', 2)).toEqual([]);
  });
}
