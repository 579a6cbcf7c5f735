/** One way to one Redis, or to a Cluster of them. It waits for nothing longer than `patienceMs`: what cannot be sent or answered within it
 *  rejects, and whether a rejected command was executed is unknown. Nothing is sent twice from here: who may repeat a command knows why. */
import { createHash } from 'node:crypto';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { redisUnavailable } from './redis-unavailable.js';

/** Where Redis is, and how it is used. */
export interface RedisPlace {
  /** `redis://` or `rediss://` (TLS) with user, password and number of the data base; several, with commas between, are nodes of one Cluster. */
  readonly url: string;
  /** In front of all keys. Default `ice`. */
  readonly prefix?: string;
  /** How long a command may take, in ms, waiting for a connection included. Default 1,500. */
  readonly patienceMs?: number;
}

/** A Lua script, which Redis executes as one atomic step. All its keys carry the same tag. */
export interface RedisScript {
  readonly lua: string;
}

/** What scripts and commands give and take. */
export type RedisArgument = string | number | Buffer;

/** A connection that comes back by itself after every loss. */
export class RedisConnection {
  readonly #hashes = new WeakMap<RedisScript, string>();
  #closing: Promise<void> | undefined;

  private constructor(
    /** For single commands; who calls it translates faults with `redisUnavailable`. */
    readonly client: Redis | Cluster,
    private readonly place: RedisPlace,
  ) {}

  /** Connects. @throws IceError `store-unavailable` when Redis does not answer. */
  static async open(place: RedisPlace): Promise<RedisConnection> {
    const connection = new RedisConnection(createClient(place), place);
    try {
      await connection.client.connect();
      return connection;
    } catch (fault) {
      connection.client.disconnect();
      throw redisUnavailable(fault, `Redis at ${publicUrl(place.url)} cannot be reached`);
    }
  }

  /** A second connection to the same place, for subscriptions and commands that block. The caller opens and ends it. */
  duplicate(): Redis | Cluster {
    return createClient(this.place);
  }

  /** The name of a key. Keys with one tag are in one slot of a Cluster. */
  key(tag: string, ...parts: readonly string[]): string {
    return [this.place.prefix ?? 'ice', `{${tag}}`, ...parts].join(':');
  }

  /** Runs a script. @throws IceError `store-unavailable`. */
  async run(script: RedisScript, keys: readonly string[], values: readonly RedisArgument[]): Promise<unknown> {
    const places: readonly RedisArgument[] = [...keys, ...values];
    try {
      return await this.client.evalsha(this.#hashOf(script), keys.length, ...places);
    } catch (fault) {
      if (!isUnknownScript(fault)) throw redisUnavailable(fault);
    }
    return this.client.eval(script.lua, keys.length, ...places).catch((fault: unknown) => {
      throw redisUnavailable(fault);
    });
  }

  /** Waits for what is under way, then disconnects. Idempotent. */
  close(): Promise<void> {
    return (this.#closing ??= this.client.quit().then(
      () => undefined,
      () => this.client.disconnect(),
    ));
  }

  #hashOf(script: RedisScript): string {
    const known = this.#hashes.get(script);
    if (known !== undefined) return known;
    const hash = createHash('sha1').update(script.lua).digest('hex');
    this.#hashes.set(script, hash);
    return hash;
  }
}

/** The address without user and password. */
export function publicUrl(url: string): string {
  return url.replaceAll(/\/\/[^@/,]*@/g, '//');
}

function createClient({ url, patienceMs = 1_500 }: RedisPlace): Redis | Cluster {
  const options: RedisOptions = {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: null,
    // A command that was sent before a loss may have been executed: it is never sent again in silence.
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
  };
  const client = url.includes(',') ? createCluster(url.split(','), options) : new Redis(url, options);
  // Every command tells its own fault; without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  return client;
}

function createCluster(urls: readonly string[], redisOptions: RedisOptions): Cluster {
  const { username, password, protocol } = new URL(urls[0]!);
  return new Cluster([...urls], {
    lazyConnect: true,
    clusterRetryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
    redisOptions: {
      ...redisOptions,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    },
  });
}

function isUnknownScript(fault: unknown): boolean {
  return fault instanceof Error && fault.message.startsWith('NOSCRIPT');
}
