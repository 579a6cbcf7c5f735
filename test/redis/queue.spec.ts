/** The line of executions on a real Redis: what it promises to those who put in and to those who take, and that the journal makes up for
 *  whatever it loses. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isIceError, tenantOf, type Attend } from '@ice/core';
import { RedisConnection, RedisStore, UlidSource } from '@ice/storage';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { BullExecutionQueue } from '../../apps/api/src/queue/bull-execution-queue.js';
import { queueOptions } from '../../apps/api/src/queue/bull-options.js';
import { FairLine } from '../../apps/api/src/queue/fair-line.js';
import { emptyLine, giveBackTurn, highestTag, putInLine, takeFromLine } from '../../apps/api/src/queue/fair-tags.js';
import { RedisServer } from '../support/redis-server.js';

let server: RedisServer;
const closers: (() => Promise<unknown>)[] = [];
const ids = new UlidSource();
const leaseMs = 1_000;

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});

afterAll(() => server.stop());

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Process {
  readonly line: BullExecutionQueue;
  readonly bull: Queue;
  readonly connection: RedisConnection;
  readonly told: string[];
}

/** One of several processes that share a prefix. */
async function startProcess(prefix: string, lease = leaseMs): Promise<Process> {
  const connection = await RedisConnection.open({ url: server.url, prefix });
  const bull = new Queue('executions', { connection: connection.client, prefix: connection.key('queue') });
  const told: string[] = [];
  const tell = (message: string): void => void told.push(message);
  const line = new BullExecutionQueue({ queue: bull, connection, leaseMs: lease, tell });
  closers.push(async () => {
    await line.close();
    await connection.close();
  });
  return { line, bull, connection, told };
}

const newId = (tenant = '00000'): string => ids.next('ex', tenant);

/** Gives what was attended to, in this order, and resolves `first(n)` when there are so many. */
function attendance(attend: Attend = () => Promise.resolve()) {
  const attended: string[] = [];
  let look = (): void => undefined;
  const record: Attend = async (id) => {
    attended.push(id);
    look();
    await attend(id);
  };
  const first = (count: number): Promise<readonly string[]> =>
    new Promise((resolve) => {
      look = () => void (attended.length >= count && resolve(attended.slice(0, count)));
      look();
    });
  return { record, first, attended };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never was so.');
}

