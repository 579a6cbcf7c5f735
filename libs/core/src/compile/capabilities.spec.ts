import { describe, expect, it } from '@jest/globals';
import type { BlueprintNode } from '../blueprint/node-schema.js';
import { parseTemplateValue } from '../expression/index.js';
import type { JsonValue } from '../json/json-value.js';
import { capabilitiesOf, type Capabilities } from './capabilities.js';
import type { CompiledBlueprint, CompiledNode } from './compiled-blueprint.js';
import { ask, blueprintOf, compiled, each, echo } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';

const sample = sampleEnvironment();
const environment = {
  ...sample,
  findTool: (name: string) => {
    const tool = sample.findTool(name);
    return tool && name === 'http_request' ? { ...tool, toolkit: 'net', hosts: ['*', 'example.com'] } : tool;
  },
};

const harmless: Capabilities = {
  tools: ['echo'],
  toolkits: ['sample'],
  models: [],
  hosts: [],
  effects: ['pure'],
  side_effects: false,
  code: false,
  human: false,
  child_blueprints: [],
  secrets: [],
};

const capabilities = (nodes: JsonValue, more = {}): Capabilities =>
  capabilitiesOf(compiled(blueprintOf(nodes, more)), environment);

const get = (id: string, more = {}) => ({
  id,
  type: 'tool',
  tool_name: 'http_request',
  tool_args: { url: 'https://example.com', method: 'GET' },
  ...more,
});

/** A blueprint with one node that this version judges and does not run yet. */
function withNode(node: object): CompiledBlueprint {
  const sound = compiled(blueprintOf([echo('a')]));
  const [first] = sound.root.nodes as readonly [CompiledNode];
  const nodes = [{ ...first, node: { id: 'a', ...node } as BlueprintNode }];
  return { ...sound, root: { ...sound.root, nodes } };
}

describe('the capabilities of a blueprint', () => {
  it('are few where it only reshapes', () => {
    expect(capabilities([echo('a'), echo('b', '{{ nodes.a }}')])).toEqual(harmless);
  });

  it('name everything that it may call, at any depth, sorted and once', () => {
    const nodes = [
      get('post'),
      each('rows', 'row', [get('again'), ask('copy', 'x', { fallback_models: ['openai/gpt-4o-mini'] })]),
      echo('last', null, {
        on_error: { handle: { nodes: [{ ...echo('pay'), tool_name: 'charge_card', tool_args: { cents: 1 } }] } },
      }),
    ];

    expect(
      capabilities(nodes, { finally: { nodes: [{ ...echo('rest'), tool_name: 'sleep', tool_args: { ms: 1 } }] } }),
    ).toEqual({
      ...harmless,
      tools: ['charge_card', 'echo', 'http_request', 'sleep'],
      toolkits: ['net', 'sample'],
      models: ['gpt-4o-mini', 'openai/gpt-4o-mini'],
      hosts: ['*', 'example.com'],
      effects: ['at_most_once', 'idempotent', 'pure'],
      side_effects: true,
    });
  });

  it('have no side effect where a model answers', () => {
    const { effects, side_effects } = capabilities([ask('a', 'x')]);

    expect([effects, side_effects]).toEqual([['idempotent'], false]);
  });

  it('have the side effects of a tool, whatever its node claims', () => {
    const { effects, side_effects } = capabilities([get('a', { effect: 'pure' })]);

    expect([effects, side_effects]).toEqual([['pure'], true]);
  });

  it('have the side effect that a node claims, whatever its tool says', () => {
    expect(capabilities([echo('a', 1, { effect: 'at_most_once' })]).side_effects).toBe(true);
  });

  const child = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';

  it.each<[object, Partial<Capabilities>]>([
    [{ type: 'code', language: 'javascript', source: 'return 1' }, { code: true }],
    [{ type: 'human', prompt: 'x', approval: 'approve_reject' }, { human: true }],
    [{ type: 'workflow', blueprint: 'self' }, { child_blueprints: ['self'] }],
    [
      { type: 'workflow', blueprint: child },
      { child_blueprints: [child], side_effects: true },
    ],
    [
      { type: 'agent', model: 'gpt-4o-mini', tools: ['echo', child, 'http_request'] },
      {
        tools: ['echo', 'http_request'],
        toolkits: ['net', 'sample'],
        hosts: ['*', 'example.com'],
        models: ['gpt-4o-mini'],
        child_blueprints: [child],
        side_effects: true,
      },
    ],
    [{ type: 'swarm', agents: [{ model: 'gpt-4o-mini' }, { model: 'gpt-4o-mini' }] }, { models: ['gpt-4o-mini'] }],
  ])('of %j are %j', (node, some) => {
    expect(capabilitiesOf(withNode(node), environment)).toEqual({ ...harmless, tools: [], toolkits: [], ...some });
  });

  it('name the secrets that are read anywhere in it', () => {
    const read = (text: JsonValue) => parseTemplateValue(text).value;
    const sound = compiled(blueprintOf([echo('a')]));
    const outputs = { x: read(['{{ secrets.B }}', { y: 'token {{ secrets.A }} {{ inputs.z }}' }]) };
    const root = { ...sound.root, output: read('{{ secrets.C }}') };

    expect(capabilitiesOf({ ...sound, root, outputs }, environment).secrets).toEqual(['A', 'B', 'C']);
  });
});
