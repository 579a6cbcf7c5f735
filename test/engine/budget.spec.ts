/** Budgets through the real engine: what cannot be paid for does not begin, whoever is asked decides, and nothing is paid twice. Only the
 *  models are scripted; none of them charges more than its request can cost. */
import { describe, expect, it } from '@jest/globals';
import {
  formatUsd,
  parseUsd,
  usdToNano,
  type EventData,
  type EventType,
  type JsonObject,
  type LedgerAccount,
} from '@ice/core';
import { ScriptedModel, type Script, type ScriptedAnswer } from '@ice/models';
import { budgetAccountOf } from '@ice/orchestrator';
import { ManualClock } from '@ice/storage';
import { CheckingLedger } from '../support/checking-ledger.js';
import { SimpleBudgets } from '../support/simple-budgets.js';
import { documentOf, Engine, storyOf, type EngineOptions, type Played } from '../support/start-engine.js';

/** A call may cost a little more than 0.0006 USD, and costs this. */
const price = '0.0005';
const usage = { input_tokens: 10, output_tokens: 800, cost_usd: price, model: 'openai/gpt-4o-mini' };
const says = (text: string): ScriptedAnswer => ({ text, usage });

const ask = (id: string, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'llm',
  model: 'gpt-4o-mini',
  prompt: `Say ${id}.`,
  max_output_tokens: 1_000,
  retry: { max_attempts: 1 },
  ...rest,
});
const chain = (...ids: readonly string[]): readonly JsonObject[] =>
  ids.map((id, index) => ask(id, index === 0 ? {} : { dependencies: [ids[index - 1] as string] }));

function engineWith(options: EngineOptions = {}, script: Script = (_, call) => says(`${call}`)) {
  const model = new ScriptedModel(script);
  const ledger = new CheckingLedger();
  return { model, ledger, engine: new Engine({ model: () => model, ledger, parkAfterMs: 0, ...options }) };
}

const isWaiting = ({ head }: Played): boolean => head.status === 'waiting';
const hasEnded = ({ head }: Played): boolean => head.ended_at !== null;

function dataOf<Type extends EventType>({ events }: Played, type: Type): readonly EventData[Type][] {
  return events.flatMap((event) => (event.type === type ? [event.data as EventData[Type]] : []));
}

/** All is paid once, and nothing is promised any more. */
async function expectSettled(ledger: CheckingLedger, { head }: Played, calls: number): Promise<void> {
  expect(head.cost_usd).toBe(formatUsd(calls * parseUsd(price)));
  expect(await ledger.balance(budgetAccountOf(head.execution_id))).toEqual({
    spent: calls * parseUsd(price),
    reserved: 0,
  });
  expect(await ledger.reservations('', 100)).toEqual([]);
  expect(ledger.violations).toEqual([]);
}

