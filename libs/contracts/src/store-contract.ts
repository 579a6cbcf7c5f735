/** The one suite for all adapters of `Store`: what an adapter must do is written here and nowhere else. */
import type { Store } from '@ice/core';
import fc from 'fast-check';
import { endingFrame } from './ending-frame.js';
import { durabilityContract, lifetimeContract } from './store/lifetime-contract.js';
import type { OpenedStore } from './store/opened-store.js';
import { payloadContract } from './store/payload-contract.js';
import { recordContract } from './store/record-contract.js';
import { removeContract } from './store/remove-contract.js';
import { scanContract } from './store/scan-contract.js';
import { storeCommands, type RealStore } from './store/store-commands.js';
import { StoreModel } from './store/store-model.js';
import { streamContract } from './store/stream-contract.js';
import { valueContract } from './store/value-contract.js';
import type { SuiteFrame } from './suite-frame.js';

/** What the suite must know of an adapter beyond the port. */
export interface StoreContractOptions {
  /** True when the store keeps what it has beyond `close`: then every `open` must give a `reopen`. Default false. */
  readonly isDurable?: boolean;
  /** How many random sequences of operations are tried, each of at most 60. Default 10. */
  readonly sequences?: number;
}

const patienceMs = 120_000;

/**
 * Registers all tests of the contract.
 * @param frame `{ describe, it }` of the test runner.
 * @param name of the adapter, for the titles.
 * @param open gives a fresh, empty store; the suite closes it.
 */
export function storeContract(
  frame: SuiteFrame,
  name: string,
  open: () => Promise<OpenedStore>,
  options: StoreContractOptions = {},
): void {
  const opened = new Set<Store>();
  const track = (store: Store): Store => {
    opened.add(store);
    return store;
  };
  const openTracked = async (): Promise<Required<OpenedStore>> => {
    const { store, reopen } = await open();
    return { store: track(store), reopen: async () => track(await reopen!()) };
  };
  const closeAll = async (): Promise<void> => {
    for (const store of opened) await store.close();
    opened.clear();
  };
  frame.describe(`${name}, by the contract of stores:`, () => {
    registerAll(endingFrame(frame, closeAll), openTracked, options);
  });
}

function registerAll(
  frame: SuiteFrame,
  open: () => Promise<Required<OpenedStore>>,
  { isDurable = false, sequences = 10 }: StoreContractOptions,
): void {
  const openStore = async (): Promise<Store> => (await open()).store;
  for (const contract of [recordContract, scanContract, streamContract, payloadContract, removeContract])
    contract(frame, openStore);
  for (const contract of [valueContract, lifetimeContract]) contract(frame, openStore);
  if (isDurable) durabilityContract(frame, open);
  behaviour(frame, open, { isDurable, sequences });
}

function behaviour(
  { it }: SuiteFrame,
  open: () => Promise<Required<OpenedStore>>,
  { isDurable, sequences }: Required<StoreContractOptions>,
): void {
  const compare = async (): Promise<void> => {
    const commands = fc.commands([...storeCommands(isDurable)], { maxCommands: 60, size: 'max' });
    const property = fc.asyncProperty(commands, async (sequence) => {
      const real: RealStore = await open();
      await fc.asyncModelRun(() => ({ model: new StoreModel(), real }), sequence);
      await real.store.close();
    });
    await fc.assert(property, { numRuns: sequences });
  };
  it('does what the model does, whatever the order of operations', compare, patienceMs);
}
