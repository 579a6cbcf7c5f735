/** A worker that is told to stop while it makes an attempt for another one: nothing that waits in line begins there. Two servers of this
 *  process stand for two processes. */
import { createApp, readAppConfig } from '@ice/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExecutionRepository, WorkerRepository } from '@ice/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bullmq';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { relayQueue } from '../../apps/api/src/relay/relay-names.js';
import { RedisServer } from '../support/redis-server.js';
import { send } from '../support/start-api.js';

const nap = { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 6_000 } };
const naps = {
  schema_version: '1.0',
  name: 'naps',
  nodes: [{ id: 'each', type: 'loop', items: [1, 2, 3], item_var: 'item', concurrency: 3, body: { nodes: [nap] } }],
};
const quick = {
  schema_version: '1.0',
  name: 'quick',
  nodes: [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }],
};

interface Server {
  readonly app: NestFastifyApplication;
  readonly worker: string;
  readonly url: string;
}

let redis: RedisServer;
let dataDir: string;
let prefix: string;
let servers: Server[];

beforeAll(async () => {
  redis = await RedisServer.start({ isPrivate: true });
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-stopping-'));
  prefix = redis.prefix();
  const one = await startServer();
  servers = [one, await startServer(one)];
  // Each looks every other second for who else is there to make attempts.
  await sleep(3_000);
}, 60_000);

afterAll(async () => {
  for (const { app } of servers) await app.close();
  await redis.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** One that has an execution and an attempt at a time, and makes an attempt at a time for others. */
async function startServer(before?: Server): Promise<Server> {
  const store = { ICE_STORE: 'redis', REDIS_URL: redis.url, ICE_REDIS_PREFIX: prefix, ICE_DATA_DIR: dataDir };
  const bounds = { ICE_CONCURRENCY: '1', ICE_WORKER_EXECUTIONS: '1' };
  const settings = readAppConfig({ ...store, ...bounds, NODE_ENV: 'test', ICE_LOG_LEVEL: 'silent' });
  const app = await createApp({ ...settings, http: { ...settings.http, shutdownGraceMs: 12_000 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const workers = await app.get(WorkerRepository, { strict: false }).list();
  const worker = workers.find(({ id }) => id !== before?.worker)!.id;
  return { app, worker, url: await app.getUrl() };
}

function executionsOf({ app }: Server): ExecutionRepository {
  return app.get(ExecutionRepository, { strict: false });
}

async function start({ url }: Server, blueprint: object): Promise<string> {
  const { body } = await send(`${url}/api/v1/executions`, 'POST', { json: { blueprint } });
  return body.execution_id as string;
}

describe('a worker that is told to stop', () => {
  it('takes nothing from the line while it makes an attempt for another one', async () => {
    const [first] = servers as [Server, Server];
    // The token that `@nestjs/bullmq` gives it.
    const attempts = first.app.get<Queue>(`BullQueue_${relayQueue}`, { strict: false });
    const slow = await start(first, naps);
    while ((await attempts.getActiveCount()) < 2) await sleep(20);
    const ownerId = (await executionsOf(first).head(slow))?.worker;
    const owner = servers.find(({ worker }) => worker === ownerId)!;
    const other = servers.find((each) => each !== owner)!;
    const executions = executionsOf(owner);

    let isClosed = false;
    const closing = other.app.close().then(() => (isClosed = true));
    const next = await start(owner, quick);
    await sleep(2_500);
    expect(isClosed).toBe(false);
    expect((await executions.head(next))?.status).toBe('queued');
    expect((await send(`${other.url}/ready`, 'GET')).body.code).toBe('process-ending');

    await closing;
    servers = [owner];
    for (const id of [slow, next]) {
      while ((await executions.head(id))?.status !== 'completed') await sleep(50);
      expect(await executions.head(id)).toMatchObject({ worker: owner.worker, fence: 1 });
    }
  }, 60_000);
});
