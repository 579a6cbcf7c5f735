/** One way to one Redis, or to a Cluster of them. It waits for nothing longer than `patienceMs`: what cannot be sent or answered within it
 *  rejects, and whether a rejected command was executed is unknown, unless the fault says that it was never sent (`isUnexecuted`). Nothing
 *  is sent twice from here: who may repeat a command knows why. */
import { createHash, randomInt } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import {
  createNodeClient,
  createRedisClient,
  isCluster,
  publicUrl,
  serversIn,
  type RedisPlace,
  type RedisServerPlace,
} from './redis-client.js';
import { redisName } from './redis-name.js';
import {
  connectionFault,
  isRefusal,
  isUnexecuted,
  redisUnavailable,
  type ConnectionReason,
} from './redis-unavailable.js';

/** A Lua script, which Redis executes as one atomic step. All its keys carry the same tag. */
export interface RedisScript {
  readonly lua: string;
}

/** What scripts and commands give and take. */
export type RedisArgument = string | number | Buffer;

/** The patience is counted in so many looks, not in milliseconds: a process that gets no turn hears nothing either. */
const turns = 10;

/** A connection that comes back by itself after every loss. */
export class RedisConnection {
  readonly #hashes = new WeakMap<RedisScript, string>();
  readonly #patienceMs: number;
  /** What ends the wait of commands under way when the connection is lost. */
  readonly #sent = new Set<(reason: ConnectionReason) => void>();
  /** What ends the wait for a connection. */
  readonly #waiting = new Set<() => void>();
  #heardAt = performance.now();
  /** Looks in vain for an answer since the last one, or since commands wait for one. */
  #silentTurns = 0;
  #watch: NodeJS.Timeout | undefined;
  #lastFault: unknown;
  /** Which node of a Cluster is listened to next; processes begin at different ones. */
  #nextNode = randomInt(1_000);
  #closing: Promise<void> | undefined;

