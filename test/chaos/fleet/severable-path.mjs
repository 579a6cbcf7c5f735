// The way of one process to Redis: a port that leads there, and that can be cut. What was sent while it was held arrives late, as it does
// in a network that comes back: from a worker, say, whose executions are others' by then.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @typedef {import('node:net').Socket} Socket */

/**
 * How a way is cut. `held`: nothing gets through in either direction. `answers held`: what is asked is done, and nobody hears of it.
 * `broken`: connections end, and new ones are refused.
 * @typedef {'held' | 'answers held' | 'broken'} Cut
 */

/** One way. */
export class SeverablePath {
  /** @type {Cut | null} */
  #cut = null;
  /** @type {Set<{ client: Socket, redis: Socket }>} */
  #pairs = new Set();

  /** @param {import('node:net').Server} server @param {number} redisPort */
  constructor(server, redisPort) {
    this.server = server;
    this.redisPort = redisPort;
    server.on('connection', (client) => this.#join(client));
  }

  /** @param {number} redisPort where it leads */
  static async open(redisPort) {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SeverablePath(server, redisPort);
  }

  get url() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return `redis://127.0.0.1:${port}`;
  }

  /** @param {Cut} cut until `heal` */
  sever(cut) {
    this.#cut = cut;
    for (const pair of [...this.#pairs]) this.#impose(pair);
  }

  /** Lets everything through, what was held first. */
  heal() {
    this.#cut = null;
    for (const { client, redis } of this.#pairs) for (const socket of [client, redis]) socket.resume();
  }

  async close() {
    this.sever('broken');
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  /** @param {Socket} client */
  #join(client) {
    if (this.#cut === 'broken') return void client.on('error', () => undefined).destroy();
    const redis = connect({ port: this.redisPort, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { client, redis };
    this.#pairs.add(pair);
    for (const [from, to] of [/** @type {const} */ ([client, redis]), /** @type {const} */ ([redis, client])]) {
      from.setNoDelay().on('data', (piece) => void to.write(piece));
      from.on('end', () => to.end()).on('error', () => to.destroy());
      from.on('close', () => this.#pairs.delete(pair));
    }
    this.#impose(pair);
  }

  /** @param {{ client: Socket, redis: Socket }} pair */
  #impose({ client, redis }) {
    if (this.#cut === 'held') client.pause();
    if (this.#cut === 'held' || this.#cut === 'answers held') redis.pause();
    if (this.#cut === 'broken') for (const socket of [client, redis]) socket.destroy();
  }
}
