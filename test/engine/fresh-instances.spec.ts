/** The factory pattern, proved: two executions that are open at once share nothing that either of them could change. What they may
 *  share is written down here, by name; anything else that both can reach is a finding. */
import { describe, expect, it } from '@jest/globals';
import type { CompiledBlueprint, ExecutionHead, JsonObject, ToolDefinition } from '@ice/core';
import { acceptExecution, type RunningExecution } from '@ice/orchestrator';
import { UlidSource } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

/** Classes whose instances the process has one of: connections, catalogs, the pools of slots and of threads, and the cache, whose
 *  calls under way executions share by intent. None holds state of an execution. */
const sharedClasses = [
  'AttemptCache',
  'CacheRepository',
  'ExecutionRepository',
  'InProcessFeed',
  'MemoryLedger',
  'MemoryRepository',
  'ModelRegistry',
  'QuickJsSandbox',
  'SimpleBudgets',
  'SlotPool',
  'SystemClock',
  'ToolRegistry',
];

type Pair = readonly [RunningExecution, RunningExecution];

/** A gate that a tool waits at, so that executions can be looked at while they are in the middle of something. */
class Gate {
  waiting = 0;
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  async pass(): Promise<void> {
    this.waiting += 1;
    await this.opened;
  }

  lift(): void {
    this.open();
  }
}

/** Counts its own runs: 1, 2, 3 … of whoever made it. */
const counter: ToolDefinition = defineTool({
  name: 'counter',
  description: 'Counts the runs of one instance.',
  input: z.object({ note: z.unknown().optional() }),
  output: z.object({ count: z.number() }),
  create: () => {
    let count = 0;
    return { run: () => ({ count: (count += 1) }) };
  },
});

const gateTool = (gate: Gate): ToolDefinition =>
  defineTool({
    name: 'gate',
    description: 'Waits at the gate.',
    input: z.object({}),
    output: z.object({}),
    create: () => ({
      run: async () => {
        await gate.pass();
        return {};
      },
    }),
  });

const count = (id: string, rest: object = {}): JsonObject => ({ id, type: 'tool', tool_name: 'counter', ...rest });

/** Every kind of node, stopped in its middle by the gate. */
const document = documentOf(
  [
    count('before', { tool_args: { note: '{{ inputs.order.lines.map(line, line * 2) }}' } }),
    { id: 'ask', type: 'llm', model: 'gpt-4o-mini', prompt: 'Say {{ nodes.before.count }}.', max_output_tokens: 8 },
    { id: 'hold', type: 'tool', tool_name: 'gate', dependencies: ['before', 'ask'], timeout_s: 60 },
    {
      id: 'each',
      type: 'loop',
      items: '{{ inputs.order.lines }}',
      item_var: 'line',
      max_items: 5,
      concurrency: 2,
      body: { nodes: [{ id: 'inner', type: 'tool', tool_name: 'gate' }], output: '{{ line }}' },
    },
    {
      id: 'mended',
      type: 'fail',
      code: 'as-planned',
      message: 'As planned.',
      on_error: { handle: { nodes: [{ id: 'rescue', type: 'tool', tool_name: 'gate' }] } },
    },
    {
      id: 'split',
      type: 'parallel',
      branches: { left: { nodes: [count('one')] }, right: { nodes: [{ id: 'two', type: 'tool', tool_name: 'gate' }] } },
    },
    {
      id: 'again',
      type: 'recursive',
      state: { n: 0 },
      until: '{{ state.n >= 2 }}',
      max_iterations: 3,
      body: {
        nodes: [{ id: 'wait_here', type: 'tool', tool_name: 'gate' }],
        output: { n: '{{ state.n + 1 }}' },
      },
    },
  ],
  { inputs: { order: { type: 'object' } }, outputs: { count: '{{ nodes.before.count }}' }, timeout_s: 600 },
);

const inputs: JsonObject = { order: { lines: [1, 2, 3] } };

describe('two executions that are open at once', () => {
  it('share nothing that can change: before, during and after', async () => {
    const gate = new Gate();
    const engine = new Engine({ tools: [counter, gateTool(gate)] });
    const compiled = engine.compile(document);
    await using left = await open(engine, compiled);
    await using right = await open(engine, compiled);
    const pair: Pair = [left, right];
    const planned = textOf(planOf(pair[0]));
    expect(sharedByBoth(pair)).toEqual([]);
    const ends = pair.map((execution) => execution.run());
    await untilWaiting(gate, 12);
    expect([...reachable(left).values()]).toContain('.parts.means.tools{gate}');
    expect(sharedByBoth(pair)).toEqual([]);
    gate.lift();
    const heads = await Promise.all(ends);
    expect(heads.map((head: ExecutionHead) => head.status)).toEqual(['completed', 'completed']);
    expect(sharedByBoth(pair)).toEqual([]);
    expect(textOf(planOf(pair[1]))).toBe(planned);
  });

  it('are told apart by a walk that would find what they share', async () => {
    const engine = new Engine({ tools: [counter] });
    const compiled = engine.compile(documentOf([count('only')]));
    const pair: Pair = [await open(engine, compiled), await open(engine, compiled)];
    const common = { changed: false };
    for (const execution of pair) Object.assign(execution, { hidden: new Map([['key', [common]]]) });
    expect(sharedByBoth(pair)).toEqual(['.hidden{key}[0]']);
  });
});

