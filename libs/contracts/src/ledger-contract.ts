/** The one suite for all adapters of `BudgetLedger`: what an adapter must do is written here and nowhere else. */
import type { BudgetLedger } from '@ice/core';
import fc from 'fast-check';
import { endingFrame } from './ending-frame.js';
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
import type { SuiteFrame } from './suite-frame.js';

/** What the suite must know of an adapter beyond the port. */
export interface LedgerContractOptions {
  /** True when the ledger keeps what it has beyond its process: then every `open` must give a `reopen`. Default false. */
  readonly isDurable?: boolean;
  /** How many random sequences of operations are tried, of each of two kinds. Default 10. */
  readonly sequences?: number;
}

const patienceMs = 120_000;

/**
 * Registers all tests of the contract.
 * @param frame `{ describe, it }` of the test runner.
 * @param name of the adapter, for the titles.
 * @param open gives a fresh, empty ledger; the suite closes it.
 */
export function ledgerContract(
  frame: SuiteFrame,
  name: string,
  open: () => Promise<OpenedLedger>,
  options: LedgerContractOptions = {},
): void {
  const opened: OpenedLedger[] = [];
  const track = (one: OpenedLedger): OpenedLedger => {
    opened.push(one);
    const { reopen } = one;
    return reopen ? { ...one, reopen: async () => track(await reopen()) } : one;
  };
  const closeAll = async (): Promise<void> => {
    for (const one of opened.splice(0)) await one.close();
  };
  frame.describe(`${name}, by the contract of ledgers:`, () => {
    registerAll(endingFrame(frame, closeAll), async () => track(await open()), options);
  });
}

function registerAll(
  frame: SuiteFrame,
  open: () => Promise<OpenedLedger>,
  { isDurable = false, sequences = 10 }: LedgerContractOptions,
): void {
  const openLedger = async (): Promise<BudgetLedger> => (await open()).ledger;
  const contracts = [openContract, holdContract, memberAccountContract, giveBackContract, listingContract];
  for (const contract of [...contracts, requestContract]) contract(frame, openLedger);
  if (isDurable) durabilityContract(frame, open);
  behaviour(frame, open, { isDurable, sequences });
  budgetContract(frame, open, sequences);
}

function behaviour(
  { it }: SuiteFrame,
  open: () => Promise<OpenedLedger>,
  { isDurable, sequences }: Required<LedgerContractOptions>,
): void {
  const compare = async (): Promise<void> => {
    const commands = fc.commands([...ledgerCommands(isDurable)], { maxCommands: 40, size: 'max' });
    const property = fc.asyncProperty(commands, async (sequence) => {
      const real: RealLedger = { opened: await open() };
      await fc.asyncModelRun(() => ({ model: new LedgerModel(), real }), sequence);
      await real.opened.close();
    });
    await fc.assert(property, { numRuns: sequences });
  };
  it('does what the model does, whatever the order of operations', compare, patienceMs);
}
