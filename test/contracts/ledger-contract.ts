/** The one suite for all adapters of `BudgetLedger`: what an adapter must do is written here and nowhere else. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { BudgetLedger } from '@ice/core';
import fc from 'fast-check';
import { budgetContract } from './ledger/budget-contract.js';
import { durabilityContract } from './ledger/durability-contract.js';
import { giveBackContract } from './ledger/give-back-contract.js';
import { holdContract } from './ledger/hold-contract.js';
import { ledgerCommands, type RealLedger } from './ledger/ledger-commands.js';
import { LedgerModel } from './ledger/ledger-model.js';
import { listingContract } from './ledger/listing-contract.js';
import { memberAccountContract } from './ledger/member-account-contract.js';
import { openContract } from './ledger/open-contract.js';
import type { OpenedLedger } from './ledger/opened-ledger.js';
import { requestContract } from './ledger/request-contract.js';

/** What the suite must know of an adapter beyond the port. */
export interface LedgerContractOptions {
  /** True when the ledger keeps what it has beyond its process: then every `open` must give a `reopen`. Default false. */
  readonly isDurable?: boolean;
  /** How many random sequences are tried of each kind. */
  readonly sequences: number;
}

/**
 * Registers all tests of the contract.
 * @param open gives a fresh, empty ledger; the suite closes it.
 */
export function ledgerContract(
  name: string,
  open: () => Promise<OpenedLedger>,
  { isDurable = false, sequences }: LedgerContractOptions,
): void {
  describe(`${name}, by the contract of ledgers:`, () => {
    const opened: OpenedLedger[] = [];
    const track = (one: OpenedLedger): OpenedLedger => {
      opened.push(one);
      const { reopen } = one;
      return reopen ? { ...one, reopen: async () => track(await reopen()) } : one;
    };
    const openTracked = async (): Promise<OpenedLedger> => track(await open());
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });
    const openLedger = async (): Promise<BudgetLedger> => (await openTracked()).ledger;
    const contracts = [openContract, holdContract, memberAccountContract, giveBackContract, listingContract];
    for (const contract of [...contracts, requestContract]) contract(openLedger);
    if (isDurable) durabilityContract(openTracked);
    behaviour(openTracked, isDurable, sequences);
    budgetContract(openTracked, sequences);
  });
}

function behaviour(open: () => Promise<OpenedLedger>, isDurable: boolean, sequences: number): void {
  it('does what the model does, whatever the order of operations', async () => {
    const commands = fc.commands([...ledgerCommands(isDurable)], { maxCommands: 40, size: 'max' });
    const property = fc.asyncProperty(commands, async (sequence) => {
      const real: RealLedger = { opened: await open() };
      await fc.asyncModelRun(() => ({ model: new LedgerModel(), real }), sequence);
      await real.opened.close();
    });
    await fc.assert(property, { numRuns: sequences });
    expect.hasAssertions();
  }, 120_000);
}
