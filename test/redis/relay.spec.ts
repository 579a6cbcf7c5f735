/** Attempts that go to other workers over a real Redis: who makes them may die, and so may who asked for them. Two engines over one
 *  store stand for two processes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompiledBlueprint, ExecutionHead, JsonObject } from '@ice/core';
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
import { AnswerCutter } from './answer-cutter.js';

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

  private async connection(url = server.url): Promise<RedisConnection> {
    const connection = await RedisConnection.open({ url, prefix: this.prefix });
    closers.push(() => connection.close());
    return connection;
  }

  /** Jobs that Redis has, whatever became of them. */
  async jobs(): Promise<number> {
    return (await this.client().keys(`*${this.prefix}*:${relayQueue}:*`)).filter((key) => /[0-9a-f]{32}$/.test(key))
      .length;
  }

  async owner(given?: BullAttemptRelay): Promise<Engine> {
    const relay = given ?? (await this.relay());
    return new Engine({ store: this.store, tools: [say], slots: 2, relay });
  }

  /** @param url the way to what attempts came to. */
  async relay(url?: string): Promise<BullAttemptRelay> {
    const options = { connection: this.client(), prefix: `{${this.prefix}}` };
    const queue = new Queue<RelayedAttempt>(relayQueue, options);
    const events = new QueueEvents(relayQueue, { ...options, connection: this.client() });
    closers.push(
      () => queue.close(),
      () => events.close(),
    );
    await events.waitUntilReady();
    const relay = new BullAttemptRelay({
      ...{ queue, events, connection: await this.connection(url), slots: 20, giveUpMs: 1_000 },
      countWorkers: () => Promise.resolve(2),
      clock: new SystemClock(),
      tell: () => undefined,
    });
    await relay.lookAround();
    return relay;
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

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error('It never was so.');
}

/** What is played, while the relay looks around as a process has it do. */
async function whileLooking<Played>(relay: BullAttemptRelay, playing: Promise<Played>): Promise<Played> {
  let isOver = false;
  const looking = (async () => {
    for (; !isOver; await sleep(500)) await relay.lookAround();
  })();
  const played = await playing.finally(() => (isOver = true));
  await looking;
  return played;
}

/** An attempt of an execution that says once. */
function attemptOf(
  engine: Engine,
  { execution_id: executionId, fence }: ExecutionHead,
): { readonly attempt: RelayedAttempt; readonly compiled: CompiledBlueprint } {
  const tool_args = { text: 'once', ms: 1 };
  const compiled = engine.compile(documentOf([{ id: 'one', type: 'tool', tool_name: 'say', tool_args }]));
  const { revision, pins } = compiled;
  const place = { blueprintId: null, pointer: '/nodes/0', path: 'one', attempt: 1, depth: 0 };
  const attempt = {
    ...{ executionId, fence, revision, pins, ...place },
    input: tool_args,
    sealed: [],
    timeoutMs: null,
  };
  return { attempt, compiled };
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

  it('leave nothing of their inputs in Redis once they are made', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    await fleet.worker();
    const compiled = owner.compile(saying(20));
    fleet.compiled.set(compiled.revision, compiled);
    expect((await owner.play(saying(20))).head.status).toBe('completed');
    expect(fleet.made).toBeGreaterThan(0);
    await until(async () => (await fleet.jobs()) === 0);
  });

  it('are not made again for an owner that asks for what an earlier one has had made', async () => {
    const fleet = new Fleet();
    const owner = await fleet.owner();
    await fleet.worker();
    const execution = await owner.open(saying(20));
    const [first, second] = [await fleet.relay(), await fleet.relay()];
    const { attempt, compiled } = attemptOf(owner, execution.head);
    fleet.compiled.set(compiled.revision, compiled);
    calls.length = 0;
    const end = await first.make(attempt, new AbortController().signal);
    await until(async () => (await fleet.jobs()) === 0);
    expect(await second.make(attempt, new AbortController().signal)).toEqual(end);
    expect(calls).toEqual(['once']);
    await until(async () => (await fleet.jobs()) === 0);
  });

  it.each([
    ['when they are given away', 0],
    ['with their end', items.length],
  ])(
    'are waited for when the connection is lost %s, and not made twice',
    async (_, callsBefore) => {
      const cutter = await AnswerCutter.start(server.url);
      closers.push(() => cutter.stop());
      const fleet = new Fleet();
      const relay = await fleet.relay(cutter.url);
      const owner = await fleet.owner(relay);
      await fleet.worker();
      await fleet.worker();
      const compiled = owner.compile(saying(1_000));
      fleet.compiled.set(compiled.revision, compiled);
      calls.length = 0;
      const cutting = until(() => Promise.resolve(calls.length >= callsBefore)).then(() => cutter.cutAfter(0));
      expect((await whileLooking(relay, owner.play(saying(1_000)))).head.status).toBe('completed');
      await cutting;
      expect(cutter.hasCut).toBe(true);
      expect([...calls].sort()).toEqual([...items].sort());
    },
    30_000,
  );

  it('are called back and made at home when nothing is heard of them for long', async () => {
    const cutter = await AnswerCutter.start(server.url);
    const fleet = new Fleet();
    const relay = await fleet.relay(cutter.url);
    const owner = await fleet.owner(relay);
    const playing = owner.play(saying(1));
    while (relay.size < items.length - 2 || (await fleet.jobs()) < items.length - 2) await sleep(10);
    await cutter.stop();
    expect((await whileLooking(relay, playing)).head.status).toBe('completed');
    await until(async () => (await fleet.jobs()) === 0);
  }, 30_000);

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
