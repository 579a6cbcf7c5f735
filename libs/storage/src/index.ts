/** Adapters of core's ports: where an execution is kept, who is told, and what time it is. */
export { InProcessFeed } from './feed/in-process-feed.js';
export { WatchfulFeed, type WatchOptions } from './feed/watchful-feed.js';
export { MemoryLedger } from './memory/memory-ledger.js';
export { MemoryStore } from './memory/memory-store.js';
export { MemoryWorkerPresence } from './memory/memory-worker-presence.js';
export { checkRedis } from './redis/connection/check-redis.js';
export { publicUrl, type RedisPlace } from './redis/connection/redis-client.js';
export { RedisConnection, type RedisArgument, type RedisScript } from './redis/connection/redis-connection.js';
export { RedisEventFeed, type RedisFeedMeans } from './redis/feed/redis-event-feed.js';
export { RedisLedger } from './redis/ledger/redis-ledger.js';
export { RedisStore, type RedisStoreOptions } from './redis/store/redis-store.js';
export { SqliteStore, type SqliteStoreOptions } from './sqlite/sqlite-store.js';
export { SqliteWorkerPresence } from './sqlite/sqlite-worker-presence.js';
export type { Durability } from './sqlite/sqlite-connection.js';
export { SystemClock } from './system/system-clock.js';
export { UlidSource } from './system/ulid-source.js';
export { ManualClock } from './testing/manual-clock.js';
export { SequentialIds } from './testing/sequential-ids.js';
