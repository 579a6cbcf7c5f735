/** Swarms in the compiler: what they are written out in, what their output is, and what only they can get wrong. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { describeType } from '../type/describe-type.js';
import { neverType, type Type } from '../type/type.js';
import { capabilitiesOf } from './capabilities.js';
import type { CompiledNode } from './compiled-blueprint.js';
import { inspectBlueprint } from './inspect-blueprint.js';
import { blueprintOf, compiled, diagnosticsOf, echo, patch } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';
import { at, failed, findingsOf, later, type FullFinding } from './testing/sample-nodes.js';

const inputs = { x: {} };
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

const member = (role: string): JsonObject => ({
  role,
  model: 'gpt-4o-mini',
  instructions: `{{ inputs.x }}, ${role}?`,
  max_output_tokens: 16,
});

const swarm = (strategy: string, more: Readonly<Record<string, JsonValue | undefined>> = {}): JsonObject =>
  later('swarm', {
    strategy,
    agents: ['boss', 'pro', 'contra'].map(member),
    threshold: strategy === 'consensus' ? 1 : undefined,
    ...more,
  });

function compiledSwarm(node: JsonObject): CompiledNode {
  return compiled(blueprintOf([node], { inputs })).root.nodes[0] as CompiledNode;
}

const text = { type: 'string' };
const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

describe('a swarm is written out', () => {
  it.each([
    ['consensus', { agents: [['boss', 'pro', 'contra'], closed({ reason: text, answer: text })] }],
    [
      'marketplace',
      {
        agents: [
          ['boss', 'pro', 'contra'],
          closed({ answer: text, confidence: { type: 'number', minimum: 0, maximum: 1 } }),
        ],
      },
    ],
    [
      'hierarchical',
      {
        lead: [['boss'], closed({ answer: text, done: { type: 'boolean' }, instruction: text })],
        members: [['pro', 'contra'], closed({ answer: text })],
      },
    ],
  ])('as model calls, for a %s', (strategy, expected) => {
    const { blocks } = compiledSwarm(swarm(strategy));
    const shown = Object.entries(blocks).map(([name, { nodes }]) => {
      const schemas = new Set(nodes.map(({ outputSchema }) => outputSchema));
      return [name, [nodes.map(({ id }) => id), ...schemas]];
    });
    expect(Object.fromEntries(shown)).toEqual(expected);
  });

  it('with everything that a model call has by default', () => {
    const { blocks } = compiledSwarm(swarm('hierarchical'));
    const { fields, outputSchema: _schema, ...rest } = blocks['members']?.nodes[1] as CompiledNode;
    const call = compiled(blueprintOf([{ ...callOf('contra') }])).root.nodes[0] as CompiledNode;
    const { fields: _fields, outputSchema: _none, ...expected } = call;
    const node = {
      ...expected.node,
      system: '{{ inputs.x }}, contra?',
      prompt: '{{ _prompts[1] }}',
      max_output_tokens: 16,
    };
    expect(rest).toEqual({ ...expected, index: 1, pointer: '/nodes/0/agents/2', node });
    expect(Object.keys(fields)).toEqual(['system', 'prompt']);
  });

  it('beside its handle block', () => {
    const node = swarm('consensus', { on_error: { handle: { nodes: [echo('b')] } } });
    expect(Object.keys(compiledSwarm(node).blocks)).toEqual(['handle', 'agents']);
  });

  it('and all of that is frozen', () => {
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || value instanceof Map) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    };
    walk(compiledSwarm(swarm('hierarchical', { output_schema: { a: 'string' } })), '');
    expect(open).toEqual([]);
  });

  it('and can do what its models can, once each', () => {
    const found = capabilitiesOf(compiled(blueprintOf([swarm('consensus')], { inputs })), sampleEnvironment());
    expect([found.models, found.effects, found.side_effects]).toEqual([['gpt-4o-mini'], ['idempotent', 'pure'], false]);
  });
});

describe('the output_schema of a swarm', () => {
  const list = {
    $schema: DRAFT_7,
    definitions: { n: { type: 'integer' } },
    type: 'array',
    items: { $ref: '#/definitions/n' },
  };

  it('is that of its answer, for whoever gives one', () => {
    const { blocks, outputSchema } = compiledSwarm(swarm('hierarchical', { output_schema: list }));
    const answer = { type: 'array', items: { $ref: '#/definitions/n' } };
    const root = { $schema: DRAFT_7, definitions: { n: { type: 'integer' } } };
    expect(outputSchema).toEqual({ ...root, type: 'object', properties: { answer }, required: ['answer'] });
    expect(blocks['lead']?.nodes[0]?.outputSchema).toEqual({
      ...root,
      ...closed({ answer, done: { type: 'boolean' }, instruction: text }),
    });
    expect(blocks['members']?.nodes[0]?.outputSchema).toEqual(closed({ answer: text }));
  });

  it('may be in the short form, and none means text', () => {
    const { blocks } = compiledSwarm(swarm('marketplace', { output_schema: { cents: 'integer' } }));
    expect(blocks['agents']?.nodes[0]?.outputSchema).toMatchObject({
      properties: { answer: closed({ cents: { type: 'integer' } }) },
    });
    expect(compiledSwarm(swarm('marketplace')).outputSchema).toBeNull();
  });

  it('that is as large as a schema may be is refused, since what an agent says is larger', () => {
    const wide = (count: number): JsonObject => ({
      properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }])),
    });
    expect(findingsOf(swarm('consensus', { output_schema: wide(400) }))).toEqual([]);
    expect(findingsOf(swarm('consensus', { output_schema: wide(499) }))).toEqual([
      [
        'schema-invalid',
        at('output_schema'),
        'nodes[0].output_schema: as the schema of an answer it has more than 500 subschemas',
        'Make it smaller, or take a part of it.',
      ],
    ]);
  });

  it('is what a fallback needs in its answer', () => {
    const fallback = (value: JsonValue) =>
      findingsOf(swarm('consensus', { output_schema: { type: 'integer' }, on_error: { fallback: value } }));
    expect(fallback({ answer: 0 })).toEqual([]);
    expect(fallback({ answer: 'none' }).map(([code, pointer]) => [code, pointer])).toEqual([
      ['type-mismatch', at('on_error/fallback')],
    ]);
    expect(fallback(0).map(([code]) => code)).toEqual(['type-mismatch']);
  });
});

describe('the type of a swarm', () => {
  const outputOf = (node: JsonObject): Type => {
    const { types, analysis } = inspectBlueprint(blueprintOf([node], { inputs }), sampleEnvironment());
    const [draft] = analysis?.draft.nodes ?? [];
    return draft && types ? types.outputOf(draft) : neverType;
  };
  const memberOf = (type: Type, name: string): Type =>
    (type.kind === 'object' ? type.members.get(name)?.type : undefined) ?? neverType;
  const two = { agents: ['p', 'q'].map(member) };
  const cents = { output_schema: { type: 'integer' } };

  it.each<[string, JsonObject, string]>([
    ['a consensus', swarm('consensus', two), '{answer: string, rounds: integer, votes: {p: string, q: string}}'],
    [
      'one with a form of the answer',
      swarm('consensus', { ...two, ...cents }),
      '{answer: integer, rounds: integer, votes: {p: integer, q: integer}}',
    ],
    ['a hierarchy', swarm('hierarchical', two), '{answer: string, rounds: integer, votes: {q?: string}}'],
    [
      'a hierarchy with a form of the answer',
      swarm('hierarchical', { ...two, ...cents }),
      '{answer: integer, rounds: integer, votes: {q?: string}}',
    ],
  ])('of %s', (_name, node, type) => {
    expect(describeType(outputOf(node))).toBe(type);
  });

  it('in a marketplace has a bid of each agent', () => {
    const votes = memberOf(outputOf(swarm('marketplace', { ...two, ...cents })), 'votes');
    const bid = '{answer: integer, confidence: number}';
    expect(['p', 'q', 'r'].map((role) => describeType(memberOf(votes, role)))).toEqual([bid, bid, 'nothing']);
  });

  it('is unknown where its schema or its agents have findings', () => {
    const faulty = swarm('consensus', { agents: [member('p')], output_schema: { type: 'int' } });
    expect(describeType(outputOf(faulty))).toBe('{answer: unknown, rounds: integer, votes: unknown}');
  });
});

describe('the form of a swarm', () => {
  it.each<[string, JsonObject, readonly FullFinding[]]>([
    [
      'with a role that is the id of a node',
      swarm('consensus', { agents: [member('reader'), member('pro')] }),
      [failed('agents/0/role', '.agents[0].role: "reader" is the id of nodes[1], and node runs are named by both')],
    ],
    [
      'with a role that is its own id',
      swarm('consensus', { agents: [member('pro'), member('a')] }),
      [failed('agents/1/role', '.agents[1].role: "a" is the id of nodes[0], and node runs are named by both')],
    ],
    [
      'led by its first agent in one round',
      swarm('hierarchical', { max_rounds: 1 }),
      [
        failed(
          'max_rounds',
          '.max_rounds: the first agent decides in the last round, so with one round nobody else is ever asked',
          patch.replace(at('max_rounds'), 2),
        ),
      ],
    ],
    ['of one round in a marketplace', swarm('marketplace', { max_rounds: 1 }), []],
    ...['cache', 'effect', 'input_schema'].map((name): [string, JsonObject, readonly FullFinding[]] => [
      `with ${name}, which nothing honours`,
      swarm('consensus', { [name]: { cache: { ttl_s: 1 }, effect: 'pure', input_schema: { a: 'string' } }[name] }),
      [
        [
          'not-supported-yet',
          at(name),
          `nodes[0].${name}: "${name}" is not supported on a node of type "swarm" yet`,
          patch.remove(at(name)),
        ],
      ],
    ]),
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });

  it('lets two swarms have agents of the same roles', () => {
    const other = { ...swarm('marketplace'), id: 'b' };
    expect(diagnosticsOf(blueprintOf([swarm('consensus'), other], { inputs }))).toEqual([]);
  });

  it('does not let anybody read its agents, nor what they are asked', () => {
    const node = swarm('consensus', {
      agents: [member('pro'), { ...member('contra'), instructions: '{{ _prompts[0] }}' }],
    });
    const found = diagnosticsOf(blueprintOf([node, echo('b', '{{ nodes.pro }}')], { inputs }));
    expect(found.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unknown-reference', at('agents/1/instructions')],
      ['unknown-reference', '/nodes/1/tool_args/value'],
    ]);
  });
});

function callOf(id: string): JsonObject {
  return { id, type: 'llm', model: 'gpt-4o-mini', prompt: 'x', max_output_tokens: 16 };
}
