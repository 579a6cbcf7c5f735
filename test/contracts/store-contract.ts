/** The one suite for all adapters of `Store`: what an adapter must do is written here and nowhere else. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Store } from '@ice/core';
import fc from 'fast-check';
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

const isLong = process.env['ICE_LONG'] === '1';

/** What the suite must know of an adapter beyond the port. */
export interface StoreContractOptions {
  /** True when the store keeps what it has beyond `close`: then every `open` must give a `reopen`. Default false. */
  readonly isDurable?: boolean;
  /** How many random command sequences are tried. Default 10; with `ICE_LONG=1` a hundred. */
  readonly sequences?: number;
}

/**
 * Registers all tests of the contract.
 * @param open gives a fresh, empty store; the suite closes it.
 */
export function storeContract(
  name: string,
  open: () => Promise<OpenedStore>,
  options: StoreContractOptions = {},
): void {
  describe(`${name}, by the contract of stores:`, () => {
    const opened = new Set<Store>();
    const track = <T extends OpenedStore>(one: T): T => {
      opened.add(one.store);
      return one;
    };
    const openTracked = async (): Promise<Required<OpenedStore>> => {
      const { store, reopen } = track(await open());
      return { store, reopen: async () => track({ store: await reopen!() }).store };
    };
    afterEach(async () => {
      for (const store of opened) await store.close();
      opened.clear();
    });
    const openStore = async (): Promise<Store> => (await openTracked()).store;
    for (const contract of [recordContract, scanContract, streamContract, payloadContract, removeContract])
      contract(openStore);
    for (const contract of [valueContract, lifetimeContract]) contract(openStore);
    if (options.isDurable) durabilityContract(openTracked);
    behaviour(openTracked, options);
  });
}

function behaviour(
  open: () => Promise<Required<OpenedStore>>,
  { isDurable = false, sequences = isLong ? 100 : 10 }: StoreContractOptions,
): void {
  it('does what the model does, whatever the order of operations', async () => {
    const commands = fc.commands([...storeCommands(isDurable)], { maxCommands: 60, size: 'max' });
    const property = fc.asyncProperty(commands, async (sequence) => {
      const real: RealStore = await open();
      await fc.asyncModelRun(() => ({ model: new StoreModel(), real }), sequence);
      await real.store.close();
    });
    await fc.assert(property, { numRuns: sequences });
    expect.hasAssertions();
  }, 120_000);
}
