/** Every sketch of this folder runs in the real application, and keeps the contract of what it is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testIce, type Ice } from '@ice/api';
import { modelContract, toolContract, type ToolDefinition } from '@ice/plugin';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { WordsPlugin } from './count-words.js';
import { TicketsPlugin } from './draw-tickets.js';
import { ParrotsPlugin } from './parrot-models.js';
import { ShelfPlugin } from './shelf-toolkit.js';

let ice: Ice;

beforeAll(async () => {
  const plugins = [WordsPlugin, TicketsPlugin, ParrotsPlugin, ShelfPlugin];
  ice = await testIce({ plugins, env: { ICE_TEST_MODE: '0' } });
});

afterAll(() => ice.close());

const toolOf = (name: string): ToolDefinition => {
  const tool = ice.tool(name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  return tool;
};

for (const name of ['count_words', 'draw_ticket', 'shelf_count', 'shelf_left'])
  toolContract({ describe, it }, name, () => toolOf(name));
modelContract({ describe, it }, () => ice.model('parrot/grey'), { model: 'parrot/grey' });

describe('the sketches', () => {
  it('have 25 lines at most', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => /^(?!.*\.spec).*\.ts$/.test(file));
    const lengths = files.map(
      (file) =>
        readFileSync(path.join(import.meta.dirname, file), 'utf8')
          .trimEnd()
          .split('\n').length,
    );
    expect(files).toHaveLength(4);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(25);
  });

  it('run in one blueprint', async () => {
    expect(await ice.run(document, { text: 'an oak chair' })).toEqual({
      words: 3,
      tickets: ['A-1', 'A-2'],
      left: 1,
      echo: 'Say: an oak chair',
    });
  });

  it('count tickets anew in each execution', async () => {
    const outputs = await Promise.all([ice.run(document, { text: 'a' }), ice.run(document, { text: 'b' })]);
    expect(outputs.map(({ tickets }) => tickets)).toEqual([
      ['A-1', 'A-2'],
      ['A-1', 'A-2'],
    ]);
  });

  it('are charged by their prices', async () => {
    const { body } = await ice.request(
      'POST',
      '/api/v1/executions',
      { blueprint: document, inputs: { text: 'a b' } },
      { prefer: 'wait=60' },
    );
    expect(body['usage']).toMatchObject({ input_tokens: 3, output_tokens: 3, cost_usd: '0.000009' });
  });

  it('fail with codes of their own', async () => {
    const blueprint = {
      schema_version: '1.0',
      name: 'sold_out',
      nodes: [{ id: 'left', type: 'tool', tool_name: 'shelf_left', tool_args: { item: 'table' } }],
    };
    await expect(ice.run(blueprint)).rejects.toMatchObject({ code: 'out-of-stock', message: 'There is no table.' });
  });
});

const document = {
  schema_version: '1.0',
  name: 'all_sketches',
  inputs: { text: { type: 'string' } },
  nodes: [
    { id: 'count', type: 'tool', tool_name: 'count_words', tool_args: { text: '{{ inputs.text }}' } },
    { id: 'first', type: 'tool', tool_name: 'draw_ticket' },
    { id: 'second', type: 'tool', tool_name: 'draw_ticket', dependencies: ['first'] },
    { id: 'left', type: 'tool', tool_name: 'shelf_left', tool_args: { item: 'chair' } },
    { id: 'say', type: 'llm', model: 'parrot/grey', prompt: 'Say: {{ inputs.text }}', max_output_tokens: 50 },
  ],
  outputs: {
    words: '{{ nodes.count.words }}',
    tickets: ['{{ nodes.first.ticket }}', '{{ nodes.second.ticket }}'],
    left: '{{ nodes.left.count }}',
    echo: '{{ nodes.say.text }}',
  },
};