describe('a tool with a memory', () => {
  const thrice = documentOf([
    count('first'),
    count('second', { dependencies: ['first'] }),
    {
      id: 'each',
      type: 'loop',
      items: [1, 2],
      item_var: 'item',
      dependencies: ['second'],
      body: { nodes: [count('in_loop')] },
    },
  ]);

  it('is one instance for all nodes of an execution, and another for the next execution', async () => {
    const engine = new Engine({ tools: [counter] });
    const counts = [];
    for (let time = 0; time < 2; time += 1) {
      const { snapshot } = await engine.play(thrice);
      counts.push(snapshot.nodes.flatMap((node) => (node.node_id === 'each' ? [] : [node.output])));
    }
    const one = [1, 2, 3, 4].map((value) => ({ count: value }));
    expect(counts).toEqual([one, one]);
  });

  it('is not shared by executions that run side by side', async () => {
    const engine = new Engine({ tools: [counter] });
    const compiled = engine.compile(thrice);
    const executions = await Promise.all(Array.from({ length: 20 }, () => open(engine, compiled, {})));
    const heads = await Promise.all(executions.map((execution) => execution.run()));
    const outputs = await Promise.all(
      heads.map(async (head) => (await engine.look(head.execution_id)).snapshot.outputs),
    );
    const items = [3, 4].map((value) => ({ count: value }));
    expect(outputs).toEqual(outputs.map(() => ({ each: { items, failures: [] } })));
  });
});

const ids = new UlidSource();

async function open(
  engine: Engine,
  compiled: CompiledBlueprint,
  given: JsonObject = inputs,
): Promise<RunningExecution> {
  const facts = { name: 'fresh', revision: compiled.revision, inputs: given };
  const head = await acceptExecution(engine, ids.next('ex'), facts);
  return engine.factory.open({ compiled, head, inputs: given });
}

async function untilWaiting(gate: Gate, count: number): Promise<void> {
  while (gate.waiting < count) await new Promise((resolve) => setImmediate(resolve));
}

/** Where the first reaches something that the second reaches too and that is neither frozen nor meant to be shared. */
function sharedByBoth([left, right]: Pair): readonly string[] {
  const others = reachable(right);
  const ofPlan = reachable(planOf(left));
  const shared = [...reachable(left)].filter(([object]) => others.has(object) && !Object.isFrozen(object));
  // No map can be frozen. That those of the plan are never written to is seen by its text.
  return shared.filter(([object]) => !(object instanceof Map && ofPlan.has(object))).map(([, place]) => place);
}

/** The plan, compiled blueprint included, which all executions of a revision share. */
function planOf(execution: RunningExecution): object {
  const way = ['parts', 'scheduler', 'options', 'plan'];
  return way.reduce<object>((object, key) => Reflect.get(object, key) as object, execution);
}

function textOf(plan: object): string {
  return JSON.stringify(plan, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** Every object that can be reached through properties, maps, sets and what functions carry, with the place where it was first met. */
function reachable(root: object): ReadonlyMap<object, string> {
  const places = new Map<object, string>();
  const queue: (readonly [object, string])[] = [[root, '']];
  for (const [object, place] of queue) {
    if (places.has(object) || isSharedByDesign(object)) continue;
    places.set(object, place);
    for (const [member, where] of membersOf(object)) queue.push([member, place + where]);
  }
  return places;
}

function isSharedByDesign(object: object): boolean {
  const name = (Object.getPrototypeOf(object) as { constructor?: { name: string } } | null)?.constructor?.name;
  return typeof object === 'function' || sharedClasses.includes(name ?? '');
}

/** What hangs on a promise is the runtime's: its result is nobody's state. */
function* membersOf(object: object): Iterable<readonly [object, string]> {
  if (object instanceof Promise) return;
  for (const key of Reflect.ownKeys(object)) {
    const { value } = Object.getOwnPropertyDescriptor(object, key) ?? {};
    if (isObject(value)) yield [value, Array.isArray(object) ? `[${String(key)}]` : `.${String(key)}`];
  }
  if (object instanceof Map) {
    for (const [key, value] of object as Map<unknown, unknown>) {
      if (isObject(key)) yield [key, '{key}'];
      if (isObject(value)) yield [value, `{${isObject(key) ? '…' : String(key)}}`];
    }
  }
  if (object instanceof Set) for (const value of object) if (isObject(value)) yield [value, '{…}'];
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
