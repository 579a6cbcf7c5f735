/** A Cluster refuses a script whose keys lie on different machines: the store passes the contract there, too. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkRedis, RedisStore } from '@ice/storage';
import { storeContract } from '../contracts/store-contract.js';
import type { OpenedStore } from '../contracts/store/opened-store.js';
import { RedisCluster } from '../support/redis-cluster.js';

let cluster: RedisCluster;
let stores = 0;

beforeAll(async () => {
  cluster = await RedisCluster.start();
});

afterAll(() => cluster.stop());

storeContract('redis cluster', openStore, { isDurable: true, sequences: 5 });

describe('A Cluster', () => {
  it('has all of its masters checked', async () => {
    const store = await RedisStore.open({ url: cluster.url });
    expect(await checkRedis(store.connection)).toEqual([
      'appendonly is off: what was acknowledged since the last snapshot is lost with Redis.',
    ]);
    await store.close();
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
