/** Random operations, each run on an adapter and on the model, whose outcomes must be the same. After each of them, what the adapter
 *  has must be what the model has. */
import type { BudgetLedger, HoldRequest, LedgerAccount } from '@ice/core';
import { expect } from 'expect';
import fc from 'fast-check';
import type { LedgerModel } from './ledger-model.js';
import type { OpenedLedger } from './opened-ledger.js';

/** The adapter under test; `reopen` puts another one in its place. */
export interface RealLedger {
  opened: OpenedLedger;
}

type Command = fc.AsyncCommand<LedgerModel, RealLedger, true>;

/** Random commands on few names with small amounts and moving limits, so that they meet often. */
export function ledgerCommands(isDurable: boolean): readonly fc.Arbitrary<Command>[] {
  // Named twice to be drawn twice as often.
  return [opening, holding, holding, holding, releasing, closing, ...(isDurable ? [reopening] : [])];
}

const reservationIds = ['ex_1', 'ex_2', 'ex_3'] as const;
const reservations = fc.constantFrom(...reservationIds);
const members = fc.constantFrom('ex_1', 'ex_a', 'ex_b');
const amounts = fc.nat({ max: 12 });
const limits = fc.constantFrom(null, 0, 5, 10, 20, 40);
const accountsOf = (...ids: readonly string[]): fc.Arbitrary<readonly LedgerAccount[]> =>
  fc.uniqueArray(fc.record({ id: fc.constantFrom(...ids), limit: limits }), { selector: ({ id }) => id, maxLength: 2 });

const opening = fc
  .record({ reservation: reservations, accounts: accountsOf('org', 'key', 'c1'), amount: amounts })
  .map((request) =>
    toCommand(`open ${JSON.stringify(request)}`, async (model, ledger) => {
      const whole = { ...request, openedAt: 1 };
      expect(await ledger.open(whole)).toEqual(model.open(whole));
    }),
  );

const holding = fc
  .record({
    reservation: reservations,
    member: members,
    spent: amounts,
    held: amounts,
    accounts: accountsOf('org', 'key', 'c1'),
    memberAccounts: accountsOf('c1', 'c2', 'org'),
  })
  .map((request) =>
    toCommand(`hold ${JSON.stringify(request)}`, async (model, ledger) => {
      const whole: HoldRequest = { ...request, at: 2 };
      expect(await ledger.hold(whole)).toEqual(model.hold(whole));
    }),
  );

const releasing = reservations.map((id) =>
  toCommand(`release ${id}`, async (model, ledger) => {
    await ledger.release(id);
    model.release(id);
  }),
);

const closing = reservations.map((id) =>
  toCommand(`close ${id}`, async (model, ledger) => {
    await ledger.close(id);
    model.close(id);
  }),
);

const reopening = fc.constant<Command>({
  check: async () => true,
  run: async (_, real) => {
    real.opened = await real.opened.reopen!();
  },
  toString: () => 'reopen',
});

function toCommand(name: string, run: (model: LedgerModel, ledger: BudgetLedger) => Promise<void>): Command {
  return {
    check: async () => true,
    run: async (model, { opened: { ledger } }) => {
      await run(model, ledger);
      expect(await ledger.accounts('', '', 1_000)).toEqual(model.balances());
      const open = model.reservations();
      expect(await ledger.reservations('', 1_000)).toEqual(open);
      for (const id of reservationIds)
        expect(await ledger.reservation(id)).toEqual(open.find(({ reservation }) => reservation === id) ?? null);
    },
    toString: () => name,
  };
}
