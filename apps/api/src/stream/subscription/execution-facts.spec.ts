import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, ExecutionsByTenant } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { ExecutionFacts } from './execution-facts.js';

describe('the facts of executions', () => {
  it('come from the first event, from memory, or from the store, and the oldest are forgotten', async () => {
    const executions = new ExecutionRepository(new MemoryStore());
    const facts = new ExecutionFacts(new ExecutionsByTenant(executions), 2);
    const all = await Promise.all(
      ['1', '2', '3'].map(async (digit) => {
        const execution = new ScriptedExecution(executions, new InProcessFeed(), `ex_${digit.repeat(26)}`);
        await execution.start({ tags: [digit] });
        return execution.journal;
      }),
    );
    const expected = ['1', '2', '3'].map((digit) => ({ blueprintId: null, tags: [digit] }));
    const [queued, started] = [0, 1].map((index) => all.map((journal) => journal[index]!));
    expect(queued?.map((event) => facts.of(event))).toEqual(expected);
    expect(started?.map((event) => facts.of(event) instanceof Promise)).toEqual([true, false, false]);
    expect(await Promise.all(started?.map(async (event) => facts.of(event)) ?? [])).toEqual(expected);
  });
});
