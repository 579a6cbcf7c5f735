/** A Redis that lives and refuses: full, without a disk, read-only, or still loading. Processes say so at once, take nothing that they
 *  cannot keep, and go on by themselves with what they had. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { RedisServer } from '../support/redis-server.js';

const executions = '/api/v1/executions';
/** What runs while Redis refuses: its sleep ends then. */
const running = {
  schema_version: '1.0',
  name: 'running',
  nodes: [
    { id: 'sleep', type: 'tool', tool_name: 'sleep', tool_args: { ms: 1_500 } },
    { id: 'b', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.sleep.ms }}' }, dependencies: ['sleep'] },
  ],
  outputs: { ms: '{{ nodes.b.value }}' },
};
/** A key takes 1.5 ms to load, and Redis answers all the while: so it says for some seconds that it loads. */
const slowLoading = ['--key-load-delay', '1500', '--loading-process-events-interval-bytes', '1024'];
const filler = ['DEBUG', 'POPULATE', '2000', 'filler', '100'];

let redis: RedisServer;
let admin: Redis;
let dataDir: string;
let api: ApiProcess;
let worker: ApiProcess;

beforeAll(async () => {
  redis = await RedisServer.start({
    isPrivate: true,
    args: ['--save', '', '--appendonly', 'no', '--enable-debug-command', 'local', ...slowLoading],
  });
  admin = new Redis(redis.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  admin.on('error', () => undefined);
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-refusing-'));
  const store = { ICE_STORE: 'redis', REDIS_URL: redis.url, ICE_REDIS_PREFIX: redis.prefix(), ICE_LEASE_MS: '1500' };
  [api, worker] = await Promise.all([
    startApiProcess({ dataDir, env: { ...store, ICE_ROLE: 'api' } }),
    startApiProcess({ dataDir, env: { ...store, ICE_ROLE: 'worker' } }),
  ]);
}, 60_000);

afterAll(async () => {
  admin.disconnect();
  await Promise.all([api, worker].map((each) => each.kill('SIGKILL')));
  await redis.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The commands that make it refuse, and that end it. */
const refusals: readonly (readonly [string, readonly string[][], readonly string[][]])[] = [
  ['OOM', [['CONFIG', 'SET', 'maxmemory', '1']], [['CONFIG', 'SET', 'maxmemory', '0']]],
  ['READONLY', [['REPLICAOF', '127.0.0.1', '1']], [['REPLICAOF', 'NO', 'ONE']]],
];

describe('a Redis that refuses what is written', () => {
  it.each(refusals)('with %s: nothing is taken, nothing is lost, all goes on by itself', async (reason, fail, mend) => {
    await refused({
      reason,
      fail: () => doAll(fail),
      mend: () => doAll(mend),
    });
  });

  it('with MISCONF, because it cannot save: nothing is taken, nothing is lost, all goes on by itself', async () => {
    const [, folder] = (await admin.config('GET', 'dir')) as [string, string];
    // What it writes could not get this name.
    const obstacle = path.join(folder, 'dump.rdb');
    await refused({
      reason: 'MISCONF',
      fail: async () => {
        await doAll([['CONFIG', 'SET', 'save', '3600 100000']]);
        await mkdir(obstacle);
        await admin.bgsave();
        await untilSaid('rdb_last_bgsave_status:err');
      },
      mend: async () => {
        await rmdir(obstacle);
        await doAll([['CONFIG', 'SET', 'save', '']]);
      },
    });
  });

  it('with LOADING: nothing is taken, and what was saved goes on', async () => {
    const id = await startRunning();
    await doAll([filler, ['SAVE']]);
    await redis.kill();
    const loaded = redis.begin();
    await untilLoading();
    await expectRefusal();
    await loaded;
    await expectRecovery(id);
  });
});

/** From a running execution on, over a time without Redis, to its right end. */
async function refused(how: { reason: string; fail(): Promise<void>; mend(): Promise<void> }): Promise<void> {
  const id = await startRunning();
  await how.fail();
  try {
    await expectRefusal(how.reason);
    // The sleep of what runs has ended meanwhile, and could not be recorded.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { status, body } = await api.request('GET', `${executions}/${id}`);
    expect([status, body.status]).toEqual([200, 'running']);
  } finally {
    await how.mend();
  }
  await expectRecovery(id);
}

async function startRunning(): Promise<string> {
  const { status, body } = await api.request('POST', executions, { json: { blueprint: running } });
  expect(status).toBe(202);
  const id = body.execution_id as string;
  for (;;) {
    const { body: snapshot } = await api.request('GET', `${executions}/${id}`);
    if (snapshot.status === 'running') return id;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** In time, everywhere, and with the word of Redis if it takes connections. */
async function expectRefusal(reason = 'store-unavailable'): Promise<void> {
  const askedAt = performance.now();
  const [start, ...ready] = await Promise.all([
    api.request('POST', executions, { json: { blueprint: running } }),
    api.request('GET', '/ready'),
    worker.request('GET', '/ready'),
  ]);
  expect(performance.now() - askedAt).toBeLessThan(2_500);
  expect([start.status, start.body.retryable]).toEqual([503, true]);
  expect(start.body.code).toMatch(/^(?:store|ledger)-unavailable$/);
  expect(ready.map(({ status }) => status)).toEqual([503, 503]);
  expect(JSON.stringify([start.body, ...ready.map(({ body }) => body)])).toContain(reason);
}

/** Ready within five seconds; then it ends as if nothing had been. */
async function expectRecovery(id: string): Promise<void> {
  const mendedAt = performance.now();
  for (const each of [api, worker])
    while ((await each.request('GET', '/ready')).status !== 200 && performance.now() - mendedAt < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
  for (const each of [api, worker]) expect((await each.request('GET', '/ready')).status).toBe(200);
  for (const end = performance.now() + 20_000; performance.now() < end;) {
    const { body } = await api.request('GET', `${executions}/${id}?include=events`);
    if (body.ended_at === null) continue;
    expect(body).toMatchObject({ status: 'completed', outputs: { ms: 1_500 } });
    const completed = (body.events as { type: string }[]).filter(({ type }) => type === 'node.completed');
    expect(completed).toHaveLength(2);
    return;
  }
  throw new Error(`${id} does not end`);
}

async function doAll(commands: readonly string[][]): Promise<void> {
  for (const [name, ...args] of commands) await admin.call(name!, ...args);
}

async function untilSaid(text: string): Promise<void> {
  while (!(await admin.info('persistence')).includes(text)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Says so itself; the processes wait for a connection that can be used. */
async function untilLoading(): Promise<void> {
  const direct = new Redis(redis.url, { retryStrategy: () => 20, enableReadyCheck: false, maxRetriesPerRequest: null });
  direct.on('error', () => undefined);
  const said = await direct.ping().catch((fault: unknown) => String(fault));
  direct.disconnect();
  expect(said).toContain('LOADING');
}
