/** What a ledger that outlives its process promises about its end and its return. */
import { expect } from 'expect';
import type { SuiteFrame } from '../suite-frame.js';
import { balancesIn, holdIn, openIn, org } from './ledger-requests.js';
import type { OpenedLedger } from './opened-ledger.js';

/** Registers the tests of closing and opening again. */
export function durabilityContract({ describe, it }: SuiteFrame, open: () => Promise<OpenedLedger>): void {
  describe('closing and opening again', () => {
    it('keeps balances, reservations, members and what closed ones have spent', async () => {
      const { ledger, reopen } = await open();
      await openIn(ledger, { amount: 30, accounts: [org, { id: 'key', limit: null }] });
      await holdIn(ledger, { member: 'ex_a', spent: 5, held: 10, memberAccounts: [{ id: 'child', limit: 20 }] });
      await holdIn(ledger, { reservation: 'ex_2', spent: 7, held: 3 });
      await ledger.close('ex_2');
      const contents = async (one = ledger) => [await one.accounts('', '', 9), await one.reservations('', 9)];
      const before = await contents();
      const again = (await reopen!()).ledger;
      expect(await contents(again)).toEqual(before);
      await holdIn(again, { reservation: 'ex_2', spent: 7 });
      expect(await balancesIn(again, 'org', 'child')).toEqual([
        [12, 25],
        [5, 10],
      ]);
    });

    it('finishes what is under way, and refuses what comes later', async () => {
      const { ledger, close } = await open();
      const verdicts = Promise.all([openIn(ledger, { amount: 30 }), holdIn(ledger, { held: 10 })]);
      await close();
      expect(await verdicts).toEqual([{ ok: true }, { ok: true }]);
      const refusal = { code: 'ledger-unavailable', retryable: true };
      for (const operation of [
        () => openIn(ledger),
        () => holdIn(ledger),
        () => ledger.release('ex_1'),
        () => ledger.close('ex_1'),
        () => ledger.balances(['org']),
        () => ledger.accounts('', '', 9),
        () => ledger.reservations('', 9),
        () => ledger.check(),
      ])
        await expect(operation()).rejects.toMatchObject(refusal);
    });
  });
}
