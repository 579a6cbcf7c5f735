/** The contracts bite: a test that the adapter in memory passes fails for one that is wrong in a single way. */
import { describe, expect, it } from '@jest/globals';
import type { AppendRequest, HoldRequest, ScanRequest } from '@ice/core';
import { MemoryLedger, MemoryStore } from '@ice/storage';
import { ledgerContract, storeContract, type SuiteFrame } from './index.js';

type Body = () => Promise<void>;

/** The tests that a contract registers, by their titles. */
function registered(register: (frame: SuiteFrame) => void): ReadonlyMap<string, Body> {
  const tests = new Map<string, Body>();
  const describeHere = (_name: string, body: () => void): void => body();
  register({ describe: describeHere, it: (name, body) => void tests.set(name, body) });
  return tests;
}

/** What becomes of one test: of that with this title. */
async function outcome(register: (frame: SuiteFrame) => void, title: string): Promise<'passes' | 'fails'> {
  const test = registered(register).get(title);
  if (!test) throw new Error(`There is no test "${title}".`);
  return test().then(
    () => 'passes' as const,
    () => 'fails' as const,
  );
}

const ofStore = (store: MemoryStore) => (frame: SuiteFrame) => storeContract(frame, 'odd', async () => ({ store }));

const ofLedger = (ledger: MemoryLedger) => (frame: SuiteFrame) =>
  ledgerContract(frame, 'odd', async () => ({ ledger, close: async () => undefined }));

class Forgetful extends MemoryStore {
  override async payload(): Promise<null> {
    return null;
  }
}

class Careless extends MemoryStore {
  override append(request: AppendRequest) {
    return super.append({ ...request, fence: 1_000_000 });
  }
}

class Backwards extends MemoryStore {
  override async scan(request: ScanRequest) {
    return (await super.scan(request)).toReversed();
  }
}

class Endless extends MemoryStore {
  override async close(): Promise<void> {}
}

class Generous extends MemoryLedger {
  override hold(request: HoldRequest) {
    return super.hold({ ...request, accounts: request.accounts.map((account) => ({ ...account, limit: null })) });
  }
}

class Keeping extends MemoryLedger {
  override async close(): Promise<void> {}
}

describe('the contract of stores', () => {
  it.each([
    { Odd: Forgetful, title: 'are there from the append on that brought them, as they were' },
    { Odd: Careless, title: 'refuses an owner below the highest fence seen, and leaves nothing behind' },
    { Odd: Backwards, title: 'orders keys by code point' },
    { Odd: Backwards, title: 'lists keys backwards' },
    { Odd: Endless, title: 'end every operation: what comes later is refused as store-unavailable' },
  ])('breaks for one that is $Odd.name', async ({ Odd, title }) => {
    expect(await outcome(ofStore(new MemoryStore()), title)).toBe('passes');
    expect(await outcome(ofStore(new Odd()), title)).toBe('fails');
  });

  it('closes what a test has opened, also when the test fails', async () => {
    const store = new Backwards();
    expect(await outcome(ofStore(store), 'orders keys by code point')).toBe('fails');
    await expect(store.check()).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe('the contract of ledgers', () => {
  it.each([
    { Odd: Generous, title: 'gives all of it or none' },
    { Odd: Keeping, title: 'leaves nothing reserved, and all that was spent' },
  ])('breaks for one that is $Odd.name', async ({ Odd, title }) => {
    expect(await outcome(ofLedger(new MemoryLedger()), title)).toBe('passes');
    expect(await outcome(ofLedger(new Odd()), title)).toBe('fails');
  });
});
