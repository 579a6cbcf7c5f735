/** One process for requests and two that run executions, on one Redis: what is started, answered and cancelled with the one happens in the
 *  others, also while these are killed and replaced. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '@ice/core';
import { RedisStore } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { RedisServer } from '../support/redis-server.js';

const executions = '/api/v1/executions';
const quick = { schema_version: '1.0', name: 'quick', nodes: [echo('a', 1)] };
const endless = {
  schema_version: '1.0',
  name: 'endless',
  nodes: [echo('a', 1), { ...sleep(600_000), dependencies: ['a'] }],
};
const slow = {
  schema_version: '1.0',
  name: 'slow',
  nodes: [{ ...sleep(1_000) }, { ...echo('b', '{{ nodes.sleep.ms }}'), dependencies: ['sleep'] }],
  outputs: { ms: '{{ nodes.b.value }}' },
};
const asking = {
  schema_version: '1.0',
  name: 'asking',
  nodes: [{ id: 'paid', type: 'wait', signal: 'paid', answer_schema: { cents: 'integer' }, timeout_s: 3_600 }],
  outputs: { cents: '{{ nodes.paid.cents }}' },
};

function echo(id: string, value: unknown): object {
  return { id, type: 'tool', tool_name: 'echo', tool_args: { value } };
}

function sleep(ms: number): object {
  return { id: 'sleep', type: 'tool', tool_name: 'sleep', tool_args: { ms } };
}

let redis: RedisServer;
let dataDir: string;
let prefix: string;
let api: ApiProcess;
let workers: ApiProcess[];

beforeAll(async () => {
  redis = await RedisServer.start({ isPrivate: true });
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-roles-'));
  prefix = redis.prefix();
  api = await startRole('api');
  workers = await Promise.all([startRole('worker'), startRole('worker')]);
}, 60_000);

afterAll(async () => {
  await Promise.all([api, ...workers].map((each) => each.kill('SIGKILL')));
  await redis.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function variables(role: string): Record<string, string> {
  const store = { ICE_STORE: 'redis', REDIS_URL: redis.url, ICE_REDIS_PREFIX: prefix };
  return { ...store, ICE_ROLE: role, NODE_ENV: 'test', ICE_LEASE_MS: '1500' };
}

async function startRole(role: string): Promise<ApiProcess> {
  return startApiProcess({ dataDir, env: variables(role) });
}

async function start(blueprint: object): Promise<string> {
  const { status, body } = await api.request('POST', executions, { json: { blueprint } });
  expect(status).toBe(202);
  return body.execution_id as string;
}

async function until(
  id: string,
  isSo: (snapshot: { readonly status: string }) => boolean,
  seconds = 20,
): Promise<never> {
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    const { body } = await api.request('GET', `${executions}/${id}`);
    if (isSo(body)) return body as never;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${id}: ${JSON.stringify((await api.request('GET', `${executions}/${id}`)).body)}`);
}

async function eventsOf(id: string): Promise<readonly ExecutionEvent[]> {
  return (await api.request('GET', `${executions}/${id}?include=events`)).body.events as readonly ExecutionEvent[];
}

/** Which of the workers has executions in its memory. */
async function runningOn(worker: ApiProcess): Promise<number> {
  const { text } = await worker.request('GET', '/metrics');
  return Number(/^ice_executions_running (\d+)$/m.exec(text)?.[1]);
}

async function workerOf(id: string): Promise<string | undefined> {
  const store = await RedisStore.open({ url: redis.url, prefix });
  const record = await store.get('executions', id);
  await store.close();
  return record?.value['worker'] as string | undefined;
}

