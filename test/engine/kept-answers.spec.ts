/** Answers while the journal cannot be written: none is lost, and none is told to be there before the journal has it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { IceError, type AppendRequest, type AppendResult, type JsonObject } from '@ice/core';
import { MemoryStore } from '@ice/storage';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

/** Takes no entries while it is away. */
class AwayStore extends MemoryStore {
  isAway = false;

  override async append(request: AppendRequest): Promise<AppendResult> {
    if (this.isAway) throw new IceError('store-unavailable', 'The disk is full.', { retryable: true });
    return super.append(request);
  }
}

const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'May it go out?', approval: 'approve_reject' };
const busy: JsonObject = { id: 'busy', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } };
const first: JsonObject = { id: 'first', type: 'tool', tool_name: 'sleep', tool_args: { ms: 50 } };

const isOpen = ({ snapshot }: Played): boolean => snapshot.open_signals.length > 0;
const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const isAnswered = ({ events }: Played): boolean => events.some(({ type }) => type === 'signal.answered');

describe('an answer', () => {
  const store = new AwayStore();
  let engine: Engine;
  afterEach(async () => {
    store.isAway = false;
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
});
