/** Raises that are given at a child and are meant for its parent: the highest one counts, and none is lost between the two. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { IceError, isFinalStatus, type JsonObject, type RecordWrite, type WriteResult } from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { ManualClock, MemoryStore } from '@ice/storage';
import { CheckingLedger } from '../support/checking-ledger.js';
import { MortalProcess } from '../support/mortal-process.js';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

const usage = { input_tokens: 10, output_tokens: 800, cost_usd: '0.0005', model: 'openai/gpt-4o-mini' };
const model = (): ScriptedModel => new ScriptedModel(() => ({ text: 'Well.', usage }));

/** Costs 0.0005 USD, and may cost a little more than 0.0006. */
const ask = (id: string, rest: JsonObject = {}): JsonObject => ({
  ...{ id, type: 'llm', model: 'gpt-4o-mini', prompt: `Say ${id}.`, max_output_tokens: 1_000 },
  ...rest,
});
const child = documentOf([ask('x'), ask('y', { dependencies: ['x'] })], { name: 'child' });
const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const raiseTo = (raise_to_usd: number) => ({ value: { raise_to_usd } });

/** Takes no raise for a parent while it is away. */
class AwayStore extends MemoryStore {
  isAway = false;

  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    if (this.isAway && write.key.includes('budget[]')) {
      throw new IceError('store-unavailable', 'It is away.', { retryable: true });
    }
    return super.compareAndSet(write);
  }
}

const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.supervisor.drain(0);
});

function room(store = new MemoryStore()) {
  const engine = new Engine({ model, ledger: new CheckingLedger(), parkAfterMs: 0, store });
  engines.push(engine);
  const { revision } = engine.compile(child);
  const run = (id: string): JsonObject => ({ id, type: 'workflow', blueprint: revision });
  return { engine, run };
}

async function childOf(engine: Engine, parent: string, at = 0): Promise<string> {
  const { snapshot } = await engine.until(parent, (played) => idOf(played, at) !== undefined);
  return idOf({ snapshot }, at) as string;
}

function idOf({ snapshot }: Pick<Played, 'snapshot'>, at: number): string | undefined {
  return snapshot.nodes[at]?.child_execution_id;
}

describe('raises that are given at children', () => {
  it('come to the highest of them, in any order', async () => {
    const { engine, run } = room();
    const id = await engine.start(documentOf(['a', 'b', 'c'].map(run), { budget_usd: 0.001 }));
    const children = await Promise.all([0, 1, 2].map((at) => childOf(engine, id, at)));
    for (const childId of children) await engine.until(childId, isAsking);
    for (const [at, usd] of [0.01, 0.005, 0.02].entries()) {
      expect(await engine.answer(children[at] as string, { path: 'budget[0]' }, raiseTo(usd))).toBe('applied');
    }
    const { snapshot, events, head } = await engine.until(id, hasEnded);
    expect([snapshot.status, head.budget_usd]).toEqual(['completed', 0.02]);
    expect(events.flatMap(({ type, data }) => (type === 'budget.raised' ? [data.budget_usd] : []))).toEqual([
      0.01, 0.02,
    ]);
    expect(await engine.answers.of(id)).toEqual([]);
  });

  it.each([
    ['that no longer fits', 0.0009, 'known'],
    ['that nobody has delivered', 0.002, 'new'],
  ])('take the place of one %s', async (_name, usd, state) => {
    const { engine, run } = room();
    const id = await engine.start(documentOf([run('a')], { budget_usd: 0.001 }));
    const childId = await childOf(engine, id);
    await engine.until(childId, isAsking);
    const standing = await engine.answers.add(id, { path: 'budget[]' }, raiseTo(usd));
    if (state === 'known' && standing) expect(await engine.supervisor.deliver(standing)).toBe('kept');
    await engine.answer(childId, { path: 'budget[0]' }, raiseTo(0.02));
    const { snapshot, head } = await engine.until(id, hasEnded);
    expect([snapshot.status, head.budget_usd]).toEqual(['completed', 0.02]);
  });

  it('leave a higher one where it stands', async () => {
    const { engine } = room();
    const given = (usd: number) => ({ executionId: 'ex_1', address: { path: 'budget[]' }, answer: raiseTo(usd) });
    const isLess = (usd: number) => (standing: { readonly answer: unknown }) =>
      (standing.answer as ReturnType<typeof raiseTo>).value.raise_to_usd < usd;
    const amounts = [3, 9, 1, 7, 5];
    await Promise.all(amounts.map((usd) => engine.answers.addOrReplace(given(usd), isLess(usd))));
    expect(await engine.answers.of('ex_1')).toMatchObject([{ answer: raiseTo(9), isDelivered: false }]);
  });

  it('are told again once the store takes them', async () => {
    const store = new AwayStore();
    const { engine, run } = room(store);
    const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'Well?', approval: 'approve_reject' };
    const id = await engine.start(documentOf([run('a'), approve], { budget_usd: 0.001 }));
    const childId = await childOf(engine, id);
    await engine.until(childId, isAsking);
    store.isAway = true;
    await engine.answer(childId, { path: 'budget[0]' }, raiseTo(0.02));
    await engine.until(childId, hasEnded);
    expect((await engine.look(id)).head.budget_usd).toBe(0.001);
    store.isAway = false;
    await engine.supervisor.lookAround();
    await engine.until(id, ({ head }) => head.budget_usd === 0.02);
    await engine.supervisor.cancel(id, 'seen enough');
  });
});

describe('a process that dies over a raise', () => {
  /** Raises at the child, dies at a write, and has another process go on. Gives what the parent may cost then; null: it outlived that. */
  async function raisedAfterDeath(deathAt: number): Promise<number | null | undefined> {
    const store = new MemoryStore();
    const clock = new ManualClock();
    const ledger = new CheckingLedger();
    const rest = { ledger, model, parkAfterMs: 0 };
    const observer = new Engine({ store, clock });
    const first = new MortalProcess(store, clock, 'wk_1', rest);
    first.doom(9_999);
    const { revision } = first.engine.compile(child);
    const parent = documentOf([{ id: 'a', type: 'workflow', blueprint: revision }], { budget_usd: 0.001 });
    const id = await first.engine.start(parent);
    const childId = await childOf(observer, id);
    while ((await observer.look(childId)).head.status !== 'waiting') await clock.advanceSettled(0);
    first.doom(deathAt);
    await first.ask(first.engine.answer(childId, { path: 'budget[0]' }, raiseTo(0.02)));
    await clock.advanceSettled(0);
    if (!first.isDead) return null;
    const next = new MortalProcess(store, clock, 'wk_2', rest);
    next.doom(9_999);
    for (const document of [child, parent]) next.engine.compile(document);
    for (const one of [id, childId]) {
      const { head } = await observer.look(one);
      if (head.status !== 'waiting' && !isFinalStatus(head.status)) await next.engine.supervisor.resume(head, 'lost');
    }
    for (let look = 0; look < 5; look += 1) {
      await next.engine.supervisor.lookAround();
      await clock.advanceSettled(0);
    }
    const wasAccepted = (await observer.look(childId)).events.some(({ type }) => type === 'budget.raised');
    return wasAccepted ? (await observer.look(id)).head.budget_usd : undefined;
  }

  it('at any of its writes leaves the raise to the next one, where it was taken', async () => {
    const seen: (number | undefined)[] = [];
    for (let deathAt = 0; deathAt < 100; deathAt += 1) {
      const budget = await raisedAfterDeath(deathAt);
      if (budget === null) break;
      seen.push(budget);
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.slice(1)).toEqual(seen.slice(1).map(() => 0.02));
  });
});
