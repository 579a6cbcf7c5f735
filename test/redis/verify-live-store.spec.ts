/** The look at a store while it is worked with: executions that go on, end and are removed between any two reads are no findings, and what
 *  is amiss beside them is one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BlueprintRepository,
  defaultTenant,
  emptyState,
  ExecutionRepository,
  type ExecutionEvent,
  type JsonObject,
  type Store,
} from '@ice/core';
import { MemoryStore, RedisStore, SqliteStore, SystemClock, UlidSource } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { StoreVerifier, type Finding } from '../../apps/api/src/verify-command/store-verifier.js';
import { RedisServer } from '../support/redis-server.js';
import { documentOf, Engine } from '../support/start-engine.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ice-verify-live-'));
const large = 'large '.repeat(4_000);
let files = 0;
let server: RedisServer;

beforeAll(async () => {
  server = await RedisServer.start();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed' })],
  ['redis', () => RedisStore.open({ url: server.url, prefix: server.prefix() })],
];

/** Reads as from another machine: something may happen before and after each read of one execution. */
class SlowReader extends ExecutionRepository {
  constructor(
    store: Store,
    private readonly meanwhile: (id: string) => Promise<unknown>,
  ) {
    super(store);
  }

  override async *journal(id: string): AsyncGenerator<ExecutionEvent> {
    await this.meanwhile(id);
    yield* super.journal(id);
    await this.meanwhile(id);
  }

  override async payload(id: string, hash: string): Promise<string | null> {
    await this.meanwhile(id);
    return super.payload(id, hash);
  }
}

/** An engine whose tool `pass` gives a large text, when it is let. */
async function open(openStore: () => Promise<Store>) {
  const store = await openStore();
  const waiting: (() => void)[] = [];
  const gate = { isOpen: true, next: () => waiting.shift()?.() };
  const tool = defineTool({
    name: 'pass',
    description: 'Waits until it is let.',
    input: z.object({}),
    output: z.object({ text: z.string() }),
    run: async () => {
      if (!gate.isOpen) await new Promise<void>((resolve) => void waiting.push(resolve));
      return { text: large };
    },
  });
  const engine = new Engine({ store, tools: [tool] });
  const clock = new SystemClock();
  const blueprints = new BlueprintRepository(store, clock, new UlidSource(clock));
  /** Begins the passing of so many items, one after the other. */
  const begin = async (items: number) => {
    const document = passing(items);
    const { revision, blueprint } = engine.compile(document);
    await blueprints.revisions.save(defaultTenant, revision, blueprint);
    const execution = await engine.open(document);
    return { id: execution.head.execution_id, end: execution.run() };
  };
  const verify = async (meanwhile: (id: string) => Promise<unknown> = () => setImmediate()) => {
    const executions = new SlowReader(store, meanwhile);
    const verifier = new StoreVerifier({ executions, blueprints, ledger: engine.ledger, now: () => clock.now() });
    const findings: Finding[] = [];
    for await (const finding of verifier.findings()) findings.push(finding);
    return { findings, counts: verifier.counts };
  };
  return { store, engine, gate, begin, verify };
}

function passing(items: number): JsonObject {
  return documentOf([
    {
      id: 'each',
      type: 'loop',
      items: Array.from({ length: items }, (_, index) => index),
      item_var: 'item',
      max_items: items,
      body: { nodes: [{ id: 'pass', type: 'tool', tool_name: 'pass' }], output: 'passed' },
    },
  ]);
}

describe.each(stores)('a look at a live store on %s', (_name, openStore) => {
  it('finds nothing while many executions run and are removed', async () => {
    const { store, engine, begin, verify } = await open(openStore);
    const all = Array.from({ length: 24 }, async (_, index) => {
      for (let turn = 0; turn < index; turn += 1) await setImmediate();
      const { id, end } = await begin(10);
      await end;
      if (index % 3 === 0) expect(await engine.executions.remove(id)).toBe(true);
    });
    let isOver = false;
    const live = Promise.all(all).finally(() => (isOver = true));
    live.catch(() => undefined);
    let looksAtLive = 0;
    for (; !isOver; await setImmediate()) {
      const { findings, counts } = await verify();
      expect(findings).toEqual([]);
      if (!isOver && counts.executions > 0) looksAtLive += 1;
    }
    await live;
    expect(looksAtLive).toBeGreaterThan(0);
    expect(await verify()).toMatchObject({ findings: [], counts: { executions: 16, payloads: 16 * 10 } });
    await store.close();
  });

  it('finds nothing where an execution goes on between any two reads', async () => {
    const { store, engine, gate, begin, verify } = await open(openStore);
    gate.isOpen = false;
    const steps = 30;
    const { id, end } = await begin(100);
    const sequence = async () => (await engine.executions.head(id))!.sequence;
    let goneOn = 0;
    const goOn = async () => {
      if (goneOn === steps) return;
      goneOn += 1;
      for (const before = await sequence(); (await sequence()) === before; await setImmediate()) gate.next();
    };
    expect((await verify(goOn)).findings).toEqual([]);
    expect((await engine.executions.head(id))!.status).toBe('running');
    expect(goneOn).toBeGreaterThan(0);
    gate.isOpen = true;
    gate.next();
    await end;
    await store.close();
  });

  it.each([
    ['before its journal is read', 1],
    ['before its payloads are read', 2],
    ['among its payloads', 4],
  ])('finds nothing where an execution is removed %s', async (_when, read) => {
    const { store, engine, begin, verify } = await open(openStore);
    const { id, end } = await begin(4);
    await end;
    let reads = 0;
    const { findings, counts } = await verify(async () => {
      if ((reads += 1) === read) expect(await engine.executions.remove(id)).toBe(true);
    });
    expect([findings, counts.executions]).toEqual([[], 1]);
    expect(reads).toBeGreaterThanOrEqual(read);
    await store.close();
  });

  it('tells what is amiss beside those that run', async () => {
    const { store, engine, gate, begin, verify } = await open(openStore);
    const whole = await begin(1);
    await whole.end;
    const { events } = await engine.look(whole.id);
    const copied = await copy(engine, events);
    const changed = await begin(1);
    await changed.end;
    await spoilHead(store, changed.id);
    gate.isOpen = false;
    const { end } = await begin(1);
    const { findings } = await verify();
    expect(findings).toEqual([
      { promise: 'P1', execution_id: copied, message: expect.stringMatching(/^the payload of \d+ is not there$/) },
      { promise: 'P5', execution_id: changed.id, message: 'the head is not the fold of the journal' },
    ]);
    gate.isOpen = true;
    gate.next();
    await end;
    await store.close();
  });
});

/** The same journal again, without its payloads. */
async function copy(engine: Engine, events: readonly ExecutionEvent[]): Promise<string> {
  const id = engine.newId();
  const renamed = events.map((event) => ({ ...event, execution_id: id }));
  expect(await engine.executions.append(emptyState(id).head, 1, renamed)).toMatchObject({ ok: true });
  return id;
}

async function spoilHead(store: Store, id: string): Promise<void> {
  const { value, lock, labels } = (await store.get('executions', id))!;
  const next = { value: { ...value, name: 'another' }, lock: `${lock}x`, ...(labels && { labels }) };
  expect(await store.compareAndSet({ collection: 'executions', key: id, expect: { lock }, next })).toMatchObject({
    ok: true,
  });
}