  private constructor(
    /** For single commands; who calls it translates faults with `redisUnavailable`. */
    readonly client: Redis | Cluster,
    private readonly place: RedisPlace,
  ) {
    this.#patienceMs = place.patienceMs ?? 1_500;
    // Without a listener a lost connection would end the process.
    client.on('error', (fault: unknown) => (this.#lastFault = fault));
    client.on('close', () => this.#lose('CONNECTION_LOST'));
    client.on('end', () => callAll(this.#waiting));
    client.on('ready', () => {
      this.#lastFault = undefined;
      callAll(this.#waiting);
    });
  }

  /**
   * Connects.
   * @throws IceError `store-unavailable` when Redis does not answer.
   * @throws RangeError when the prefix holds braces, which would take the place of the tag.
   */
  static async open(place: RedisPlace): Promise<RedisConnection> {
    if (/[{}]/.test(place.prefix ?? '')) throw new RangeError('A prefix of Redis keys holds no braces.');
    const connection = new RedisConnection(createRedisClient(place), place);
    try {
      await connection.client.connect();
      return connection;
    } catch (fault) {
      connection.client.disconnect();
      throw redisUnavailable(fault, `Redis at ${publicUrl(place.url)} cannot be reached`);
    }
  }

  /** A command that is given now leaves now. A socket that Redis has ended is not closed yet for a moment: the client would keep what comes
   *  then for the next one. */
  get isReady(): boolean {
    if (this.client.status !== 'ready') return false;
    return isCluster(this.client) || (this.client.stream.writable && !this.client.stream.writableEnded);
  }

  /** When Redis last answered, in ms of `performance.now()`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** A second connection to the same place, for commands that block, which need a longer patience. The caller opens and ends it. */
  duplicate(patienceMs: number = this.#patienceMs): Redis | Cluster {
    const client = createRedisClient({ ...this.place, patienceMs });
    client.on('error', () => undefined);
    return client;
  }

  /** A connection to one server, for subscriptions. In a Cluster that is one of its nodes, another one with every call (what is published
   *  reaches all of them), and it ends when it is lost; else it comes back by itself. The caller opens and ends it. */
  subscriber(): Redis {
    const { client } = this;
    if (!isCluster(client)) return this.duplicate() as Redis;
    const nodes = nodesOf(client);
    const places = nodes.length > 0 ? nodes : serversIn(this.place.url);
    const subscriber = createNodeClient(this.place, places[(this.#nextNode += 1) % places.length]!);
    subscriber.on('error', () => undefined);
    return subscriber;
  }

  /** The name of a key. Keys with one tag are in one slot of a Cluster; different tags and parts, whatever they hold, never share a name. */
  key(tag: string, ...parts: readonly string[]): string {
    return redisName(this.place.prefix ?? 'ice', tag, parts);
  }

  /** Runs a script. @throws IceError `store-unavailable`. */
  async run(script: RedisScript, keys: readonly string[], values: readonly RedisArgument[]): Promise<unknown> {
    const places: readonly RedisArgument[] = [keys.length, ...keys, ...values];
    try {
      return await this.command('EVALSHA', this.#hashOf(script), ...places);
    } catch (fault) {
      if (!isUnknownScript(fault)) throw fault;
    }
    return this.command('EVAL', script.lua, ...places);
  }

  /** Sends one command. @throws IceError `store-unavailable`. */
  async command(name: string, ...values: readonly RedisArgument[]): Promise<unknown> {
    await this.#ready();
    return this.#answerOf(name, values).catch((fault: unknown) => {
      this.#lookAround(fault);
      throw fault;
    });
  }

  /** Waits for what is under way, then disconnects. Idempotent. */
  close(): Promise<void> {
    return (this.#closing ??= this.#shut());
  }

  async #shut(): Promise<void> {
    // Answered after everything that was sent before.
    const silence = new Promise<void>((_, reject) => this.#listenFor(reject));
    const end = this.isReady ? this.client.quit() : Promise.reject(new Error('Not connected.'));
    await Promise.race([end, silence]).catch(() => this.client.disconnect());
    this.#stopWatch();
  }

  /** The client forgets commands whose connection is lost: it would let them wait for their time to be over. */
  #answerOf(name: string, values: readonly RedisArgument[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lose = (reason: ConnectionReason): void => reject(connectionFault(reason, this.#lastFault));
      this.#listenFor(lose);
      const hear = (isAnswer: boolean): void => this.#settle(lose, isAnswer);
      void this.client.call(name, ...values).then(
        (answer) => [hear(true), resolve(answer)],
        (fault: unknown) => [hear(isRefusal(fault)), reject(redisUnavailable(fault))],
      );
    });
  }

  #listenFor(lose: (reason: ConnectionReason) => void): void {
    this.#sent.add(lose);
    this.#watch ??= setInterval(() => this.#endSilence(), this.#patienceMs / turns);
  }

  #settle(lose: (reason: ConnectionReason) => void, isAnswer: boolean): void {
    this.#sent.delete(lose);
    if (this.#sent.size === 0) this.#stopWatch();
    if (!isAnswer) return;
    this.#heardAt = performance.now();
    this.#silentTurns = 0;
  }

  /** Many commands may wait their turn for long; while none at all is answered, there is no turn to wait for. */
  #endSilence(): void {
    this.#silentTurns += 1;
    if (this.#silentTurns >= turns) this.#lose('TIMEOUT');
  }

  #lose(reason: ConnectionReason): void {
    for (const lose of this.#sent) lose(reason);
    this.#sent.clear();
    this.#stopWatch();
  }

  #stopWatch(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#silentTurns = 0;
  }

  /** What is queued while there is no connection would be sent long after its caller has given up. So nothing is. */
  #ready(): Promise<void> | undefined {
    if (this.isReady) return undefined;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        if (this.isReady) resolve();
        else reject(connectionFault('NOT_CONNECTED', this.#lastFault));
      };
      const timer = setTimeout(settle, this.#patienceMs);
      if (this.client.status === 'end') settle();
      else this.#waiting.add(settle);
    });
  }

  /** A node of a Cluster that is lost may have handed its slots to another one; a master that may not write any more, its name. */
  #lookAround(fault: unknown): void {
    const { client } = this;
    if (isCluster(client)) return isUnexecuted(fault) ? undefined : client.refreshSlotsCache();
    if (isReadOnly(fault as Error)) setImmediate(() => client.status === 'ready' && client.disconnect(true));
  }

  #hashOf(script: RedisScript): string {
    const known = this.#hashes.get(script);
    if (known !== undefined) return known;
    const hash = createHash('sha1').update(script.lua).digest('hex');
    this.#hashes.set(script, hash);
    return hash;
  }
}

/** Those that are known at the moment: none while there is no way to any. */
function nodesOf(cluster: Cluster): readonly RedisServerPlace[] {
  return cluster.nodes().map(({ options: { host, port } }) => ({ host: host!, port: port! }));
}

function callAll(listeners: ReadonlySet<() => void>): void {
  for (const listener of [...listeners]) listener();
}

function isReadOnly({ cause }: { readonly cause?: unknown }): boolean {
  return cause instanceof Error && cause.message.startsWith('READONLY');
}

function isUnknownScript(fault: unknown): boolean {
  const { cause } = fault as Error;
  return cause instanceof Error && cause.message.startsWith('NOSCRIPT');
}
