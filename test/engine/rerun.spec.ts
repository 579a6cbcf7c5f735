/** Reruns: what an ended execution has is used again, and what runs again is what it has to be. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject, RerunLink } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

/** Counts its calls, and fails as often as it is told to. */
function counter() {
  const calls: string[] = [];
  const failing = new Set<string>();
  const tool = defineTool({
    name: 'count',
    description: 'Counts.',
    effect: 'idempotent',
    input: z.object({ name: z.string(), value: z.unknown().optional() }),
    output: z.object({ name: z.string(), value: z.unknown() }),
    run: ({ name, value }) => {
      calls.push(name);
      if (failing.has(name)) throw new Error(`${name} fails.`);
      return { name, value: value ?? null };
    },
  });
  return { calls, failing, tool };
}

const count = (id: string, value: JsonObject['x'] = null, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'count',
  tool_args: { name: id, value },
  retry: { max_attempts: 1 },
  ...more,
});

const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;

describe('a rerun', () => {
  const { calls, failing, tool } = counter();
  const engine = new Engine({ tools: [tool] });
  afterEach(() => {
    calls.length = 0;
    failing.clear();
  });

  async function first(document: JsonObject, inputs: JsonObject = {}): Promise<string> {
    const id = await engine.start(document, inputs);
    await engine.until(id, hasEnded);
    calls.length = 0;
    return id;
  }

  async function again(
    document: JsonObject,
    link: Omit<RerunLink, 'reuse'> & Partial<RerunLink>,
    inputs: JsonObject = {},
  ) {
    const rerun: RerunLink = { reuse: 'upstream', ...link };
    const executionId = engine.newId();
    const start = { executionId, compiled: engine.compile(document), blueprintId: null, inputs, rerun };
    const { execution_id } = await engine.supervisor.start(start);
    return engine.until(execution_id, hasEnded);
  }

  const chain = documentOf(
    [count('a', '{{ inputs.x }}'), count('b', '{{ nodes.a.value }}'), count('c', '{{ nodes.b.value }}'), count('d')],
    {
      inputs: { x: { type: 'number', default: 1 }, y: { type: 'number', default: 1 } },
      outputs: { c: '{{ nodes.c.value }}' },
    },
  );

  it('from where it failed runs that and what waits for it, and nothing else', async () => {
    failing.add('b');
    const id = await first(chain, { x: 1, y: 1 });
    failing.clear();
    const played = await again(chain, { execution_id: id }, { x: 1, y: 1 });
    expect(calls).toEqual(['b', 'c']);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.reused a',
      'node.reused d',
      'node.started b',
      'node.completed b',
      'node.started c',
      'node.completed c',
      'execution.completed',
    ]);
    expect(played.snapshot).toMatchObject({ outputs: { c: 1 }, rerun: { execution_id: id, reuse: 'upstream' } });
    expect(played.snapshot.nodes[0]).toMatchObject({ path: 'a', status: 'completed', attempts: 0, reused_from: id });
  });

  it('from a node runs it and what depends on it', async () => {
    const id = await first(chain, { x: 1, y: 1 });
    await again(chain, { execution_id: id, from_node: 'c' }, { x: 1, y: 1 });
    expect(calls).toEqual(['c']);
  });

  it('with other inputs runs what reads them, and what depends on that', async () => {
    const id = await first(chain, { x: 1, y: 1 });
    const played = await again(chain, { execution_id: id }, { x: 2, y: 1 });
    expect(calls).toEqual(['a', 'b', 'c']);
    expect(played.snapshot.outputs).toEqual({ c: 2 });
    calls.length = 0;
    await again(chain, { execution_id: id }, { x: 1, y: 5 });
    expect(calls).toEqual([]);
  });

  it('runs what was skipped over an input that is another now, and what depends on that', async () => {
    const document = documentOf(
      [
        count('a', 1, { when: '{{ inputs.on }}' }),
        count('b', '{{ default(nodes.a.value, 0) }}', { join: 'all_settled' }),
      ],
      { inputs: { on: { type: 'boolean' } } },
    );
    const id = await first(document, { on: false });
    const played = await again(document, { execution_id: id }, { on: true });
    expect(calls).toEqual(['a', 'b']);
    expect(played.snapshot.nodes.map(({ output }) => output)).toMatchObject([{ value: 1 }, { value: 1 }]);
  });

  it('of everything reuses nothing', async () => {
    const id = await first(chain, { x: 1, y: 1 });
    await again(chain, { execution_id: id, reuse: 'none' }, { x: 1, y: 1 });
    expect(calls.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes an output that somebody tells', async () => {
    failing.add('b');
    const id = await first(chain, { x: 1, y: 1 });
    const played = await again(chain, { execution_id: id, outputs: { b: { name: 'b', value: 7 } } }, { x: 1, y: 1 });
    expect(calls).toEqual(['c']);
    expect(played.snapshot.outputs).toEqual({ c: 7 });
  });

  const each = documentOf([
    {
      id: 'each',
      type: 'loop',
      items: ['p', 'q', 'r', 's'],
      item_var: 'item',
      body: {
        nodes: [
          count('x', '{{ item }}', { tool_args: { name: 'x{{ index }}' } }),
          count('y', '{{ nodes.x.name }}', { tool_args: { name: 'y{{ index }}', value: '{{ nodes.x.name }}' } }),
        ],
      },
    },
    count('end', '{{ nodes.each.items }}'),
  ]);

  it('of a loop runs the items that failed or never ran', async () => {
    failing.add('y2');
    const id = await first(each);
    failing.clear();
    const played = await again(each, { execution_id: id });
    expect(calls).toEqual(['y2', 'x3', 'y3', 'end']);
    expect(played.snapshot.status).toBe('completed');
  });

  it('from inside a loop runs that item from there on', async () => {
    const id = await first(each);
    const played = await again(each, { execution_id: id, from_node: 'each[1].y' });
    expect(calls).toEqual(['y1', 'end']);
    expect(played.snapshot.outputs).toEqual((await engine.look(id)).snapshot.outputs);
  });

  it('from inside a repetition runs all passes from there on', async () => {
    const document = documentOf([
      {
        id: 'grow',
        type: 'recursive',
        state: 0,
        body: {
          nodes: [
            count('add', '{{ state + 1 }}', { tool_args: { name: 'add{{ iteration }}', value: '{{ state + 1 }}' } }),
          ],
          output: '{{ nodes.add.value }}',
        },
        until: '{{ state >= 4 }}',
        max_iterations: 9,
      },
    ]);
    const id = await first(document);
    const ran = (await engine.look(id)).snapshot.nodes.map(({ path }) => path);
    expect(ran).toEqual(['grow', 'grow[0].add', 'grow[1].add', 'grow[2].add', 'grow[3].add']);
    await again(document, { execution_id: id, from_node: 'grow[2].add' });
    expect(calls).toHaveLength(2);
  });

  it('goes on after a crash with the same results', async () => {
    failing.add('b');
    const id = await first(chain, { x: 1, y: 1 });
    failing.clear();
    const whole = await again(chain, { execution_id: id }, { x: 1, y: 1 });
    calls.length = 0;
    const compiled = engine.compile(chain);
    for (let length = 1; length < whole.events.length; length += 1) {
      const played = await engine.resumeFrom(chain, whole.events.slice(0, length));
      expect(played.snapshot.status).toBe('completed');
    }
    expect(compiled.revision).toBe(whole.snapshot.revision);
  });

  it('whose source is gone runs everything', async () => {
    const played = await again(chain, { execution_id: 'ex_00000000000000000000000000' }, { x: 1, y: 1 });
    expect(played.snapshot.status).toBe('completed');
    expect(calls.sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});
