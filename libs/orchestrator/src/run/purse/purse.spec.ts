/** Purses over the ledger of a spec: what they tell it, what they wait for, and what they leave. */
import { describe, expect, it } from '@jest/globals';
import {
  BudgetLedger,
  BudgetPolicy,
  emptyState,
  OwnSpending,
  type AccountBalance,
  type EventDraft,
  type HoldRequest,
  type LedgerAccount,
  type LedgerVerdict,
  type NanoUsd,
  type Reservation,
} from '@ice/core';
import { HandClock } from '../../testing/hand-clock.js';
import { OutOfBudget } from './out-of-budget.js';
import { PurseAccounts } from './purse-accounts.js';
import { Purse } from './purse.js';

const id = 'ex_0000000000000000000000SAMP';
const account = 'organisation';

/** One account, one reservation, and what others hold of it. */
class SmallLedger extends BudgetLedger {
  limit: NanoUsd = 100;
  others: NanoUsd = 0;
  isDown = false;
  readonly told: (readonly [spent: NanoUsd, held: NanoUsd])[] = [];
  readonly done: string[] = [];
  spent = 0;
  held = 0;

  override open(): Promise<LedgerVerdict> {
    return Promise.resolve({ ok: true });
  }

  override hold({ spent, held }: HoldRequest): Promise<LedgerVerdict> {
    if (this.isDown) return Promise.reject(new Error('The ledger is down.'));
    this.told.push([spent, held]);
    this.spent = Math.max(spent, this.spent);
    const needed = held - this.held;
    const available = Math.max(0, this.limit - this.spent - this.held - this.others);
    if (needed > available) {
      const refusal = { account, limit: this.limit, needed, available, reservedByOthers: this.others };
      return Promise.resolve({ ok: false, ...refusal });
    }
    this.held = held;
    return Promise.resolve({ ok: true });
  }

  override release(): Promise<void> {
    return Promise.resolve(void this.done.push('release'));
  }

  override close(): Promise<void> {
    return Promise.resolve(void this.done.push('close'));
  }

  override balances(): Promise<readonly AccountBalance[]> {
    return Promise.resolve([{ id: account, spent: this.spent, reserved: this.held + this.others }]);
  }

  override accounts(): Promise<readonly AccountBalance[]> {
    return Promise.resolve([]);
  }

  override reservation(): Promise<Reservation | null> {
    return Promise.resolve(null);
  }

  override reservations(): Promise<readonly Reservation[]> {
    return Promise.resolve([]);
  }

  override check(): Promise<void> {
    return Promise.resolve();
  }
}

class OneLevel extends BudgetPolicy {
  constructor(private readonly ledger: SmallLedger) {
    super();
  }

  override accountsOf(): Promise<readonly LedgerAccount[]> {
    return Promise.resolve([{ id: account, limit: this.ledger.limit }]);
  }
}

function purse(isTakenOver = false) {
  const ledger = new SmallLedger();
  const clock = new HandClock();
  const sources = { executions: { head: () => Promise.resolve(null) }, budgets: new OneLevel(ledger) };
  const { head } = emptyState(id);
  const accounts = new PurseAccounts(sources, { head: () => head, blueprintBudgetUsd: null }, []);
  const spending = new OwnSpending();
  const made = new Purse({ executionId: id, ledger, accounts, clock, spending, isTakenOver, isReserved: false });
  return { ledger, clock, purse: made };
}

const never = new AbortController().signal;
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const cost = (nano: number): EventDraft => {
  const usage = { input_tokens: 1, output_tokens: 1, cost_usd: `0.${String(nano).padStart(9, '0')}` };
  return { type: 'node.completed', path: 'a', data: { output: 1, duration_ms: 1, usage } };
};

