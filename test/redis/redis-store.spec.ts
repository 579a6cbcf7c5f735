/** What a store in Redis promises beyond the contract: nothing acknowledged is lost, nothing is done twice, and faults are told in time. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppendRequest, JsonObject, Labels, Store } from '@ice/core';
import { checkRedis, RedisConnection, RedisStore } from '@ice/storage';
import { Redis } from 'ioredis';
import { RedisServer } from '../support/redis-server.js';
import { AnswerCutter } from './answer-cutter.js';

let server: RedisServer;
let admin: Redis;
const opened: Store[] = [];

beforeAll(async () => {
  server = await RedisServer.start({
    isPrivate: true,
    args: ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
  });
  admin = new Redis(server.url, { disconnectTimeout: 100 });
  admin.on('error', () => undefined);
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

afterAll(async () => {
  admin.disconnect();
  await server.stop();
});

describe('An answer that is lost', () => {
  let cutter: AnswerCutter;
  beforeAll(async () => {
    cutter = await AnswerCutter.start(server.url);
  });
  afterAll(() => cutter.stop());

  const withCut = async (store: Store, answers: number, write: () => Promise<unknown>): Promise<unknown> => {
    await store.check();
    cutter.cutAfter(answers);
    return write();
  };

  it.each([0, 1, 2, 3])('of an append, after %d that came: it is done once, and says so', async (answers) => {
    const store = await open(cutter.url);
    await store.append(append(0, { status: 'running' }));
    expect(await withCut(store, answers, () => store.append(append(1, { status: 'done' })))).toEqual({ ok: true });
    expect(await store.range('s', 0, 9)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await keysOf(store, { status: 'running' })).toEqual([]);
    expect(await keysOf(store, { status: 'done' })).toEqual(['s']);
  });

  it.each([0, 1])('of the first append, after %d that came: the same', async (answers) => {
    const store = await open(cutter.url);
    expect(await withCut(store, answers, () => store.append(append(0, { status: 'running' })))).toEqual({ ok: true });
    expect(cutter.hasCut).toBe(true);
    expect([await store.range('s', 0, 9), await keysOf(store, { status: 'running' })]).toEqual([[{ n: 1 }], ['s']]);
  });

  it('of an append does not hide that another one is refused', async () => {
    const store = await open(cutter.url);
    await store.append(append(0));
    const refusal = { ok: false, reason: 'sequence', sequence: 1 };
    expect(await withCut(store, 0, () => store.append(append(0)))).toEqual(refusal);
    expect(await withCut(store, 0, () => store.append(append(2)))).toEqual(refusal);
  });

  it('of an append without entries leaves what another writer made of its record since', async () => {
    const store = await open(cutter.url);
    const other = await open(server.url, store);
    await store.append(append(0));
    await store.check();
    cutter.cutAfter(0);
    const lost = store.append({ ...append(1), entries: [] });
    while (!cutter.hasCut) await new Promise(setImmediate);
    const next = { value: { by: 'another' }, lock: 'l' };
    await other.compareAndSet({ collection: 'sums', key: 's', expect: 'any', next });
    expect(await lost).toEqual({ ok: true });
    expect((await store.get('sums', 's'))?.value).toEqual({ by: 'another' });
  });

  it('of a compare-and-set, a creation or a removal: it is done once, and says so', async () => {
    const store = await open(cutter.url);
    const place = { collection: 'notes', key: 'one' };
    const next = (lock: string) => ({ value: { lock }, lock });
    const set = (write: Parameters<Store['compareAndSet']>[0]) => withCut(store, 0, () => store.compareAndSet(write));
    expect(
      await withCut(store, 1, () => store.compareAndSet({ ...place, expect: 'absent', next: next('l1') })),
    ).toEqual({ ok: true });
    expect(cutter.hasCut).toBe(true);
    expect(await set({ ...place, expect: { lock: 'l1' }, next: next('l2') })).toEqual({ ok: true });
    expect((await store.get('notes', 'one'))?.lock).toBe('l2');
    expect(await set({ ...place, expect: { lock: 'l2' }, next: null })).toEqual({ ok: true });
    expect(await set({ ...place, expect: { lock: 'l2' }, next: null })).toEqual({ ok: false, current: null });
  });

  it('of the removal of a stream: it is done once, and says so', async () => {
    const store = await open(cutter.url);
    await store.append(append(0));
    const { lock } = (await store.get('sums', 's'))!;
    const remove = () => store.remove({ stream: 's', record: { collection: 'sums', key: 's', lock } });
    expect(await withCut(store, 0, remove)).toEqual({ ok: true });
    expect(await withCut(store, 0, remove)).toEqual({ ok: false, current: null });
    expect(await store.range('s', 0, 9)).toEqual([]);
  });
});

describe('A process that slept between the index and the record', () => {
  it('may not write a record any more whose index members may be gone by now', async () => {
    const cutter = await AnswerCutter.start(server.url);
    const store = await open(cutter.url);
    await store.append(append(0, { status: 'running' }));
    // For the adapter, the mark is 40 s old when it writes.
    cutter.rewrite = (answer) => answer.replaceAll(/\d{10}(?=\.)/g, (second) => String(Number(second) - 40));
    const refused = store.append(append(1, { status: 'done' }));
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', evidence: { reason: 'LATE' } });
    cutter.rewrite = (answer) => answer;
    expect([await store.range('s', 0, 9), await keysOf(store, { status: 'running' })]).toEqual([[{ n: 1 }], ['s']]);
    expect(await store.append(append(1, { status: 'done' }))).toEqual({ ok: true });
    await store.close();
    await cutter.stop();
  });
});

describe('Connections that are killed while many write', () => {
  it('lose nothing, double nothing and refuse nothing', async () => {
    const store = await open(server.url);
    const other = await open(server.url, store);
    let isOver = false;
    const killing = killClients(12).then(() => (isOver = true));
    const streams = ['a', 'b', 'c', 'd', 'e', 'f'];
    const appending = streams.map((stream) => appendUntil(store, stream, () => isOver));
    const adding = [store, other, store, other].map((one) => addUntil(one, () => isOver));
    const [written, additions] = await Promise.all([Promise.all(appending), Promise.all(adding)]);
    await killing;
    const found = await Promise.all(streams.map((stream) => other.range(stream, 0, 1_000_000)));
    expect(found).toEqual(written.map((count) => Array.from({ length: count }, (_, n) => ({ n }))));
    expect((await store.get('notes', 'sum'))?.value['sum']).toBe(additions.reduce((sum, one) => sum + one, 0));
    console.log(`12 kills: ${written.reduce((sum, one) => sum + one, 0)} appends, ${additions.join(' + ')} additions`);
  });
});

describe('A Redis that writes its file with each answer', () => {
  it('has everything that it acknowledged, and no half of anything, after it was killed and started again', async () => {
    const store = await open(server.url);
    const streams = Array.from({ length: 8 }, (_, n) => `s${n}`);
    const acknowledged = new Map(streams.map((stream) => [stream, 0]));
    const writing = streams.map((stream) => appendUntilRefused(store, stream, acknowledged));
    while ([...acknowledged.values()].some((count) => count < 20)) await new Promise(setImmediate);
    await server.kill();
    await Promise.all(writing);
    await server.begin();
    await untilUsable(store);
    for (const stream of streams) {
      const entries = await store.range(stream, 0, 1_000_000);
      expect(entries).toEqual(Array.from({ length: entries.length }, (_, n) => ({ n })));
      expect(entries.length).toBeGreaterThanOrEqual(acknowledged.get(stream)!);
      expect((await store.get('sums', stream))?.value).toEqual({ count: entries.length });
    }
    expect(await keysOf(store, { status: 'open' })).toEqual(streams);
  });

  it('may be started again in the middle of a call, which then succeeds', async () => {
    const store = await open(server.url);
    await store.append(append(0));
    await server.kill();
    const appended = store.append(append(1));
    await server.begin();
    expect(await appended).toEqual({ ok: true });
    expect(await store.range('s', 0, 9)).toEqual([{ n: 1 }, { n: 2 }]);
  });
});

describe('A Redis that stands still', () => {
  it('is told of in time, and used again once it goes on', async () => {
    const store = await open(server.url);
    await store.append(append(0));
    process.kill(server.pid!, 'SIGSTOP');
    try {
      const calls = [() => store.get('sums', 's'), () => store.append(append(1)), () => store.check()];
      const limit = new Promise((resolve) => setTimeout(resolve, 2_500, 'too late'));
      const outcomes = calls.map((call) => Promise.race([call().catch((fault: unknown) => fault), limit]));
      for (const outcome of await Promise.all(outcomes))
        expect(outcome).toMatchObject({ code: 'store-unavailable', retryable: true, evidence: { reason: 'TIMEOUT' } });
    } finally {
      process.kill(server.pid!, 'SIGCONT');
    }
    await untilUsable(store);
    // The append that nobody waited for any more was executed once, or never.
    const { length } = await store.range('s', 0, 9);
    expect(await store.append(append(length))).toEqual({ ok: true });
    expect(await store.range('s', 0, 9)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }].slice(0, length + 1));
  });
});

describe('A Redis that takes nothing', () => {
  it.each([
    ['OOM', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['NOREPLICAS', ['CONFIG', 'SET', 'min-replicas-to-write', '1'], ['CONFIG', 'SET', 'min-replicas-to-write', '0']],
    ['READONLY', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
  ])('%s: says so, shows what it has, and takes it again later', async (reason, [fail, ...how], [mend, ...again]) => {
    const store = await open(server.url);
    await store.append(append(0));
    await admin.call(fail!, ...how);
    try {
      const refusal = { code: 'store-unavailable', retryable: true, evidence: { reason } };
      await expect(store.check()).rejects.toMatchObject(refusal);
      await expect(store.append(append(1))).rejects.toMatchObject(refusal);
      expect(await store.range('s', 0, 9)).toEqual([{ n: 1 }]);
    } finally {
      await admin.call(mend!, ...again);
    }
    await untilUsable(store);
    expect(await store.append(append(1))).toEqual({ ok: true });
  });
});

describe('Index members that no record repeats', () => {
  it('are never shown, stay while a write may still need them, and go when they are old', async () => {
    const store = await open(server.url);
    await store.append(append(0, { status: 'open' }));
    const index = await indexOf(store, 'status', 'open');
    const [live] = await admin.zrange(index, '0', '-1');
    const now = Number((await admin.time())[0]);
    await admin.zadd(index, 0, `dead\0${now - 61}.t`, 0, `s\0${now - 300}.t`, 0, `young\0${now - 10}.t`);
    expect(await keysOf(store, { status: 'open' })).toEqual(['s']);
    await store.close();
    expect(await admin.zrange(index, '0', '-1')).toEqual([live, `young\0${now - 10}.t`]);
  });

  it('go when they are counted, too', async () => {
    const store = await open(server.url);
    await store.append(append(0, { status: 'open' }));
    const index = await indexOf(store, 'status', 'open');
    const [live] = await admin.zrange(index, '0', '-1');
    await admin.zadd(index, 0, 'dead\x001000.t');
    await store.count({ collection: 'sums', label: 'status', value: 'open', atMost: 9 });
    await store.close();
    expect(await admin.zrange(index, '0', '-1')).toEqual([live]);
  });

  it('are told from old ones that a record does repeat', async () => {
    const store = await open(server.url);
    await store.append(append(0, { status: 'open' }));
    const index = await indexOf(store, 'status', 'open');
    const [live] = await admin.zrange(index, '0', '-1');
    const mark = live!.split('\0')[1]!;
    const record = store.connection.key('s', 'record', 'sums');
    const marks = (await admin.hget(record, 'marks'))!.split(' ');
    expect(marks.at(-1)).toBe(mark);
    await admin.hset(record, 'marks', [...marks.slice(0, -1), '1000.t'].join(' '));
    await admin.multi().zrem(index, live!).zadd(index, 0, 's\x001000.t').exec();
    expect(await keysOf(store, { status: 'open' })).toEqual(['s']);
    await store.close();
    expect(await admin.zrange(index, '0', '-1')).toEqual(['s\x001000.t']);
  });
});

describe('The check at the start', () => {
  it('finds nothing wrong with a Redis that keeps what it acknowledges, and warns of one that does not', async () => {
    const store = await open(server.url);
    expect(await checkRedis(store.connection)).toEqual([]);
    await admin.config('SET', 'appendfsync', 'everysec', 'maxmemory-policy', 'allkeys-lru');
    const warnings = await checkRedis(store.connection);
    await admin.config('SET', 'appendfsync', 'always', 'maxmemory-policy', 'noeviction');
    expect(warnings.map((warning) => warning.split(/[ :]/, 3).slice(0, 3).join(' '))).toEqual([
      'maxmemory-policy is allkeys-lru',
      'appendfsync is everysec',
    ]);
  });

  it('says when a user may not ask', async () => {
    await admin.call('ACL', 'SETUSER', 'plain', 'on', '>secret', '~*', '+@all', '-config');
    const { port } = new URL(server.url);
    const connection = await RedisConnection.open({ url: `redis://plain:secret@127.0.0.1:${port}` });
    expect(await checkRedis(connection)).toEqual([expect.stringMatching(/^CONFIG is forbidden/)]);
    await connection.close();
  });
});

/** A store of its own, or with the keys of another one. */
async function open(url: string, sharing?: RedisStore): Promise<RedisStore> {
  const prefix = sharing?.connection.key('x').slice(0, -':{x}'.length) ?? server.prefix();
  const store = await RedisStore.open({ url, prefix });
  opened.push(store);
  return store;
}

