/** What the ledger in Redis does with values that cannot be, with a server that takes no writes, and with the largest amounts. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BudgetLedger, HoldRequest, LedgerVerdict } from '@ice/core';
import { MemoryLedger } from '@ice/storage';
import fc from 'fast-check';
import { openRedisLedger, type OpenedRedisLedger } from '../contracts/ledger/open-redis-ledger.js';
import { balancesIn, inside } from '../../libs/contracts/src/ledger/ledger-requests.js';
import { RedisServer } from '../support/redis-server.js';

const damaged = { code: 'ledger-unavailable', retryable: true, evidence: { reason: 'damaged' } };
const opened: OpenedRedisLedger[] = [];
let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(() => server.stop());

describe('A ledger in Redis with a value that cannot be', () => {
  it.each([
    ['a negative balance', ['HSET', 'balances', 'org', '5 -1']],
    ['a balance beyond what is exact', ['HSET', 'balances', 'org', '9007199254740993 0']],
    ['a sum beyond what is exact', ['HSET', 'balances', 'org', '9007199254740991 45']],
    ['a balance with an exponent', ['HSET', 'balances', 'org', '5 4e1']],
    ['a balance that is no pair', ['HSET', 'balances', 'org', '5']],
    ['no accounts', ['HDEL', 'reservation:ex_1', 'accounts']],
    ['a negative rest', ['HSET', 'reservation:ex_1', 'free', '-1']],
    ['no rest', ['HDEL', 'reservation:ex_1', 'free']],
    ['no time', ['HDEL', 'reservation:ex_1', 'opened_at']],
    ['a negative last time', ['HSET', 'reservation:ex_1', 'last_at', '-1']],
    ['no state', ['HDEL', 'reservation:ex_1', 'is_closed']],
    ['an odd state', ['HSET', 'reservation:ex_1', 'is_closed', 'yes']],
    ['a member that holds less than nothing', ['HSET', 'reservation:ex_1', 'm:ex_1', '5 -1']],
    ['a member that spent beyond what is exact', ['HSET', 'reservation:ex_1', 'm:ex_1', '9223372036854775807 0']],
    ['a member with both beyond what is exact', ['HSET', 'reservation:ex_1', 'm:ex_1', '9007199254740991 1']],
    ['a member that is no pair', ['HSET', 'reservation:ex_1', 'm:ex_1', '']],
  ])('(%s) passes nobody, and changes nothing', async (_, [command, key, ...values]) => {
    const one = await filled();
    await change(one, command!, key!, ...values);
    const before = await contentsOf(one);
    await expect(hold(one.ledger, 30)).rejects.toMatchObject(damaged);
    await expect(one.ledger.close('ex_1')).rejects.toMatchObject(damaged);
    expect(await contentsOf(one)).toEqual(before);
  });

  it('shows neither its balance nor its reservation, and tells callers no ids', async () => {
    const one = await filled();
    await change(one, 'HSET', 'balances', 'org', '5 -1');
    await change(one, 'HSET', 'reservation:ex_1', 'm:ex_1', '5 -1');
    await expect(one.ledger.balances(['org'])).rejects.toMatchObject({
      ...damaged,
      message: 'The budget ledger is damaged.',
      cause: { message: expect.stringContaining('account org') },
    });
    await expect(one.ledger.accounts('', '', 9)).rejects.toMatchObject(damaged);
    await expect(one.ledger.reservations('', 9)).rejects.toMatchObject(damaged);
    expect(await balancesIn(one.ledger, 'other')).toEqual([[0, 0]]);
    await expect(one.ledger.check()).resolves.toBeUndefined();
  });

  it('whose balance is less than what reservations have of it lets none of them go', async () => {
    const one = await filled();
    await change(one, 'HSET', 'balances', 'org', '5 10');
    const before = await contentsOf(one);
    await expect(one.ledger.release('ex_1')).rejects.toMatchObject(damaged);
    await expect(one.ledger.close('ex_1')).rejects.toMatchObject(damaged);
    expect(await contentsOf(one)).toEqual(before);
  });

  it.each(['balances', 'names', 'open', 'closed', 'passing', 'reservation:ex_2'])(
    'whose key %s is of another type writes nothing of what comes',
    async (key) => {
      const one = await filled();
      await change(one, 'DEL', key);
      await change(one, 'SET', key, 'text');
      const before = await contentsOf(one);
      const opening = { reservation: 'ex_2', accounts: [{ id: 'new', limit: 9 }], amount: 9, openedAt: 1 };
      const refusal = { code: 'ledger-unavailable', evidence: { reason: 'WRONGTYPE' } };
      await expect(one.ledger.open(opening)).rejects.toMatchObject(refusal);
      expect(await contentsOf(one)).toEqual(before);
    },
  );
});

describe('A ledger in Redis that takes no writes', () => {
  it('refuses, changes nothing, and can be read', async () => {
    const one = await filled();
    const before = await contentsOf(one);
    const { client } = one.connection;
    await client.call('CONFIG', 'SET', 'maxmemory', '1');
    const refusal = { code: 'ledger-unavailable', retryable: true, evidence: { reason: 'OOM' } };
    await expect(one.ledger.check()).rejects.toMatchObject(refusal);
    await expect(hold(one.ledger, 30)).rejects.toMatchObject(refusal);
    await expect(one.ledger.close('ex_1')).rejects.toMatchObject(refusal);
    expect(await balancesIn(one.ledger, 'org')).toEqual([[5, 45]]);
    await client.call('CONFIG', 'SET', 'maxmemory', '0');
    expect(await contentsOf(one)).toEqual(before);
    expect(await hold(one.ledger, 30)).toEqual({ ok: true });
  });
});

describe('A ledger in Redis with amounts of any size', () => {
  it('comes to what the ledger in memory comes to', async () => {
    const property = fc.asyncProperty(fc.array(holdRequest, { maxLength: 15, size: 'max' }), async (requests) => {
      const { ledger, close } = await openRedisLedger(server.url, server.prefix());
      const memory = new MemoryLedger();
      for (const request of requests) {
        expect(await outcomeOf(ledger, request)).toEqual(await outcomeOf(memory, request));
        expect(await ledger.accounts('', '', 9)).toEqual(await memory.accounts('', '', 9));
        expect(await ledger.reservations('', 9)).toEqual(await memory.reservations('', 9));
      }
      await close();
    });
    await fc.assert(property, { numRuns: 20 });
    expect.hasAssertions();
  }, 120_000);

  it('never passes beyond what is exact, also where no account counts', async () => {
    const one = await filled();
    const before = await contentsOf(one);
    const request = { reservation: 'ex_2', member: 'ex_2', spent: 2 ** 52, held: 2 ** 52, accounts: [], at: 1 };
    await expect(one.ledger.hold(request)).rejects.toMatchObject(damaged);
    expect(await contentsOf(one)).toEqual(before);
  });
});

const exact = Number.MAX_SAFE_INTEGER;
const amounts = fc.oneof(
  fc.constantFrom(0, 1, 99_999_999_999_999, 100_000_000_000_001, 2 ** 52, 2 ** 52 + 1, exact - 1, exact),
  fc.maxSafeNat(),
);
const accounts = fc
  .constantFrom('org', 'key')
  .chain((id) => fc.record({ id: fc.constant(id), limit: fc.option(amounts) }));
const holdRequest: fc.Arbitrary<HoldRequest> = fc.record({
  reservation: fc.constantFrom('ex_1', 'ex_2'),
  member: fc.constantFrom('ex_1', 'ex_a'),
  spent: amounts,
  held: amounts,
  accounts: fc.uniqueArray(accounts, { selector: ({ id }) => id, minLength: 1, maxLength: 2 }),
  memberAccounts: fc.constantFrom([], [{ id: 'child', limit: exact }]),
  at: amounts,
});

async function outcomeOf(ledger: BudgetLedger, request: HoldRequest): Promise<LedgerVerdict | string> {
  return ledger.hold(request).catch((fault: { readonly evidence: unknown }) => JSON.stringify(fault.evidence));
}

/** A ledger with one reservation: 5 of `org` spent, 20 held, 25 free. */
async function filled(): Promise<OpenedRedisLedger> {
  const one = await openRedisLedger(server.url, server.prefix());
  opened.push(one);
  await one.ledger.open({ reservation: 'ex_1', accounts: [{ id: 'org', limit: 100 }], amount: 50, openedAt: 1 });
  await hold(one.ledger, 20);
  expect(await inside(one.ledger)).toEqual({ free: 25, ex_1: [5, 20] });
  return one;
}

function hold(ledger: BudgetLedger, held: number): Promise<LedgerVerdict> {
  const org = [{ id: 'org', limit: 100 }];
  return ledger.hold({ reservation: 'ex_1', member: 'ex_1', spent: 5, held, accounts: org, at: 2 });
}

/** Changes a value behind the back of its ledger. */
async function change({ connection }: OpenedRedisLedger, command: string, key: string, ...values: readonly string[]) {
  await connection.client.call(command, connection.key('ledger -', ...key.split(':')), ...values);
}

/** All that a ledger has in Redis, as Redis writes it down. */
async function contentsOf({ connection }: OpenedRedisLedger): Promise<readonly unknown[]> {
  const keys = await connection.client.keys(`${connection.key('ledger -')}*`);
  return Promise.all(keys.sort().map(async (key) => [key, String(await connection.client.dumpBuffer(key))] as const));
}