describe('a process for requests and two workers', () => {
  it('run what was started with the one on the others', async () => {
    const headers = { prefer: 'wait=20' };
    const { status, body } = await api.request('POST', executions, { json: { blueprint: quick }, headers });
    expect([status, body.status]).toEqual([200, 'completed']);
    const [queued, started] = await eventsOf(body.execution_id);
    expect('worker' in queued!.data).toBe(false);
    expect(started).toMatchObject({
      type: 'execution.started',
      sequence: 2,
      data: { worker: expect.stringMatching(/^wk_/) },
    });
  });

  it('share what there is to do', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => start(slow)));
    const owners = new Set<string | undefined>();
    for (const id of ids) {
      await until(id, ({ status }) => status === 'completed');
      owners.add(await workerOf(id));
    }
    expect(owners.size).toBe(2);
  });

  it('cancel what runs, and what waits', async () => {
    const [running, waiting] = [await start(endless), await start(asking)];
    await until(running, ({ status }) => status === 'running');
    await until(waiting, ({ status }) => status === 'waiting');
    for (const id of [running, waiting]) {
      expect((await api.request('POST', `${executions}/${id}/cancel`)).status).toBe(202);
      await until(id, ({ status }) => status === 'cancelled', 5);
    }
  });

  it('take the answer to a question', async () => {
    const id = await start(asking);
    await until(id, ({ status }) => status === 'waiting');
    const { body } = await api.request('GET', `${executions}/${id}/signals`);
    const [signal] = body.data as readonly { readonly signal_id: string }[];
    const json = { value: { cents: 5 } };
    const answered = await api.request('POST', `${executions}/${id}/signals/${signal!.signal_id}`, { json });
    expect(answered.status).toBe(202);
    expect(await until(id, ({ status }) => status === 'completed', 5)).toMatchObject({ outputs: { cents: 5 } });
  });

  it('end what nobody has taken yet where it stands', async () => {
    for (const worker of workers) process.kill(worker.pid, 'SIGSTOP');
    const id = await start(quick);
    const { body } = await api.request('POST', `${executions}/${id}/cancel`);
    for (const worker of workers) process.kill(worker.pid, 'SIGCONT');
    expect(body.status).toBe('cancelled');
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['execution.queued', 'execution.cancelled']);
  });

  it('go on within ten seconds with what a killed worker ran', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => start(endless)));
    for (const id of ids) await until(id, ({ status }) => status === 'running');
    const [victim, other] = workers as [ApiProcess, ApiProcess];
    expect(await runningOn(victim)).toBeGreaterThan(0);
    await victim.kill('SIGKILL');
    const killedAt = Date.now();
    while ((await runningOn(other)) < ids.length && Date.now() - killedAt < 15_000)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await runningOn(other)).toBe(ids.length);
    expect(Date.now() - killedAt).toBeLessThan(10_000);
    workers[0] = await startRole('worker');
    for (const id of ids) await api.request('POST', `${executions}/${id}/cancel`);
    for (const id of ids) await until(id, ({ status }) => status === 'cancelled');
  });

  it('lose nothing while one after the other is replaced', async () => {
    const ids: string[] = [];
    let isOver = false;
    const starting = (async () => {
      while (!isOver) {
        ids.push(await start(slow));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    for (const index of [0, 1]) {
      const [old] = workers.splice(index, 1, await startRole('worker'));
      expect((await old!.kill('SIGTERM')).code).toBe(0);
    }
    isOver = true;
    await starting;
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) {
      expect(await until(id, ({ status }) => status === 'completed')).toMatchObject({ outputs: { ms: 1_000 } });
      const completed = (await eventsOf(id)).filter(({ type, path: at }) => type === 'node.completed' && at === 'b');
      expect(completed).toHaveLength(1);
    }
  });

  it('say that they are not ready while Redis is away, and are again when it is back', async () => {
    await redis.kill();
    const away = await Promise.all([api, ...workers].map((each) => each.request('GET', '/ready')));
    expect(away.map(({ status }) => status)).toEqual([503, 503, 503]);
    const refused = await api.request('POST', executions, { json: { blueprint: quick } });
    expect([refused.status, refused.body.code]).toEqual([503, 'store-unavailable']);
    await redis.begin();
    for (const each of [api, ...workers]) {
      const end = Date.now() + 5_000;
      while ((await each.request('GET', '/ready')).status !== 200 && Date.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await each.request('GET', '/ready')).body).toMatchObject({
        ready: true,
        checks: { queue: { ok: true } },
      });
    }
    const headers = { prefer: 'wait=20' };
    const { body } = await api.request('POST', executions, { json: { blueprint: quick }, headers });
    expect(body.status).toBe('completed');
  });
});

describe('a worker', () => {
  it.each([
    ['GET', '/health', 200],
    ['GET', '/ready', 200],
    ['GET', '/metrics', 200],
    ['GET', '/', 404],
    ['GET', '/docs', 404],
    ['GET', '/openapi.json', 404],
    ['GET', executions, 404],
    ['POST', executions, 404],
    ['DELETE', executions, 404],
    ['GET', '/api/v1/catalog/tools', 404],
    ['POST', '/api/v1/keys', 404],
    ['POST', '/mcp', 404],
    ['GET', '/ws/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B', 404],
  ])('answers %s %s with %i', async (method, place, expected) => {
    const [worker] = workers;
    const { status, headers, body } = await worker!.request(method, place);
    expect(status).toBe(expected);
    if (status === 404)
      expect([headers.get('content-type'), body.code]).toEqual(['application/problem+json', 'not-found']);
  });
});
