/** Every control-flow kind through compiler, scheduler, journal and fold; the story of an execution is the list of its events. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type JsonObject, type ToolDefinition } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

/** Fails as often as it is told to, then gives its value. Counts per execution: a fresh instance for each. */
const flaky: ToolDefinition = defineTool({
  name: 'flaky',
  description: 'Fails some times, then answers.',
  input: z.object({ failures: z.number(), code: z.string().default('flaky'), retryable: z.boolean().default(true) }),
  output: z.object({ calls: z.number() }),
  create: () => {
    let calls = 0;
    return {
      run({ failures, code, retryable }) {
        calls += 1;
        if (calls <= failures) throw new FailureError(code, `Failure ${calls}.`, { retryable });
        return { calls };
      },
    };
  },
});

const echo = (id: string, value: unknown, rest: object = {}): JsonObject =>
  ({ id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...rest }) as JsonObject;
const broken = (id: string, rest: object = {}): JsonObject => ({
  id,
  type: 'fail',
  code: 'broken',
  message: `${id} broke.`,
  ...rest,
});
const fast = { max_attempts: 3, backoff: 'fixed', initial_ms: 1, jitter: false };
const failure = { code: 'broken', message: 'a broke.', retryable: false };

function play(nodes: readonly JsonObject[], rest: JsonObject = {}, inputs: JsonObject = {}) {
  return new Engine({ tools: [flaky] }).play(documentOf(nodes, rest), inputs);
}

describe('conditions', () => {
  const route = (rest: object): JsonObject => ({ id: 'route', type: 'condition', ...rest });
  const block = (...nodes: JsonObject[]): JsonObject => ({ nodes });

  it('enter the branch that holds and name the nodes of the other one', async () => {
    const { events, snapshot } = await play([
      route({ expression: '{{ 1 < 2 }}', then: block(echo('yes', 1)), else: block(echo('no', 2)) }),
    ]);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started route',
      'node.skipped route.no',
      'node.started route.yes',
      'node.completed route.yes',
      'node.completed route',
      'execution.completed',
    ]);
    expect(snapshot.outputs).toEqual({ route: { branch: 'then', output: { value: 1 } } });
  });

  it('take the first case that holds, else the else block', async () => {
    const cases = [
      { when: '{{ inputs.n > 10 }}', block: block(echo('big', 'big')) },
      { when: '{{ inputs.n > 5 }}', block: block(echo('middle', 'middle')) },
    ];
    const node = route({ cases, else: block(echo('small', 'small')) });
    const branches = [];
    for (const n of [11, 6, 1]) {
      const { snapshot } = await play([node], { inputs: { n: { type: 'number' } } }, { n });
      branches.push(snapshot.outputs?.['route']);
    }
    expect(branches).toEqual([
      { branch: 'cases[0]', output: { value: 'big' } },
      { branch: 'cases[1]', output: { value: 'middle' } },
      { branch: 'else', output: { value: 'small' } },
    ]);
  });

  it('give null when nothing holds and there is no else', async () => {
    const { snapshot } = await play([route({ expression: false, then: block(echo('never', 1)) })]);
    expect(snapshot.outputs).toEqual({ route: { branch: null, output: null } });
  });

  it('fail by name when the expression is no boolean', async () => {
    const { snapshot } = await play(
      [route({ expression: '{{ inputs.x }}', then: block(echo('a', 1)) })],
      { inputs: { x: {} } },
      { x: 3 },
    );
    expect(snapshot.failure).toMatchObject({ code: 'condition-not-boolean', path: 'route' });
  });
});

