/** The promise that all of this is for: whatever happens in which order, no budget is overspent, and in the end nothing is reserved. */
import type { BudgetLedger } from '@ice/core';
import { expect } from 'expect';
import fc from 'fast-check';
import type { SuiteFrame } from '../suite-frame.js';
import type { OpenedLedger } from './opened-ledger.js';

const accounts = [
  { id: 'org', limit: 60 },
  { id: 'key', limit: 40 },
];
const child = { id: 'child', limit: 15 };
const all = [...accounts, child];
const reservations = ['ex_1', 'ex_2', 'ex_3'];
const names = fc.record({ reservation: fc.constantFrom(...reservations), member: fc.constantFrom('m_1', 'm_2') });

/** What a provider charges for a call never passes what was held for it: `part` of it is spent. */
const move = fc.oneof(
  names.chain((name) => fc.record({ ...constants(name), kind: fc.constant('call'), amount: fc.nat({ max: 12 }) })),
  names.chain((name) => fc.record({ ...constants(name), kind: fc.constant('settle'), amount: fc.nat({ max: 12 }) })),
  names.chain((name) => fc.record({ ...constants(name), kind: fc.constant('open'), amount: fc.nat({ max: 30 }) })),
  names.chain((name) => fc.record({ ...constants(name), kind: fc.constant('release'), amount: fc.constant(0) })),
  names.chain((name) => fc.record({ ...constants(name), kind: fc.constant('close'), amount: fc.constant(0) })),
);

interface Move {
  readonly reservation: string;
  readonly member: string;
  readonly kind: string;
  readonly amount: number;
}

/** Registers the test. */
export function budgetContract({ it }: SuiteFrame, open: () => Promise<OpenedLedger>, sequences: number): void {
  it('keeps spent + reserved within every limit, whoever asks for what at the same time', async () => {
    const batches = fc.array(fc.array(move, { minLength: 1, maxLength: 6 }), { maxLength: 12, size: 'max' });
    const property = fc.asyncProperty(batches, async (moves) => {
      const opened = await open();
      await new Spenders(opened.ledger).play(moves);
      await opened.close();
    });
    await fc.assert(property, { numRuns: sequences });
  }, 120_000);
}

/** Executions that hold before they call, and never spend beyond what they were granted. */
class Spenders {
  /** By reservation and member: what was spent by what was granted, and what is held. */
  readonly #known = new Map<string, { spent: number; held: number }>();
  /** By reservation: how often it was closed. */
  readonly #closed = new Map<string, number>();

  constructor(private readonly ledger: BudgetLedger) {}

  async play(batches: readonly (readonly Move[])[]): Promise<void> {
    for (const batch of batches) {
      // One move of a member at a time, as its execution would; different members at once.
      const distinct = new Map(batch.map((one) => [`${one.reservation}/${one.member}`, one]));
      await Promise.all([...distinct.values()].map((one) => this.#move(one)));
      await this.#expectWithinLimits();
    }
    for (const reservation of reservations) await this.ledger.close(reservation);
    const spent = [...this.#known.values()].reduce((sum, known) => sum + known.spent, 0);
    const inChild = [...this.#known].filter(([name]) => name.endsWith('m_2')).map(([, known]) => known.spent);
    expect(await this.ledger.balances(all.map(({ id }) => id))).toEqual([
      { id: 'org', spent, reserved: 0 },
      { id: 'key', spent, reserved: 0 },
      { id: 'child', spent: inChild.reduce((sum, one) => sum + one, 0), reserved: 0 },
    ]);
    expect(await this.ledger.reservations('', 1_000)).toEqual([]);
  }

  async #move({ reservation, member, kind, amount }: Move): Promise<void> {
    if (kind === 'open') await this.ledger.open({ reservation, accounts, amount, openedAt: 1 });
    else if (kind === 'release') await this.ledger.release(reservation);
    else if (kind === 'close') await this.#close(reservation);
    else await this.#hold(reservation, member, kind, amount);
  }

  /** Closing is the end of every call of the reservation: none of its members may settle what it held before. */
  async #close(reservation: string): Promise<void> {
    for (const [name, known] of this.#known) if (name.startsWith(reservation)) known.held = 0;
    this.#closed.set(reservation, this.#closesOf(reservation) + 1);
    await this.ledger.close(reservation);
  }

  async #hold(reservation: string, member: string, kind: string, amount: number): Promise<void> {
    const name = `${reservation}/${member}`;
    const known = this.#known.get(name) ?? { spent: 0, held: 0 };
    this.#known.set(name, known);
    const used = kind === 'settle' ? Math.min(amount, known.held) : 0;
    const next = { spent: known.spent + used, held: kind === 'settle' ? 0 : known.held + amount };
    known.spent = next.spent;
    known.held -= used;
    const memberAccounts = member === 'm_2' ? [child] : [];
    const closes = this.#closesOf(reservation);
    const verdict = await this.ledger.hold({ reservation, member, ...next, accounts, memberAccounts, at: 2 });
    // What was granted while it was closed may be gone again: nothing of it is spent.
    if (verdict.ok && closes === this.#closesOf(reservation)) known.held = next.held;
  }

  #closesOf(reservation: string): number {
    return this.#closed.get(reservation) ?? 0;
  }

  async #expectWithinLimits(): Promise<void> {
    const balances = await this.ledger.balances(all.map(({ id }) => id));
    for (const [index, { spent, reserved }] of balances.entries()) {
      expect(spent).toBeGreaterThanOrEqual(0);
      expect(reserved).toBeGreaterThanOrEqual(0);
      expect(spent + reserved).toBeLessThanOrEqual(all[index]!.limit);
    }
  }
}

function constants(name: { readonly reservation: string; readonly member: string }) {
  return { reservation: fc.constant(name.reservation), member: fc.constant(name.member) };
}
