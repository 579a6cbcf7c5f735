/** A fleet over one Redis: whoever watches at one server for requests sees every event of what a worker runs, while the worker and the other
 *  server are killed and replaced, and while the ways to Redis are cut. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { StreamClient, type Frame } from '../support/stream-client.js';
import { redisVariables } from '../support/test-store.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

const count = 60;

/** Several processes start one after the other, on a machine that may have little to spare. */
const startMs = 180_000;

/** Sixty rows, two at a time, each after a nap: some 300 events in three seconds. */
const rows = watchedBlueprint([
  {
    id: 'rows',
    type: 'loop',
    items: Array.from({ length: count }, (_, index) => index),
    item_var: 'row',
    max_items: count,
    concurrency: 2,
    body: { nodes: [toolNode('nap', 'sleep', { ms: 100 }), toolNode('copy', 'echo', { value: '{{ row }}' }, 'nap')] },
  },
]);

describe('a server for requests, of which others run the executions', () => {
  let dataDir: string;
  let watched: ApiProcess;
  let other: ApiProcess;
  let worker: ApiProcess;
  let redis: Redis;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-fan-out-'));
    const { REDIS_URL } = await redisVariables(dataDir);
    redis = new Redis(REDIS_URL!);
    watched = await begin('api');
    other = await begin('api');
    worker = await begin('worker');
  }, startMs);
  afterAll(async () => {
    await Promise.all([watched, other, worker].map((process) => process.kill('SIGTERM')));
    redis.disconnect();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function begin(role: 'api' | 'worker'): Promise<ApiProcess> {
    const env = { ...(await redisVariables(dataDir)), ICE_ROLE: role, ICE_LEASE_MS: '1500' };
    return startApiProcess({ dataDir, env });
  }

  it(
    'shows every event once and in order, whatever becomes of the others',
    async () => {
      const started = await other.request('POST', '/api/v1/executions/', { json: { blueprint: rows } });
      expect(started.status).toBe(202);
      const id = started.body.execution_id as string;
      const place = `/api/v1/executions/${id}`;
      const watchers = await Promise.all(
        [1, 2, 3].map(() => StreamClient.connect(`${watched.url}/ws/executions/${id}`)),
      );
      const text = watched.request('GET', `${place}/events`, { headers: { accept: 'text/event-stream' } });
      const reached = (row: number): Promise<Frame> =>
        watchers[0]!.until(() => watchers[0]!.events().some((event) => event.path === `rows[${row}].copy`));

      await reached(5);
      await Promise.all([other.kill('SIGKILL'), worker.kill('SIGKILL')]);
      worker = await begin('worker');
      other = await begin('api');
      await reached(30);
      await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await Promise.all(watchers.map((watcher) => watcher.untilType('complete')));

      const { data } = (await other.request('GET', `${place}/events?limit=1000`)).body as { data: readonly Frame[] };
      expect(data.map(({ sequence }) => sequence)).toEqual(data.map((_event, index) => index + 1));
      expect(data.filter(({ type }) => type === 'execution.resumed')).toHaveLength(1);
      for (const watcher of watchers) expect(watcher.events()).toEqual(data);
      expect(
        [...(await text).text.matchAll(/^id: (\d+)\nevent: (?!complete)/gm)].map(([, each]) => Number(each)),
      ).toEqual(data.map(({ sequence }) => sequence));
      for (const watcher of watchers) watcher.kill();
    },
    startMs,
  );

  it('hears of executions at large', async () => {
    using broad = await StreamClient.connect(`${watched.url}/api/v1/stream`);
    broad.send({ type: 'subscribe', id: 'all', filter: { tag: 'seen' } });
    await broad.untilType('live');
    const blueprint = watchedBlueprint([toolNode('one', 'echo', { value: 1 })]);
    const headers = { prefer: 'wait=30' };
    for (const tags of [['seen'], ['unseen'], ['seen', 'too']]) {
      const { status } = await other.request('POST', '/api/v1/executions/', { json: { blueprint, tags }, headers });
      expect(status).toBe(200);
    }
    const ends = (): readonly Frame[] => broad.events('all').filter(({ type }) => type === 'execution.completed');
    await broad.until(() => ends().length === 2);
    const types = broad.events('all').map(({ type }) => type as string);
    expect(types).toEqual([1, 2].flatMap(() => ['execution.queued', 'execution.started', 'execution.completed']));
  });
});