describe('loops', () => {
  const loop = (rest: object): JsonObject => ({
    id: 'each',
    type: 'loop',
    items: '{{ inputs.list }}',
    item_var: 'item',
    max_items: 2000,
    ...rest,
  });
  const inputs = { list: { type: 'array' } };
  const body = { nodes: [echo('say', '{{ item * 10 + index }}')], output: '{{ nodes.say.value }}' };

  it.each([0, 1, 7, 1000])('run their body once for each of %d items, in order', async (count) => {
    const list = Array.from({ length: count }, (_, index) => index);
    const { snapshot } = await play([loop({ body, concurrency: 5 })], { inputs }, { list });
    expect(snapshot.outputs).toEqual({ each: { items: list.map((item) => item * 11), failures: [] } });
    expect(snapshot.nodes).toHaveLength(count + 1);
  });

  it('address their node runs by index', async () => {
    const { snapshot } = await play([loop({ body })], { inputs }, { list: [1, 2] });
    expect(snapshot.nodes.map((node) => node.path)).toEqual(['each', 'each[0].say', 'each[1].say']);
  });

  it('refuse more items than allowed before the first', async () => {
    const { snapshot, events } = await play([loop({ body, max_items: 2 })], { inputs }, { list: [1, 2, 3] });
    expect(snapshot.failure).toMatchObject({ code: 'loop-limit-exceeded', path: 'each' });
    expect(storyOf(events)).toEqual(['execution.started', 'node.failed each', 'execution.failed']);
  });

  it('tolerate as many failures as they are told to', async () => {
    const nodes = [
      echo('say', '{{ item }}'),
      broken('odd', { when: '{{ item % 2 == 1 }}', message: '{{ "no. " + string(item) }}' }),
    ];
    const { snapshot } = await play(
      [loop({ body: { nodes, output: '{{ nodes.say.value }}' }, tolerate_failures: '50%' })],
      { inputs },
      { list: [0, 1, 2, 3] },
    );
    const failed = (index: number) => ({
      index,
      failure: { code: 'broken', message: `no. ${index}`, retryable: false, path: `each[${index}].odd` },
    });
    expect(snapshot.outputs).toEqual({ each: { items: [0, null, 2, null], failures: [failed(1), failed(3)] } });
  });

  it('begin no further item after one failure too many, and keep its code', async () => {
    const nodes = [broken('odd', { when: '{{ item == 1 }}' })];
    const { snapshot } = await play([loop({ body: { nodes } })], { inputs }, { list: [0, 1, 2, 3] });
    expect(snapshot.failure).toMatchObject({ code: 'broken', path: 'each[1].odd' });
    expect(snapshot.nodes.map((node) => node.path)).toEqual(['each', 'each[0].odd', 'each[1].odd']);
  });

  it('nest', async () => {
    const inner = {
      id: 'inner',
      type: 'loop',
      items: '{{ outer }}',
      item_var: 'cell',
      max_items: 9,
      body: { nodes: [echo('cube', '{{ cell * index }}')], output: '{{ nodes.cube.value }}' },
    };
    const outer = {
      id: 'rows',
      type: 'loop',
      items: '{{ inputs.list }}',
      item_var: 'outer',
      max_items: 9,
      body: { nodes: [inner], output: '{{ nodes.inner.items }}' },
    };
    const { snapshot } = await play([outer], { inputs }, { list: [[1, 2], [3]] });
    expect(snapshot.outputs).toEqual({ rows: { items: [[0, 2], [0]], failures: [] } });
    expect(snapshot.nodes.map((node) => node.path)).toContain('rows[0].inner[1].cube');
  });
});

describe('recursion', () => {
  const factorial = (rest: object): JsonObject => ({
    id: 'factorial',
    type: 'recursive',
    state: { n: '{{ inputs.n }}', product: 1 },
    body: {
      nodes: [echo('next', { n: '{{ state.n - 1 }}', product: '{{ state.product * state.n }}' })],
      output: '{{ nodes.next.value }}',
    },
    until: '{{ state.n <= 1 }}',
    max_iterations: 50,
    ...rest,
  });
  const inputs = { n: { type: 'integer' } };

  it('computes the factorial of ten', async () => {
    const { snapshot } = await play([factorial({})], { inputs }, { n: 10 });
    expect(snapshot.outputs).toEqual({
      factorial: { state: { n: 1, product: 3_628_800 }, iterations: 9, converged: true },
    });
  });

  it('fails by name at its limit, or gives what it has', async () => {
    const failing = await play([factorial({ max_iterations: 3 })], { inputs }, { n: 10 });
    expect(failing.snapshot.failure).toMatchObject({ code: 'iteration-limit-exceeded', path: 'factorial' });
    const lenient = await play([factorial({ max_iterations: 3, on_limit: 'continue' })], { inputs }, { n: 10 });
    expect(lenient.snapshot.outputs).toEqual({
      factorial: { state: { n: 7, product: 720 }, iterations: 3, converged: false },
    });
  });
});

