/** What time does to an execution: retries that wait, deadlines that pass, a clock that is corrected. On a clock that the test moves by
 *  hand, so nothing here really waits. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type ExecutionEvent, type JsonObject, type ToolDefinition } from '@ice/core';
import type { RunningExecution } from '@ice/orchestrator';
import { ManualClock } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const start = Date.UTC(2026, 0, 1);

/** Fails as it is told to, and notes when it was called. */
function flaky(clock: ManualClock, calls: number[]): ToolDefinition {
  return defineTool({
    name: 'flaky',
    description: 'Fails until it has been called often enough.',
    input: z.object({ failures: z.number(), retry_after_ms: z.number().optional() }),
    output: z.object({ calls: z.number() }),
    create: () => ({
      run: ({ failures, retry_after_ms }) => {
        calls.push(clock.now() - start);
        const asked = retry_after_ms === undefined ? {} : { retryAfterMs: retry_after_ms };
        if (calls.length <= failures) throw new FailureError('busy', 'Busy.', { retryable: true, ...asked });
        return { calls: calls.length };
      },
    }),
  });
}

function open() {
  const clock = new ManualClock(start);
  const calls: number[] = [];
  const engine = new Engine({ clock, tools: [flaky(clock, calls)] });
  return { clock, calls, engine };
}

/** Moves the clock until the execution has ended, alarm by alarm; gives its events. */
async function runOut(engine: Engine, clock: ManualClock, execution: RunningExecution, stepMs = 60_000) {
  let isOver = false;
  const end = execution.run().finally(() => (isOver = true));
  for (let step = 0; step < 1_000 && !isOver; step += 1) await clock.advanceSettled(stepMs);
  return engine.look((await end).execution_id);
}

const sleep = (id: string, ms: number, rest: object = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'sleep',
  tool_args: { ms },
  ...rest,
});
const flakyNode = (tool_args: JsonObject, rest: object = {}): JsonObject => ({
  id: 'a',
  type: 'tool',
  tool_name: 'flaky',
  tool_args,
  ...rest,
});
const last = { retry: { max_attempts: 1 } };

/** Event types with their ms since the start. */
function timesOf(events: readonly ExecutionEvent[]): readonly string[] {
  return storyOf(events).map(
    (line, index) => `${line} ${Date.parse((events[index + 1] as ExecutionEvent).at) - start}`,
  );
}

/** Goes on by itself: no two readings are the same. */
class RestlessClock extends ManualClock {
  private readings = 0;

  override now(): number {
    this.readings += 1;
    return super.now() + this.readings;
  }
}

describe('the start', () => {
  const nodes = ['a', 'b'].map((id, index) => ({
    id,
    type: 'tool',
    tool_name: 'echo',
    tool_args: { value: '{{ execution.started_at }}' },
    dependencies: index === 0 ? [] : ['a'],
  }));
  const outputsOf = ({ snapshot }: Played): unknown => snapshot.nodes.map(({ output }) => output);

  it('is the same to the first node, to the last one and to whoever reads the snapshot', async () => {
    const played = await new Engine({ clock: new RestlessClock(start) }).play(documentOf(nodes));
    const value = played.snapshot.started_at;
    expect(played.snapshot.status).toBe('completed');
    expect(outputsOf(played)).toEqual([{ value }, { value }]);
  });

  it.each([1, 2, 3])('stays what it was when another process goes on after %i events', async (count) => {
    const engine = new Engine({ clock: new RestlessClock(start) });
    const { events } = await engine.play(documentOf(nodes));
    const later = new Engine({ clock: new RestlessClock(start + 60_000) });
    const played = await later.resumeFrom(documentOf(nodes), events.slice(0, count));
    const value = played.snapshot.started_at;
    expect(outputsOf(played)).toEqual([{ value }, { value }]);
    expect(value === events[1]?.at).toBe(count > 1);
  });
});

