import { describe, expect, it } from '@jest/globals';
import { defaultTenant, ExecutionRepository, ExecutionsByTenant, isFinalStatus } from '@ice/core';
import { InProcessFeed, ManualClock, MemoryStore } from '@ice/storage';
import { ScriptedExecution } from '../stream/testing/scripted-execution.js';
import { ExecutionEnd } from './execution-end.js';

const id = 'ex_00000000000000000000000001';

/** A process that runs nothing: another one runs the execution, and this one's feed tells what a test wants it to. */
class Stage {
  readonly clock = new ManualClock();
  readonly feed = new InProcessFeed();
  readonly executions = new ExecutionRepository(new MemoryStore());
  readonly execution = new ScriptedExecution(this.executions, this.feed, id);
  readonly supervisor = {
    isEnding: false,
    waitFor: async (asked: string): Promise<boolean> => {
      this.looks += 1;
      return isFinalStatus((await this.executions.head(asked))?.status ?? 'queued');
    },
  };
  readonly ends = new ExecutionEnd(this.supervisor, new ExecutionsByTenant(this.executions), this.feed, this.clock);
  looks = 0;

  async begin(): Promise<this> {
    await this.execution.start();
    return this;
  }

  /** Waits, and keeps the answer. */
  wait(limitMs: number, of = id) {
    const wait: { answer: boolean | null } = { answer: null };
    void this.ends.waitFor(defaultTenant, of, limitMs).then((answer) => (wait.answer = answer));
    return wait;
  }

  async end(): Promise<void> {
    await this.execution.record([{ type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } }], false);
  }
}

describe('the end of an execution of another process', () => {
  it('is known at once where it has come, and where the execution is not there or is not the own', async () => {
    const stage = await new Stage().begin();
    const foreign = stage.ends.waitFor('AB12Z', id, 1_000);
    await stage.end();
    expect([await stage.ends.waitFor(defaultTenant, id, 0), await foreign]).toEqual([true, false]);
    expect(await stage.ends.waitFor(defaultTenant, 'ex_00000000000000000000000002', 0)).toBe(false);
    expect(stage.feed.size).toBe(0);
  });

  it('is seen when the feed wakes, after few looks and without a wait', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(60_000);
    await stage.clock.advanceSettled(1_000);
    const looks = stage.looks;
    await stage.end();
    await stage.clock.advanceSettled(99);
    expect([wait.answer, stage.looks]).toEqual([null, looks]);
    stage.feed.wake(id, id, 3, 3);
    await stage.clock.advanceSettled(0);
    expect([wait.answer, stage.looks, stage.feed.size]).toEqual([true, looks + 1, 0]);
  });

  it('is seen a little later where nobody wakes', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(60_000);
    await stage.clock.advanceSettled(500);
    await stage.end();
    await stage.clock.advanceSettled(2_000);
    expect([wait.answer, stage.looks]).toEqual([true, 3]);
  });

  it('is told by this process when it has taken the execution over, which asks for no look at each of its events', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(60_000);
    await stage.clock.advanceSettled(100);
    const looks = stage.looks;
    await stage.execution.log(50);
    await stage.clock.advanceSettled(100);
    expect(stage.looks).toBe(looks);
    await stage.execution.end();
    await stage.clock.advanceSettled(100);
    expect(wait.answer).toBe(true);
  });

  it('is looked for every 20 ms at most, however often the feed wakes', async () => {
    const stage = await new Stage().begin();
    stage.wait(60_000);
    await stage.clock.advanceSettled(50);
    stage.looks = 0;
    for (let time = 0; time < 100; time += 1) {
      stage.feed.wake(id, id, 1, 2);
      await stage.clock.advanceSettled(1);
    }
    expect(stage.looks).toBeLessThanOrEqual(6);
    expect(stage.looks).toBeGreaterThanOrEqual(4);
  });

  it('is not waited for longer than was asked', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(3_000);
    await stage.clock.advanceSettled(2_999);
    expect(wait.answer).toBe(null);
    await stage.clock.advanceSettled(1);
    expect([wait.answer, stage.feed.size]).toEqual([false, 0]);
  });

  it('is not waited for where the execution waits for an answer', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(60_000);
    await stage.clock.advanceSettled(100);
    await stage.execution.record([{ type: 'execution.waiting', data: { wakes_at: null } }], false);
    stage.feed.wake(id, id, 3, 3);
    await stage.clock.advanceSettled(20);
    expect(wait.answer).toBe(false);
  });

  it('is not waited for by a process that ends', async () => {
    const stage = await new Stage().begin();
    const wait = stage.wait(60_000);
    await stage.clock.advanceSettled(50);
    stage.supervisor.isEnding = true;
    await stage.clock.advanceSettled(100);
    expect([wait.answer, stage.feed.size]).toEqual([false, 0]);
  });
});