describe('a budget that does not cover the next call', () => {
  it('holds the execution until somebody raises it', async () => {
    const { engine, ledger, model } = engineWith();
    const id = await engine.start(documentOf(chain('a', 'b', 'c'), { budget_usd: 0.001 }));
    const paused = await engine.until(id, isWaiting);
    expect(storyOf(paused.events).slice(-4)).toEqual([
      'node.started b',
      'node.postponed b',
      'budget.exhausted',
      'execution.waiting',
    ]);
    expect(paused.snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['a', 'completed'],
      ['b', 'waiting'],
    ]);
    const [signal] = paused.snapshot.open_signals;
    expect(signal).toMatchObject({ kind: 'budget', path: 'budget[0]', expires_at: null });
    const shortage = { level: 'execution', spent_usd: price, reserved_usd: '0', limit_usd: '0.001' };
    expect(dataOf(paused, 'budget.exhausted')).toMatchObject([shortage]);
    expect(signal?.prompt).toContain(`of 0.001 USD ${price} are spent and 0 reserved`);
    expect(await ledger.balance(budgetAccountOf(id))).toEqual({ spent: parseUsd(price), reserved: 0 });
    const address = { signal_id: signal?.signal_id ?? '' };
    expect(await engine.answer(id, address, { value: { raise_to_usd: 0.003 } }, 'key_1')).toBe('applied');
    const played = await engine.until(id, hasEnded);
    expect(played.head).toMatchObject({ status: 'completed', budget_usd: 0.003 });
    expect(dataOf(played, 'signal.answered')).toMatchObject([{ ...address, by: 'key_1' }]);
    expect(dataOf(played, 'budget.raised')).toMatchObject([{ budget_usd: 0.003, by: 'key_1' }]);
    expect(model.calls).toHaveLength(3);
    await expectSettled(ledger, played, 3);
  });

  it('is asked about again when what was answered does not help', async () => {
    const { engine, ledger } = engineWith();
    const id = await engine.start(documentOf(chain('a', 'b'), { budget_usd: 0.001 }));
    await engine.until(id, isWaiting);
    expect(await engine.answer(id, { path: 'budget[0]' }, { value: 'resume' })).toBe('applied');
    const again = await engine.until(
      id,
      (played) => dataOf(played, 'budget.exhausted').length === 2 && isWaiting(played),
    );
    expect(again.snapshot.open_signals.map(({ path }) => path)).toEqual(['budget[1]']);
    await engine.answer(id, { path: 'budget[1]' }, { value: { raise_to_usd: 0.002 } });
    await expectSettled(ledger, await engine.until(id, hasEnded), 2);
  });

  const refusal = { failure: { code: 'too-dear', message: 'No.' } };
  it.each([
    ['the word', { value: 'end' }, undefined],
    ['a failure', refusal, { ...refusal.failure, retryable: false }],
  ])('ends the execution with %s; what it is to do at last is not asked about', async (_name, answer, cause) => {
    const { engine, ledger, model } = engineWith();
    const tidy = { id: 'tidy', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } };
    const last = { finally: { nodes: [tidy, ask('sum_up')] } };
    const id = await engine.start(documentOf(chain('a', 'b'), { budget_usd: 0.001, ...last }));
    await engine.until(id, isWaiting);
    await engine.answer(id, { path: 'budget[0]' }, answer);
    const played = await engine.until(id, hasEnded);
    expect(played.snapshot.failure).toMatchObject({ code: 'budget-exceeded', evidence: { limit_usd: '0.001' } });
    expect(played.snapshot.failure?.cause).toEqual(cause);
    expect(played.snapshot.nodes.map(({ path, status, failure }) => [path, status, failure?.code])).toEqual([
      ['a', 'completed', undefined],
      ['b', 'cancelled', undefined],
      ['tidy', 'completed', undefined],
      ['sum_up', 'failed', 'budget-exceeded'],
    ]);
    expect(model.calls).toHaveLength(1);
    await expectSettled(ledger, played, 1);
  });

  it('fails the node where nobody is to be asked, and goes the usual ways from there', async () => {
    const { engine, ledger } = engineWith();
    const tolerated = chain('a', 'b').map((node) => ({
      ...node,
      on_error: 'continue',
      retry: { max_attempts: 3, on: '*' },
    }));
    const played = await engine.play(documentOf(tolerated, { budget_usd: 0.001, on_budget: 'fail' }));
    expect(played.head.status).toBe('completed');
    expect(dataOf(played, 'node.failed')).toMatchObject([{ failure: { code: 'budget-exceeded' }, continued: true }]);
    await expectSettled(ledger, played, 1);
  });

  it('can be cancelled while it asks', async () => {
    const { engine, ledger } = engineWith();
    const id = await engine.start(documentOf(chain('a', 'b'), { budget_usd: 0.001 }));
    await engine.until(id, isWaiting);
    await engine.supervisor.cancel(id, 'enough');
    const played = await engine.until(id, hasEnded);
    expect(played.head.status).toBe('cancelled');
    await expectSettled(ledger, played, 1);
  });

  const tool = { id: 'tool', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } };

  it('warns when most of it is spent, once, and once more after a raise', async () => {
    const { engine, ledger } = engineWith();
    const id = await engine.start(
      documentOf([...chain('a', 'b', 'c', 'd', 'e'), { ...tool, dependencies: ['e'] }], { budget_usd: 0.0012 }),
    );
    await engine.until(id, isWaiting);
    await engine.answer(id, { path: 'budget[0]' }, { value: { raise_to_usd: 0.0027 } });
    const played = await engine.until(id, hasEnded);
    expect(dataOf(played, 'execution.budget_warned')).toEqual([
      { spent_usd: '0.001', budget_usd: 0.0012 },
      { spent_usd: '0.0025', budget_usd: 0.0027 },
    ]);
    await expectSettled(ledger, played, 5);
  });

  it('may be read by expressions', async () => {
    const { engine } = engineWith();
    const echo = { id: 'read', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ execution.budget_usd }}' } };
    const outputs = { outputs: { of: '{{ nodes.read.value }}' } };
    const read = async (rest: JsonObject) =>
      (await engine.play(documentOf([echo], { ...outputs, ...rest }))).snapshot.outputs;
    expect([await read({ budget_usd: 2 }), await read({})]).toEqual([{ of: 2 }, { of: null }]);
  });
});

