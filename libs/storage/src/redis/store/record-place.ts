/** The names of everything that Redis keeps for one key of a collection. All of them carry the key as their tag: one script, one slot. */
import type { RedisConnection } from '../connection/redis-connection.js';

/** A place where a record may be. */
export interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

/** HASH: `value` and `labels` (JSON), `lock`, and `marks` (see `index-mark`). */
export function recordName(connection: RedisConnection, { collection, key }: RecordPlace): string {
  return connection.key(key, 'record', collection);
}

/** STRING that is there for 30 s after the write with this token was executed. */
export function tokenName(connection: RedisConnection, key: string, token: string): string {
  return connection.key(key, 'done', token);
}

/** LIST of the entries (JSON) of a stream. */
export function entriesName(connection: RedisConnection, stream: string): string {
  return connection.key(stream, 'entries');
}

/** HASH of the payloads of a stream (JSON) by their hashes. */
export function payloadsName(connection: RedisConnection, stream: string): string {
  return connection.key(stream, 'payloads');
}

/** STRING: the highest fence that a stream has seen. */
export function fenceName(connection: RedisConnection, stream: string): string {
  return connection.key(stream, 'fence');
}
