/** What all queues of BullMQ have in common: they stand in the Redis of the store, each under a tag of its own, and their workers wait and
 *  fail alike. */
import type { Store } from '@ice/core';
import { RedisStore, type RedisConnection } from '@ice/storage';

/** How long a worker's command may take, in ms. Longer than it waits for a job. */
export const workerPatienceMs = 4_000;

/** The connection of a store in Redis. @throws TypeError for any other store. */
export function connectionOf(store: Store): RedisConnection {
  if (store instanceof RedisStore) return store.connection;
  throw new TypeError('Only a store in Redis has a connection to it.');
}

/** Of all that BullMQ makes: it would not begin where `INFO` is closed to it. The server looks at Redis itself when it starts. */
export const bullOptions = { skipVersionCheck: true };

/** Of a queue: all keys carry one tag, so that each script of BullMQ has them in one place of a Cluster; so many events are kept. */
export function queueOptions(store: Store, tag: string, eventsKept: number) {
  const connection = connectionOf(store);
  return {
    ...bullOptions,
    connection: connection.client,
    prefix: connection.key(tag),
    streams: { events: { maxLen: eventsKept } },
  };
}

/** Of a worker. `drainDelay` is in seconds, the rest in ms; the lock of a job lasts a lease. */
export function workerOptions(leaseMs: number) {
  return { ...bullOptions, drainDelay: 2, runRetryDelay: 500, lockDuration: leaseMs, stalledInterval: leaseMs / 2 };
}
