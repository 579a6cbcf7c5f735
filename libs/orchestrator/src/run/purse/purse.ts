/** The money of one execution while it runs in this process: what its journal says that its own model calls have cost, and what those
 *  under way may cost at most. Nothing is called before the ledger has promised its worst case; what was promised stays so until the
 *  journal has what the call has cost. So the ledger never knows less than the journal, and what a dead process has left in it is put
 *  right by whoever goes on, with one figure. Tells the ledger absolute figures, one after the other. */
import type { BudgetLedger, Clock, EventDraft, LedgerVerdict, NanoUsd, OwnSpending } from '@ice/core';
import { AskQueue, type Ask, type Hold } from './ask-queue.js';
import { findReservation } from './find-reservation.js';
import { OutOfBudget } from './out-of-budget.js';
import type { ChargedAccounts, PurseAccounts } from './purse-accounts.js';
import { shortageOf, type Refusal, type Standing } from './shortage-of.js';
import { WakingPause } from './waking-pause.js';

/** What a purse works with. */
export interface PurseParts {
  readonly executionId: string;
  readonly ledger: BudgetLedger;
  readonly accounts: PurseAccounts;
  readonly clock: Clock;
  /** What the journal has come to before. */
  readonly spending: OwnSpending;
  /** Another process may have left figures in the ledger. */
  readonly isTakenOver: boolean;
  /** Something was reserved for it at its start. */
  readonly isReserved: boolean;
}

/** How an execution goes away from this process. `gone`: another one has it, or will. */
export type Departure = 'ended' | 'parked' | 'gone';

/** From one look at the ledger to the next while others hold what is needed, growing by doubling. */
const shortestWaitMs = 100;
const longestWaitMs = 2_000;

/** So long others are waited for, as soon as no call of this execution is under way. */
const mostWaitedMs = 30_000;

/** The purse of one execution. */
export class Purse {
  private readonly asks = new AskQueue((amount) => this.giveBack(amount));
  private readonly pause: WakingPause;
  private held: NanoUsd = 0;
  /** What the ledger was told last. */
  private told: { readonly spent: NanoUsd; readonly held: NanoUsd };
  private isStale: boolean;
  private isPumping = false;
  private pumped: Promise<void> = Promise.resolve();
  private departure: Departure | null = null;

  /** The ledger knows of it. */
  private isKnown: boolean;

  /** Children have been run under its reservation. */
  hasChildren: boolean;

  constructor(private readonly parts: PurseParts) {
    this.pause = new WakingPause(parts.clock);
    this.isStale = parts.isTakenOver;
    this.isKnown = parts.isTakenOver || parts.isReserved;
    this.hasChildren = parts.isTakenOver;
    this.told = { spent: parts.isTakenOver ? 0 : parts.spending.total, held: 0 };
  }

  /** Puts right what a process before has left in the ledger. */
  begin(): void {
    this.pump();
  }

  /**
   * Resolves when the ledger has promised `amount`; it is given back by the hold.
   * @param setAside called when others have to be waited for.
   * @throws OutOfBudget; the signal's reason; IceError `ledger-unavailable`.
   */
  async take(amount: NanoUsd, signal: AbortSignal, setAside: () => void = () => undefined): Promise<Hold> {
    signal.throwIfAborted();
    if (amount === 0) return { giveBack: () => undefined };
    if (this.departure) throw new OutOfBudget(null);
    const hold = this.asks.push(amount, signal, setAside);
    this.pump();
    return hold;
  }

  /** The journal has these. */
  follow(events: readonly EventDraft[]): void {
    const before = this.parts.spending.total;
    for (const event of events) this.parts.spending.add(event);
    this.parts.accounts.follow(events);
    if (this.parts.spending.total !== before) this.isStale = true;
  }

  /** Nobody is to wait for money any more: the whole execution is held. */
  letWaitersGo(): void {
    this.asks.refuseAll(new OutOfBudget(null));
    this.pause.wake();
  }

  /** Tells the ledger nothing any more: the execution may be another process's by now, whose figures these would overwrite. */
  abandon(): void {
    this.departure = 'gone';
    this.letWaitersGo();
  }

  /** Settles with the ledger. What cannot be settled now is put right by whoever goes on, or by the sweeper. */
  async leave(departure: Departure): Promise<void> {
    this.departure = departure;
    this.letWaitersGo();
    await this.pumped;
    await this.finish();
  }

  /** A call that was cut off may still come to its end: until then what it holds stays reserved. */
  private async finish(): Promise<void> {
    if (this.departure === 'gone' || !this.isKnown) return;
    try {
      if (this.isStale) await this.tell(0);
      const { reservation, accounts } = await this.parts.accounts.now();
      if (reservation !== this.parts.executionId || accounts.length === 0) return;
      if (this.departure === 'ended' && this.held === 0 && (await this.isLast()))
        await this.parts.ledger.close(reservation);
      else if (this.departure === 'ended') await this.parts.ledger.release(reservation);
    } catch {
      // The ledger or the store is down; the journal has what is needed.
    }
  }

