/** Nobody can change what others see: a tool that writes into what it was given, or goes on changing what it has given back, changes
 *  nothing but its own copy or fails by name; and a caller's inputs are the caller's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue, ToolDefinition } from '@ice/core';
import { acceptExecution } from '@ice/orchestrator';
import { SqliteStore } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

/** Writes into the list that it was given. */
const scribble: ToolDefinition = defineTool({
  name: 'scribble',
  description: 'Adds to a list that is not its own.',
  input: z.object({ list: z.any() }),
  output: z.object({}),
  run: ({ list }) => {
    (list as number[]).push(99);
    return {};
  },
});

/** Gives back a list and goes on writing into it. */
const given: number[] = [];
const secondThoughts: ToolDefinition = defineTool({
  name: 'second_thoughts',
  description: 'Gives back a list that it keeps.',
  input: z.object({}),
  output: z.object({ list: z.any() }),
  run: () => ({ list: given }),
});

const scribbleOn = (list: string): JsonObject => ({
  id: 'scribbles',
  type: 'tool',
  tool_name: 'scribble',
  tool_args: { list },
  on_error: 'continue',
  retry: { max_attempts: 1 },
});
const read = (list: string): JsonObject => ({
  id: 'reads',
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value: list },
  dependencies: ['scribbles'],
});

/** Where a list may come from, and how a node reads it. */
const places: readonly [string, string, (first: JsonObject, second: JsonObject) => JsonObject][] = [
  ['an input', 'inputs.list', (first, second) => documentOf([first, second], { inputs: { list: {} } })],
  [
    'an item of a loop',
    'item.list',
    (first, second) =>
      documentOf([{ id: 'each', type: 'loop', items: [{ list: [1, 2] }], ...body('item', first, second) }]),
  ],
  [
    'an item that an expression made',
    'item.list',
    (first, second) => {
      const items = '{{ [1].map(x, {"list": [x, 2]}) }}';
      return documentOf([{ id: 'each', type: 'loop', max_items: 1, items, ...body('item', first, second) }]);
    },
  ],
  [
    'the state of a recursion',
    'state.list',
    (first, second) => {
      const nested = { nodes: [first, second] as unknown as JsonValue };
      const state = { list: ['{{ 1 }}', 2] };
      return documentOf([
        { id: 'again', type: 'recursive', state, until: '{{ 1 < 2 }}', max_iterations: 1, body: nested },
      ] as never);
    },
  ],
  [
    'the output of a node',
    'nodes.makes.value',
    (first, second) => {
      const makes = { id: 'makes', type: 'tool', tool_name: 'echo', tool_args: { value: [1, 2] } };
      return documentOf([makes, first, second]);
    },
  ],
];

function body(item_var: string, first: JsonObject, second: JsonObject): JsonObject {
  return { item_var, body: { nodes: [first, second] as unknown as JsonValue } };
}

describe('a tool that writes into', () => {
  let folder: string;
  let store: SqliteStore;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ice-isolation-'));
    store = await SqliteStore.open({ path: path.join(folder, 'store.db'), durability: 'relaxed' });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each(places)('%s does not change it for others', async (_place, list, document) => {
    const engine = new Engine({ store, tools: [scribble] });
    const inputs = list.startsWith('inputs') ? { list: [1, 2] } : {};
    const { snapshot } = await engine.play(document(scribbleOn(`{{ ${list} }}`), read(`{{ ${list} }}`)), inputs);
    expect(snapshot.nodes.find((node) => node.node_id === 'reads')?.output).toEqual({ value: [1, 2] });
  });
});

describe('a tool that goes on writing into', () => {
  it('what it has given back changes nothing', async () => {
    given.splice(0, Infinity, 1, 2);
    const engine = new Engine({ tools: [secondThoughts, scribble] });
    const { snapshot } = await engine.play(
      documentOf(
        [{ id: 'makes', type: 'tool', tool_name: 'second_thoughts' }, read('{{ nodes.makes.list }}')].map(late),
      ),
    );
    given.push(3);
    expect(snapshot.nodes.map((node) => node.output)).toEqual([{ list: [1, 2] }, { value: [1, 2] }]);
  });
});

describe('the inputs of an execution', () => {
  it('stay what they were when the caller goes on changing them', async () => {
    const engine = new Engine();
    const compiled = engine.compile(
      documentOf([{ id: 'reads', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.list }}' } }], {
        inputs: { list: {} },
      }),
    );
    const list = [1, 2];
    const facts = { name: 'own', revision: compiled.revision, inputs: { list: [1, 2] } };
    const head = await acceptExecution(engine, 'ex_00000000000000000000000001', facts);
    const execution = engine.factory.open({ compiled, head, inputs: { list } });
    list.push(3);
    await execution.run();
    expect((await engine.look('ex_00000000000000000000000001')).snapshot.outputs).toEqual({ reads: { value: [1, 2] } });
  });
});

function late(node: JsonObject): JsonObject {
  return node['id'] === 'reads' ? { ...node, dependencies: ['makes'] } : node;
}
