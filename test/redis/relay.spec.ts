/** Attempts that go to other workers over a real Redis: who makes them may die, and so may who asked for them. Two engines over one
 *  store stand for two processes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompiledBlueprint, JsonObject } from '@ice/core';
import type { RelayedAttempt } from '@ice/orchestrator';
import { MemoryStore, RedisConnection, SystemClock } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { BullAttemptRelay } from '../../apps/api/src/relay/bull-attempt-relay.js';
import { RelayDesk } from '../../apps/api/src/relay/relay-desk.js';
import { relayQueue } from '../../apps/api/src/relay/relay-names.js';
import { RedisServer } from '../support/redis-server.js';
import { documentOf, Engine } from '../support/start-engine.js';

let server: RedisServer;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await RedisServer.start({ isPrivate: true });
});

afterEach(async () => {
  // What lost its server waits for it when it is closed; its client is disconnected a moment later.
  for (const close of closers.splice(0).reverse()) await Promise.race([close(), sleep(300)]);
});

afterAll(() => server.stop());

const calls: string[] = [];

const say = defineTool({
  name: 'say',
  description: 'Says it slowly.',
  input: z.object({ text: z.string(), ms: z.number() }),
  output: z.object({ text: z.string() }),
  effect: 'idempotent',
  run: async ({ text, ms }, context) => {
    calls.push(text);
    context.log('info', `saying ${text}`);
    await context.sleep(ms);
    return { text: `${text}!` };
  },
});

const items = Array.from({ length: 30 }, (_, index) => `w${index}`);

function saying(ms: number): JsonObject {
  const one = { id: 'one', type: 'tool', tool_name: 'say', tool_args: { text: '{{ item }}', ms } };
  return documentOf([{ id: 'each', type: 'loop', items, item_var: 'item', concurrency: 40, body: { nodes: [one] } }]);
}

/** A place of its own in the server. */
class Fleet {
  readonly prefix = server.prefix();
  readonly store = new MemoryStore();
  readonly compiled = new Map<string, CompiledBlueprint>();
  /** Attempts that were made for others. */
  made = 0;

  private client(): Redis {
    const client = new Redis(server.url, { maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    closers.push(() => Promise.resolve(client.disconnect()));
    return client;
  }

  private async connection(): Promise<RedisConnection> {
    const connection = await RedisConnection.open({ url: server.url, prefix: this.prefix });
    closers.push(() => connection.close());
    return connection;
  }

  async owner(): Promise<Engine> {
    const options = { connection: this.client(), prefix: `{${this.prefix}}` };
    const queue = new Queue<RelayedAttempt>(relayQueue, options);
    const events = new QueueEvents(relayQueue, { ...options, connection: this.client() });
    closers.push(
      () => queue.close(),
      () => events.close(),
    );
    await events.waitUntilReady();
    const relay = new BullAttemptRelay({
      ...{ queue, events, connection: await this.connection(), slots: 20 },
      countWorkers: () => Promise.resolve(2),
      clock: new SystemClock(),
      tell: () => undefined,
    });
    await relay.lookAround();
    return new Engine({ store: this.store, tools: [say], slots: 2, relay });
  }

  /** @param make in place of the desk. */
  async worker(lockMs = 10_000, make?: () => Promise<void>): Promise<Worker> {
    const engine = new Engine({ store: this.store, tools: [say] });
    const desk = new RelayDesk({
      ...{ executions: engine.executions, factory: engine.factory, connection: await this.connection() },
      compiledOf: (_tenant, revision) => Promise.resolve(this.compiled.get(revision) ?? null),
    });
    const take = (attempt: RelayedAttempt, signal: AbortSignal): Promise<void> => {
      this.made += 1;
      return make ? make() : desk.make(attempt, signal);
    };
    const worker = new Worker<RelayedAttempt>(relayQueue, (job, _token, signal) => take(job.data, signal!), {
      ...{ connection: this.client(), prefix: `{${this.prefix}}`, concurrency: 20 },
      ...{ lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: 5 },
    });
    worker.on('error', () => undefined);
    closers.push(() => worker.close(true));
    await worker.waitUntilReady();
    return worker;
  }
}

describe('attempts over Redis', () => {
  it('are made by whoever has a slot free, each once', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    await fleet.worker();
    await fleet.worker();
    const compiled = owner.compile(saying(20));
    fleet.compiled.set(compiled.revision, compiled);
    calls.length = 0;
    const { head, events } = await owner.play(saying(20));
    expect(head.status).toBe('completed');
    expect(fleet.made).toBeGreaterThanOrEqual(items.length - 4);
    expect([...calls].sort()).toEqual([...items].sort());
    expect(events.filter(({ type }) => type === 'log')).toHaveLength(items.length);
  });

  it('are made again when the worker that made them is gone', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    const doomed = await fleet.worker(500, () => new Promise<never>(() => undefined));
    const compiled = owner.compile(saying(300));
    fleet.compiled.set(compiled.revision, compiled);
    const playing = owner.play(saying(300));
    while (fleet.made < 10) await sleep(10);
    // As a process that is killed: what it has taken stays taken until its locks have run out.
    await doomed.close(true);
    await fleet.worker(500);
    expect((await playing).head.status).toBe('completed');
    expect(fleet.made).toBeGreaterThan(items.length);
  }, 30_000);

  it('are called back with their execution', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    await fleet.worker();
    const compiled = owner.compile(saying(60_000));
    fleet.compiled.set(compiled.revision, compiled);
    const execution = await owner.open(saying(60_000));
    const running = execution.run();
    while (fleet.made < 10) await sleep(10);
    await execution.cancel('enough');
    expect((await running).status).toBe('cancelled');
  });

  it('are made at home while Redis is away', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    await server.kill();
    try {
      expect((await owner.play(saying(1))).head.status).toBe('completed');
    } finally {
      await server.begin();
    }
  }, 30_000);
});