describe('a purse', () => {
  it('asks for all that is wanted at once, and tells later what it has come to', async () => {
    const { purse: own, ledger } = purse();
    const [first, second] = await Promise.all([own.take(30, never), own.take(40, never)]);
    own.follow([cost(10)]);
    first?.giveBack();
    first?.giveBack();
    await settled();
    second?.giveBack();
    await settled();
    expect(ledger.told).toEqual([
      [0, 30],
      [0, 70],
      [10, 40],
      [10, 0],
    ]);
  });

  it('asks nobody for what costs nothing', async () => {
    const { purse: own, ledger } = purse();
    (await own.take(0, never)).giveBack();
    await own.leave('ended');
    expect([ledger.told, ledger.done]).toEqual([[], []]);
  });

  it('has what is too large together go one after the other', async () => {
    const { purse: own } = purse();
    const order: string[] = [];
    const take = async (name: string, amount: number): Promise<void> => {
      const hold = await own.take(amount, never);
      order.push(name);
      await settled();
      hold.giveBack();
    };
    await Promise.all([take('a', 60), take('b', 60), take('c', 30)]);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('is out of budget by more than would be there if all came back', async () => {
    const { purse: own, ledger } = purse();
    ledger.others = 80;
    const refused = await own.take(101, never).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(OutOfBudget);
    expect((refused as OutOfBudget).shortage).toEqual({
      level: 'organisation',
      account,
      spent_usd: '0',
      reserved_usd: '0.00000008',
      needed_usd: '0.000000101',
      limit_usd: '0.0000001',
    });
    expect(ledger.done).toEqual(['release']);
  });

  it('waits for others, and steps aside meanwhile', async () => {
    const { purse: own, ledger, clock } = purse();
    ledger.others = 80;
    let isAside = false;
    const taken = own.take(50, never, () => (isAside = true));
    await settled();
    expect([isAside, clock.pending]).toEqual([true, 1]);
    ledger.others = 0;
    clock.advance(100);
    (await taken).giveBack();
    expect(ledger.held).toBe(50);
  });

  const pass = async (clock: HandClock, seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      await settled();
      clock.advance(1_000);
    }
    await settled();
  };

  it('waits for its own calls as long as they take', async () => {
    const { purse: own, clock } = purse();
    const hold = await own.take(80, never);
    let isTaken = false;
    const taken = own.take(50, never).then(() => (isTaken = true));
    await pass(clock, 60);
    expect(isTaken).toBe(false);
    hold.giveBack();
    expect(await taken).toBe(true);
  });

  it('waits half a minute for others', async () => {
    const { purse: own, ledger, clock } = purse();
    ledger.others = 80;
    let isOver = false;
    const refused = own.take(50, never).catch((thrown: unknown) => ((isOver = true), thrown));
    await pass(clock, 29);
    expect(isOver).toBe(false);
    await pass(clock, 4);
    expect(await refused).toBeInstanceOf(OutOfBudget);
  });

  it('stops waiting with the attempt', async () => {
    const { purse: own, ledger } = purse();
    ledger.others = 80;
    const stop = new AbortController();
    const taken = own.take(50, stop.signal).catch((thrown: unknown) => thrown);
    await settled();
    stop.abort(new Error('Enough.'));
    expect(await taken).toEqual(new Error('Enough.'));
  });

  it('lets those that wait go when the execution is held', async () => {
    const { purse: own, ledger } = purse();
    ledger.others = 80;
    const taken = own.take(50, never).catch((thrown: unknown) => thrown);
    await settled();
    own.letWaitersGo();
    expect(await taken).toEqual(new OutOfBudget(null));
  });

  it('waits for a ledger that is down, and then says what is wrong', async () => {
    const { purse: own, ledger, clock } = purse();
    ledger.isDown = true;
    const taken = own.take(50, never).catch((thrown: unknown) => thrown);
    await pass(clock, 34);
    expect(await taken).toEqual(new Error('The ledger is down.'));
  });
});

describe('a purse that leaves', () => {
  it('closes the reservation of an execution that has ended', async () => {
    const { purse: own, ledger } = purse();
    (await own.take(50, never)).giveBack();
    await own.leave('ended');
    expect([ledger.told.at(-1), ledger.done]).toEqual([[0, 0], ['close']]);
  });

  it('keeps it open for a call that was cut off, until that has ended', async () => {
    const { purse: own, ledger } = purse();
    const hold = await own.take(50, never);
    await own.leave('ended');
    expect(ledger.done).toEqual(['release']);
    hold.giveBack();
    await settled();
    expect([ledger.told.at(-1), ledger.done]).toEqual([
      [0, 0],
      ['release', 'close'],
    ]);
  });

  it('keeps what is promised to one that waits, and to one that goes on elsewhere', async () => {
    const [parked, gone] = [purse(), purse()];
    for (const [one, departure] of [[parked, 'parked'] as const, [gone, 'gone'] as const]) {
      await one.purse.take(50, never);
      await one.purse.leave(departure);
    }
    expect([parked.ledger.done, gone.ledger.done]).toEqual([[], []]);
  });

  it('tells nothing any more of an execution that may be another process’s', async () => {
    const { purse: own, ledger } = purse();
    const hold = await own.take(50, never);
    own.follow([cost(10)]);
    own.abandon();
    hold.giveBack();
    await settled();
    await own.leave('gone');
    expect([ledger.told, ledger.done]).toEqual([[[0, 50]], []]);
  });

  it('settles what was given back while it was leaving', async () => {
    const { purse: own, ledger } = purse();
    const hold = await own.take(50, never);
    own.abandon();
    own.follow([cost(10)]);
    hold.giveBack();
    await own.leave('ended');
    expect([ledger.told.at(-1), ledger.done]).toEqual([[10, 0], ['close']]);
  });

  it('promises nothing any more', async () => {
    const { purse: own } = purse();
    await own.leave('gone');
    await expect(own.take(1, never)).rejects.toBeInstanceOf(OutOfBudget);
  });

  it('does not mind a ledger that is down', async () => {
    const { purse: own, ledger } = purse();
    (await own.take(50, never)).giveBack();
    ledger.isDown = true;
    await own.leave('ended');
    expect(ledger.done).toEqual([]);
  });
});

describe('a purse of an execution that was taken over', () => {
  it('puts right what the process before has left', async () => {
    const { purse: own, ledger } = purse(true);
    ledger.held = 70;
    own.begin();
    await settled();
    expect([ledger.told, ledger.held]).toEqual([[[0, 0]], 0]);
  });
});