/** One entry for the stream `s` that tells its sequence. */
function append(expectedSequence: number, labels: Labels = {}): AppendRequest {
  const record = { collection: 'sums', key: 's', value: { last: expectedSequence + 1 }, labels };
  return { stream: 's', expectedSequence, fence: 1, entries: [{ n: expectedSequence + 1 }], record };
}

async function keysOf(store: Store, labels: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await store.scan({ collection: 'sums', labels, limit: 1_000 })).map(({ key }) => key);
}

async function indexOf(store: RedisStore, label: string, value: string): Promise<string> {
  const names = await admin.keys(`${store.connection.key('x').slice(0, -':{x}'.length)}:*`);
  return names.find((name) => name.endsWith(`{index:sums:${label}:${value}}`))!;
}

async function killClients(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await new Promise((resolve) => setTimeout(resolve, 40 + 160 * Math.random()));
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  }
}

/** Appends 0, 1, 2, … one by one; every one must succeed. How many there were. */
async function appendUntil(store: Store, stream: string, isOver: () => boolean): Promise<number> {
  for (let n = 0; ; n++) {
    if (isOver()) return n;
    const record = { collection: 'sums', key: stream, value: {}, labels: { parity: `${Math.floor(n / 5) % 2}` } };
    const result = await store.append({ stream, expectedSequence: n, fence: 1, entries: [{ n }], record });
    expect(result).toEqual({ ok: true });
  }
}

/** Adds 1 to a sum again and again, against others. How often that was acknowledged. */
async function addUntil(store: Store, isOver: () => boolean): Promise<number> {
  let done = 0;
  for (let attempt = 0; ; attempt++) {
    if (isOver()) return done;
    const before = await store.get('notes', 'sum');
    const next = { value: { sum: Number(before?.value['sum'] ?? 0) + 1 }, lock: `${Math.random()}.${attempt}` };
    const expected = before ? { lock: before.lock } : 'absent';
    if ((await store.compareAndSet({ collection: 'notes', key: 'sum', expect: expected, next })).ok) done += 1;
  }
}

async function appendUntilRefused(store: Store, stream: string, acknowledged: Map<string, number>): Promise<void> {
  for (let n = 0; ; n++) {
    const record = { collection: 'sums', key: stream, value: { count: n + 1 }, labels: { status: 'open' } };
    const entries: readonly JsonObject[] = [{ n }];
    try {
      await store.append({ stream, expectedSequence: n, fence: 1, entries, record });
    } catch {
      return;
    }
    acknowledged.set(stream, n + 1);
  }
}

async function untilUsable(store: Store): Promise<void> {
  await store.check().catch(() => untilUsable(store));
}
