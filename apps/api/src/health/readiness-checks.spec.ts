import { describe, expect, it } from '@jest/globals';
import { IceError, type BudgetLedger, type ExecutionQueue, type Store } from '@ice/core';
import { ManualClock, MemoryLedger, MemoryStore } from '@ice/storage';
import type { PriceSource } from '../governance/cost-desk.js';
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

const unknownPrices: Pick<PriceSource, 'checkPrices'> = {
  checkPrices: () => {
    throw new IceError('estimator-unavailable', 'The price file is gone.');
  },
};

const lostQueue: Pick<ExecutionQueue, 'size'> = {
  size: () => Promise.reject(new IceError('store-unavailable', 'The line is gone.')),
};

const noQueue = { ok: false, duration_ms: 0, detail: 'The line is gone.' };
const noPrices = { ok: false, duration_ms: 0, detail: 'The price file is gone.' };
const over = { ok: false, duration_ms: 0, detail: 'This process is ending, and begins nothing any more.' };
const passed = { ok: true, duration_ms: 0 };
const all = { store: passed, ledger: passed, prices: passed, running: passed };
const fullDisk = { ok: false, duration_ms: 0, detail: 'The disk is full.' };
const damage = { ok: false, duration_ms: 0, detail: 'The ledger is damaged.' };

describe('the checks of readiness', () => {
  it('pass when the store and the ledger can be written and the prices are known', async () => {
    const clock = new ManualClock();

    expect(await checksOf({ clock }).run()).toEqual(all);
    expect(clock.pending).toBe(0);
  });

  it('say why one of them cannot', async () => {
    expect(await checksOf({ store: new BrokenStore() }).run()).toEqual({ ...all, store: fullDisk });
    expect(await checksOf({ ledger: new BrokenLedger() }).run()).toEqual({ ...all, ledger: damage });
    expect(await checksOf({ prices: unknownPrices }).run()).toEqual({ ...all, prices: noPrices });
    expect(await checksOf({ queue: lostQueue }).run()).toEqual({ ...all, queue: noQueue });
  });

  it('fail from the moment on at which the process begins nothing any more', async () => {
    const checks = checksOf({});
    checks.onModuleDestroy();
    expect(await checks.run()).toEqual({ ...all, running: over });
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
      prices: passed,
      running: passed,
    });
  });
});

describe('an answer that it is not ready', () => {
  it.each([
    ['the ledger', { ledger: new BrokenLedger() }, 'ledger-unavailable', { ledger: damage }],
    ['the store', { store: new BrokenStore() }, 'store-unavailable', { store: fullDisk }],
    ['the prices', { prices: unknownPrices }, 'estimator-unavailable', { prices: noPrices }],
    ['the store, if the line is gone,', { queue: lostQueue }, 'store-unavailable', { queue: noQueue }],
    [
      'the store, if all are gone,',
      { store: new BrokenStore(), ledger: new BrokenLedger(), prices: unknownPrices },
      'store-unavailable',
      { store: fullDisk, ledger: damage, prices: noPrices },
    ],
    [
      'the ledger before the prices',
      { ledger: new BrokenLedger(), prices: unknownPrices },
      'ledger-unavailable',
      { ledger: damage, prices: noPrices },
    ],
  ])('names %s with its code, and tells every check', async (_, broken, code, failed) => {
    const answer = new HealthController(checksOf(broken)).ready();
    const checks = { ...all, ...failed };

    await expect(answer).rejects.toMatchObject({ code, parts: { facts: { ready: false, checks } } });
  });
});

describe('a process that is ending', () => {
  it('says that before all that goes with it', async () => {
    const checks = checksOf({ store: new BrokenStore(), queue: lostQueue });
    checks.onModuleDestroy();
    const facts = { ready: false, checks: { ...all, store: fullDisk, queue: noQueue, running: over } };

    await expect(new HealthController(checks).ready()).rejects.toMatchObject({
      code: 'process-ending',
      parts: { facts },
    });
  });
});

interface CheckedParts {
  readonly store?: Store;
  readonly ledger?: BudgetLedger;
  readonly clock?: ManualClock;
  readonly prices?: Pick<PriceSource, 'checkPrices'>;
  readonly queue?: Pick<ExecutionQueue, 'size'>;
}

function checksOf({ store = new MemoryStore(), ledger = new MemoryLedger(), ...parts }: CheckedParts) {
  const { clock = new ManualClock(), prices = { checkPrices: () => undefined } } = parts;
  return new ReadinessChecks(store, ledger, clock, prices, parts.queue ?? null);
}
