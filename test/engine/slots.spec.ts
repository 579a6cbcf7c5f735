/** The slots of a process: shared by all executions, held by attempts only, and never by what nobody waits for any more. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, ToolDefinition } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

/** A tool that can be watched: who is inside, how many at most, and what has been begun. It stays for a second, whatever happens. */
function watched(clock: ManualClock) {
  const watch = { inside: 0, most: 0, begun: [] as string[] };
  const tool: ToolDefinition = defineTool({
    name: 'stay',
    description: 'Stays for a second and does not listen.',
    input: z.object({}),
    output: z.object({}),
    run: async (_input, context) => {
      watch.begun.push(`${context.path} ${context.attempt}`);
      watch.inside += 1;
      watch.most = Math.max(watch.most, watch.inside);
      await new Promise<void>((resolve) => clock.after(1_000, resolve));
      watch.inside -= 1;
      return {};
    },
  });
  return { watch, tool };
}

function open(slots: number) {
  const clock = new ManualClock();
  const { watch, tool } = watched(clock);
  return { clock, watch, engine: new Engine({ clock, slots, tools: [tool] }) };
}

const stay = (id: string, rest: object = {}): JsonObject => ({ id, type: 'tool', tool_name: 'stay', ...rest });

describe('the slots of a process', () => {
  it('bound what all executions together do at a time, and are used to the last', async () => {
    const { engine, clock, watch } = open(3);
    const wide = documentOf(Array.from({ length: 5 }, (_, index) => stay(`n${index}`)));
    const executions = await Promise.all(Array.from({ length: 4 }, () => engine.open(wide)));
    const ends = executions.map((execution) => execution.run());
    await clock.advanceSettled(0);
    expect(watch.inside).toBe(3);
    await clock.advanceSettled(20_000);
    const heads = await Promise.all(ends);
    expect(heads.map((head) => head.status)).toEqual(heads.map(() => 'completed'));
    expect({ ...watch, begun: watch.begun.length }).toEqual({ inside: 0, most: 3, begun: 20 });
  });

  it('go to whoever waits longest: a wide execution does not starve a narrow one', async () => {
    const { engine, clock, watch } = open(2);
    const wide = await engine.open(documentOf(['w0', 'w1', 'w2', 'w3', 'w4', 'w5'].map((id) => stay(id))));
    const narrow = await engine.open(documentOf([stay('narrow')]));
    const ends = [wide.run(), narrow.run()];
    await clock.advanceSettled(10_000);
    await Promise.all(ends);
    expect(watch.begun.slice(0, 3)).toEqual(['w0 1', 'w1 1', 'narrow 1']);
  });

  it('are not taken by a node run that was cancelled while it waited for one', async () => {
    const { engine, clock, watch } = open(1);
    const first = await engine.open(documentOf([stay('first')]));
    const second = await engine.open(documentOf([stay('second')]));
    const third = await engine.open(documentOf([stay('third')]));
    const ends = [first, second, third].map((execution) => execution.run());
    await clock.advanceSettled(0);
    await second.cancel('enough');
    await clock.advanceSettled(5_000);
    await Promise.all(ends);
    expect(watch.begun).toEqual(['first 1', 'third 1']);
  });

  it('are not taken by an attempt that passed its deadline while it waited for one', async () => {
    const { engine, clock, watch } = open(1);
    const long = await engine.open(documentOf([stay('long')]));
    const retry = { max_attempts: 2, initial_ms: 5_000 };
    const impatient = await engine.open(
      documentOf([stay('impatient', { timeout_s: 0.5, retry: { ...retry, on: '*' } })]),
    );
    const ends = [long.run(), impatient.run()];
    await clock.advanceSettled(10_000);
    await Promise.all(ends);
    expect(watch.begun).toEqual(['long 1', 'impatient 2']);
  });

  it('are held until an attempt that does not listen has really ended', async () => {
    const { engine, clock, watch } = open(1);
    const deaf = await engine.open(documentOf([stay('deaf')]));
    const next = await engine.open(documentOf([stay('next')]));
    const ends = [deaf.run(), next.run()];
    await clock.advanceSettled(0);
    await deaf.cancel('enough');
    expect(deaf.head.status).toBe('cancelled');
    await clock.advanceSettled(999);
    expect(watch.begun).toEqual(['deaf 1']);
    await clock.advanceSettled(5_000);
    await Promise.all(ends);
    expect([watch.begun, watch.most]).toEqual([['deaf 1', 'next 1'], 1]);
  });

  it('bound a single execution too, which may be narrower by its own word', async () => {
    for (const [rest, most] of [
      [{}, 4],
      [{ max_concurrency: 2 }, 2],
      [{ max_concurrency: 100 }, 4],
    ] as const) {
      const { engine, clock, watch } = open(4);
      const execution = await engine.open(
        documentOf(
          Array.from({ length: 9 }, (_, index) => stay(`n${index}`)),
          rest,
        ),
      );
      const end = execution.run();
      await clock.advanceSettled(20_000);
      await end;
      expect(watch.most).toBe(most);
    }
  });
});
