import { describe, expect, it } from '@jest/globals';
import { defaultTenant, ExecutionRepository, ExecutionsByTenant } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { SharedReads } from './shared-reads.js';

const id = 'ex_00000000000000000000000001';

async function open() {
  const store = new MemoryStore();
  const executions = new ExecutionRepository(store);
  const execution = new ScriptedExecution(executions, new InProcessFeed(), id);
  await execution.start();
  const ranges: (readonly [string, number, number])[] = [];
  const range = store.range.bind(store);
  store.range = (...asked) => {
    ranges.push(asked);
    return range(...asked);
  };
  return { store, execution, ranges, reads: new SharedReads(new ExecutionsByTenant(executions)) };
}

describe('reads of a journal', () => {
  it('that are asked for in one turn are one, where they are the same', async () => {
    const { execution, ranges, reads } = await open();
    const [one, two] = [reads.of(defaultTenant), reads.of(defaultTenant)];
    const answers = await Promise.all([one.events(id, 0, 10), two.events(id, 0, 10), two.events(id, 1, 10)]);
    expect(answers).toEqual([execution.journal, execution.journal, execution.journal.slice(1)]);
    expect(ranges).toEqual([
      [id, 0, 10],
      [id, 1, 10],
    ]);
  });

  it('join none that has begun, which may not know the newest event', async () => {
    const { execution, ranges, reads } = await open();
    const reader = reads.of(defaultTenant);
    const first = reader.events(id, 2, 10);
    await new Promise((resolve) => setImmediate(resolve));
    await execution.log(1);
    expect([await reader.events(id, 2, 10), (await first).length <= 1]).toEqual([execution.journal.slice(2), true]);
    expect(ranges).toHaveLength(2);
  });

  it('are never shared between tenants', async () => {
    const { execution, reads } = await open();
    const [own, foreign] = [reads.of(defaultTenant), reads.of('AB12Z')];
    expect(await Promise.all([own.events(id, 0, 10), foreign.events(id, 0, 10)])).toEqual([execution.journal, []]);
    expect([(await own.head(id))?.sequence, await foreign.head(id)]).toEqual([2, null]);
    expect([(await own.snapshot(id))?.sequence, await foreign.snapshot(id)]).toEqual([2, null]);
  });

  it('that fail, fail for all who asked, and are tried anew', async () => {
    const { store, reads } = await open();
    const reader = reads.of(defaultTenant);
    const range = store.range.bind(store);
    store.range = () => Promise.reject(new Error('away'));
    const asked = [reader.events(id, 0, 1), reader.events(id, 0, 1)];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    store.range = range;
    expect(await reader.events(id, 0, 1)).toHaveLength(1);
  });
});
