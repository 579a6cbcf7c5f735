/** Drives an execution and its children to their ends, whatever is done to the processes that run them: they die, one after the other, and
 *  each time another one goes on over the same store. What comes from outside, and when, is told by a list of numbers. */
import {
  isFinalStatus,
  type AnswerAddress,
  type ExecutionHead,
  type JsonObject,
  type NanoUsd,
  type SignalAnswer,
} from '@ice/core';
import { budgetAccountOf } from '@ice/orchestrator';
import { ManualClock, MemoryLedger, MemoryStore } from '@ice/storage';
import { MortalProcess } from './mortal-process.js';
import type { NestedDocument } from './nested-kinds.js';
import { Engine, type Played } from './start-engine.js';

/** What befalls an execution. */
export interface Fate {
  /** Writes to the store after which each process but the last dies. */
  readonly deaths: readonly number[];
  /** From 0 to 99: what becomes of a signal when it is seen. Begins anew when it is used up. */
  readonly rolls: readonly number[];
  /** The look at which somebody cancels it; null: nobody does. */
  readonly cancelAt: number | null;
  /** What it may cost in USD, at first; null: no limit. */
  readonly budgetUsd: number | null;
}

/** What was recorded, and what the ledger has in the end. */
export interface Killed {
  /** The first execution at the beginning. */
  readonly played: readonly Played[];
  /** By the ledger, for all of them; 0 without a budget. */
  readonly spent: NanoUsd;
  /** Reservations that stay open, and promises. */
  readonly left: readonly unknown[];
}

const mostLooks = 600;
const longestStepMs = 6 * 3_600_000;

/** Plays a document to the end under its fate. */
export async function playKilled(nested: NestedDocument, fate: Fate): Promise<Killed> {
  return new KilledExecutions(nested, fate).play();
}

class KilledExecutions {
  private readonly store = new MemoryStore();
  private readonly clock = new ManualClock();
  private readonly ledger = new MemoryLedger();
  private readonly observer = new Engine({ store: this.store, clock: this.clock, ledger: this.ledger });
  private readonly document: JsonObject;
  private readonly seen = new Set<string>();
  private process: MortalProcess;
  private born = 0;
  private rolled = 0;

  constructor(
    private readonly nested: NestedDocument,
    private readonly fate: Fate,
  ) {
    const { budgetUsd } = fate;
    this.document = { ...nested.document, ...(budgetUsd !== null && { budget_usd: budgetUsd }) };
    this.process = this.bear();
  }

  async play(): Promise<Killed> {
    const id = await this.process.engine.start(this.document, {}, { reserve: 1_000 });
    this.process.doom(this.fate.deaths[0] ?? Infinity);
    if (this.roll() < 20) await this.answer(id, { path: 'n1' }, { value: 'approve' });
    let stepMs = 1;
    for (let look = 0; look < mostLooks; look += 1) {
      await this.clock.advanceSettled(0);
      if (this.process.isDead) await this.succeed();
      const heads = await this.heads();
      if (heads.every(({ status }) => isFinalStatus(status))) return this.ended(id, heads);
      const hasMoved = (await this.cancelAt(look, id)) || (await this.answerOne(heads));
      stepMs = hasMoved ? 1 : Math.min(3 * stepMs, longestStepMs);
      if (!hasMoved) await this.clock.advanceSettled(stepMs);
      await this.process.ask(this.process.engine.supervisor.lookAround());
    }
    const open = (await this.heads()).filter(({ status }) => !isFinalStatus(status));
    const played = await Promise.all(open.map(({ execution_id }) => this.observer.look(execution_id)));
    throw new Error(`Never ended: ${JSON.stringify(played.map(({ events }) => events))}`);
  }

  private bear(): MortalProcess {
    this.born += 1;
    const process = new MortalProcess(this.store, this.clock, `wk_${this.born}`, { ledger: this.ledger });
    for (const document of [...this.nested.others, this.document]) process.engine.compile(document);
    return process;
  }

  /** Another process goes on with whatever the dead one ran. */
  private async succeed(): Promise<void> {
    this.process = this.bear();
    this.process.doom(this.fate.deaths[this.born - 1] ?? Infinity);
    const { supervisor } = this.process.engine;
    for (const head of await this.heads()) {
      if (head.status === 'waiting' || isFinalStatus(head.status)) continue;
      await this.process.ask(supervisor.resume(head, 'lost'));
    }
  }

  private async cancelAt(look: number, id: string): Promise<boolean> {
    if (look !== this.fate.cancelAt) return false;
    await this.process.ask(this.process.engine.supervisor.cancel(id, 'enough'));
    return true;
  }

  /** Decides about one signal that was not seen before: it is answered once or twice, with a value or a failure, or is left to its time. */
  private async answerOne(heads: readonly ExecutionHead[]): Promise<boolean> {
    for (const { execution_id: id, status } of heads) {
      if (isFinalStatus(status)) continue;
      const { snapshot } = await this.observer.look(id);
      const signal = snapshot.open_signals.find(({ kind, signal_id }) => kind !== 'timer' && !this.seen.has(signal_id));
      if (!signal) continue;
      this.seen.add(signal.signal_id);
      const roll = this.roll();
      if (roll < 25 && signal.expires_at !== null) continue;
      const { kind, signal_id } = signal;
      const value = kind === 'budget' ? { raise_to_usd: 1_000 } : kind === 'pause' ? 'resume' : 'approve';
      await this.answer(id, { signal_id }, roll < 40 ? { failure: { code: 'refused', message: 'No.' } } : { value });
      if (roll > 80) await this.answer(id, { signal_id }, { value: 'approve' });
      return true;
    }
    return false;
  }

  /** Whoever answers finds out that the process has died, and asks the next one whether it is taken. */
  private async answer(id: string, address: AnswerAddress, answer: SignalAnswer): Promise<void> {
    const delivery = await this.process.ask(this.process.engine.answer(id, address, answer));
    if (delivery === null && 'signal_id' in address) this.seen.delete(address.signal_id);
  }

  private async heads(): Promise<readonly ExecutionHead[]> {
    return (await this.observer.executions.list({ limit: 1_000 })).data;
  }

  private async ended(id: string, heads: readonly ExecutionHead[]): Promise<Killed> {
    const children = heads.map(({ execution_id }) => execution_id).filter((other) => other !== id);
    const played = await Promise.all([id, ...children].map((each) => this.observer.look(each)));
    for (let minute = 0; minute < 3; minute += 1) {
      await this.clock.advanceSettled(60_000);
      await this.observer.supervisor.lookAround();
    }
    const [{ spent, reserved } = { spent: 0, reserved: 0 }] = await this.ledger.balances([budgetAccountOf(id)]);
    const left = [...(await this.ledger.reservations('', 1_000)), ...(reserved === 0 ? [] : [reserved])];
    return { played, spent, left };
  }

  private roll(): number {
    const { rolls } = this.fate;
    this.rolled += 1;
    return rolls[this.rolled % rolls.length] as number;
  }
}