describe('an agent that runs out of money', () => {
  const agent = {
    id: 'helper',
    type: 'agent',
    model: 'openai/gpt-4o-mini',
    instructions: 'Help.',
    input: 'What is it?',
    tools: ['echo'],
    max_iterations: 6,
    max_output_tokens: 1_000,
  };
  const turns: Script = (_, call) =>
    call < 3
      ? { text: '', toolCalls: [{ id: `c${call}`, name: 'echo', arguments: `{"value": ${call}}` }], usage }
      : says('Three.');

  it('stops between two turns, and goes on there without paying again', async () => {
    const { engine, ledger, model } = engineWith({}, turns);
    const id = await engine.start(documentOf([agent], { budget_usd: 0.0015 }));
    const paused = await engine.until(id, isWaiting);
    expect(dataOf(paused, 'model.answered').map(({ turn }) => turn)).toEqual([0, 1]);
    expect(storyOf(paused.events).slice(-3)).toEqual([
      'node.postponed helper',
      'budget.exhausted',
      'execution.waiting',
    ]);
    await engine.answer(id, { path: 'budget[0]' }, { value: { raise_to_usd: 0.01 } });
    const played = await engine.until(id, hasEnded);
    expect(played.head.status).toBe('completed');
    expect(dataOf(played, 'model.answered').map(({ turn }) => turn)).toEqual([0, 1, 2, 3]);
    expect(model.calls).toHaveLength(4);
    await expectSettled(ledger, played, 4);
  });
});

describe('many calls at a time', () => {
  const loop = (rest: JsonObject = {}): JsonObject => ({
    id: 'each',
    type: 'loop',
    items: Array.from({ length: 20 }, (_, index) => index),
    item_var: 'item',
    concurrency: 20,
    body: { nodes: [ask('say', { prompt: 'Say {{ item }}.' })] },
    ...rest,
  });

  it('never promise more than the budget, and ask one question', async () => {
    const { engine, ledger, model } = engineWith();
    const id = await engine.start(documentOf([loop()], { budget_usd: 7 * 0.000_605 }));
    const paused = await engine.until(id, isWaiting);
    expect(paused.snapshot.open_signals).toHaveLength(1);
    expect(dataOf(paused, 'budget.exhausted')).toHaveLength(1);
    const before = model.calls.length;
    expect(before).toBeGreaterThanOrEqual(7);
    expect(before).toBeLessThan(20);
    await engine.answer(id, { path: 'budget[0]' }, { value: { raise_to_usd: 1 } });
    const played = await engine.until(id, hasEnded);
    expect(played.head.status).toBe('completed');
    expect(model.calls).toHaveLength(20);
    await expectSettled(ledger, played, 20);
  });

  it('wait for each other while the budget covers them one after the other', async () => {
    const { engine, ledger } = engineWith();
    const played = await engine.play(documentOf([loop()], { budget_usd: 19 * 0.0005 + 0.000_61 }));
    expect(played.head.status).toBe('completed');
    expect(dataOf(played, 'budget.exhausted')).toEqual([]);
    await expectSettled(ledger, played, 20);
  });
});

