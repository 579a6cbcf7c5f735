/** A process may end after any event. Whoever resumes from there comes to the same outputs, runs nothing again that has settled, and
 *  ends every node run once: shown for every cut of a blueprint with all kinds of nodes, and for the ways in which an execution ends. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type ExecutionEvent, type JsonObject, type ToolDefinition } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const ends = new Set(['node.completed', 'node.failed', 'node.skipped', 'node.cancelled']);

/** Fails in its first attempts: the same in any process, since it counts nothing. */
const shaky: ToolDefinition = defineTool({
  name: 'shaky',
  description: 'Fails before a given attempt.',
  input: z.object({ from: z.number() }),
  output: z.object({ fine: z.boolean() }),
  run: ({ from }, context) => {
    if (context.attempt < from) throw new FailureError('shaky', 'Not yet.', { retryable: true });
    return { fine: true };
  },
});

const charge: ToolDefinition = defineTool({
  name: 'charge',
  description: 'May be done once at most.',
  input: z.object({}),
  output: z.object({}),
  effect: 'at_most_once',
  run: () => ({}),
});

const echo = (id: string, value: unknown, rest: object = {}): JsonObject =>
  ({ id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...rest }) as JsonObject;
const shakyNode = (id: string, from: number, rest: object = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'shaky',
  tool_args: { from },
  ...fast,
  ...rest,
});
const fast = { retry: { max_attempts: 5, initial_ms: 0 } };
const broken = (id: string, rest: object = {}): JsonObject => ({
  id,
  type: 'fail',
  code: 'broken',
  message: `${id} broke.`,
  ...rest,
});

/** Every kind of node and every way in which one can end, except races: what wins them may be another the next time. */
const everything = documentOf(
  [
    echo('first', 'one'),
    shakyNode('mended', 3, { dependencies: ['first'] }),
    { ...broken('given_up'), on_error: 'continue' },
    echo('sees_failure', '{{ default(runs.given_up.failure.code, "none") }}'),
    echo('no_input', '{{ 1 / inputs.zero }}', { on_error: 'continue' }),
    echo('sees_no_input', '{{ default(runs.no_input.failure.code, "none") + " " + string(runs.no_input.attempts) }}'),
    { ...broken('replaced'), on_error: { fallback: '{{ nodes.first.value + " again" }}' } },
    {
      ...broken('handled'),
      on_error: { handle: { nodes: [shakyNode('rescue', 2)], output: '{{ failure.code }}' } },
    },
    {
      id: 'route',
      type: 'condition',
      dependencies: ['mended'],
      cases: [
        { when: '{{ inputs.zero > 0 }}', block: { nodes: [echo('never', 1)] } },
        {
          when: '{{ nodes.mended.fine }}',
          block: { nodes: [echo('way', 1), echo('further', '{{ nodes.way.value + 1 }}')] },
        },
      ],
    },
    {
      id: 'each',
      type: 'loop',
      items: '{{ inputs.list }}',
      max_items: 5,
      item_var: 'item',
      concurrency: 2,
      tolerate_failures: 1,
      body: {
        nodes: [shakyNode('try_it', 2), { ...broken('odd'), when: '{{ item == 2 }}' }],
        output: '{{ item * 10 }}',
      },
    },
    {
      id: 'again',
      type: 'recursive',
      state: { n: 1 },
      until: '{{ state.n > 4 }}',
      max_iterations: 9,
      body: { nodes: [echo('double', '{{ state.n * 2 }}')], output: { n: '{{ nodes.double.value }}' } },
    },
    {
      id: 'split',
      type: 'parallel',
      concurrency: 1,
      branches: { left: { nodes: [shakyNode('l', 2)] }, right: { nodes: [echo('r', '{{ nodes.first.value }}')] } },
    },
    {
      id: 'twice',
      type: 'group',
      retry: { on: '*', max_attempts: 2, initial_ms: 0 },
      on_error: 'continue',
      nodes: [echo('inside', 1), broken('breaks', { dependencies: ['inside'] })],
    },
    {
      id: 'rescued',
      type: 'group',
      nodes: [broken('sinks')],
      on_error: { handle: { nodes: [shakyNode('save', 3)], output: '{{ failure.path }}' } },
    },
    { id: 'ask', type: 'llm', model: 'gpt-4o-mini', prompt: '{{ nodes.first.value }}', max_output_tokens: 8 },
    echo('off', 1, { when: '{{ inputs.zero == 1 }}' }),
    echo('behind_off', 1, { dependencies: ['off'] }),
    echo('last', '{{ default(nodes.each.items, []) }}', {
      dependencies: ['behind_off', 'twice', 'split'],
      join: 'all_settled',
    }),
  ],
  {
    inputs: { zero: { type: 'integer', default: 0 }, list: { type: 'array', default: [1, 2, 3] } },
    finally: { nodes: [echo('bye', '{{ execution.status }}'), shakyNode('wipe', 2, { dependencies: ['bye'] })] },
  },
);

