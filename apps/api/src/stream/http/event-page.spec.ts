import { beforeAll, describe, expect, it } from '@jest/globals';
import { ExecutionRepository } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { eventPageText } from './event-page.js';

const id = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const executions = new ExecutionRepository(new MemoryStore());
const execution = new ScriptedExecution(executions, new InProcessFeed(), id);

const page = async (after: number, limit: number) =>
  JSON.parse(await eventPageText(executions, { executionId: id, after, limit }));

describe('a page of events', () => {
  beforeAll(async () => {
    await execution.start();
    await execution.log(300);
  });

  it.each([
    [0, 1, '1'],
    [0, 100, '100'],
    [7, 99, '106'],
    [0, 301, '301'],
    [0, 302, null],
    [0, 1_000, null],
    [300, 2, null],
    [302, 10, null],
  ])('after %j, at most %j: the cursor is %j', async (after, limit, cursor) => {
    expect(await page(after, limit)).toEqual({
      data: execution.journal.slice(after, after + limit),
      next_cursor: cursor,
      has_more: cursor !== null,
    });
  });

  it('ends early where events are large', async () => {
    const large = { type: 'log', data: { level: 'info', message: 'x'.repeat(1_000_000) } } as const;
    await execution.record([large, large, large, large, large, large, large]);
    const { data, next_cursor } = await page(300, 1_000);
    expect([data.length, next_cursor]).toEqual([7, '307']);
    expect((await page(307, 1_000)).has_more).toBe(false);
  });
});
