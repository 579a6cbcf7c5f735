/** A real Redis for tests: the one that REDIS_URL names, or a private `redis-server` on a free port that ends with its owner. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

/** How a private server is started. */
export interface RedisServerOptions {
  /** More arguments of `redis-server`, e.g. `['--appendonly', 'yes', '--appendfsync', 'always']`. Default: keeps nothing on disk. */
  readonly args?: readonly string[];
  /** True: a server of its own even where REDIS_URL is set, for tests that stop it. Default false. */
  readonly isPrivate?: boolean;
}

/** A running server. */
export class RedisServer {
  private constructor(
    readonly url: string,
    private readonly folder: string | null,
    private readonly args: readonly string[],
    private child: ChildProcess | null,
  ) {}

  /** Starts one and waits until it answers. @throws Error that names the ways to get a Redis. */
  static async start({ args = ['--save', '', '--appendonly', 'no'], isPrivate = false }: RedisServerOptions = {}) {
    const given = process.env['REDIS_URL'];
    if (given && !isPrivate) return new RedisServer(given, null, [], null);
    const folder = mkdtempSync(path.join(tmpdir(), 'ice-redis-'));
    const server = new RedisServer(`redis://127.0.0.1:${await freePort()}`, folder, args, null);
    await server.begin();
    return server;
  }

  /** A prefix that nobody else uses. */
  prefix(): string {
    return `ice-test-${randomUUID()}`;
  }

  /** The process; null when the server is not ours. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Ends the process at once, as a crash does; `begin` starts it again on the same port and folder. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Starts the private server (again). */
  async begin(): Promise<void> {
    const { port } = new URL(this.url);
    const own = ['--port', port, '--bind', '127.0.0.1', '--dir', this.folder!, '--daemonize', 'no'];
    const child = spawn('redis-server', [...own, ...this.args], { stdio: 'ignore' });
    child.on('error', () => undefined);
    process.once('exit', () => child.kill('SIGKILL'));
    child.unref();
    this.child = child;
    await this.waitUntilReady(child);
  }

  /** Ends what was started. */
  async stop(): Promise<void> {
    await this.kill();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private async waitUntilReady(child: ChildProcess): Promise<void> {
    const options = { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: 500, disconnectTimeout: 100 };
    const client = new Redis(this.url, options);
    client.on('error', () => undefined);
    const missing = new Promise<never>((_, reject) => {
      child.once('error', () => reject(new Error(howToGetRedis)));
      child.once('exit', (code) => reject(new Error(`redis-server ended with ${code} while it started.`)));
    });
    missing.catch(() => undefined);
    try {
      await Promise.race([client.ping(), missing]);
    } finally {
      client.disconnect();
    }
  }
}

const howToGetRedis =
  'These tests need a Redis: install redis-server (Debian: apt-get install redis-server), or name a running one with REDIS_URL.';

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