describe('parallel branches', () => {
  const parallel = (rest: object): JsonObject => ({ id: 'race', type: 'parallel', ...rest });
  const sleep = (id: string, ms: number) => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms } });
  const branches = {
    quick: { nodes: [sleep('one', 1)] },
    slow: { nodes: [sleep('two', 60_000)] },
    bad: { nodes: [broken('three')] },
  };

  it('all complete, in the order of the blueprint', async () => {
    const { snapshot } = await play([
      parallel({ branches: { b: { nodes: [echo('x', 1)] }, a: { nodes: [echo('y', 2)] } } }),
    ]);
    expect(snapshot.outputs).toEqual({
      race: { branches: { b: { value: 1 }, a: { value: 2 } }, completed: ['b', 'a'] },
    });
  });

  it('with any: the first one wins and the others are cancelled', async () => {
    const { snapshot } = await play([parallel({ branches, join: 'any' })]);
    expect(snapshot.outputs).toEqual({
      race: { branches: { quick: { ms: 1 }, slow: null, bad: null }, completed: ['quick'] },
    });
    expect(snapshot.nodes.map((node) => [node.path, node.status])).toEqual([
      ['race', 'completed'],
      ['race.one', 'completed'],
      ['race.two', 'cancelled'],
      ['race.three', 'failed'],
    ]);
  });

  it('with at_least: too many failures are a failure', async () => {
    const failing = { a: { nodes: [broken('x')] }, b: { nodes: [broken('y')] }, c: { nodes: [echo('z', 1)] } };
    const { snapshot } = await play([parallel({ branches: failing, join: { at_least: 2 } })]);
    expect(snapshot.failure).toMatchObject({
      code: 'branch-failed',
      path: 'race',
      cause: { code: 'broken', path: 'race.x' },
    });
  });
});

describe('failures', () => {
  it('skip all dependants with the reason, and leave the rest alone', async () => {
    const { snapshot, events } = await play([
      broken('a'),
      echo('b', '{{ nodes.a }}'),
      echo('c', '{{ nodes.b }}'),
      echo('free', 1),
    ]);
    expect(snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['a', 'failed'],
      ['free', 'completed'],
      ['b', 'skipped'],
      ['c', 'skipped'],
    ]);
    expect(events.filter((event) => event.type === 'node.skipped').map((event) => event.data)).toEqual([
      { reason: 'predecessor-failed', because: 'a' },
      { reason: 'predecessor-failed', because: 'a' },
    ]);
    expect(snapshot.failure).toEqual({ ...failure, path: 'a' });
    expect(snapshot.status).toBe('failed');
  });

  it('are readable: who reads only runs.x is not skipped', async () => {
    const { snapshot } = await play([
      broken('a'),
      echo('b', '{{ runs.a.status + ": " + default(runs.a.failure.code, "none") }}'),
    ]);
    expect(snapshot.nodes[1]).toMatchObject({ path: 'b', status: 'completed', output: { value: 'failed: broken' } });
    expect(snapshot.status).toBe('failed');
  });

  it('continue: readers get null and the execution completes', async () => {
    const { snapshot } = await play([
      broken('a', { on_error: 'continue' }),
      echo('b', '{{ default(nodes.a, "none") }}'),
    ]);
    expect(snapshot).toMatchObject({ status: 'completed', outputs: { b: { value: 'none' } } });
    expect(snapshot.nodes[0]).toMatchObject({ status: 'failed', failure });
  });

  it('fallback: the value stands in, marked', async () => {
    const { snapshot, events } = await play([broken('a', { on_error: { fallback: { text: 'instead' } } })]);
    expect(snapshot.outputs).toEqual({ a: { text: 'instead' } });
    expect(events.find((event) => event.type === 'node.completed')?.data).toMatchObject({
      recovered: { by: 'fallback', failure },
    });
  });

  it('handle: the block sees the failure and its output becomes the node’s', async () => {
    const handle = {
      nodes: [echo('excuse', '{{ failure.path + " " + failure.code + ": " + failure.message }}')],
      output: '{{ nodes.excuse.value }}',
    };
    const { snapshot, events } = await play([broken('a', { on_error: { handle } })]);
    expect(snapshot).toMatchObject({ status: 'completed', outputs: { a: 'a broken: a broke.' } });
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started a',
      'node.handling a',
      'node.started a.excuse',
      'node.completed a.excuse',
      'node.completed a',
      'execution.completed',
    ]);
  });

  it('are not mended by a value that does not fit the node’s own output_schema', async () => {
    const output_schema = { type: 'object', required: ['text'] };
    const { snapshot } = await play([broken('a', { output_schema, on_error: { fallback: { no: 'text' } } })]);
    expect(snapshot.failure).toMatchObject({ code: 'output-invalid', path: 'a', cause: failure });
  });

  it('in a handle block are the node’s, with the first one as their cause', async () => {
    const { snapshot } = await play([broken('a', { on_error: { handle: { nodes: [broken('b')] } } })]);
    expect(snapshot.failure).toMatchObject({ code: 'broken', path: 'a.b', cause: failure });
  });

  it('of an output expression fail the execution by name', async () => {
    const { snapshot } = await play(
      [echo('a', '{{ inputs.x }}')],
      { inputs: { x: {} }, outputs: { y: '{{ nodes.a.value.deep.deeper }}' } },
      { x: {} },
    );
    expect(snapshot.failure).toMatchObject({ code: 'output-failed' });
  });
});

