/** The connection of a store in Redis, for what else of this process is there. */
import type { Store } from '@ice/core';
import { RedisStore, type RedisConnection } from '@ice/storage';

/** @throws TypeError for any other store. */
export function connectionOf(store: Store): RedisConnection {
  if (store instanceof RedisStore) return store.connection;
  throw new TypeError('Only a store in Redis has a connection to it.');
}
