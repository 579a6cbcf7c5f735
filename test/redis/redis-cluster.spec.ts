/** A Cluster refuses a script whose keys lie on different machines: the store passes the contract there, too. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { storeContract, type OpenedStore } from '@ice/contracts';
import { checkRedis, RedisStore } from '@ice/storage';
import { RedisCluster } from '../support/redis-cluster.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { StreamClient } from '../support/stream-client.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

let cluster: RedisCluster;
let stores = 0;

beforeAll(async () => {
  cluster = await RedisCluster.start();
});

afterAll(() => cluster.stop());

storeContract({ describe, it }, 'redis cluster', openStore, { isDurable: true, sequences: 5 });

describe('A Cluster', () => {
  it('has all of its masters checked', async () => {
    const store = await RedisStore.open({ url: cluster.url });
    expect(await checkRedis(store.connection)).toEqual([
      'appendonly is off: what was acknowledged since the last snapshot is lost with Redis.',
    ]);
    await store.close();
  });
});

/** Forty rows for two workers with four slots each: the line, what is made for others, and the feed, all of them over the Cluster. */
const rows = watchedBlueprint([
  {
    id: 'rows',
    type: 'loop',
    items: Array.from({ length: 40 }, (_, index) => index),
    item_var: 'row',
    max_items: 40,
    concurrency: 16,
    body: { nodes: [toolNode('nap', 'sleep', { ms: 50 }), toolNode('copy', 'echo', { value: '{{ row }}' }, 'nap')] },
  },
]);

describe('Processes on a Cluster', () => {
  const open: RunningApi[] = [];
  afterAll(() => Promise.all(open.map((process) => process.close())));

  async function begin(role: 'api' | 'worker'): Promise<RunningApi> {
    const variables = { NODE_ENV: 'test', PORT: '0', ICE_STORE: 'redis', REDIS_URL: cluster.url, ICE_ROLE: role };
    const settings = readAppConfig({
      ...variables,
      ICE_REDIS_PREFIX: 'whole',
      ICE_CONCURRENCY: '4',
      ICE_LOG_LEVEL: 'silent',
    });
    const started = await startApi({ config: settings });
    open.push(started);
    return started;
  }

  it('run what another one has accepted, and show it to whoever watches', async () => {
    const [front] = [await begin('api'), await begin('worker'), await begin('worker')];
    const started = await front.request('POST', '/api/v1/executions', { json: { blueprint: rows } });
    expect(started.status).toBe(202);
    using watcher = await StreamClient.connect(`${front.url}/ws/executions/${started.body.execution_id}`);
    await watcher.untilType('complete');
    const sequences = watcher.events().map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    const { body } = await front.request('GET', `/api/v1/executions/${started.body.execution_id}`);
    expect(body.outputs.rows.items).toEqual(Array.from({ length: 40 }, (_, value) => ({ value })));
  });
});

async function openStore(): Promise<OpenedStore> {
  const place = { url: cluster.url, prefix: `contract-${(stores += 1)}` };
  let store = await RedisStore.open(place);
  const reopen = async (): Promise<RedisStore> => {
    await store.close();
    return (store = await RedisStore.open(place));
  };
  return { store, reopen };
}
