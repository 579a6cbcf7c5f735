import { describe, expect, it } from '@jest/globals';
import { IceError, type BudgetLedger, type Store } from '@ice/core';
import { ManualClock, MemoryLedger, MemoryStore } from '@ice/storage';
import { HealthController } from './health.controller.js';
import { ReadinessChecks } from './readiness-checks.js';

class BrokenStore extends MemoryStore {
  override async check(): Promise<void> {
    throw new IceError('store-unavailable', 'The disk is full.');
  }
}

class HangingStore extends MemoryStore {
  override check(): Promise<void> {
    return new Promise(() => undefined);
  }
}

class BrokenLedger extends MemoryLedger {
  override async check(): Promise<void> {
    throw new IceError('ledger-unavailable', 'The ledger is damaged.');
  }
}

const passed = { ok: true, duration_ms: 0 };
const fullDisk = { ok: false, duration_ms: 0, detail: 'The disk is full.' };
const damage = { ok: false, duration_ms: 0, detail: 'The ledger is damaged.' };

describe('the checks of readiness', () => {
  it('pass when the store and the ledger can be written', async () => {
    const clock = new ManualClock();

    expect(await checksOf({ clock }).run()).toEqual({ store: passed, ledger: passed });
    expect(clock.pending).toBe(0);
  });

  it('say why one of them cannot', async () => {
    expect(await checksOf({ store: new BrokenStore() }).run()).toEqual({ store: fullDisk, ledger: passed });
    expect(await checksOf({ ledger: new BrokenLedger() }).run()).toEqual({ store: passed, ledger: damage });
  });

  it('end although the store does not answer', async () => {
    const clock = new ManualClock();
    const run = checksOf({ store: new HangingStore(), clock }).run();
    // The ledger answers first.
    await new Promise(setImmediate);
    clock.advance(2_000);

    expect(await run).toEqual({
      store: { ok: false, duration_ms: 2_000, detail: 'no answer within 2000 ms' },
      ledger: passed,
    });
  });
});

describe('an answer that it is not ready', () => {
  it.each([
    ['the ledger', { ledger: new BrokenLedger() }, 'ledger-unavailable', { store: passed, ledger: damage }],
    ['the store', { store: new BrokenStore() }, 'store-unavailable', { store: fullDisk, ledger: passed }],
    [
      'the store, if both are gone,',
      { store: new BrokenStore(), ledger: new BrokenLedger() },
      'store-unavailable',
      { store: fullDisk, ledger: damage },
    ],
  ])('names %s with its code, and tells every check', async (_, broken, code, checks) => {
    const answer = new HealthController(checksOf(broken)).ready();

    await expect(answer).rejects.toMatchObject({ code, parts: { facts: { ready: false, checks } } });
  });
});

function checksOf(parts: { readonly store?: Store; readonly ledger?: BudgetLedger; readonly clock?: ManualClock }) {
  const { store = new MemoryStore(), ledger = new MemoryLedger(), clock = new ManualClock() } = parts;
  return new ReadinessChecks(store, ledger, clock);
}
