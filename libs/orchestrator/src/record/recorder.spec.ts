import { describe, expect, it } from '@jest/globals';
import {
  emptyState,
  EventFeed,
  ExecutionRepository,
  firstFence,
  IceError,
  Store,
  type AppendRequest,
  type AppendResult,
  type EventDraft,
  type ExecutionEvent,
  type StreamPayload,
} from '@ice/core';
import { HandClock } from '../testing/hand-clock.js';
import { acceptExecution } from './accept-execution.js';
import { Recorder } from './recorder.js';

/** A store with one notebook: it appends what it is told to, unless it was told to refuse, to fail or to wait. */
class Notebook extends Store {
  readonly entries: ExecutionEvent[] = [];
  readonly payloads: StreamPayload[] = [];
  readonly fences: number[] = [];
  next: AppendResult | Error | Promise<unknown> = { ok: true };

  override async append({ entries, payloads = [], fence }: AppendRequest): Promise<AppendResult> {
    const { next } = this;
    this.next = { ok: true };
    if (next instanceof Promise) await next;
    if (next instanceof Error) throw next;
    if (!(next instanceof Promise) && !next.ok) return next;
    this.entries.push(...(entries as unknown as readonly ExecutionEvent[]));
    this.payloads.push(...payloads);
    this.fences.push(fence);
    return { ok: true };
  }

  override get(): never {
    throw new Error('Nothing is read here.');
  }
  override compareAndSet(): never {
    throw new Error('Nothing but appends here.');
  }
  override scan(): never {
    throw new Error('Nothing is read here.');
  }
  override count(): never {
    throw new Error('Nothing is counted here.');
  }
  override range(): never {
    throw new Error('Nothing is read here.');
  }
  override payload(): never {
    throw new Error('Nothing is read here.');
  }
  override remove(): never {
    throw new Error('Nothing is removed here.');
  }
  override async check(): Promise<void> {}
  override async close(): Promise<void> {}
}

/** Notes what was published, and how much had been written by then. */
class Witness extends EventFeed {
  readonly seen: (readonly [number, readonly ExecutionEvent[]])[] = [];

  constructor(private readonly notebook: Notebook) {
    super();
  }

  override publish(_id: string, events: readonly ExecutionEvent[]): void {
    this.seen.push([this.notebook.entries.length, events]);
  }
  override publishDelta(): void {}
  override subscribe(): never {
    throw new Error('Nobody subscribes here.');
  }
}

const started: EventDraft = { type: 'execution.started', data: {} };
const log = (message: string): EventDraft => ({
  type: 'log',
  path: 'a',
  node_id: 'a',
  attempt: 1,
  data: { level: 'info', message },
});

function open(fence = firstFence) {
  const notebook = new Notebook();
  const clock = new HandClock();
  const feed = new Witness(notebook);
  const means = { executions: new ExecutionRepository(notebook), feed, clock };
  return { notebook, clock, feed, means, recorder: new Recorder(means, emptyState('ex_1').head, fence) };
}

describe('the recorder', () => {
  it('numbers from 1 without a gap, over one call and the next', async () => {
    const { recorder, notebook } = open();
    await recorder.record([started, log('one')]);
    await recorder.record([log('two')]);
    expect(notebook.entries.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'execution.started'],
      [2, 'log'],
      [3, 'log'],
    ]);
    expect(recorder.head).toMatchObject({ execution_id: 'ex_1', status: 'running', sequence: 3 });
  });

  it('writes an event in its wire form, with no member that is not there', async () => {
    const { recorder, notebook } = open();
    await recorder.record([started, log('one')]);
    expect(notebook.entries.map((entry) => JSON.stringify(entry))).toEqual([
      '{"sequence":1,"type":"execution.started","at":"1970-01-01T00:16:40.000Z","execution_id":"ex_1","data":{}}',
      '{"sequence":2,"type":"log","at":"1970-01-01T00:16:40.000Z","execution_id":"ex_1","path":"a","node_id":"a","attempt":1,' +
        '"data":{"level":"info","message":"one"}}',
    ]);
    expect(notebook.entries.filter((entry) => !Object.isFrozen(entry))).toEqual([]);
  });

  it('goes on from the head that it was given, under its own fence', async () => {
    const { means, notebook } = open();
    const head = { ...emptyState('ex_1').head, sequence: 41 };
    await new Recorder(means, head, 7).record([log('next')]);
    expect([notebook.entries[0]?.sequence, notebook.fences]).toEqual([42, [7]]);
  });

  it('writes nothing and tells nobody when there is nothing to say', async () => {
    const { recorder, notebook, feed } = open();
    await recorder.record([]);
    expect({ entries: notebook.entries, seen: feed.seen }).toEqual({ entries: [], seen: [] });
  });

  it('tells what it has recorded, and only once it is written', async () => {
    const { recorder, notebook, feed } = open();
    let write: () => void = () => undefined;
    notebook.next = new Promise<void>((resolve) => (write = resolve));
    const recorded = recorder.record([started, log('one')]);
    await Promise.resolve();
    expect([feed.seen, recorder.head.sequence]).toEqual([[], 0]);
    write();
    await recorded;
    expect(feed.seen).toEqual([[2, notebook.entries]]);
  });
});