/** What must be the same wherever the cut was. Attempts are not: one that was under way is made again. */
function outcome({ snapshot }: Played) {
  const { status, outputs, failure } = snapshot;
  const nodes = snapshot.nodes.map(({ path, status, output, output_ref, failure: own }) => {
    return [path, status, output ?? output_ref, own?.code];
  });
  return { status, outputs, failure: failure?.code, nodes: nodes.toSorted() };
}

/** Node runs with more than one end, but for those of a container that was tried again. */
function endedTwice(events: readonly ExecutionEvent[]): readonly string[] {
  const open = new Set<string>();
  const wrong: string[] = [];
  for (const { type, path } of events) {
    if (path === undefined) continue;
    if (type === 'node.retrying') for (const other of open) if (other.startsWith(`${path}.`)) open.delete(other);
    if (!ends.has(type)) continue;
    if (open.has(path)) wrong.push(path);
    open.add(path);
  }
  return wrong;
}

/** Where a process may end: after one append or another, since the events of one are written together or not at all. */
function watchAppends(engine: Engine): ReadonlyMap<string, readonly number[]> {
  const appends = new Map<string, number[]>();
  engine.feed.subscribe(null, {
    events: (id, events) => {
      const sequences = appends.get(id) ?? [];
      appends.set(id, [...sequences, events.at(-1)?.sequence ?? 0]);
    },
  });
  return appends;
}

/** Resumes from every append from the sequence `from` on, but the last, and compares. */
async function resumeEverywhere(
  engine: Engine,
  cuts: readonly number[],
  document: JsonObject,
  whole: Played,
  from = 1,
) {
  const expected = outcome(whole);
  const open = cuts.filter((cut) => cut >= from && cut < whole.events.length);
  expect(open).not.toEqual([]);
  for (const cut of open) {
    const recorded = whole.events.slice(0, cut);
    const resumed = await engine.resumeFrom(document, recorded);
    const where = `after ${recorded.at(-1)?.type ?? ''} ${recorded.at(-1)?.path ?? ''}`;
    expect({ where, ...outcome(resumed) }).toEqual({ where, ...expected });
    expect({ where, twice: endedTwice(resumed.events) }).toEqual({ where, twice: [] });
    expect(resumed.events.map((event) => event.sequence)).toEqual(resumed.events.map((_, index) => index + 1));
  }
}