describe('the money of children', () => {
  const child = documentOf(chain('x', 'y'), { name: 'child', outputs: { said: '{{ nodes.y.text }}' } });
  const parentOf = (revision: string, rest: JsonObject = {}): JsonObject =>
    documentOf([{ id: 'run', type: 'workflow', blueprint: revision }, ask('after', { dependencies: ['run'] })], rest);

  it('is that of whoever is at the top, and a raise from below reaches it', async () => {
    const { engine, ledger, model } = engineWith();
    const { revision } = engine.compile(child);
    const id = await engine.start(parentOf(revision, { budget_usd: 0.001 }));
    const parent = await engine.until(id, ({ snapshot }) => snapshot.nodes[0]?.child_execution_id !== undefined);
    const childId = parent.snapshot.nodes[0]?.child_execution_id ?? '';
    const paused = await engine.until(childId, isWaiting);
    expect(paused.head.parent).toMatchObject({ execution_id: id, root_execution_id: id });
    expect(dataOf(paused, 'budget.exhausted')).toMatchObject([{ level: 'parent', account: budgetAccountOf(id) }]);
    await engine.answer(childId, { path: 'budget[0]' }, { value: { raise_to_usd: 0.01 } }, 'key_1');
    const played = await engine.until(id, hasEnded);
    expect(played.head).toMatchObject({ status: 'completed', budget_usd: 0.01, cost_usd: '0.0015' });
    expect(dataOf(played, 'budget.raised')).toMatchObject([{ budget_usd: 0.01, by: 'key_1' }]);
    expect((await engine.look(childId)).head.budget_usd).toBeUndefined();
    expect(model.calls).toHaveLength(3);
    await expectSettled(ledger, played, 3);
  });

  it('may be less by their own budget, which they ask about themselves', async () => {
    const { engine, ledger } = engineWith();
    const { revision } = engine.compile({ ...child, budget_usd: 0.001 });
    const id = await engine.start(parentOf(revision, { budget_usd: 1 }));
    const parent = await engine.until(id, ({ snapshot }) => snapshot.nodes[0]?.child_execution_id !== undefined);
    const childId = parent.snapshot.nodes[0]?.child_execution_id ?? '';
    const paused = await engine.until(childId, isWaiting);
    expect(dataOf(paused, 'budget.exhausted')).toMatchObject([
      { level: 'execution', account: budgetAccountOf(childId) },
    ]);
    await engine.answer(childId, { path: 'budget[0]' }, { value: { raise_to_usd: 0.01 } });
    const played = await engine.until(id, hasEnded);
    expect(await ledger.balance(budgetAccountOf(childId))).toEqual({ spent: 2 * parseUsd(price), reserved: 0 });
    await expectSettled(ledger, played, 3);
  });
});

