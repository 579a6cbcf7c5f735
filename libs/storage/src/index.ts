/** Adapters of core's ports: where an execution is kept, who is told, and what time it is. */
export { InProcessFeed } from './feed/in-process-feed.js';
export { MemoryLedger } from './memory/memory-ledger.js';
export { MemoryStore } from './memory/memory-store.js';
export { MemoryWorkerPresence } from './memory/memory-worker-presence.js';
export {
  RedisConnection,
  publicUrl,
  type RedisArgument,
  type RedisPlace,
  type RedisScript,
} from './redis/redis-connection.js';
export { SqliteStore, type SqliteStoreOptions } from './sqlite/sqlite-store.js';
export { SqliteWorkerPresence } from './sqlite/sqlite-worker-presence.js';
export type { Durability } from './sqlite/sqlite-connection.js';
export { SystemClock } from './system/system-clock.js';
export { UlidSource } from './system/ulid-source.js';
export { ManualClock } from './testing/manual-clock.js';
export { SequentialIds } from './testing/sequential-ids.js';