  /** None of its children holds anything any more. */
  private async isLast(): Promise<boolean> {
    const { ledger, executionId } = this.parts;
    const found = this.hasChildren ? await findReservation(ledger, executionId) : null;
    return (found?.members ?? []).every(({ member, held }) => member === executionId || held === 0);
  }

  private giveBack(amount: NanoUsd): void {
    this.held -= amount;
    this.isStale = true;
    if (this.departure) {
      if (this.departure === 'ended' && this.held === 0) void this.finish();
      return;
    }
    this.pause.wake();
    this.pump();
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    this.pumped = this.work();
  }

  private async work(): Promise<void> {
    while (!this.departure && (this.asks.size > 0 || this.isStale)) {
      this.pause.arm();
      try {
        if (this.asks.size > 0) await this.serve();
        else await this.tell(0);
      } catch (fault) {
        await this.waitOrReject(fault);
      }
    }
    this.isPumping = false;
  }

  /** Asks for all that is wanted at once; where that is too much, for the oldest alone. */
  private async serve(): Promise<void> {
    const wanted = this.asks.list();
    const first = wanted[0] as Ask;
    const whole = await this.tell(wanted.reduce((sum, { amount }) => sum + amount, 0));
    if (whole.ok) return this.grant(wanted);
    const isRefined = this.isStale || wanted.length > 1;
    if (this.isStale) await this.tell(0);
    const verdict = isRefined ? await this.tell(first.amount) : whole;
    if (verdict.ok) this.grant([first]);
    else await this.judge(first, verdict);
  }

  private grant(asks: readonly Ask[]): void {
    for (const ask of asks) {
      this.held += ask.amount;
      this.asks.grant(ask);
    }
  }

  /** Waits while it would fit once all that is promised has come to its end; else it is refused. */
  private async judge(ask: Ask, refusal: Refusal): Promise<void> {
    const { ledger, accounts, executionId } = this.parts;
    const { spent } = await this.standingOf(refusal.account);
    const fits = ask.amount <= refusal.limit - spent;
    // What this one has left over may be what another one waits for, which waits for this one.
    if (!fits || refusal.reservedByOthers > 0) await ledger.release((await accounts.now()).reservation);
    if (fits && this.mayWait(ask)) return this.wait(ask);
    const standing = await this.standingOf(refusal.account);
    this.asks.refuse(ask, new OutOfBudget(shortageOf(executionId, refusal, standing, ask.amount)));
  }

  private async standingOf(account: string): Promise<Standing> {
    const [standing] = await this.parts.ledger.balances([account]);
    return standing ?? { spent: 0, reserved: 0 };
  }

  private async waitOrReject(fault: unknown): Promise<void> {
    const [ask] = this.asks.list();
    if (!ask) return this.pause.for(longestWaitMs);
    if (this.mayWait(ask)) await this.wait(ask);
    else this.asks.refuse(ask, fault);
  }

  /** For its own calls an execution waits as long as they take. */
  private mayWait(ask: Ask): boolean {
    const now = this.parts.clock.now();
    if (this.held > 0) ask.waitsSince = null;
    else ask.waitsSince ??= now;
    return ask.waitsSince === null || now - ask.waitsSince < mostWaitedMs;
  }

  private async wait(ask: Ask): Promise<void> {
    this.asks.setAside();
    const ms = Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.min(ask.waits, 10));
    ask.waits += 1;
    await this.pause.for(ms);
  }

  /** Tells what is so, and asks for `more`. */
  private async tell(more: NanoUsd): Promise<LedgerVerdict> {
    const charged = await this.parts.accounts.now();
    if (this.departure === 'gone') throw new OutOfBudget(null);
    const spent = this.parts.spending.total;
    const { held } = this;
    if (charged.accounts.length === 0 && charged.memberAccounts.length === 0) {
      this.isStale = false;
      return { ok: true };
    }
    this.isKnown = true;
    this.isStale = false;
    const verdict = await this.hold(charged, spent, held + more).catch((fault: unknown) => {
      this.isStale = true;
      throw fault;
    });
    const isSettled = verdict.ok || (held === this.told.held && spent === this.told.spent);
    // A refusal leaves what is held as it was, so what has shrunk has to be told without the growth.
    if (!isSettled && more > 0) this.isStale = true;
    this.told = { spent, held: verdict.ok ? held + more : held };
    return verdict;
  }

  private hold({ reservation, accounts, memberAccounts }: ChargedAccounts, spent: NanoUsd, held: NanoUsd) {
    const { ledger, executionId: member, clock } = this.parts;
    return ledger.hold({ reservation, member, spent, held, accounts, memberAccounts, at: clock.now() });
  }
}
