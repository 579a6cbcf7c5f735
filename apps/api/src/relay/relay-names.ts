/** What both sides of the relay must call the same. */
import { createHash } from 'node:crypto';
import type { RelayedAttempt } from '@ice/orchestrator';
import type { RedisConnection } from '@ice/storage';

/** The queue of attempts that wait for a worker with a slot free. */
export const relayQueue = 'attempts';

/** How long what an attempt came to is kept for its owner, in ms. */
export const keptMs = 600_000;

/** The job of an attempt: the same however often it is given away. */
export function relayJobOf({ executionId, path, attempt }: RelayedAttempt): string {
  return createHash('sha256').update(`${executionId}\n${path}\n${attempt}`).digest('hex').slice(0, 32);
}

/** Where what an attempt came to is kept. */
export function relayKey(connection: Pick<RedisConnection, 'key'>, job: string): string {
  return connection.key(`attempt ${job}`);
}

/** Where workers hear of attempts that nobody wants any more. */
export function abortChannel(connection: Pick<RedisConnection, 'key'>): string {
  return connection.key('attempts', 'aborts');
}
