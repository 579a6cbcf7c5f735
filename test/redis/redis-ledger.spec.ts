/** What the ledger in Redis promises across processes, lost answers, and servers that hang or are away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BudgetLedger } from '@ice/core';
import { Redis } from 'ioredis';
import { ledgerProcessesContract, type LedgerPlace } from '../contracts/ledger/ledger-processes-contract.js';
import { openRedisLedger, type OpenedRedisLedger } from '../contracts/ledger/open-redis-ledger.js';
import { balancesIn, holdIn, inside, openIn } from '../../libs/contracts/src/ledger/ledger-requests.js';
import { RedisServer } from '../support/redis-server.js';
import { AnswerCutter } from './answer-cutter.js';

const folder = mkdtempSync(path.join(tmpdir(), 'redis-ledger-'));
const keepsAll = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
const opened: OpenedRedisLedger[] = [];
const disturbances: (() => Promise<void>)[] = [];
const isLong = process.env['ICE_LONG'] === '1';
let server: RedisServer;
let places = 0;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true, args: keepsAll });
});
afterEach(async () => {
  for (const end of disturbances.splice(0)) await end();
  for (const one of opened.splice(0)) await one.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

ledgerProcessesContract('A ledger in Redis', newPlace, { rounds: 1 });
// Where every answer may be lost, a race alone takes ten seconds.
ledgerProcessesContract('A ledger in Redis that cuts connections and hangs', newPlace, {
  rounds: 1,
  disturb,
  races: isLong,
});

describe('A ledger in Redis whose answer is lost', () => {
  it('is asked again, and has done it once', async () => {
    const cutter = await AnswerCutter.start(server.url);
    const { ledger } = await open(cutter.url);
    await openIn(ledger, { amount: 1, reservation: 'ex_0' });
    cutter.cutAfter(0);
    expect(await openIn(ledger, { amount: 60 })).toEqual({ ok: true });
    cutter.cutAfter(0);
    expect(await holdIn(ledger, { spent: 5, held: 20 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[5, 56]]);
    cutter.cutAfter(0);
    await ledger.release('ex_1');
    expect(await inside(ledger)).toEqual({ free: 0, ex_1: [5, 20] });
    cutter.cutAfter(0);
    await ledger.close('ex_1');
    cutter.cutAfter(0);
    expect(await balancesIn(ledger, 'org')).toEqual([[5, 1]]);
    expect(cutter.hasCut).toBe(true);
    await cutter.stop();
  });

  it('tells the same shortage as it did the first time', async () => {
    const cutter = await AnswerCutter.start(server.url);
    const { ledger } = await open(cutter.url);
    await openIn(ledger, { amount: 90, reservation: 'ex_0' });
    cutter.cutAfter(0);
    const shortage = { ok: false, account: 'org', limit: 100, needed: 20, available: 5, reservedByOthers: 90 };
    expect(await holdIn(ledger, { spent: 5, held: 20 })).toEqual(shortage);
    expect(await balancesIn(ledger, 'org')).toEqual([[5, 90]]);
    expect(cutter.hasCut).toBe(true);
    await cutter.stop();
  });
});

describe('A ledger in Redis with thousands of members in one reservation', () => {
  it('tells what others have reserved, and closes it without keeping Redis from others for long', async () => {
    const one = await open();
    const { ledger } = one;
    await openIn(ledger, { reservation: 'ex_2', amount: 7 });
    await openIn(ledger, { amount: 3 });
    await addMembers(one, 15_000);
    const verdict = await holdIn(ledger, { held: 10, accounts: [{ id: 'org', limit: 30_012 }] });
    expect(verdict).toEqual({
      ok: false,
      ...{ account: 'org', limit: 30_012, needed: 7, available: 2, reservedByOthers: 7 },
    });
    const memberAccounts = [{ id: 'execution:ex_m7', limit: 4 }];
    const own = await holdIn(ledger, { member: 'ex_m7', spent: 1, held: 4, memberAccounts, accounts: [] });
    expect(own).toMatchObject({ ok: false, account: 'execution:ex_m7', needed: 3, available: 2, reservedByOthers: 0 });
    const before = await secondsOfRedis(one);
    // On a busy machine Redis may be silent for too long with less.
    await eventually(() => ledger.close('ex_1'));
    expect((await secondsOfRedis(one)) - before).toBeLessThan(2);
    expect(await balancesIn(ledger, 'org', 'execution:ex_m7')).toEqual([
      [15_000, 7],
      [1, 0],
    ]);
  });
});

describe('A ledger in Redis whose server', () => {
  it('is away refuses everything within 2.5 s, and works again by itself when it is back', async () => {
    const { ledger } = await open();
    await holdIn(ledger, { spent: 5, held: 10 });
    await server.kill();
    await expectRefusals(ledger);
    await server.begin();
    await eventually(() => ledger.check());
    // What was refused may have been done late: told again, it is as told.
    for (const id of ['ex_1', 'ex_2']) await ledger.close(id);
    expect(await holdIn(ledger, { spent: 15, held: 3 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[15, 3]]);
  });

  it('hangs refuses everything within 2.5 s, and works again by itself when it goes on', async () => {
    const { ledger } = await open();
    await holdIn(ledger, { spent: 5, held: 10 });
    process.kill(server.pid!, 'SIGSTOP');
    await expectRefusals(ledger).finally(() => process.kill(server.pid!, 'SIGCONT'));
    await eventually(() => ledger.check());
    for (const id of ['ex_1', 'ex_2']) await ledger.close(id);
    expect(await holdIn(ledger, { spent: 15, held: 3 })).toEqual({ ok: true });
    expect(await balancesIn(ledger, 'org')).toEqual([[15, 3]]);
  });
});

/** Gives `ex_1` so many members, each with an account of its own, of which each has spent 1 and holds 1. */
async function addMembers({ connection }: OpenedRedisLedger, count: number): Promise<void> {
  const keyOf = (...parts: readonly string[]): string => connection.key('ledger -', ...parts);
  const names = Array.from({ length: count }, (_, index) => `ex_m${index}`);
  const members = names.flatMap((name) => [`m:${name}`, `1 1 execution:${name}`]);
  await connection.command('HSET', keyOf('reservation', 'ex_1'), ...members);
  const balances = names.flatMap((name) => [`execution:${name}`, '1 1']);
  await connection.command('HSET', keyOf('balances'), 'org', `${count} ${count + 10}`, ...balances);
  await connection.command('ZADD', keyOf('names'), ...names.flatMap((name) => [0, `execution:${name}`]));
}

