/** Budgets when processes end: whatever is left in the ledger is put right from the journal, nothing that was recorded is paid again, and
 *  nothing stays reserved for nobody. */
import { describe, expect, it } from '@jest/globals';
import { formatUsd, isFinalStatus, parseUsd, usdToNano, type JsonObject } from '@ice/core';
import { ScriptedModel, type Script } from '@ice/models';
import { budgetAccountOf } from '@ice/orchestrator';
import { ManualClock, MemoryStore } from '@ice/storage';
import { CheckingLedger } from '../support/checking-ledger.js';
import { MortalProcess } from '../support/mortal-process.js';
import { documentOf, Engine } from '../support/start-engine.js';

const price = '0.0005';
const usage = { input_tokens: 10, output_tokens: 800, cost_usd: price, model: 'openai/gpt-4o-mini' };
const costs = (calls: number): string => formatUsd(calls * parseUsd(price));

const ask = (id: string, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'llm',
  model: 'gpt-4o-mini',
  prompt: `Say ${id}.`,
  max_output_tokens: 1_000,
  ...rest,
});
const agent: JsonObject = {
  id: 'helper',
  type: 'agent',
  model: 'openai/gpt-4o-mini',
  instructions: 'Help.',
  input: 'What is it?',
  tools: ['echo'],
  max_iterations: 6,
  max_output_tokens: 1_000,
};

/** Calls a tool twice and then answers; anything else is answered at once. */
const script: Script = ({ messages, tools = [] }) => {
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  if (tools.length === 0 || turn === 2) return { text: 'Well.', usage };
  return { text: '', toolCalls: [{ id: `c${turn}`, name: 'echo', arguments: `{"value": ${turn}}` }], usage };
};

const documents = {
  'three calls, one after the other': documentOf(
    ['a', 'b', 'c'].map((id, index, ids) => ask(id, index === 0 ? {} : { dependencies: [ids[index - 1] as string] })),
    { budget_usd: 0.001 },
  ),
  'three calls at once': documentOf(
    ['a', 'b', 'c'].map((id) => ask(id)),
    { budget_usd: 0.001_3 },
  ),
  'an agent of three turns': documentOf([agent], { budget_usd: 0.001 }),
};

/** Processes over one store and one ledger; the first one dies. */
class Successors {
  readonly ledger = new CheckingLedger();
  readonly store = new MemoryStore();
  readonly clock = new ManualClock();
  readonly observer = new Engine({ store: this.store, clock: this.clock });
  private born = 0;
  process: MortalProcess;

  constructor(private readonly document: JsonObject) {
    this.process = this.bear();
  }

  bear(): MortalProcess {
    this.born += 1;
    const model = new ScriptedModel(script);
    const rest = { ledger: this.ledger, model: () => model, parkAfterMs: 0 };
    const process = new MortalProcess(this.store, this.clock, `wk_${this.born}`, rest);
    process.engine.compile(this.document);
    return process;
  }

  get hasDied(): boolean {
    return this.born > 1;
  }

  async head() {
    return (await this.observer.executions.list({ limit: 1 })).data[0] ?? null;
  }

  /** To the end, with a raise for whoever asks. False when nothing was accepted before the process died. */
  async play(deathAt: number): Promise<boolean> {
    this.process.doom(deathAt);
    const rest = { reserve: usdToNano(0.0006) };
    void this.process.ask(this.process.engine.start(this.document, {}, rest));
    for (let look = 0; look < 400; look += 1) {
      await this.clock.advanceSettled(look % 20 === 19 ? 500 : 0);
      const head = await this.head();
      if (head && isFinalStatus(head.status)) return true;
      if (this.process.isDead) await this.succeed();
      if (!head && this.born > 1) return false;
      await this.raise(head?.execution_id ?? '');
      await this.process.ask(this.process.engine.supervisor.lookAround());
    }
    throw new Error(`It never ended: ${JSON.stringify(await this.head())}`);
  }

  async succeed(): Promise<void> {
    this.process = this.bear();
    const head = await this.head();
    if (head && !isFinalStatus(head.status) && head.status !== 'waiting')
      await this.process.engine.supervisor.resume(head, 'lost');
  }

  /** Long after, with whatever then looks around. */
  async sweep(): Promise<void> {
    if (this.process.isDead) await this.succeed();
    for (let minute = 0; minute < 2; minute += 1) {
      await this.clock.advanceSettled(60_000);
      await this.process.engine.supervisor.lookAround();
    }
  }

  private async raise(id: string): Promise<void> {
    const { snapshot } = await this.observer.look(id);
    const signal = snapshot.open_signals.at(-1);
    if (!signal) return;
    const answer = { value: { raise_to_usd: 0.01 } };
    await this.process.ask(this.process.engine.answer(id, { signal_id: signal.signal_id }, answer));
  }
}

