import { describe, expect, it } from '@jest/globals';
import {
  emptyState,
  ExecutionQueue,
  ExecutionRepository,
  IceError,
  type EventData,
  type ExecutionEvent,
  type Urgency,
} from '@ice/core';
import { ManualClock, MemoryStore } from '@ice/storage';
import { WaitingLine } from './waiting-line.js';

/** Remembers what was offered; may be away. */
class ListedQueue extends ExecutionQueue {
  readonly offered: (readonly [string, Urgency])[] = [];
  isAway = false;

  override async offer(id: string, urgency: Urgency): Promise<void> {
    if (this.isAway) throw new IceError('store-unavailable', 'Redis is away.', { retryable: true });
    if (!this.offered.some(([known]) => known === id)) this.offered.push([id, urgency]);
  }

  override withdraw(): Promise<void> {
    return Promise.resolve();
  }

  override async size(): Promise<number> {
    if (this.isAway) throw new IceError('store-unavailable', 'Redis is away.', { retryable: true });
    return this.offered.length;
  }

  override serve(): Promise<void> {
    return Promise.resolve();
  }

  override stopServing(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

const start = Date.parse('2026-01-01T00:00:00.000Z');

function room(most = 2) {
  const queue = new ListedQueue();
  const clock = new ManualClock(start);
  const executions = new ExecutionRepository(new MemoryStore());
  const told: string[] = [];
  const line = new WaitingLine({ queue, clock, executions, tell: (message) => void told.push(message) }, most);
  const accept = async (id: string, data: Partial<EventData['execution.queued']> = {}): Promise<void> => {
    const facts = { name: 'n', revision: 'r', inputs: {}, ...data };
    const at = new Date(clock.now()).toISOString();
    const queued = { sequence: 1, type: 'execution.queued', at, execution_id: id, data: facts } as ExecutionEvent;
    expect((await executions.append(emptyState(id).head, 1, [queued])).ok).toBe(true);
  };
  return { queue, clock, line, told, accept };
}

describe('the line as one process sees it', () => {
  it('begins nothing where it is full, and no more at once than there is room for', async () => {
    const { queue, line } = room();
    const begun: string[] = [];
    const begin = (id: string) =>
      line.within(async () => {
        await Promise.resolve();
        begun.push(id);
        await line.put(id, 'new');
        return id;
      });
    const results = await Promise.allSettled(['a', 'b', 'c'].map(begin));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const details = { code: 'queue-full', retryable: true, retryAfterMs: 1_000 };
    await expect(begin('d')).rejects.toMatchObject(details);
    expect(begun).toEqual(['a', 'b']);
    queue.offered.pop();
    await expect(begin('e')).resolves.toBe('e');
  });

  it('begins nothing while nobody knows how long it is', async () => {
    const { queue, line } = room();
    queue.isAway = true;
    await expect(line.within(() => Promise.resolve('begun'))).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('lets what was accepted stand where it cannot be put in line, and says so', async () => {
    const { queue, line, told } = room();
    queue.isAway = true;
    await line.put('ex_1', 'new');
    expect(told).toEqual(['ex_1 is not in line yet: Redis is away.']);
  });

  it('puts in what was accepted, waits for a worker and is not there, once it is old enough', async () => {
    const { queue, clock, line, accept } = room();
    await accept('ex_1');
    await accept('ex_2', { worker: 'wk_1' });
    await line.lookAround();
    expect(queue.offered).toEqual([]);
    clock.advance(5_000);
    await accept('ex_3');
    await line.lookAround();
    expect(queue.offered).toEqual([['ex_1', 'new']]);
    await line.lookAround();
    clock.advance(5_000);
    await line.lookAround();
    expect(queue.offered).toEqual([
      ['ex_1', 'new'],
      ['ex_3', 'new'],
    ]);
  });

  it('looks at a part of a long line at a time, and at the rest the next time', async () => {
    const { queue, clock, line, accept } = room(10_000);
    const ids = Array.from({ length: 1_150 }, (_, index) => `ex_${String(index).padStart(6, '0')}`);
    for (const id of ids) await accept(id);
    clock.advance(5_000);
    await line.lookAround();
    expect(queue.offered).toHaveLength(1_000);
    clock.advance(5_000);
    await line.lookAround();
    expect(queue.offered.map(([id]) => id)).toEqual(ids);
  });
});
