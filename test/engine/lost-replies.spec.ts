/** Appends that the store has made and of which nobody was told: whoever they made an owner goes on all the same. And owners that are
 *  none any more, and do not know it yet: what is told to them is told to the next one. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { blueprintRevision, IceError, type AppendRequest, type AppendResult, type JsonObject } from '@ice/core';
import { MemoryStore } from '@ice/storage';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

/** Makes the next append with a text in it, and says that it could not be reached. */
class SilentStore extends MemoryStore {
  silentFor: string | null = null;

  override async append(request: AppendRequest): Promise<AppendResult> {
    const made = await super.append(request);
    if (this.silentFor === null || !JSON.stringify(request.entries).includes(this.silentFor)) return made;
    this.silentFor = null;
    throw new IceError('store-unavailable', 'No answer within 2 s.', { retryable: true });
  }
}

const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'May it go out?', approval: 'approve_reject' };
const nap = (id: string, ms: number, ...dependencies: string[]): JsonObject => ({
  ...{ id, type: 'tool', tool_name: 'sleep', tool_args: { ms } },
  ...(dependencies.length > 0 && { dependencies }),
});

const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const isNapping = ({ snapshot }: Played): boolean => snapshot.nodes.some(({ status }) => status === 'running');

describe('an append that was made, and of which nobody was told,', () => {
  const store = new SilentStore();
  let engine: Engine;
  afterEach(async () => {
    store.silentFor = null;
    await engine.supervisor.drain(0);
  });

  it('of a worker that wakes an execution for an answer: it goes on with the next look', async () => {
    engine = new Engine({ store });
    const id = await engine.start(documentOf([approve]));
    await engine.until(id, isAsking);
    store.silentFor = '"execution.resumed"';
    await expect(engine.answer(id, { path: 'ok' }, { value: 'approve' })).rejects.toMatchObject({ retryable: true });
    expect([(await engine.look(id)).snapshot.status, engine.supervisor.size]).toEqual(['running', 0]);
    await engine.supervisor.lookAround();
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toEqual({ ok: 'approve' });
  });

  it('of a parent that starts its child: the child runs, and its parent hears of it', async () => {
    engine = new Engine({ store });
    const child = documentOf([nap('rest', 1)], { name: 'child' });
    engine.compile(child);
    store.silentFor = '"name":"child"';
    const id = await engine.start(documentOf([{ id: 'run', type: 'workflow', blueprint: blueprintRevision(child) }]));
    const isChildKnown = ({ snapshot }: Played): boolean => snapshot.nodes[0]?.child_execution_id !== undefined;
    const { snapshot } = await engine.until(id, isChildKnown);
    await engine.until(snapshot.nodes[0]?.child_execution_id as string, ({ head }) => head.sequence === 1);
    await engine.supervisor.lookAround();
    // The parent asks for its child again after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 4_900));
    expect((await engine.until(id, hasEnded)).snapshot.status).toBe('completed');
  });
});

describe('an owner that is none any more', () => {
  let engine: Engine;
  afterEach(() => engine.supervisor.drain(0));

  it('keeps no answer that came early: the next one is told', async () => {
    engine = new Engine();
    const id = await engine.start(documentOf([nap('rest', 300), { ...approve, dependencies: ['rest'] }]));
    const { head } = await engine.until(id, isNapping);
    const next = engine.supervise(undefined, 'wk_next');
    await next.resume(head, 'lost');
    expect(await engine.answer(id, { path: 'ok' }, { value: 'approve' })).toBe('elsewhere');
    await next.lookAround();
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toMatchObject({ ok: 'approve' });
    await next.drain(0);
  });

  it('drops no answer to a question that it does not know', async () => {
    engine = new Engine();
    const id = await engine.start(documentOf([nap('rest', 300)]));
    const { head } = await engine.until(id, isNapping);
    const next = engine.supervise(undefined, 'wk_next');
    await next.resume(head, 'lost');
    expect(await engine.answer(id, { signal_id: 'sg_of_the_next_one' }, { value: 'approve' })).toBe('elsewhere');
    expect(await engine.answers.of(id)).toMatchObject([{ isDelivered: false }]);
    await next.drain(0);
  });
});

describe('a process that ends while it takes an execution', () => {
  it('waits for that, lets go of it, and names it', async () => {
    let answer = (): void => undefined;
    class SlowStore extends MemoryStore {
      override async append(request: AppendRequest): Promise<AppendResult> {
        if (JSON.stringify(request.entries).includes('"execution.resumed"'))
          await new Promise<void>((resolve) => (answer = resolve));
        return super.append(request);
      }
    }
    const engine = new Engine({ store: new SlowStore() });
    const id = await engine.start(documentOf([approve, nap('long', 600_000, 'ok')]));
    await engine.until(id, isAsking);
    const delivered = engine.answer(id, { path: 'ok' }, { value: 'approve' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const drained = engine.supervisor.drain(0);
    answer();
    expect(await drained).toEqual([id]);
    expect(engine.supervisor.size).toBe(0);
    await delivered;
  });
});
