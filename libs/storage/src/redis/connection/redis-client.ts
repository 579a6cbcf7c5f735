/** Makes the client of ioredis as this package needs it. No option here may make it send a command a second time by itself. */
import type { Cluster, Redis } from 'ioredis';
import { loadIoredis } from './load-ioredis.js';

/** Where Redis is, and how it is used. */
export interface RedisPlace {
  /** `redis://` or `rediss://` (TLS) with user, password and number of the data base; several, with commas between, are nodes of one Cluster. */
  readonly url: string;
  /** In front of all keys; no braces. Default `ice`. */
  readonly prefix?: string;
  /** How long Redis may be silent while a command waits, in ms, and how long a command waits for a connection before. One that is slow may
   *  take four times as long. Default 1,500. */
  readonly patienceMs?: number;
}

/** A client that is not connected yet. */
export function createRedisClient({ url, patienceMs = 1_500 }: RedisPlace): Redis | Cluster {
  const options = optionsFor(patienceMs);
  return url.includes(',') ? createCluster(url, options) : new (loadIoredis().Redis)(url, options);
}

/** Where one server is. */
export interface RedisServerPlace {
  readonly host: string;
  readonly port: number;
}

/** A client of one node of a Cluster that is not connected yet. It does not come back by itself: another node may be better by then. */
export function createNodeClient({ url, patienceMs = 1_500 }: RedisPlace, node: RedisServerPlace): Redis {
  const options = { ...nodeOptions(url, optionsFor(patienceMs)), ...node, retryStrategy: () => null };
  return new (loadIoredis().Redis)(options);
}

/** The servers that an address names. */
export function serversIn(url: string): readonly RedisServerPlace[] {
  return url.split(',').map((one) => {
    const { hostname, port } = new URL(one);
    return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 6379) };
  });
}

/** Whether a client speaks with a Cluster. */
export function isCluster(client: Redis | Cluster): client is Cluster {
  return client.isCluster;
}

/** The address without user and password. */
export function publicUrl(url: string): string {
  return url.replaceAll(/\/\/[^@/,]*@/g, '//');
}

function optionsFor(patienceMs: number) {
  return {
    lazyConnect: true,
    connectTimeout: patienceMs,
    // The client waits for the end of a socket even when it has ended, and keeps the process alive for it.
    disconnectTimeout: 100,
    // The end of what is slow; silence is noticed earlier, by the connection.
    commandTimeout: 4 * patienceMs,
    // A connection that swallows everything and never says so is replaced.
    socketTimeout: 4 * patienceMs,
    maxRetriesPerRequest: null,
    // A command that was sent before a loss may have been executed: it is never sent again in silence.
    autoResendUnfulfilledCommands: false,
    retryStrategy: delayBefore,
  };
}

function createCluster(url: string, options: ReturnType<typeof optionsFor>): Cluster {
  return new (loadIoredis().Cluster)(url.split(','), {
    lazyConnect: true,
    clusterRetryStrategy: delayBefore,
    // 0: what was under way when a node was lost is not sent again.
    retryDelayOnFailover: 0,
    redisOptions: nodeOptions(url, options),
  });
}

/** User, password and TLS of the first node are those of all. */
function nodeOptions(url: string, options: ReturnType<typeof optionsFor>) {
  const { username, password, protocol } = new URL(url.split(',')[0]!);
  return {
    ...options,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

/** In ms, before the given try to connect. */
function delayBefore(times: number): number {
  return Math.min(50 * 2 ** Math.min(times - 1, 5), 1_000);
}