describe('a retry', () => {
  it.each<[string, JsonObject, JsonObject, readonly number[]]>([
    ['by default', { failures: 2 }, {}, [0, 500, 1_500]],
    ['fixed', { failures: 3 }, { max_attempts: 4, backoff: 'fixed', initial_ms: 700 }, [0, 700, 1_400, 2_100]],
    ['linear', { failures: 3 }, { max_attempts: 4, backoff: 'linear', initial_ms: 100 }, [0, 100, 300, 600]],
    ['exponential', { failures: 4 }, { max_attempts: 9, initial_ms: 100, max_ms: 300 }, [0, 100, 300, 600, 900]],
    ['as asked', { failures: 2, retry_after_ms: 7_000 }, { max_attempts: 3 }, [0, 7_000, 14_000]],
    ['at once', { failures: 2 }, { max_attempts: 3, initial_ms: 0 }, [0, 0, 0]],
  ])('waits %s', async (_how, args, retry, times) => {
    const { engine, clock, calls } = open();
    const execution = await engine.open(documentOf([flakyNode(args, Object.keys(retry).length > 0 ? { retry } : {})]));
    const { head } = await runOut(engine, clock, execution);
    expect([head.status, calls]).toEqual(['completed', times]);
  });

  it('says in its event how long it waits, and the execution takes so long', async () => {
    const { engine, clock } = open();
    const execution = await engine.open(
      documentOf([flakyNode({ failures: 1 }, { retry: { max_attempts: 2, initial_ms: 250 } })]),
    );
    const { events } = await runOut(engine, clock, execution);
    expect(timesOf(events)).toEqual([
      'execution.started 0',
      'node.started a 0',
      'node.retrying a 0',
      'node.started a 250',
      'node.completed a 250',
      'execution.completed 250',
    ]);
    expect(events.find((event) => event.type === 'node.retrying')?.data).toMatchObject({
      delay_ms: 250,
      next_attempt: 2,
    });
    expect(events.at(-1)?.data).toMatchObject({ duration_ms: 250 });
  });

  it('does not hold a slot while it waits', async () => {
    const { engine, clock } = open();
    const nodes = [flakyNode({ failures: 1 }, { retry: { max_attempts: 2, initial_ms: 5_000 } }), sleep('b', 1_000)];
    const execution = await engine.open(documentOf(nodes, { max_concurrency: 1 }));
    const { events } = await runOut(engine, clock, execution);
    expect(timesOf(events).filter((line) => line.includes('node.completed'))).toEqual([
      'node.completed b 1000',
      'node.completed a 5000',
    ]);
  });

  it('is forgotten when the execution is cancelled while it waits', async () => {
    const { engine, clock, calls } = open();
    const execution = await engine.open(
      documentOf([flakyNode({ failures: 9 }, { retry: { max_attempts: 9, initial_ms: 60_000 } })]),
    );
    const end = execution.run();
    await clock.advanceSettled(1_000);
    await execution.cancel('enough');
    await end;
    await clock.advanceSettled(600_000);
    expect([calls, clock.pending]).toEqual([[0], 0]);
  });
});

