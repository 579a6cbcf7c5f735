import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  emptyState,
  executionSpace,
  ExecutionRepository,
  MemoryRepository,
  SecretCipher,
  SecretInputRepository,
  type EventDraft,
  type ExecutionEvent,
  type ExecutionHead,
  type ScanRequest,
  type StoredRecord,
} from '@ice/core';
import { createSecretKey, randomBytes } from 'node:crypto';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';
import { Logger, type LoggerService } from '@nestjs/common';
import { ExecutionRetention } from './execution-retention.js';

const dayMs = 86_400_000;
const failure = { code: 'broken', message: 'It broke.', retryable: false };
const ends = {
  completed: { type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } },
  failed: { type: 'execution.failed', data: { failure, duration_ms: 1 } },
  cancelled: { type: 'execution.cancelled', data: { reason: 'enough', duration_ms: 1 } },
} as const satisfies Record<string, EventDraft>;

/** A store that can be told to fail. */
class FragileStore extends MemoryStore {
  fault: Error | null = null;

  override async scan(request: ScanRequest): Promise<readonly StoredRecord[]> {
    if (this.fault) throw this.fault;
    return super.scan(request);
  }
}

const idOf = (number: number): string => `ex_${String(number).padStart(26, '0')}`;

const said: unknown[] = [];
const note = (message: unknown): void => void said.push(message);
const notes: LoggerService = { log: note, error: note, warn: note };
beforeAll(() => Logger.overrideLogger(notes));
afterAll(() => Logger.overrideLogger(['log', 'error', 'warn']));

const opened: ExecutionRetention[] = [];
afterEach(async () => {
  said.length = 0;
  for (const retention of opened.splice(0)) await retention.beforeApplicationShutdown();
});

function open(retentionDays: number | null = 30) {
  const clock = new ManualClock();
  const store = new FragileStore();
  const executions = new ExecutionRepository(store);
  const memory = new MemoryRepository(store, clock, new SequentialIds());
  const cipher = new SecretCipher(createSecretKey(randomBytes(32)));
  const secretInputs = new SecretInputRepository(store, clock, new SequentialIds(), cipher);
  const retention = new ExecutionRetention(executions, memory, clock, { retentionDays }, secretInputs);
  opened.push(retention);
  const record = async (head: ExecutionHead, draft: EventDraft, agoMs: number): Promise<ExecutionHead> => {
    const place = { sequence: head.sequence + 1, execution_id: head.execution_id };
    const event = { ...draft, ...place, at: new Date(clock.now() - agoMs).toISOString() } as ExecutionEvent;
    const result = await executions.append(head, 1, [event]);
    if (!result.ok) throw new Error('refused');
    return result.head;
  };
  /** An execution that was accepted, and has ended if it is said how, so many days ago. */
  const add = async (id: string, accepted: number, end?: keyof typeof ends, ended = accepted): Promise<void> => {
    const queued = { type: 'execution.queued', data: { name: 'n', revision: 'r', inputs: {} } } as const;
    const head = await record(emptyState(id).head, queued, accepted * dayMs);
    if (end) await record(head, ends[end], ended * dayMs);
  };
  const left = async (): Promise<readonly string[]> =>
    (await executions.list({ limit: 1_000, order: 'oldest-first' })).data.map((head) => head.execution_id);
  return { clock, store, memory, secretInputs, retention, add, left };
}

describe('the retention of executions', () => {
  it('removes what ended before its time, however it ended, and nothing else', async () => {
    const { clock, retention, add, left } = open(30);
    await add(idOf(1), 90);
    await add(idOf(2), 90, 'completed', 29);
    await add(idOf(3), 60, 'completed', 31);
    await add(idOf(4), 31, 'failed');
    await add(idOf(5), 31, 'cancelled');
    await add(idOf(6), 30, 'completed');
    await add(idOf(7), 1, 'failed');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(0);
    expect(await left()).toEqual([idOf(1), idOf(2), idOf(6), idOf(7)]);
    expect(said).toEqual(['Executions that ended more than 30 days ago and were removed: 3.']);
  });

  it('removes what an execution remembered together with it', async () => {
    const { clock, memory, retention, add } = open(30);
    const ids = [idOf(1), idOf(2)];
    for (const id of ids) await memory.write(executionSpace(id), 'k', id);
    await add(idOf(1), 31, 'completed');
    await add(idOf(2), 29, 'completed');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(0);
    await retention.beforeApplicationShutdown();
    const read = await Promise.all(ids.map((id) => memory.read(executionSpace(id), 'k')));
    expect(read.map((note) => note?.value)).toEqual([undefined, idOf(2)]);
  });

  it('removes the values of secret inputs together with it', async () => {
    const { clock, secretInputs, retention, add } = open(30);
    const ids = [idOf(1), idOf(2)];
    for (const id of ids) await secretInputs.keep(id, { key: `value of ${id}` });
    await add(idOf(1), 31, 'completed');
    await add(idOf(2), 29, 'completed');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(0);
    await retention.beforeApplicationShutdown();
    const kept = await Promise.all(ids.map((id) => secretInputs.resolve(id, 'key')));
    expect(kept.map((secret) => secret?.value)).toEqual([undefined, `value of ${idOf(2)}`]);
  });

  it('looks again every hour', async () => {
    const { clock, retention, add, left } = open(1);
    await add(idOf(1), 1, 'completed');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(3_599_999);
    expect(await left()).toEqual([idOf(1)]);
    await clock.advanceSettled(2);
    expect(await left()).toEqual([]);
    await add(idOf(2), 2, 'completed');
    await clock.advanceSettled(3_600_000);
    expect(await left()).toEqual([]);
  });

  it('goes through more than a page of them', async () => {
    const { clock, retention, add, left } = open(30);
    const ids = Array.from({ length: 450 }, (_, index) => idOf(index));
    for (const [index, id] of ids.entries()) await add(id, 40, 'completed', index % 100 === 0 ? 10 : 40);
    retention.onApplicationBootstrap();
    await clock.advanceSettled(0);
    await retention.beforeApplicationShutdown();
    expect(await left()).toEqual([idOf(0), idOf(100), idOf(200), idOf(300), idOf(400)]);
  });

  it('keeps everything where no time was set', async () => {
    const { clock, retention, add, left } = open(null);
    await add(idOf(1), 4_000, 'completed');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(7_200_000);
    expect([await left(), clock.pending]).toEqual([[idOf(1)], 0]);
  });

  it('goes on after a fault of the store', async () => {
    const { clock, store, retention, add, left } = open(1);
    await add(idOf(1), 2, 'completed');
    store.fault = new Error('The disk is full.');
    retention.onApplicationBootstrap();
    await clock.advanceSettled(0);
    store.fault = null;
    expect([await left(), said]).toEqual([[idOf(1)], ['Old executions stay for now: The disk is full.']]);
    await clock.advanceSettled(3_600_000);
    expect(await left()).toEqual([]);
  });

  it('stops with the process, and removes nothing after that', async () => {
    const { clock, retention, add, left } = open(1);
    await add(idOf(1), 2, 'completed');
    await add(idOf(2), 2, 'completed');
    retention.onApplicationBootstrap();
    await retention.beforeApplicationShutdown();
    const kept = await left();
    await clock.advanceSettled(7_200_000);
    expect([await left(), clock.pending]).toEqual([kept, 0]);
    expect(kept).not.toEqual([]);
  });
});
