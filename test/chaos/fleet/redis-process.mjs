// A Redis as a process on a folder of its own, which keeps every write before it is answered. It always comes back on the same port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const startLimitMs = 30_000;
const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];

/** None outlives this process, however it ends. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** The server. */
export class RedisProcess {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;

  /** @param {string} folder @param {number} port */
  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
  }

  /** @param {string} folder for its data, and none but its data */
  static async start(folder) {
    const redis = new RedisProcess(folder, await freePort());
    await redis.begin();
    return redis;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it (again) with what it has kept, and resolves when it answers. */
  async begin() {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--loglevel', 'warning'];
    const options = [...place, ...durable, '--enable-debug-command', 'yes'];
    const child = spawn('redis-server', options, { stdio: 'ignore' });
    children.add(child);
    child.once('exit', () => children.delete(child));
    this.#child = child;
    await Promise.race([once(child, 'spawn'), once(child, 'error').then(([fault]) => Promise.reject(fault))]);
    await this.#answering();
  }

  /** Ends it at once, as a crash does. */
  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Sends one command on a connection of its own. @param {string} name @param {readonly (string | number)[]} values */
  async command(name, ...values) {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(name, ...values);
    } finally {
      client.disconnect();
    }
  }

  async #answering() {
    for (const limit = Date.now() + startLimitMs; Date.now() < limit; await sleep(20)) {
      const answer = await this.command('PING').catch(() => null);
      if (answer === 'PONG') return;
    }
    throw new Error('Redis did not answer in time.');
  }
}

/** A port that nobody listens on at the moment. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