describe('the line of executions', () => {
  it('gives what was offered to one of the workers, once however often it was offered', async () => {
    const prefix = server.prefix();
    const [api, one, two] = await Promise.all([startProcess(prefix), startProcess(prefix), startProcess(prefix)]);
    const offered = Array.from({ length: 20 }, () => newId());
    for (const id of [...offered, ...offered]) await api.line.offer(id, 'new');
    expect(await api.line.size()).toBe(20);
    const { record, first, attended } = attendance();
    await Promise.all([one.line.serve(record, 3), two.line.serve(record, 3)]);
    await first(20);
    await until(async () => (await api.line.size()) === 0);
    expect([...attended].sort()).toEqual([...offered].sort());
  });

  it('keeps nothing of what is over, however it ended', async () => {
    const { line, bull, connection, told } = await startProcess(server.prefix());
    const { record, first } = attendance((id) => Promise.reject(new Error(`no ${id.slice(0, 2)}`)));
    await line.offer(newId(), 'new');
    await line.serve(record, 1);
    const [id] = await first(1);
    await until(async () => (await bull.getJobCounts()).active === 0);
    expect(told).toEqual([`${id} could not be attended to: no ex`]);
    expect(await connection.client.keys(`${bull.toKey('')}ex_*`)).toEqual([]);
    expect((await bull.getJobCounts()).failed).toBe(0);
  });

  it('holds no more at a time than it is told to', async () => {
    const { line } = await startProcess(server.prefix());
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    const { record, first, attended } = attendance(() => held);
    for (let index = 0; index < 6; index += 1) await line.offer(newId(), 'new');
    await line.serve(record, 2);
    await first(2);
    expect([attended.length, await line.size()]).toEqual([2, 4]);
    free();
    await first(6);
  });

  it('puts what goes on before all that is new', async () => {
    const { line } = await startProcess(server.prefix());
    const [before, after, goingOn] = [newId(), newId(), newId()] as const;
    await line.offer(before, 'new');
    await line.offer(after, 'new');
    await line.offer(goingOn, 'continued');
    const { record, first } = attendance();
    await line.serve(record, 1);
    expect(await first(3)).toEqual([goingOn, before, after]);
  });

  it('has what is offered while it is attended to here attended to once more', async () => {
    const { line } = await startProcess(server.prefix());
    const id = newId();
    let turns = 0;
    const { record, first } = attendance(async () => {
      turns += 1;
      if (turns === 1) await Promise.all([line.offer(id, 'continued'), line.offer(id, 'continued')]);
    });
    await line.offer(id, 'new');
    await line.serve(record, 1);
    expect(await first(2)).toEqual([id, id]);
    await until(async () => (await line.size()) === 0);
    expect(turns).toBe(2);
  });

  it('has it attended to once more also when its job could not be ended', async () => {
    const { line, bull, connection } = await startProcess(server.prefix(), 60_000);
    const id = newId();
    let turns = 0;
    const { record, first } = attendance(async () => {
      turns += 1;
      if (turns > 1) return;
      await line.offer(id, 'continued');
      // As after an end whose answer was lost: there is nothing that could be ended.
      await connection.client.del(bull.toKey(id));
    });
    await line.offer(id, 'new');
    await line.serve(record, 1);
    expect(await first(2)).toEqual([id, id]);
  });

  it('forgets what was withdrawn, and leaves what a worker has where it is', async () => {
    const { line } = await startProcess(server.prefix());
    const [goneNew, goneOn, taken, last] = [newId(), newId(), newId(), newId()] as const;
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    const { record, first, attended } = attendance(() => held);
    await line.offer(taken, 'new');
    await line.serve(record, 1);
    await first(1);
    await line.offer(goneNew, 'new');
    await line.offer(goneOn, 'continued');
    await line.offer(last, 'new');
    for (const id of [goneNew, goneOn, taken, newId()]) await line.withdraw(id);
    expect(await line.size()).toBe(1);
    free();
    expect(await first(2)).toEqual([taken, last]);
    await until(async () => (await line.size()) === 0);
    expect(attended).toHaveLength(2);
  });

  it('gives what a process had that is gone to another one', async () => {
    const prefix = server.prefix();
    const [dying, other] = await Promise.all([startProcess(prefix), startProcess(prefix)]);
    const id = newId();
    await dying.line.offer(id, 'new');
    // What a kill leaves: a job that was taken, with a lock that nobody renews.
    const client = dying.connection.duplicate(4_000);
    const place = { connection: client, prefix: dying.connection.key('queue') };
    const dead = new Worker('executions', null, { ...place, lockDuration: leaseMs, autorun: false });
    expect((await dead.getNextJob('token'))?.id).toBe(id);
    await dead.close();
    client.disconnect();
    const heir = attendance();
    await other.line.serve(heir.record, 1);
    expect(await heir.first(1)).toEqual([id]);
  });

  it('takes nothing any more once it was told to stop, and loses nothing', async () => {
    const prefix = server.prefix();
    const [stopping, other] = await Promise.all([startProcess(prefix), startProcess(prefix)]);
    const { record, attended } = attendance();
    await stopping.line.serve(record, 4);
    await stopping.line.stopServing();
    const offered = Array.from({ length: 5 }, () => newId());
    for (const id of offered) await other.line.offer(id, 'new');
    await stopping.line.close();
    const heir = attendance();
    await other.line.serve(heir.record, 4);
    await until(() => attended.length + new Set(heir.attended).size >= 5);
    expect([...new Set([...attended, ...heir.attended])].sort()).toEqual([...offered].sort());
  });

  it.each([
    ['is full', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['is a replica', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
  ])(
    'leaves a Redis alone that %s, and goes on when it takes writes again',
    async (_, [fail, ...how], [mend, ...back]) => {
      const { line, told } = await startProcess(server.prefix());
      const admin = new Redis(server.url);
      closers.push(() => Promise.resolve(admin.disconnect()));
      const offered = Array.from({ length: 50 }, () => newId());
      for (const id of offered) await line.offer(id, 'new');
      await admin.call(fail!, ...how);
      const { record, first } = attendance();
      try {
        await line.serve(record, 10);
        await sleep(3_000);
        expect(told.length).toBeGreaterThan(0);
        expect(told.length).toBeLessThan(60);
      } finally {
        await admin.call(mend!, ...back);
      }
      expect([...(await first(50))].sort()).toEqual([...offered].sort());
    },
  );

  it('needs no INFO', async () => {
    const admin = new Redis(server.url);
    await admin.call('ACL', 'SETUSER', 'guest', 'on', '>word', '~*', '&*', '+@all', '-@dangerous');
    admin.disconnect();
    // The client says that it cannot look whether Redis is loading.
    const said = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    closers.push(() => Promise.resolve(said.mockRestore()));
    const url = server.url.replace('//', '//guest:word@');
    const store = await RedisStore.open({ url, prefix: server.prefix() });
    const bull = new Queue('executions', queueOptions(store, 'queue', 100));
    const line = new BullExecutionQueue({ queue: bull, connection: store.connection, leaseMs, tell: () => undefined });
    closers.push(async () => {
      await line.close();
      await store.close();
    });
    const id = newId();
    await line.offer(id, 'new');
    const { record, first } = attendance();
    await line.serve(record, 1);
    expect(await first(1)).toEqual([id]);
  });

  it('says within two seconds that Redis is away, and works again when it is back', async () => {
    const { line } = await startProcess(server.prefix());
    const { record, first } = attendance();
    await line.serve(record, 1);
    await server.kill();
    const began = performance.now();
    const faults = await Promise.all(
      [line.offer(newId(), 'new'), line.offer(newId(), 'continued'), line.size()].map(codeOf),
    );
    expect(faults).toEqual(['store-unavailable', 'store-unavailable', 'store-unavailable']);
    expect(performance.now() - began).toBeLessThan(2_500);
    await server.begin();
    const id = newId();
    await until(() =>
      line.offer(id, 'new').then(
        () => true,
        () => false,
      ),
    );
    expect((await first(1)).length).toBe(1);
  });
});

describe('tenants in line', () => {
  it('wait for no more than their share, however many another one has in line', async () => {
    const { line } = await startProcess(server.prefix());
    for (let index = 0; index < 1_000; index += 1) await line.offer(newId('00001'), 'new');
    const { record, first } = attendance();
    for (let index = 0; index < 10; index += 1) await line.offer(newId('00002'), 'new');
    await line.serve(record, 1);
    const taken = (await first(40)).map((id) => tenantOf(id));
    const places = taken.flatMap((tenant, place) => (tenant === '00002' ? [place] : []));
    expect(places).toHaveLength(10);
    expect(places.at(-1)).toBeLessThan(22);
  });

  it('are given the tags that the rule gives', async () => {
    const { bull, connection } = await startProcess(server.prefix());
    const line = new FairLine(connection, bull);
    const waiting: number[] = [];
    let state = emptyLine;
    for (const roll of [0, 1, 0, 0, 9, 2, 9, 7, 1, 9, 9, 0, 2, 8, 2, 9, 1, 8, 0, 9, 8, 9, 9, 2]) {
      if (roll === 8) {
        state = giveBackTurn(state, '0');
        await line.giveBack('0');
        continue;
      }
      if (roll === 7) {
        // Of a line that has begun anew since.
        state = takeFromLine(state, highestTag);
        await line.take(highestTag);
        continue;
      }
      if (roll === 9) {
        const tag = waiting.sort((left, right) => left - right).shift() ?? 0;
        state = takeFromLine(state, tag);
        await line.take(tag);
        continue;
      }
      const next = putInLine(state, `${roll}`);
      state = next.state;
      waiting.push(next.tag);
      expect(await line.put(newId(), `${roll}`)).toBe(next.tag);
    }
  });
});

describe('tags', () => {
  it('begin anew at the end of their range as soon as nobody waits', async () => {
    const { bull, connection } = await startProcess(server.prefix());
    const line = new FairLine(connection, bull);
    const stands = { given: highestTag, taken: highestTag, at: Date.now() };
    await connection.client.hset(bull.toKey('fair'), stands);
    const tags = [await line.put(newId(), 'many'), await line.put(newId(), 'many')];
    await line.take(highestTag);
    expect([...tags, await line.put(newId(), 'few')]).toEqual([1, 2, 1]);
  });

  it('do not begin anew while somebody waits', async () => {
    const { bull, connection } = await startProcess(server.prefix());
    const line = new FairLine(connection, bull);
    await connection.client.hset(bull.toKey('fair'), { given: highestTag, taken: 7, at: 0 });
    await connection.client.zadd(bull.toKey('prioritized'), 1, 'someone');
    expect(await line.put(newId(), 'few')).toBe(8);
  });
});

async function codeOf(refused: Promise<unknown>): Promise<string | null> {
  return refused.then(
    () => null,
    (fault: unknown) => (isIceError(fault) ? fault.code : 'another'),
  );
}