describe.each(Object.entries(documents))('a process that dies over %s', (_name, document) => {
  it('at any of its writes leaves nothing unpaid, nothing paid twice and nothing reserved', async () => {
    for (let deathAt = 0; deathAt < 100; deathAt += 1) {
      const successors = new Successors(document);
      const isAccepted = await successors.play(deathAt);
      await successors.sweep();
      const head = await successors.head();
      const balance = head && (await successors.ledger.balance(budgetAccountOf(head.execution_id)));
      const { violations } = successors.ledger;
      const left = await successors.ledger.reservations('', 10);
      expect({ deathAt, status: head?.status, cost: head?.cost_usd, balance, violations, left }).toEqual({
        deathAt,
        status: isAccepted ? 'completed' : undefined,
        cost: isAccepted ? costs(3) : undefined,
        balance: isAccepted ? { spent: 3 * parseUsd(price), reserved: 0 } : null,
        violations: [],
        left: [],
      });
      if (!successors.hasDied) return;
    }
    throw new Error('It never lived to the end.');
  });
});

describe('what a dead process has left in the ledger', () => {
  const waiting = documentOf(
    [ask('a'), { id: 'approve', type: 'human', approval: 'approve_reject', prompt: 'Well?', dependencies: ['a'] }],
    {
      budget_usd: 0.01,
    },
  );

  it('is put right by whoever goes on, also where nothing more is to be paid', async () => {
    const successors = new Successors(waiting);
    successors.process.doom(9_999);
    const { engine } = successors.process;
    const id = await engine.start(waiting);
    await successors.clock.advanceSettled(0);
    const account = budgetAccountOf(id);
    const accounts = [{ id: account, limit: usdToNano(0.01) }];
    const at = successors.clock.now();
    const left = { reservation: id, member: id, spent: 0, held: usdToNano(0.004), accounts, at };
    expect(await successors.ledger.hold(left)).toEqual({ ok: true });
    await engine.answer(id, { path: 'approve' }, { value: 'approve' });
    await successors.clock.advanceSettled(0);
    expect((await successors.head())?.status).toBe('completed');
    expect(await successors.ledger.balance(account)).toEqual({ spent: parseUsd(price), reserved: 0 });
  });

  it('for an execution that was never accepted goes back after a minute', async () => {
    const successors = new Successors(waiting);
    const { ledger, clock, process } = successors;
    const accounts = [{ id: 'live:organisation', limit: 1_000 }];
    await ledger.open({ reservation: 'ex_lost', accounts, amount: 600, openedAt: clock.now() });
    const reservedAfter = async (ms: number): Promise<number> => {
      await clock.advanceSettled(ms);
      await process.engine.supervisor.lookAround();
      return (await ledger.balance('live:organisation')).reserved;
    };
    expect([await reservedAfter(0), await reservedAfter(40_000), await reservedAfter(30_000)]).toEqual([600, 600, 0]);
  });

  it('for an execution that has ended is what its journal says, after a minute', async () => {
    const successors = new Successors(waiting);
    const { clock } = successors;
    const { engine } = successors.process;
    const id = await engine.start(waiting);
    await engine.answer(id, { path: 'approve' }, { value: 'approve' });
    await clock.advanceSettled(0);
    const accounts = [{ id: 'live:organisation', limit: usdToNano(1) }];
    const at = clock.now();
    const stale = { reservation: id, member: id, accounts, at };
    // As if the ledger had lost what it knew, and a process had hung before its last word.
    const other = new CheckingLedger();
    await other.hold({ ...stale, spent: 0, held: usdToNano(0.004) });
    const late = new Engine({ store: successors.store, clock, ledger: other });
    await late.supervisor.lookAround();
    expect(await other.balance('live:organisation')).toEqual({ spent: 0, reserved: usdToNano(0.004) });
    await clock.advanceSettled(60_000);
    await late.supervisor.lookAround();
    expect(await other.balance('live:organisation')).toEqual({ spent: parseUsd(price), reserved: 0 });
    expect(await other.reservations('', 10)).toEqual([]);
  });

  it('for an execution that waits stays promised to it: what was admitted can be paid', async () => {
    const successors = new Successors(waiting);
    const { ledger, clock } = successors;
    const { engine } = successors.process;
    const id = await engine.start(waiting, {}, { reserve: usdToNano(0.005) });
    await clock.advanceSettled(0);
    expect((await successors.head())?.status).toBe('waiting');
    const spent = parseUsd(price);
    const free = usdToNano(0.005) - spent;
    expect(await ledger.balance(budgetAccountOf(id))).toEqual({ spent, reserved: free });
    await clock.advanceSettled(60_000);
    await engine.supervisor.lookAround();
    expect(await ledger.reservations('', 10)).toMatchObject([{ reservation: id, free }]);
  });
});
