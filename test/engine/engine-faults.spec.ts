/** What becomes of an execution when its process has something wrong that does not pass: it fails over that, where this can be recorded, and
 *  nobody who waits for it waits for ever. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AppendRequest, AppendResult, JsonObject } from '@ice/core';
import { MemoryStore } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

/** Throws, once or always, what is no fault of a store when entries are to be appended that hold a text. */
class BrokenStore extends MemoryStore {
  broken: string | null = null;
  isBrokenForGood = false;

  override async append(request: AppendRequest): Promise<AppendResult> {
    const isBroken = this.broken !== null && JSON.stringify(request.entries).includes(this.broken);
    if (isBroken || (this.isBrokenForGood && this.broken === null)) {
      this.broken = null;
      throw new TypeError('It is not iterable.');
    }
    return super.append(request);
  }
}

const echo = (id: string, rest: JsonObject = {}): JsonObject => ({
  ...{ id, type: 'tool', tool_name: 'echo', tool_args: { value: 1 } },
  ...rest,
});
const nap = (id: string): JsonObject => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } });
const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'May it?', approval: 'approve_reject' };
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const fault = { code: 'engine-fault', message: 'It is not iterable.', retryable: false };

describe('an execution whose process has something wrong', () => {
  const store = new BrokenStore();
  let engine = new Engine({ store });
  afterEach(async () => {
    store.isBrokenForGood = false;
    await engine.supervisor.drain(0);
    engine = new Engine({ store });
  });

  it('fails over it, and an operator is told', async () => {
    store.broken = '"node.completed"';
    const id = await engine.start(documentOf([echo('a')]));
    const { snapshot, events, head } = await engine.until(id, hasEnded);
    expect(storyOf(events)).toEqual(['execution.started', 'node.started a', 'execution.failed']);
    expect([snapshot.failure, head.cost_usd]).toEqual([fault, '0']);
    expect(engine.told).toEqual([`${id} stopped: It is not iterable.`]);
    expect(await engine.ledger.reservations('', 10)).toEqual([]);
    expect((await engine.supervisor.cancel(id, 'enough'))?.status).toBe('failed');
  });

  it('takes its children with it, and its parent hears of it', async () => {
    const child = engine.compile(documentOf([nap('long')], { name: 'child' })).revision;
    const middle = documentOf([{ id: 'run', type: 'workflow', blueprint: child }, approve], { name: 'middle' });
    const top = documentOf([{ id: 'run', type: 'workflow', blueprint: engine.compile(middle).revision }]);
    const childOf = async (parent: string): Promise<string> => {
      const isRunning = ({ snapshot }: Played): boolean => snapshot.nodes[0]?.child_execution_id !== undefined;
      const { snapshot } = await engine.until(parent, isRunning);
      return snapshot.nodes[0]?.child_execution_id as string;
    };
    const id = await engine.start(top);
    const middleId = await childOf(id);
    const childId = await childOf(middleId);
    await engine.until(childId, ({ events }) => events.some(({ type }) => type === 'node.started'));
    store.broken = '"signal.answered"';
    await engine.answer(middleId, { path: 'ok' }, { value: 'approve' });
    expect((await engine.until(middleId, hasEnded)).snapshot.failure).toEqual(fault);
    expect((await engine.until(childId, hasEnded)).events.at(-1)?.data).toMatchObject({ reason: 'parent' });
    const { failure } = (await engine.until(id, hasEnded)).snapshot;
    expect(failure).toMatchObject({ ...fault, path: 'run', evidence: { child_execution_id: middleId } });
  });

  it('answers all who have asked something of it', async () => {
    const execution = await engine.open(documentOf([approve, nap('long')]));
    const end = execution.run();
    await engine.until(execution.head.execution_id, ({ snapshot }) => snapshot.open_signals.length > 0);
    const answer = { value: 'approve' };
    const offers = [
      execution.offer([{ id: 'an_1', address: { path: 'elsewhere' }, answer }]),
      execution.offer([{ id: 'an_2', address: null as never, answer }]),
      execution.cancel('enough'),
    ];
    await expect(end).rejects.toThrow(TypeError);
    expect(await Promise.all(offers)).toEqual([false, false, false]);
    const { snapshot } = await engine.look(execution.head.execution_id);
    expect(snapshot).toMatchObject({ status: 'failed', failure: { code: 'engine-fault' } });
  });

  it('stays as it is when not even that can be recorded', async () => {
    const id = await engine.start(documentOf([approve, nap('long')]));
    await engine.until(id, ({ snapshot }) => snapshot.open_signals.length > 0);
    store.isBrokenForGood = true;
    expect(await engine.answer(id, { path: 'ok' }, { value: 'approve' })).toBe('elsewhere');
    store.isBrokenForGood = false;
    const { head } = await engine.look(id);
    expect([head.status, engine.supervisor.size]).toEqual(['running', 0]);
  });
});