describe('retries', () => {
  const node = (args: JsonObject, rest: object = {}): JsonObject => ({
    id: 'a',
    type: 'tool',
    tool_name: 'flaky',
    tool_args: args,
    retry: fast,
    ...rest,
  });

  it('mend a failure that says it is retryable', async () => {
    const { snapshot, events } = await play([node({ failures: 2 })]);
    expect(snapshot.nodes).toMatchObject([{ path: 'a', status: 'completed', attempts: 3, output: { calls: 3 } }]);
    expect(storyOf(events).slice(1, -1)).toEqual([
      'node.started a',
      'node.retrying a',
      'node.started a',
      'node.retrying a',
      'node.started a',
      'node.completed a',
    ]);
  });

  it('stop at max_attempts', async () => {
    const { snapshot } = await play([node({ failures: 9 })]);
    expect(snapshot.nodes[0]).toMatchObject({
      status: 'failed',
      attempts: 3,
      failure: { code: 'flaky', message: 'Failure 3.' },
    });
  });

  it('leave a failure alone that is not retryable, unless its code is named', async () => {
    const plain = await play([node({ failures: 1, retryable: false })]);
    expect(plain.snapshot.nodes[0]).toMatchObject({ status: 'failed', attempts: 1 });
    const named = await play([
      node(
        { failures: 1, retryable: false, code: 'odd' },
        {
          retry: [
            { ...fast, on: ['other'] },
            { ...fast, on: ['odd'] },
          ],
        },
      ),
    ]);
    expect(named.snapshot.nodes[0]).toMatchObject({ status: 'completed', attempts: 2 });
  });

  it('count for each policy on its own', async () => {
    const retry = [
      { ...fast, on: ['one'], max_attempts: 2 },
      { ...fast, on: '*', max_attempts: 2 },
    ];
    const { snapshot } = await play([node({ failures: 2, code: '{{ attempt == 1 ? "one" : "two" }}' }, { retry })]);
    expect(snapshot.nodes[0]).toMatchObject({ status: 'completed', attempts: 3 });
  });

  it('of a container run the whole block anew', async () => {
    const group = {
      id: 'g',
      type: 'group',
      retry: { ...fast, on: '*' },
      nodes: [echo('first', 1), { ...node({ failures: 1 }, { dependencies: ['first'], retry: { max_attempts: 1 } }) }],
    };
    const { snapshot, events } = await play([group]);
    expect(snapshot.status).toBe('completed');
    expect(storyOf(events).filter((line) => line.endsWith('g.first'))).toHaveLength(4);
    expect(snapshot.nodes.map(({ path, status, attempts }) => [path, status, attempts])).toEqual([
      ['g', 'completed', 2],
      ['g.first', 'completed', 1],
      ['g.a', 'completed', 1],
    ]);
  });
});

describe('skips and joins', () => {
  it('read a skipped node as null, and skip what has nothing else to wait for', async () => {
    const { snapshot, events } = await play([
      echo('off', 1, { when: '{{ 1 > 2 }}' }),
      echo('only', 2, { dependencies: ['off'] }),
      echo('free', 3),
      echo('both', '{{ default(nodes.off, "nothing") }}', { dependencies: ['free'] }),
    ]);
    expect(snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['off', 'skipped'],
      ['only', 'skipped'],
      ['free', 'completed'],
      ['both', 'completed'],
    ]);
    expect(events.filter((event) => event.type === 'node.skipped').map((event) => event.data)).toEqual([
      { reason: 'when-false' },
      { reason: 'predecessors-skipped' },
    ]);
    expect(snapshot.outputs).toEqual({ only: null, both: { value: 'nothing' } });
  });

  it('any: runs at the first predecessor and does not wait for the other', async () => {
    const slow = { id: 'slow', type: 'tool', tool_name: 'sleep', tool_args: { ms: 150 } };
    const { events } = await play([
      echo('quick', 1),
      slow,
      echo('next', 2, { dependencies: ['quick', 'slow'], join: 'any' }),
    ]);
    const story = storyOf(events);
    expect(story.indexOf('node.completed next')).toBeLessThan(story.indexOf('node.completed slow'));
    expect(story.filter((line) => line === 'node.started next')).toHaveLength(1);
  });
});