describe('a large output', () => {
  const output = { text: 'x'.repeat(9_000) };
  const place = { path: 'a', node_id: 'a', attempt: 1 };
  const completed: EventDraft = { type: 'node.completed', ...place, data: { output, duration_ms: 1 } };

  it('is written beside its event, which speaks of it, and everyone is told the same', async () => {
    const { recorder, notebook, feed } = open();
    await recorder.record([started, completed]);
    expect(notebook.payloads).toEqual([{ hash: expect.stringMatching(/^sha256:/), text: JSON.stringify(output) }]);
    const [{ hash } = { hash: '' }] = notebook.payloads;
    const output_ref = { hash, bytes: 9_011, preview: JSON.stringify(output).slice(0, 200) };
    expect(notebook.entries[1]?.data).toEqual({ output_ref, duration_ms: 1 });
    expect(feed.seen).toEqual([[2, notebook.entries]]);
  });

  it('leaves the draft as it was, so that a try that failed can be made again', async () => {
    const { recorder, notebook } = open();
    notebook.next = new IceError('store-unavailable', 'The disk is full.');
    await expect(recorder.record([completed])).rejects.toMatchObject({ code: 'store-unavailable' });
    expect([completed.data, notebook.payloads]).toEqual([{ output, duration_ms: 1 }, []]);
    await recorder.record([completed]);
    expect(notebook.payloads).toHaveLength(1);
  });
});

describe('the time of an event', () => {
  it('is that of its turn, and never goes back when the clock is set back', async () => {
    const { recorder, clock, notebook } = open();
    await recorder.record([started, log('together')]);
    clock.advance(5_000);
    await recorder.record([log('later')]);
    clock.setBack(60_000);
    await recorder.record([log('set back')]);
    clock.advance(59_999);
    await recorder.record([log('not yet there again')]);
    clock.advance(2);
    await recorder.record([log('on')]);
    expect(notebook.entries.map(({ at }) => Date.parse(at) - 1_000_000)).toEqual([0, 0, 5_000, 5_000, 5_000, 5_001]);
  });

  it('is what was told before of the next turn, and of that one only', async () => {
    const { recorder, clock, notebook } = open();
    clock.advance(1_000);
    const told = recorder.reserveTime();
    clock.advance(1_000);
    await recorder.record([started, log('together')]);
    await recorder.record([log('later')]);
    recorder.reserveTime();
    await recorder.record([]);
    clock.advance(1_000);
    await recorder.record([log('after a turn with nothing to say')]);
    expect(told).toBe(1_001_000);
    expect(notebook.entries.map(({ at }) => Date.parse(at) - told)).toEqual([0, 0, 1_000, 2_000]);
  });

  it('is never before what was recorded by an earlier owner whose clock was ahead', async () => {
    const { means, notebook } = open();
    const created_at = new Date(9_000_000).toISOString();
    await new Recorder(means, { ...emptyState('ex_1').head, created_at }, 1).record([started]);
    expect(notebook.entries[0]?.at).toBe(created_at);
  });
});

describe('a store that does not take the events', () => {
  it.each([['sequence'], ['fence']] as const)('because of the %s is told as a value', async (reason) => {
    const { recorder, notebook, feed } = open();
    notebook.next = { ok: false, reason, sequence: 3 };
    expect(await recorder.record([started])).toBe(false);
    expect({ seen: feed.seen, sequence: recorder.head.sequence }).toEqual({ seen: [], sequence: 0 });
  });

  it('passes its own fault on; the head stays, and the next try has the same numbers', async () => {
    const { recorder, notebook, feed } = open();
    const fault = new IceError('store-unavailable', 'The disk is full.', { retryable: true });
    notebook.next = fault;
    await expect(recorder.record([started])).rejects.toBe(fault);
    expect({ seen: feed.seen, sequence: recorder.head.sequence }).toEqual({ seen: [], sequence: 0 });
    await recorder.record([started]);
    expect(notebook.entries.map(({ sequence }) => sequence)).toEqual([1]);
  });
});

describe('accepting an execution', () => {
  it('is its first event, written before anyone is answered', async () => {
    const { means, notebook } = open();
    const facts = { name: 'n', revision: 'r', inputs: { a: 1 }, tags: ['t'] };
    const head = await acceptExecution(means, 'ex_9', facts);
    expect(head).toMatchObject({ execution_id: 'ex_9', status: 'queued', name: 'n', tags: ['t'], sequence: 1 });
    expect(notebook.entries).toMatchObject([{ sequence: 1, type: 'execution.queued', data: facts }]);
    expect(notebook.fences).toEqual([firstFence]);
  });

  it('rejects when it cannot be written down', async () => {
    const { means, notebook } = open();
    notebook.next = new IceError('store-unavailable', 'The disk is full.');
    await expect(acceptExecution(means, 'ex_9', { name: 'n', revision: 'r', inputs: {} })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });
});
