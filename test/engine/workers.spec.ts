/** The leases of workers, on every store that they are kept in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelRequestRepository, WorkerRepository, type Store } from '@ice/core';
import { ManualClock, MemoryStore, SqliteStore, UlidSource } from '@ice/storage';

const folder = mkdtempSync(path.join(tmpdir(), 'workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, 'workers.db') })],
];

describe.each(stores)('workers on %s', (_name, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it('renew their lease until somebody declares them lost, and never again then', async () => {
    const clock = new ManualClock(1_000);
    const workers = new WorkerRepository(store, clock, new UlidSource(clock));

    const worker = await workers.announce(5_000);
    expect(worker).toMatchObject({ state: 'alive', leaseUntil: 6_000, suspect: null });
    clock.set(4_000);
    const renewed = await workers.renew(worker, 5_000, 'ex_1');
    expect(renewed).toMatchObject({ id: worker.id, leaseUntil: 9_000, suspect: 'ex_1' });
    expect(await workers.list()).toEqual([renewed]);

    clock.set(9_000);
    expect(workers.hasRunOut(renewed!)).toBe(false);
    clock.set(9_001);
    expect(workers.hasRunOut(renewed!)).toBe(true);
    const lost = await workers.end(renewed!, 'lost');
    expect(lost).toMatchObject({ id: worker.id, state: 'lost', suspect: 'ex_1' });
    expect(await workers.renew(renewed!, 5_000, null)).toBeNull();
    expect(await workers.end(renewed!, 'drained')).toBeNull();

    await workers.remove(lost!);
    expect(await workers.list()).toEqual([]);
  });

  it('cannot be declared lost by what was seen before they renewed', async () => {
    const workers = new WorkerRepository(store, new ManualClock(), new UlidSource());
    const seen = await workers.announce(1_000);
    const renewed = await workers.renew(seen, 1_000, null);
    expect(await workers.end(seen, 'lost')).toBeNull();
    expect((await workers.list()).find(({ id }) => id === seen.id)).toEqual(renewed);
  });

  it('renew their lease, and say that they have ended, although they never heard of what they wrote last', async () => {
    const clock = new ManualClock(1_000);
    const workers = new WorkerRepository(store, clock, new UlidSource(clock));
    const worker = await workers.announce(1_000);
    // Written, and whoever wrote it never had the answer.
    const unheard = await workers.renew(worker, 1_000, 'ex_1');
    clock.set(1_500);
    const renewed = await workers.renew(worker, 1_000, null);
    expect(renewed).toMatchObject({ id: worker.id, state: 'alive', leaseUntil: 2_500, suspect: null });
    expect(await workers.end(unheard!, 'lost')).toBeNull();

    expect(await workers.end(worker, 'drained')).toMatchObject({ id: worker.id, state: 'drained' });
    expect(await workers.renew(worker, 1_000, null)).toBeNull();
    expect(await workers.end(renewed!, 'lost')).toBeNull();
  });

  it('cannot renew once they were declared lost, or are gone, whatever they last heard', async () => {
    const workers = new WorkerRepository(store, new ManualClock(), new UlidSource());
    const worker = await workers.announce(1_000);
    const unheard = await workers.renew(worker, 1_000, null);
    const lost = await workers.end(unheard!, 'lost');
    for (const heard of [worker, unheard!]) {
      expect(await workers.end(heard, 'drained')).toBeNull();
      expect(await workers.renew(heard, 1_000, null)).toBeNull();
    }
    await workers.remove(lost!);
    expect(await workers.renew(worker, 1_000, null)).toBeNull();
    expect((await workers.list()).filter(({ id }) => id === worker.id)).toEqual([]);
  });

  it('are told which executions others want cancelled, until that was obeyed', async () => {
    const requests = new CancelRequestRepository(store, new UlidSource());
    await requests.add('ex_1', 'first');
    await requests.add('ex_1', 'second');
    await requests.add('ex_2', 'enough');
    const [first, other] = await requests.list();
    expect([first, other]).toMatchObject([
      { executionId: 'ex_1', reason: 'first' },
      { executionId: 'ex_2', reason: 'enough' },
    ]);
    await requests.remove(first!);
    await requests.remove(first!);
    expect(await requests.list()).toEqual([other]);
  });
});