describe('a deadline', () => {
  it('is per attempt, and one that passes is a failure that may be retried', async () => {
    const { engine, clock } = open();
    const retry = { max_attempts: 2, initial_ms: 100 };
    const execution = await engine.open(documentOf([sleep('a', 10_000, { timeout_s: 2, retry })]));
    const { events } = await runOut(engine, clock, execution);
    expect(timesOf(events)).toEqual([
      'execution.started 0',
      'node.started a 0',
      'node.retrying a 2000',
      'node.started a 2100',
      'node.failed a 4100',
      'execution.failed 4100',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('is the node’s own: 60 seconds for a tool that says nothing', async () => {
    const { engine, clock } = open();
    const execution = await engine.open(documentOf([sleep('a', 100_000, last)]));
    const { head, events } = await runOut(engine, clock, execution);
    expect(head.failure).toMatchObject({ code: 'timeout', evidence: { limit_ms: 60_000 } });
    expect(timesOf(events).at(-1)).toBe('execution.failed 60000');
  });

  it('is not passed by what ends in its last moment', async () => {
    const { engine, clock } = open();
    const execution = await engine.open(documentOf([sleep('a', 1_999, { timeout_s: 2, ...last })]));
    expect((await runOut(engine, clock, execution)).head.status).toBe('completed');
  });

  it('may be an expression', async () => {
    const { engine, clock } = open();
    const inputs = { seconds: { type: 'number' } };
    const node = sleep('a', 10_000, { timeout_s: '{{ inputs.seconds * 2 }}', ...last });
    const execution = await engine.open(documentOf([node], { inputs }), { seconds: 1.5 });
    expect((await runOut(engine, clock, execution)).head.failure).toMatchObject({ evidence: { limit_ms: 3_000 } });
  });

  it('of a container ends what runs inside, of the execution all that runs', async () => {
    const { engine, clock } = open();
    const group = { id: 'g', type: 'group', timeout_s: 3, on_error: 'continue', nodes: [sleep('a', 50_000)] };
    const nodes = [group, sleep('b', 50_000)] as unknown as readonly JsonObject[];
    const execution = await engine.open(documentOf(nodes, { timeout_s: 5 }));
    const { events, head } = await runOut(engine, clock, execution);
    expect(timesOf(events).slice(4)).toEqual([
      'node.cancelled g.a 3000',
      'node.failed g 3000',
      'node.cancelled b 5000',
      'execution.failed 5000',
    ]);
    expect(head.failure).toEqual({
      code: 'timeout',
      message: 'The execution did not end within 5000 ms.',
      retryable: false,
      evidence: { limit_ms: 5_000 },
    });
    expect(clock.pending).toBe(0);
  });

  const tidyUp = { finally: { nodes: [sleep('wipe', 60_000, { timeout_s: 300 })] } } as unknown as JsonObject;

  it('of the execution leaves its finally block all the time it takes, also to whoever resumes it', async () => {
    const { engine, clock } = open();
    const document = documentOf([sleep('a', 50_000)], { timeout_s: 5, ...tidyUp });
    const execution = await engine.open(document);
    const halted = execution.run();
    await clock.advanceSettled(5_000);
    await execution.halt();
    const { events: before } = await engine.look((await halted).execution_id);
    expect(storyOf(before).slice(-2)).toEqual(['execution.ending', 'node.started wipe']);
    let played: Played | undefined;
    void engine.resumeFrom(document, before).then((resumed) => (played = resumed));
    for (let step = 0; step < 10 && !played; step += 1) await clock.advanceSettled(30_000);
    expect(storyOf(played?.events ?? []).slice(-4)).toEqual([
      'execution.resumed',
      'node.started wipe',
      'node.completed wipe',
      'execution.failed',
    ]);
    expect(played?.head.failure).toMatchObject({ code: 'timeout', evidence: { limit_ms: 5_000 } });
  });

  it('of the execution still ends the finally block of a cancel, also for whoever resumes it', async () => {
    const { engine, clock } = open();
    const document = documentOf([sleep('a', 50_000)], { timeout_s: 5, ...tidyUp });
    const execution = await engine.open(document);
    const halted = execution.run();
    await clock.advanceSettled(1_000);
    await execution.cancel('enough');
    await execution.halt();
    const { events } = await engine.look((await halted).execution_id);
    const resumed = engine.resumeFrom(document, events);
    await clock.advanceSettled(4_000);
    const played = await resumed;
    expect(storyOf(played.events).slice(-2)).toEqual(['node.cancelled wipe', 'execution.cancelled']);
  });

  it('of many attempts takes one timer, not one each', async () => {
    const { engine, clock } = open();
    const nodes = Array.from({ length: 50 }, (_, index) => sleep(`n${index}`, 1_000, { timeout_s: 30 + index }));
    const execution = await engine.open(documentOf(nodes));
    const end = execution.run();
    await clock.advanceSettled(0);
    expect(clock.pending).toBe(50 + 1);
    await clock.advanceSettled(1_000);
    await end;
    expect(clock.pending).toBe(0);
  });

  it('that passes in the very moment of another end does not end a node twice', async () => {
    const { engine, clock } = open();
    const execution = await engine.open(documentOf([sleep('a', 2_000, { timeout_s: 2, ...last })]));
    const { events } = await runOut(engine, clock, execution);
    expect(events.filter((event) => event.path === 'a').map((event) => event.type)).toEqual([
      'node.started',
      expect.any(String),
    ]);
    expect(events).toHaveLength(5);
  });
});

describe('a clock that is set back', () => {
  it('makes neither times that go back nor a length below nothing', async () => {
    const { engine, clock } = open();
    const execution = await engine.open(documentOf([sleep('a', 10_000), sleep('b', 10_000, { dependencies: ['a'] })]));
    const end = execution.run();
    await clock.advanceSettled(5_000);
    clock.set(start - 3_600_000);
    await clock.advanceSettled(20_000);
    const { events, head } = await engine.look((await end).execution_id);
    const times = events.map((event) => Date.parse(event.at));
    expect(head.status).toBe('completed');
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    const lengths = events.flatMap(({ data }) => ('duration_ms' in data ? [data.duration_ms] : []));
    expect(lengths.filter((ms) => ms < 0)).toEqual([]);
  });
});
