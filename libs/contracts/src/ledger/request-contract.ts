/** What every ledger refuses as a fault of its caller, before anything is touched. */
import type { BudgetLedger } from '@ice/core';
import { expect } from 'expect';
import { eachCase } from '../each-case.js';
import type { SuiteFrame } from '../suite-frame.js';
import { holdIn, openIn } from './ledger-requests.js';
import type { OpenLedger } from './opened-ledger.js';

const badIds = ['', 'a b', 'a/b', 'a%', 'é', 'a\n', '\0', 'a"b', 'a'.repeat(201)];
const badAmounts = [-1, 0.5, NaN, Infinity, 2 ** 53];

/** Registers the tests of requests that make no sense. */
export function requestContract({ describe, it }: SuiteFrame, open: OpenLedger): void {
  describe('a request that makes no sense', () => {
    eachCase(
      it,
      badIds,
      (id) => `is refused for the id ${JSON.stringify(id)}`,
      async (id) => {
        await expectRefusals(await open(), [
          (ledger) => openIn(ledger, { reservation: id, amount: 1 }),
          (ledger) => openIn(ledger, { accounts: [{ id, limit: null }], amount: 1 }),
          (ledger) => holdIn(ledger, { reservation: id, held: 1 }),
          (ledger) => holdIn(ledger, { member: id, held: 1 }),
          (ledger) => holdIn(ledger, { accounts: [{ id, limit: null }], held: 1 }),
          (ledger) => holdIn(ledger, { memberAccounts: [{ id, limit: null }], held: 1 }),
          (ledger) => ledger.release(id),
          (ledger) => ledger.close(id),
          (ledger) => ledger.reservation(id),
          (ledger) => ledger.balances(['org', id]),
          ...(id === ''
            ? []
            : [
                (ledger: BudgetLedger) => ledger.accounts(id, '', 1),
                (ledger: BudgetLedger) => ledger.accounts('', id, 1),
                (ledger: BudgetLedger) => ledger.reservations(id, 1),
              ]),
        ]);
      },
    );

    eachCase(
      it,
      badAmounts,
      (amount) => `is refused for the amount ${amount}`,
      async (amount) => {
        await expectRefusals(await open(), [
          (ledger) => openIn(ledger, { amount }),
          (ledger) => openIn(ledger, { openedAt: amount }),
          (ledger) => openIn(ledger, { accounts: [{ id: 'org', limit: amount }], amount: 1 }),
          (ledger) => holdIn(ledger, { spent: amount }),
          (ledger) => holdIn(ledger, { held: amount }),
          (ledger) => holdIn(ledger, { at: amount }),
          (ledger) => holdIn(ledger, { memberAccounts: [{ id: 'child', limit: amount }] }),
        ]);
      },
    );

    eachCase(
      it,
      [0, -1, 1.5, NaN, 1_001],
      (limit) => `is refused for a page of ${limit}`,
      async (limit) => {
        await expectRefusals(await open(), [
          (ledger) => ledger.accounts('', '', limit),
          (ledger) => ledger.reservations('', limit),
        ]);
      },
    );
  });

  it('takes ids of all characters that are allowed, up to 200', async () => {
    const ledger = await open();
    const id = `Az09:_-.${'x'.repeat(192)}`;
    await openIn(ledger, { reservation: id, accounts: [{ id, limit: 5 }], amount: 5 });
    await holdIn(ledger, { reservation: id, member: id, held: 5, accounts: [], memberAccounts: [{ id, limit: 5 }] });
    expect(await ledger.accounts(id, '', 1_000)).toEqual([{ id, spent: 0, reserved: 5 }]);
    expect(await ledger.reservations('', 1_000)).toMatchObject([{ reservation: id, free: 0 }]);
  });
}

async function expectRefusals(
  ledger: BudgetLedger,
  requests: readonly ((ledger: BudgetLedger) => Promise<unknown>)[],
): Promise<void> {
  for (const request of requests) await expect(request(ledger)).rejects.toMatchObject({ code: 'internal-error' });
  expect([await ledger.accounts('', '', 9), await ledger.reservations('', 9)]).toEqual([[], []]);
}