describe('a slow node', () => {
  it('never holds up a node that does not depend on it', async () => {
    const sleep = (id: string, ms: number, dependencies: string[] = []) =>
      ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms }, dependencies }) as JsonObject;
    const { events } = await play([
      sleep('slow_1', 200),
      sleep('slow_2', 1, ['slow_1']),
      sleep('quick_1', 1),
      sleep('quick_2', 1, ['quick_1']),
      sleep('quick_3', 1, ['quick_2']),
      sleep('quick_4', 1, ['quick_3']),
    ]);
    const story = storyOf(events);
    expect(story.indexOf('node.completed quick_4')).toBeLessThan(story.indexOf('node.completed slow_1'));
  });
});

describe('limits of time and width', () => {
  const sleep = (id: string, ms: number, rest: object = {}) =>
    ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms }, ...rest }) as JsonObject;

  it('a node that takes too long fails as timeout', async () => {
    const { snapshot } = await play([sleep('a', 60_000, { timeout_s: 0.02, retry: { max_attempts: 1 } })]);
    expect(snapshot.failure).toMatchObject({ code: 'timeout', path: 'a', evidence: { limit_ms: 20 } });
  });

  it('a container that takes too long ends what runs in it', async () => {
    const group = { id: 'g', type: 'group', timeout_s: 0.02, nodes: [sleep('a', 60_000)] };
    const { snapshot } = await play([group]);
    expect(snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['g', 'failed'],
      ['g.a', 'cancelled'],
    ]);
  });

  it('an execution that takes too long fails as a whole', async () => {
    const { snapshot } = await play([sleep('a', 60_000)], { timeout_s: 0.02 });
    expect(snapshot).toMatchObject({
      status: 'failed',
      failure: { code: 'timeout' },
      nodes: [{ path: 'a', status: 'cancelled' }],
    });
  });

  it('no more node runs at a time than max_concurrency', async () => {
    const nodes = Array.from({ length: 20 }, (_, index) => sleep(`n${index}`, 1));
    const { events } = await play(nodes, { max_concurrency: 3 });
    let running = 0;
    const widths = events.map(
      (event) => (running += event.type === 'node.started' ? 1 : event.type === 'node.completed' ? -1 : 0),
    );
    expect(Math.max(...widths)).toBe(3);
  });
});

describe('finally', () => {
  const cleanup = { nodes: [echo('bye', '{{ execution.status + " " + default(runs.a.status, "") }}')] };

  it.each([
    ['completed', echo('a', 1)],
    ['failed', broken('a')],
  ])('runs once after an execution that %s', async (status, node) => {
    const { snapshot } = await play([node], { finally: cleanup });
    expect(snapshot.status).toBe(status);
    expect(snapshot.nodes.at(-1)).toMatchObject({ path: 'bye', output: { value: `${status} ${status}` } });
  });

  it('fails the execution when it fails itself', async () => {
    const { snapshot } = await play([echo('a', 1)], { finally: { nodes: [broken('b')] } });
    expect(snapshot).toMatchObject({ status: 'failed', failure: { code: 'broken', path: 'b' } });
  });
});

describe('cancel', () => {
  const forever = { id: 'a', type: 'tool', tool_name: 'sleep', tool_args: { ms: 86_400_000 } } as JsonObject;

  it('ends what runs, starts nothing more, and is the same the second time', async () => {
    const engine = new Engine();
    const execution = await engine.open(documentOf([forever, echo('b', 1, { dependencies: ['a'] })]));
    const end = execution.run();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await execution.cancel('requested')).toBe(true);
    const first = execution.head;
    expect(await execution.cancel('again')).toBe(false);
    expect(await end).toEqual(first);
    const { events, snapshot } = await engine.look(first.execution_id);
    expect(storyOf(events)).toEqual(['execution.started', 'node.started a', 'node.cancelled a', 'execution.cancelled']);
    expect(snapshot.status).toBe('cancelled');
  });

  it('runs the finally block first', async () => {
    const engine = new Engine();
    const execution = await engine.open(
      documentOf([forever], { finally: { nodes: [echo('bye', '{{ execution.status }}')] } }),
    );
    const end = execution.run();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await execution.cancel('requested');
    const { events, snapshot } = await engine.look((await end).execution_id);
    expect(storyOf(events).slice(2)).toEqual([
      'node.cancelled a',
      'execution.ending',
      'node.started bye',
      'node.completed bye',
      'execution.cancelled',
    ]);
    expect(snapshot.nodes.at(-1)).toMatchObject({ output: { value: 'cancelled' } });
  });
});