/** What Redis has worked so far, in seconds of a processor. */
async function secondsOfRedis({ connection }: OpenedRedisLedger): Promise<number> {
  const [, seconds] = /used_cpu_user:([\d.]+)/.exec(String(await connection.client.info('cpu')))!;
  return Number(seconds);
}

/** All at once; what is too late is no refusal. */
async function expectRefusals(ledger: BudgetLedger): Promise<void> {
  const operations = [
    openIn(ledger, { reservation: 'ex_2', amount: 1 }),
    holdIn(ledger, { spent: 5, held: 12 }),
    ledger.release('ex_1'),
    ledger.close('ex_2'),
    ledger.balances(['org']),
    ledger.accounts('', '', 9),
    ledger.reservations('', 9),
    ledger.check(),
  ];
  const refusals = operations.map((operation) =>
    Promise.race([operation, sleep(2_500, 'too late', { ref: false })]).catch((fault: unknown) => fault),
  );
  const refusal = expect.objectContaining({ code: 'ledger-unavailable', retryable: true });
  expect(await Promise.all(refusals)).toEqual(operations.map(() => refusal));
}

/** A server may not answer the first time after it came back. */
async function eventually(operation: () => Promise<void>): Promise<void> {
  await operation().catch(() => eventually(operation));
}

/** Cuts all connections every now and then, and lets the server hang for a while in between. */
function disturb(): () => Promise<void> {
  let isOver = false;
  const disturbing = (async (): Promise<void> => {
    const client = new Redis(server.url);
    for (let round = 0; !isOver; round += 1) {
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await sleep(100);
      if (round % 3 !== 0) continue;
      process.kill(server.pid!, 'SIGSTOP');
      await sleep(120);
      process.kill(server.pid!, 'SIGCONT');
    }
    client.disconnect();
  })();
  const end = (): Promise<void> => {
    isOver = true;
    return disturbing;
  };
  disturbances.push(end);
  return end;
}

function newPlace(): LedgerPlace {
  const prefix = server.prefix();
  const signals = path.join(folder, String((places += 1)));
  return { address: `${server.url}#${prefix}`, signals, open: () => openRedisLedger(server.url, prefix) };
}

async function open(url = server.url): Promise<OpenedRedisLedger> {
  const one = await openRedisLedger(url, server.prefix());
  opened.push(one);
  return one;
}
