/** Where the ledger in Redis keeps what it has: one slot for one tenant, nothing beyond what a script declares, nothing for ever. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerContract } from '@ice/contracts';
import { Redis } from 'ioredis';
import { openRedisLedger, type OpenedRedisLedger } from '../contracts/ledger/open-redis-ledger.js';
import { balancesIn, holdIn, openIn } from '../../libs/contracts/src/ledger/ledger-requests.js';
import { RedisCluster } from '../support/redis-cluster.js';
import { RedisServer } from '../support/redis-server.js';

const day = 24 * 60 * 60 * 1_000;
const opened: OpenedRedisLedger[] = [];
let server: RedisServer;
let cluster: RedisCluster;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
  cluster = await RedisCluster.start();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(async () => {
  await server.stop();
  await cluster.stop();
});

// A Cluster refuses a script whose keys lie on different machines.
ledgerContract({ describe, it }, 'redis cluster', () => openRedisLedger(cluster.url, server.prefix()), {
  isDurable: true,
  sequences: 5,
});

describe('the keys of the ledger in Redis', () => {
  it('are one slot for each script, and a script touches none that it does not declare', async () => {
    const client = new Redis(server.url);
    const monitor = await client.monitor();
    const seen: (readonly string[])[] = [];
    monitor.on('monitor', (_time: string, command: readonly string[], source: string) => {
      seen.push(source === 'lua' ? ['lua', ...command] : command);
    });
    const { ledger } = await open();
    await liveIn(ledger, 'AB12Z');
    await client.echo('end');
    while (!seen.some(([name]) => name?.toLowerCase() === 'echo')) await client.ping();
    monitor.disconnect();
    client.disconnect();
    const { scripts, touched } = sorted(seen);
    expect(scripts.length).toBeGreaterThan(10);
    expect(touched.length).toBeGreaterThan(scripts.length);
    expect(touched.filter(({ key, keys }) => !keys.includes(key))).toEqual([]);
    for (const keys of scripts) expect(new Set(await slotsOf(keys)).size).toBe(1);
  });

  it('let a Cluster take every script', async () => {
    const { ledger } = await open(cluster.url);
    for (const tenant of ['AB12Z', 'CD34Z']) await liveIn(ledger, tenant);
    expect((await ledger.accounts('', '', 99)).map(({ id }) => id)).toEqual(
      ['AB12Z', 'CD34Z']
        .flatMap((tenant) => [`execution:${idOf(tenant, 1)}`])
        .concat(['AB12Z', 'CD34Z'].map((tenant) => `live:${tenant}:organisation:2026-11`)),
    );
    await ledger.check();
  });

  it('are apart for each tenant, and lists over all of them are in one order', async () => {
    const { ledger } = await open();
    const ids = ['AB12Z', 'CD34Z', 'AB12Z', 'CD34Z'].map((tenant, index) => idOf(tenant, index));
    for (const id of ids) await ledger.open({ reservation: id, accounts: accountsOf(id), amount: 7, openedAt: 1 });
    const listed: string[] = [];
    for (
      let page = await ledger.reservations('', 1);
      page.length > 0;
      page = await ledger.reservations(listed.at(-1)!, 1)
    ) {
      listed.push(...page.map(({ reservation }) => reservation));
    }
    expect(listed).toEqual([...ids].sort());
    expect(await ledger.accounts('live:CD34Z:', '', 9)).toEqual([
      { id: 'live:CD34Z:organisation:2026-11', spent: 0, reserved: 14 },
    ]);
    expect((await ledger.accounts('live:', '', 9)).map(({ id }) => id)).toEqual([
      'live:AB12Z:organisation:2026-11',
      'live:CD34Z:organisation:2026-11',
    ]);
    const budgets = ids.map((id) => `execution:${id}`);
    expect(await balancesIn(ledger, ...budgets)).toEqual(ids.map(() => [0, 7]));
  });

  it('never hold accounts of two tenants together', async () => {
    const { ledger } = await open();
    const reservation = idOf('AB12Z', 1);
    const [strange] = accountsOf(idOf('CD34Z', 1));
    const refusal = { code: 'internal-error', message: expect.stringContaining('not of one tenant') };
    const accounts = [...accountsOf(reservation), strange!];
    await expect(ledger.open({ reservation, accounts, amount: 1, openedAt: 1 })).rejects.toMatchObject(refusal);
    const request = { reservation, accounts: accountsOf(reservation), memberAccounts: [strange!] };
    await expect(holdIn(ledger, request)).rejects.toMatchObject(refusal);
    expect(await ledger.accounts('', '', 9)).toEqual([]);
  });

  it('are listed again after the server has lost everything', async () => {
    const { ledger } = await open();
    await openIn(ledger, { amount: 1 });
    await server.kill();
    await server.begin();
    await openIn(ledger, { amount: 2 });
    expect(await ledger.reservations('', 9)).toMatchObject([{ reservation: 'ex_1', free: 2 }]);
  });
});

describe('what the ledger in Redis remembers', () => {
  it('of a closed reservation ends after a week, and without end of one that is open', async () => {
    const { ledger, connection } = await open();
    await openIn(ledger, { amount: 5 });
    const key = connection.key('ledger -', 'reservation', 'ex_1');
    expect(await connection.client.pttl(key)).toBe(-1);
    await ledger.close('ex_1');
    const left = await connection.client.pttl(key);
    expect(left).toBeGreaterThan(6 * day);
    expect(left).toBeLessThanOrEqual(7 * day);
    await holdIn(ledger, { held: 5 });
    expect(await connection.client.pttl(key)).toBe(-1);
  });

  it('goes with its accounts of single executions, a few with each that is closed; those of others stay', async () => {
    const { ledger, connection } = await open();
    for (let index = 0; index < 6; index += 1) await spendAndClose(ledger, idOf('AB12Z', index), 1_000 + index);
    await spendAndClose(ledger, idOf('AB12Z', 6), 1_000 + 7 * day);
    expect(await ledger.accounts('execution:', '', 99)).toHaveLength(7);
    await spendAndClose(ledger, idOf('AB12Z', 7), 1_006 + 7 * day);
    expect((await ledger.accounts('execution:', '', 99)).map(({ id }) => id)).toEqual(
      [4, 5, 6, 7].map((index) => `execution:${idOf('AB12Z', index)}`),
    );
    await spendAndClose(ledger, idOf('AB12Z', 8), 1_006 + 7 * day);
    expect(await ledger.accounts('execution:', '', 99)).toHaveLength(3);
    expect(await ledger.accounts('live:', '', 99)).toMatchObject([{ spent: 9, reserved: 0 }]);
    const { client } = connection;
    expect(await client.zcard(connection.key('ledger AB12Z', 'closed'))).toBe(3);
    expect(await client.hlen(connection.key('ledger AB12Z', 'passing'))).toBe(3);
  });

  it('begins anew for what it has forgotten', async () => {
    const { ledger } = await open();
    for (let index = 0; index < 2; index += 1)
      await spendAndClose(ledger, idOf('AB12Z', index), 1_000 + index * 8 * day);
    const id = idOf('AB12Z', 0);
    await ledger.hold({ reservation: id, member: id, spent: 1, held: 2, accounts: accountsOf(id), at: 8 * day });
    expect(await balancesIn(ledger, `execution:${id}`, 'live:AB12Z:organisation:2026-11')).toEqual([
      [1, 2],
      [3, 2],
    ]);
    expect(await ledger.reservations('', 9)).toMatchObject([{ reservation: id, openedAt: 8 * day }]);
  });
});

type Ledger = OpenedRedisLedger['ledger'];

async function spendAndClose(ledger: Ledger, id: string, at: number): Promise<void> {
  await ledger.hold({ reservation: id, member: id, spent: 1, held: 5, accounts: accountsOf(id), at });
  await ledger.close(id);
}

/** Everything that a ledger can be asked for, with every outcome. */
async function liveIn(ledger: Ledger, tenant: string): Promise<void> {
  const [reservation, other, child] = [idOf(tenant, 1), idOf(tenant, 2), idOf(tenant, 3)] as const;
  const accounts = accountsOf(reservation);
  const memberAccounts = [{ id: `execution:${child}`, limit: 5 }];
  const opening = { reservation, accounts, amount: 30, openedAt: 1 };
  const short = { ok: false };
  expect(await ledger.open(opening)).toEqual({ ok: true });
  expect(await ledger.open(opening)).toEqual({ ok: true });
  expect(await ledger.open({ ...opening, reservation: other, amount: 90, accounts: accounts.slice(1) })).toMatchObject(
    short,
  );
  const told = { reservation, accounts, at: 2 };
  expect(await ledger.hold({ ...told, member: reservation, spent: 3, held: 40 })).toEqual({ ok: true });
  expect(await ledger.hold({ ...told, member: reservation, spent: 4, held: 99 })).toMatchObject(short);
  expect(await ledger.hold({ ...told, member: child, spent: 0, held: 9, memberAccounts })).toMatchObject(short);
  await ledger.release(reservation);
  await ledger.close(reservation);
  await ledger.close(reservation);
  expect(await ledger.open(opening)).toEqual({ ok: true });
  await ledger.close(reservation);
  expect(await ledger.hold({ ...told, member: reservation, spent: 4, held: 1 })).toEqual({ ok: true });
  await ledger.close(reservation);
  await spendAndClose(ledger, reservation, 9 * day);
}

