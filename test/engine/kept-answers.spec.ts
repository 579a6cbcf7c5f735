/** Answers and cancels while the journal cannot be written: none is lost, and none is told to be there before the journal has it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { IceError, type AppendRequest, type AppendResult, type JsonObject } from '@ice/core';
import { MemoryStore } from '@ice/storage';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

/** Takes no entries while it is away, or none with events of one type. */
class AwayStore extends MemoryStore {
  isAway = false;
  refused: string | null = null;

  override async append(request: AppendRequest): Promise<AppendResult> {
    const isRefused = this.refused !== null && JSON.stringify(request.entries).includes(this.refused);
    if (this.isAway || isRefused) throw new IceError('store-unavailable', 'The disk is full.', { retryable: true });
    return super.append(request);
  }
}

const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'May it go out?', approval: 'approve_reject' };
const busy: JsonObject = { id: 'busy', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } };
const first: JsonObject = { id: 'first', type: 'tool', tool_name: 'sleep', tool_args: { ms: 50 } };

const isOpen = ({ snapshot }: Played): boolean => snapshot.open_signals.length > 0;
const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
/** Looks around until it has ended, at most a hundred times. */
async function endByLooks(engine: Engine, id: string): Promise<Played> {
  for (let look = 0; look < 100; look += 1) {
    const played = await engine.look(id);
    if (hasEnded(played)) return played;
    await engine.supervisor.lookAround();
  }
  throw new Error(`${id} has not ended.`);
}

const isAnswered = ({ events }: Played): boolean => events.some(({ type }) => type === 'signal.answered');

describe('an answer', () => {
  const store = new AwayStore();
  let engine: Engine;
  afterEach(async () => {
    store.isAway = false;
    store.refused = null;
    await engine.supervisor.drain(0);
  });

  it('stays where answers are kept when the turn that used it could not be recorded', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([approve, busy]));
    const { snapshot } = await engine.until(id, isOpen);
    const { signal_id } = snapshot.open_signals[0]!;
    store.isAway = true;
    expect(await engine.answer(id, { signal_id }, { value: 'approve' })).toBe('elsewhere');
    expect(await engine.answers.of(id)).toMatchObject([{ address: { signal_id }, isDelivered: false }]);
    store.isAway = false;
    await engine.supervisor.lookAround();
    await engine.until(id, isAnswered);
    await engine.supervisor.cancel(id, 'seen enough');
    expect((await engine.until(id, hasEnded)).snapshot.nodes[0]).toMatchObject({ path: 'ok', output: 'approve' });
  });

  it('that came early stays, too', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([first, { ...approve, dependencies: ['first'] }]));
    await engine.until(id, ({ events }) => events.some(({ type }) => type === 'node.started'));
    expect(await engine.answer(id, { path: 'ok' }, { value: 'approve' })).toBe('kept');
    store.isAway = true;
    while (engine.supervisor.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await engine.answers.of(id)).toHaveLength(1);
    store.isAway = false;
    await engine.supervisor.lookAround();
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toEqual({ ok: 'approve' });
    expect(await engine.answers.of(id)).toEqual([]);
  });

  it('whose execution could not be woken in passing wakes it at the next look', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([approve]));
    await engine.until(id, isAsking);
    await engine.answers.add(id, { path: 'ok' }, { value: 'approve' });
    store.isAway = true;
    await engine.supervisor.lookAround();
    expect(engine.told).toEqual([expect.stringContaining(`${id} cannot be woken`)]);
    store.isAway = false;
    await engine.supervisor.lookAround();
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toEqual({ ok: 'approve' });
  });

  it('for which an execution was woken stays when that could not be recorded', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([approve]));
    const { signal_id } = (await engine.until(id, isAsking)).snapshot.open_signals[0]!;
    store.refused = '"signal.answered"';
    expect(await engine.answer(id, { signal_id }, { value: 'approve' })).toBe('elsewhere');
    expect(await engine.answers.of(id)).toMatchObject([{ address: { signal_id }, isDelivered: false }]);
    store.refused = null;
    expect((await endByLooks(engine, id)).snapshot.outputs).toEqual({ ok: 'approve' });
    expect(await engine.answers.of(id)).toEqual([]);
  });
});

describe('a cancel', () => {
  const store = new AwayStore();
  let engine: Engine;
  afterEach(async () => {
    store.refused = null;
    await engine.supervisor.drain(0);
  });

  const cancelledAfterwards = async (id: string): Promise<void> => {
    store.refused = null;
    expect((await endByLooks(engine, id)).snapshot).toMatchObject({ status: 'cancelled' });
    await engine.supervisor.lookAround();
    expect(await engine.cancelRequests.list()).toEqual([]);
  };

  it('that could not be recorded is kept for whoever goes on', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([busy]));
    await engine.until(id, ({ events }) => events.some(({ type }) => type === 'node.started'));
    store.refused = '"execution.cancelled"';
    expect(await engine.supervisor.cancel(id, 'enough')).toMatchObject({ status: 'running' });
    await cancelledAfterwards(id);
  });

  it('of one that waits is kept, too', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([approve]));
    await engine.until(id, isAsking);
    store.refused = '"execution.cancelled"';
    await engine.supervisor.cancel(id, 'enough');
    await cancelledAfterwards(id);
  });

  it('that another process asked for stays asked for until it is recorded', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([busy]));
    await engine.until(id, ({ events }) => events.some(({ type }) => type === 'node.started'));
    await engine.cancelRequests.add(id, 'enough');
    store.refused = '"execution.cancelled"';
    await engine.supervisor.lookAround();
    expect(await engine.cancelRequests.list()).toMatchObject([{ executionId: id }]);
    await cancelledAfterwards(id);
  });
});