describe('an execution that is resumed', () => {
  it('comes to the same end from every append on', async () => {
    const engine = new Engine({ tools: [shaky] });
    const appends = watchAppends(engine);
    const whole = await engine.play(everything);
    expect(whole.head.status).toBe('completed');
    await resumeEverywhere(engine, appends.get(whole.head.execution_id) ?? [], everything, whole);
  });

  it('works on with outputs that were too large for their events', async () => {
    const engine = new Engine({ tools: [shaky] });
    const appends = watchAppends(engine);
    const text = 'é'.repeat(3_000);
    const body = { nodes: [echo('inner', text), shakyNode('try_it', 2, { dependencies: ['inner'] })] };
    const document = documentOf([
      echo('large', [text, text]),
      echo('length', '{{ size(nodes.large.value[1]) }}'),
      echo('sure', text.repeat(2), { dependencies: ['length'] }),
      { ...broken('replaced'), dependencies: ['sure'], on_error: { fallback: '{{ nodes.large.value }}' } },
      {
        id: 'each',
        type: 'loop',
        items: '{{ nodes.replaced }}',
        max_items: 5,
        item_var: 'item',
        body: { ...body, output: '{{ nodes.inner.value + item }}' },
      },
      echo('last', '{{ nodes.each.items[1] }}'),
    ]);
    const whole = await engine.play(document);
    expect(whole.head.status).toBe('completed');
    expect((whole.snapshot.outputs as { last: JsonObject }).last).toEqual({ value: text + text });
    const referred = whole.events.filter(({ type, data }) => type === 'node.completed' && 'output_ref' in data);
    expect(referred.map(({ path }) => path)).toEqual(['large', 'sure', 'replaced', 'each', 'last']);
    await resumeEverywhere(engine, appends.get(whole.head.execution_id) ?? [], document, whole);
  });

  it('that failed comes to the same failure', async () => {
    const engine = new Engine({ tools: [shaky] });
    const appends = watchAppends(engine);
    const document = documentOf(
      [
        echo('first', 1),
        broken('breaks', { dependencies: ['first'] }),
        echo('behind', 1, { dependencies: ['breaks'] }),
        shakyNode('aside', 3),
      ],
      { finally: { nodes: [echo('bye', '{{ execution.status }}')] } },
    );
    const whole = await engine.play(document);
    expect(whole.snapshot).toMatchObject({ status: 'failed', failure: { code: 'broken', path: 'breaks' } });
    await resumeEverywhere(engine, appends.get(whole.head.execution_id) ?? [], document, whole);
  });

  it.each([
    ['one that runs', [] as readonly JsonObject[]],
    ['several, and some that have not begun', [echo('next', 1, { dependencies: ['wait'] }), echo('done', 1)]],
  ])('after a cancel of %s runs its finally block once and ends as cancelled', async (_what, more) => {
    const wait = { id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } } as unknown as JsonObject;
    const document = documentOf([wait, ...more], {
      finally: { nodes: [echo('bye', 1), echo('bye_bye', 1, { dependencies: ['bye'] })] },
    });
    const engine = new Engine();
    const appends = watchAppends(engine);
    const execution = await engine.open(document);
    const end = execution.run();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await execution.cancel('enough');
    const whole = await engine.look((await end).execution_id);
    const cancelled = whole.events.findIndex((event) => event.type === 'execution.ending');
    expect(storyOf(whole.events).slice(cancelled)).toEqual([
      'node.started bye',
      'node.completed bye',
      'node.started bye_bye',
      'node.completed bye_bye',
      'execution.cancelled',
    ]);
    await resumeEverywhere(engine, appends.get(whole.head.execution_id) ?? [], document, whole, cancelled + 1);
  });

  it('after the time of the whole execution was up, runs its finally block once and ends as failed', async () => {
    const wait = { id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } } as unknown as JsonObject;
    const document = documentOf([wait, echo('next', 1, { dependencies: ['wait'] })], {
      timeout_s: 0.02,
      finally: { nodes: [echo('bye', 1), echo('bye_bye', 1, { dependencies: ['bye'] })] },
    });
    const engine = new Engine();
    const appends = watchAppends(engine);
    const whole = await engine.play(document);
    expect(whole.snapshot).toMatchObject({ status: 'failed', failure: { code: 'timeout' } });
    const ending = whole.events.findIndex((event) => event.type === 'execution.ending');
    expect(storyOf(whole.events).slice(ending)).toEqual([
      'node.started bye',
      'node.completed bye',
      'node.started bye_bye',
      'node.completed bye_bye',
      'execution.failed',
    ]);
    await resumeEverywhere(engine, appends.get(whole.head.execution_id) ?? [], document, whole, ending + 1);
  });

  it('does not do again what may be done once at most', async () => {
    const engine = new Engine({ tools: [charge] });
    const document = documentOf([
      { id: 'pay', type: 'tool', tool_name: 'charge', on_error: 'continue' },
      echo('sees', '{{ runs.pay.status }}'),
    ]);
    const whole = await engine.play(document);
    const begun = whole.events.findIndex((event) => event.type === 'node.started' && event.path === 'pay');
    const { snapshot } = await engine.resumeFrom(document, whole.events.slice(0, begun + 1));
    expect(snapshot.nodes.find((node) => node.path === 'pay')).toMatchObject({
      status: 'failed',
      attempts: 1,
      failure: { code: 'outcome-unknown', retryable: false },
    });
  });

  it('goes on under the same idempotency keys', async () => {
    const keys: string[] = [];
    const noting = defineTool({
      name: 'noting',
      description: 'Notes its key.',
      input: z.object({}),
      output: z.object({}),
      run: (_input, context) => {
        keys.push(`${context.attempt} ${context.idempotencyKey}`);
        return {};
      },
    });
    const engine = new Engine({ tools: [noting] });
    const document = documentOf([{ id: 'a', type: 'tool', tool_name: 'noting' }]);
    const whole = await engine.play(document);
    const resumed = await engine.resumeFrom(document, whole.events.slice(0, 3));
    const resumedAgain = await engine.resumeFrom(document, resumed.events.slice(0, 3));
    expect(keys.map((key) => key.slice(0, 2))).toEqual(['1 ', '2 ', '2 ']);
    expect(resumedAgain.head.status).toBe('completed');
  });

  it('has times that never go back, although the clock of its new owner is behind', async () => {
    const document = documentOf([echo('a', 1), echo('b', 1, { dependencies: ['a'] })]);
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const execution = await engine.open(document);
    clock.advance(60_000);
    const whole = await engine.look((await execution.run()).execution_id);
    clock.set(clock.now() - 30_000);
    const { events } = await engine.resumeFrom(document, whole.events.slice(0, 4));
    const times = events.map((event) => Date.parse(event.at));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });

  it('has what is left of its time, and not the whole of it again', async () => {
    const document = documentOf(
      [
        {
          id: 'wait',
          type: 'tool',
          tool_name: 'sleep',
          tool_args: { ms: 3_600_000 },
          timeout_s: 7_200,
        },
      ],
      { timeout_s: 600 },
    );
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const first = await engine.open(document);
    const halted = first.run();
    await clock.advanceSettled(400_000);
    await first.halt();
    const { events } = await engine.look((await halted).execution_id);
    const resumed = engine.resumeFrom(document, events);
    await clock.advanceSettled(200_000);
    const { head } = await resumed;
    expect([head.status, head.failure?.code]).toEqual(['failed', 'timeout']);
  });
});