describe('the levels above executions', () => {
  const organisation = (usd: number): readonly LedgerAccount[] => [{ id: 'live:organisation', limit: usdToNano(usd) }];

  it('refuse a start that they do not cover, and accept nothing', async () => {
    const budgets = new SimpleBudgets(organisation(0.001));
    const { engine, ledger } = engineWith({ budgets });
    const rest = { reserve: usdToNano(0.002), keyId: 'key_1' };
    await expect(engine.start(documentOf(chain('a')), {}, rest)).rejects.toMatchObject({
      code: 'budget-exceeded',
      evidence: { level: 'organisation', needed_usd: '0.002', limit_usd: '0.001' },
    });
    expect((await engine.executions.list({ limit: 10 })).data).toEqual([]);
    expect(await ledger.reservations('', 10)).toEqual([]);
    expect(budgets.owners).toMatchObject([{ key_id: 'key_1', blueprint_id: null }]);
  });

  it('get back what was reserved at the start and not needed', async () => {
    const { engine, ledger } = engineWith({ budgets: new SimpleBudgets(organisation(1)) });
    const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }];
    const id = await engine.start(documentOf(nodes), {}, { reserve: usdToNano(0.5) });
    await engine.until(id, hasEnded);
    await engine.until(id, () => true);
    expect(await ledger.balance('live:organisation')).toEqual({ spent: 0, reserved: 0 });
  });

  it('are asked about with the next step in words, and go on once they are raised', async () => {
    const budgets = new SimpleBudgets(organisation(0.001));
    const { engine, ledger } = engineWith({ budgets });
    const id = await engine.start(documentOf(chain('a', 'b')));
    const paused = await engine.until(id, isWaiting);
    expect(paused.snapshot.open_signals).toMatchObject([{ answer_schema: { enum: ['resume', 'end'] } }]);
    expect(paused.snapshot.open_signals[0]?.prompt).toContain('Have it raised and answer "resume"');
    budgets.accounts = organisation(1);
    await engine.answer(id, { path: 'budget[0]' }, { value: 'resume' });
    const played = await engine.until(id, hasEnded);
    expect(played.head).toMatchObject({ status: 'completed', cost_usd: '0.001' });
    expect(await ledger.balance('live:organisation')).toEqual({ spent: 2 * parseUsd(price), reserved: 0 });
  });

  it('are waited for while others hold what may come back, and the time does not count', async () => {
    const clock = new ManualClock();
    const { engine, ledger, model } = engineWith({ clock, budgets: new SimpleBudgets(organisation(0.001)) });
    const accounts = organisation(0.001);
    await ledger.open({ reservation: 'ex_other', accounts, amount: usdToNano(0.0009), openedAt: clock.now() });
    const id = await engine.start(documentOf(chain('a').map((node) => ({ ...node, timeout_s: 5 }))));
    for (let second = 0; second < 20; second += 1) await clock.advanceSettled(1_000);
    expect((await engine.look(id)).head.status).toBe('running');
    expect(model.calls).toEqual([]);
    await ledger.close('ex_other');
    for (let second = 0; second < 4; second += 1) await clock.advanceSettled(1_000);
    expect((await engine.look(id)).head).toMatchObject({ status: 'completed', cost_usd: price });
  });

  it('are asked about when others do not give back within half a minute', async () => {
    const clock = new ManualClock();
    const { engine, ledger } = engineWith({ clock, budgets: new SimpleBudgets(organisation(0.001)) });
    const accounts = organisation(0.001);
    await ledger.open({ reservation: 'ex_other', accounts, amount: usdToNano(0.0009), openedAt: clock.now() });
    const id = await engine.start(documentOf(chain('a')));
    for (let second = 0; second < 34; second += 1) await clock.advanceSettled(1_000);
    const { head, snapshot } = await engine.look(id);
    expect([head.status, snapshot.open_signals.map(({ kind }) => kind)]).toEqual(['waiting', ['budget']]);
  });

  it('do not let two executions wait for each other', async () => {
    const { engine, ledger } = engineWith({ budgets: new SimpleBudgets(organisation(0.001_15)) });
    const start = () => engine.start(documentOf(chain('a')), {}, { reserve: usdToNano(0.000_55) });
    const ids = await Promise.all([start(), start()]);
    for (const id of ids) expect((await engine.until(id, hasEnded)).head.status).toBe('completed');
    expect(await ledger.balance('live:organisation')).toEqual({ spent: 2 * parseUsd(price), reserved: 0 });
    expect(ledger.violations).toEqual([]);
  });
});