/** What stands in a monitor: keys of each script, and each key that a script touched beside those that it had declared. */
function sorted(seen: readonly (readonly string[])[]) {
  const scripts: (readonly string[])[] = [];
  const touched: { readonly key: string; readonly keys: readonly string[] }[] = [];
  let keys: readonly string[] = [];
  for (const [name = '', ...rest] of seen) {
    if (/^eval(sha)?$/i.test(name)) scripts.push((keys = rest.slice(2, 2 + Number(rest[1]))));
    if (name === 'lua') touched.push({ key: rest[1]!, keys });
  }
  return { scripts, touched };
}

/** As a node of a Cluster has it. */
async function slotsOf(keys: readonly string[]): Promise<readonly unknown[]> {
  const client = new Redis(cluster.url.split(',')[0]!);
  const slots = await Promise.all(keys.map((key) => client.call('CLUSTER', 'KEYSLOT', key)));
  client.disconnect();
  return slots;
}

function accountsOf(id: string) {
  const tenant = id.slice(13, 18);
  return [
    { id: `execution:${id}`, limit: 1_000 },
    { id: `live:${tenant}:organisation:2026-11`, limit: 100 },
  ];
}

function idOf(tenant: string, index: number): string {
  return `ex_01JD2X8Q4${index}${tenant}VZK3R5M7P0W`;
}

async function open(url = server.url): Promise<OpenedRedisLedger> {
  const one = await openRedisLedger(url, server.prefix());
  opened.push(one);
  return one;
}
