import { describe, expect, it } from '@jest/globals';
import { IceError } from '@ice/core';
import { ManualClock, MemoryStore } from '@ice/storage';
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

describe('the checks of readiness', () => {
  it('pass when the store can write', async () => {
    const clock = new ManualClock();

    expect(await new ReadinessChecks(new MemoryStore(), clock).run()).toEqual({ store: { ok: true, duration_ms: 0 } });
    expect(clock.pending).toBe(0);
  });

  it('say why the store cannot', async () => {
    const checks = new ReadinessChecks(new BrokenStore(), new ManualClock());

    expect(await checks.run()).toEqual({ store: { ok: false, duration_ms: 0, detail: 'The disk is full.' } });
  });

  it('end although the store does not answer', async () => {
    const clock = new ManualClock();
    const run = new ReadinessChecks(new HangingStore(), clock).run();
    clock.advance(2_000);

    expect(await run).toEqual({ store: { ok: false, duration_ms: 2_000, detail: 'no answer within 2000 ms' } });
  });
});
