/** When a worker looks at the leases of others: with its own signs of life, and at the moment at which one runs out before the next. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AnswerRepository,
  CancelRequestRepository,
  ExecutionRepository,
  WakeUpRepository,
  WorkerRepository,
  type Worker,
} from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import {
  InProcessFeed,
  ManualClock,
  MemoryLedger,
  MemoryStore,
  MemoryWorkerPresence,
  SequentialIds,
} from '@ice/storage';
import type { AppConfig } from '../../config/app-config.js';
import { Metrics } from '../../metrics/metrics.js';
import { ExecutionRecovery } from './execution-recovery.js';
import { ExecutionWorker } from './execution-worker.js';

const leaseMs = 6_000;

describe('a worker', () => {
  const clock = new ManualClock();
  const store = new MemoryStore();
  const ids = new SequentialIds();
  const workers = new WorkerRepository(store, clock, ids);
  const executions = new ExecutionRepository(store);
  let own: ExecutionWorker;
  let other: Worker;

  /** Nothing runs here, so nothing is opened or charged. */
  function superviseNothing(): ExecutionSupervisor {
    const kept = {
      answers: new AnswerRepository(store, ids),
      cancelRequests: new CancelRequestRepository(store, ids),
      wakeUps: new WakeUpRepository(store, ids),
    };
    const unused = { factory: null as never, budgets: null as never, compiledOf: async () => null };
    const means = { executions, clock, feed: new InProcessFeed(), ledger: new MemoryLedger() };
    return new ExecutionSupervisor({ ...kept, ...means, ...unused, tell: () => undefined });
  }

  beforeEach(async () => {
    other = await workers.announce(leaseMs);
    await clock.advanceSettled(500);
    const presence = new MemoryWorkerPresence();
    const supervisor = superviseNothing();
    const feed = new InProcessFeed();
    const recovery = new ExecutionRecovery(executions, workers, presence, supervisor, feed, null, new Metrics());
    const config = { leaseMs, http: { shutdownGraceMs: 0 } } as AppConfig;
    own = new ExecutionWorker(workers, presence, supervisor, recovery, null, clock, config);
    await own.onApplicationBootstrap();
  });
  afterEach(() => own.beforeApplicationShutdown());

  const known = async (): Promise<readonly string[]> => (await workers.list()).map(({ id }) => id);

  it('finds one that is gone when its lease runs out, not with its own next sign of life', async () => {
    await clock.advanceSettled(5_500);
    expect(await known()).toEqual([other.id, own.id]);
    // The own signs of life come 4,500 and 6,500 ms after the beginning.
    await clock.advanceSettled(2);
    expect(await known()).toEqual([own.id]);
  });

  it('leaves one alone that renews its lease at the last moment', async () => {
    await clock.advanceSettled(5_499);
    const renewed = await workers.renew(other, leaseMs, null);
    await clock.advanceSettled(2_000);
    expect(await known()).toEqual([other.id, own.id]);
    expect((await workers.list())[0]).toEqual(renewed);
    await workers.remove(renewed as Worker);
  });
});
