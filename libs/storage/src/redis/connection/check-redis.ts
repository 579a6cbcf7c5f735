/** Asks a Redis, when a process starts, whether it keeps what it acknowledges. Warns, and never refuses: a Redis for trying things out may
 *  forget, and a managed one may not say. */
import type { Redis } from 'ioredis';
import { isCluster } from './redis-client.js';
import type { RedisConnection } from './redis-connection.js';
import { redisWarnings, type RedisFacts } from './redis-facts.js';
import { redisUnavailable } from './redis-unavailable.js';

const settings = ['maxmemory-policy', 'appendonly', 'appendfsync'] as const;

/** One sentence for each thing that an operator should know; of a Cluster, for all its masters. @throws IceError `store-unavailable`. */
export async function checkRedis({ client }: RedisConnection): Promise<readonly string[]> {
  const nodes = isCluster(client) ? client.nodes('master') : [client];
  try {
    const warnings = await Promise.all(nodes.map(async (node) => redisWarnings(await factsOf(node))));
    return [...new Set(warnings.flat())];
  } catch (fault) {
    throw redisUnavailable(fault);
  }
}

async function factsOf(node: Redis): Promise<RedisFacts> {
  const info = await node.info().catch(nothingIfForbidden);
  const config = await node.config('GET', ...settings).catch(nothingIfForbidden);
  const told = toMap(config);
  return {
    version: /^redis_version:(\S+)/m.exec(info ?? '')?.[1],
    // INFO tells it too, and is allowed more often.
    evictionPolicy: told.get('maxmemory-policy') ?? /^maxmemory_policy:(\S+)/m.exec(info ?? '')?.[1],
    appendOnly: told.get('appendonly') ?? aofOf(info ?? ''),
    appendSync: told.get('appendfsync'),
    isConfigTold: config !== undefined,
  };
}

function aofOf(info: string): string | undefined {
  const enabled = /^aof_enabled:(\d)/m.exec(info)?.[1];
  return enabled && (enabled === '1' ? 'yes' : 'no');
}

/** Names and values by turns. */
function toMap(config: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(config)) return new Map(Object.entries((config ?? {}) as Record<string, string>));
  const texts = config as readonly string[];
  return new Map(texts.flatMap((text, place) => (place % 2 === 0 ? [[text, texts[place + 1]!] as const] : [])));
}

/** `NOPERM`, or a command that was renamed away. What is no answer at all stays a fault. */
function nothingIfForbidden(fault: unknown): undefined {
  if (fault instanceof Error && fault.name === 'ReplyError') return undefined;
  throw fault;
}
