import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, emptyState, SecretCipher, SecretInputRepository, type ExecutionEvent } from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';
import { createSecretKey, randomBytes } from 'node:crypto';
import { SecretInputSweep } from './secret-input-sweep.js';

const hourMs = 3_600_000;
const idOf = (number: number): string => `ex_${String(number).padStart(26, '0')}`;

describe('the sweep of secret inputs', () => {
  it('removes what belongs to no execution, once a start cannot be on its way any more', async () => {
    const [clock, store] = [new ManualClock(), new MemoryStore()];
    const executions = new ExecutionRepository(store);
    const cipher = new SecretCipher(createSecretKey(randomBytes(32)));
    const kept = new SecretInputRepository(store, clock, new SequentialIds(), cipher);
    for (const number of [1, 2]) await kept.keep(idOf(number), { key: 'sesame-1234' });
    const queued = { type: 'execution.queued', data: { name: 'n', revision: 'r', inputs: {} } } as const;
    const at = new Date(clock.now()).toISOString();
    const event = { ...queued, sequence: 1, at, execution_id: idOf(1) } as ExecutionEvent;
    await executions.append(emptyState(idOf(1)).head, 1, [event]);
    const left = async () => {
      const found = await Promise.all([1, 2].map((number) => kept.resolve(idOf(number), 'key')));
      return found.map((secret) => secret !== null);
    };
    const sweep = new SecretInputSweep(kept, executions, clock);
    sweep.onApplicationBootstrap();
    await clock.advanceSettled(hourMs / 2);
    expect(await left()).toEqual([true, true]);
    await clock.advanceSettled(hourMs);
    expect(await left()).toEqual([true, true]);
    await clock.advanceSettled(hourMs);
    await sweep.beforeApplicationShutdown();
    expect([await left(), clock.pending]).toEqual([[true, false], 0]);
  });
});
