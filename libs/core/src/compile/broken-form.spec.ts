/** Documents whose form is wrong: what is reported, where, and the fix. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import {
  ask,
  blueprintOf,
  diagnosticsOf,
  each,
  echo,
  patch,
  shortFindings,
  type ShortFinding,
} from './testing/sample-blueprint.js';

const a = echo('a');
const retrying = (retry: JsonValue): JsonValue => blueprintOf([echo('a', null, { retry })]);
const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

const documents: readonly (readonly [string, JsonValue, readonly ShortFinding[]])[] = [
  ['no object at all', [], [['validation-failed', '']]],
  [
    'an empty object',
    {},
    [
      ['validation-failed', '/schema_version'],
      ['validation-failed', '/name'],
      ['validation-failed', '/nodes'],
    ],
  ],
  [
    'another version',
    { ...blueprintOf([a]), schema_version: '2.0' },
    [['validation-failed', '/schema_version', patch.replace('/schema_version', '1.0')]],
  ],
  [
    'a version as YAML reads it without quotes',
    { ...blueprintOf([a]), schema_version: 1 },
    [['validation-failed', '/schema_version', patch.replace('/schema_version', '1.0')]],
  ],
  [
    'a version that is another number',
    { ...blueprintOf([a]), schema_version: 2 },
    [['validation-failed', '/schema_version']],
  ],
  ['a blank name', { ...blueprintOf([a]), name: '  ' }, [['validation-failed', '/name']]],
  ['an empty name, said once', { ...blueprintOf([a]), name: '' }, [['validation-failed', '/name']]],
  ['no nodes', blueprintOf([]), [['validation-failed', '/nodes']]],
  ['nodes that are no list', blueprintOf({}), [['validation-failed', '/nodes']]],
  [
    'nodes that are no objects',
    blueprintOf([1, [a], null, a]),
    [
      ['validation-failed', '/nodes/0'],
      ['validation-failed', '/nodes/1'],
      ['validation-failed', '/nodes/2'],
    ],
  ],
  [
    'an empty node',
    blueprintOf([{}]),
    [
      ['validation-failed', '/nodes/0/type'],
      ['validation-failed', '/nodes/0/id'],
    ],
  ],
  [
    'a property of nobody',
    blueprintOf([a], { tenant_id: 'x' }),
    [['unknown-property', '/tenant_id', patch.remove('/tenant_id')]],
  ],
  [
    'an inherited name',
    blueprintOf([a], { toString: 'x' }),
    [['unknown-property', '/toString', patch.remove('/toString')]],
  ],
  [
    'a key that no object may have',
    blueprintOf([echo('a', JSON.parse('{"__proto__": 1}') as JsonValue)]),
    [['unknown-property', '/nodes/0/tool_args/value/__proto__', patch.remove('/nodes/0/tool_args/value/__proto__')]],
  ],
  [
    'a misspelt property',
    { ...blueprintOf([a]), descripton: 'd' },
    [['unknown-property', '/descripton', patch.rename('/descripton', '/description', 'd')]],
  ],
  [
    'misspelt nodes',
    { schema_version: '1.0', name: 'n', node: [echo('b', '{{ nodes.zzz }}')] },
    [
      ['unknown-property', '/node', patch.rename('/node', '/nodes', [echo('b', '{{ nodes.zzz }}')])],
      ['unknown-reference', '/node/0/tool_args/value'],
    ],
  ],
  [
    'a misspelt required field, with no echo',
    blueprintOf([{ id: 'a', type: 'tool', tool_nam: 'echo' }]),
    [['unknown-property', '/nodes/0/tool_nam', patch.rename('/nodes/0/tool_nam', '/nodes/0/tool_name', 'echo')]],
  ],
  [
    'a misspelt field with a wrong value',
    blueprintOf([{ ...ask('l', 'hi'), temprature: 'hot' }]),
    [['unknown-property', '/nodes/0/temprature']],
  ],
  [
    'a field of another unit',
    blueprintOf([{ ...a, timeout_ms: 500 }]),
    [['unknown-property', '/nodes/0/timeout_ms', patch.remove('/nodes/0/timeout_ms')]],
  ],
  [
    'two misspellings of one field',
    blueprintOf([{ ...a, titel: 'x', tittle: 'y' }]),
    [
      ['unknown-property', '/nodes/0/titel', patch.rename('/nodes/0/titel', '/nodes/0/title', 'x')],
      ['unknown-property', '/nodes/0/tittle', patch.remove('/nodes/0/tittle')],
    ],
  ],
  [
    'a number that is text',
    blueprintOf([ask('l', 'hi', { temperature: 'hot' })]),
    [['validation-failed', '/nodes/0/temperature']],
  ],
  [
    'a number too large',
    blueprintOf([ask('l', 'hi', { temperature: 3 })]),
    [['validation-failed', '/nodes/0/temperature']],
  ],
  [
    'half a token',
    blueprintOf([ask('l', 'hi', { max_output_tokens: 1.5 })]),
    [['validation-failed', '/nodes/0/max_output_tokens']],
  ],
  [
    'a missing field',
    blueprintOf([without(ask('l', 'hi'), 'max_output_tokens')]),
    [['validation-failed', '/nodes/0/max_output_tokens']],
  ],
  ['no prompt', blueprintOf([without(ask('l', 'hi'), 'prompt')]), [['validation-failed', '/nodes/0']]],
  [
    'prompt and messages',
    blueprintOf([ask('l', 'hi', { messages: [{ role: 'user', content: 'hi' }] })]),
    [['validation-failed', '/nodes/0/messages']],
  ],
  [
    'a misspelt choice',
    retrying({ max_attempts: 2, backoff: 'exponentail' }),
    [['validation-failed', '/nodes/0/retry/backoff', patch.replace('/nodes/0/retry/backoff', 'exponential')]],
  ],
  ['a number in a policy', retrying({ max_attempts: 1000 }), [['validation-failed', '/nodes/0/retry/max_attempts']]],
  [
    'a number in a list of policies',
    retrying([{ max_attempts: 2 }, { max_attempts: 0 }]),
    [['validation-failed', '/nodes/0/retry/1/max_attempts']],
  ],
  ['neither policy nor list', retrying(5), [['validation-failed', '/nodes/0/retry']]],
  [
    'a misspelt key in a policy',
    retrying({ max_atempts: 2 }),
    [
      [
        'unknown-property',
        '/nodes/0/retry/max_atempts',
        patch.rename('/nodes/0/retry/max_atempts', '/nodes/0/retry/max_attempts', 2),
      ],
    ],
  ],
  [
    'waits that contradict each other',
    retrying({ max_attempts: 2, initial_ms: 500, max_ms: 100 }),
    [['validation-failed', '/nodes/0/retry/max_ms']],
  ],
  [
    'a misspelt way with errors',
    blueprintOf([echo('a', 1, { on_error: { fallbak: 1 } })]),
    [
      [
        'unknown-property',
        '/nodes/0/on_error/fallbak',
        patch.rename('/nodes/0/on_error/fallbak', '/nodes/0/on_error/fallback', 1),
      ],
    ],
  ],
  ['no way with errors', blueprintOf([echo('a', 1, { on_error: {} })]), [['validation-failed', '/nodes/0/on_error']]],
  [
    'dependencies that are text',
    blueprintOf([a, echo('b', 1, { dependencies: 'a' })]),
    [['validation-failed', '/nodes/1/dependencies']],
  ],
  [
    'dependencies of the wrong sort',
    blueprintOf([a, echo('b', 1, { dependencies: [1, null, ['a']] })]),
    [0, 1, 2].map((index) => ['validation-failed', `/nodes/1/dependencies/${index}`]),
  ],
  [
    'a block that is a list',
    blueprintOf([{ ...each('l', 'x', []), body: [a] }]),
    [['validation-failed', '/nodes/0/body']],
  ],
  ['an empty block', blueprintOf([each('l', 'x', [])]), [['validation-failed', '/nodes/0/body/nodes']]],
  [
    'a stranger in a block',
    blueprintOf([{ ...each('l', 'x', []), body: { nodes: [a], max: 1 } }]),
    [['unknown-property', '/nodes/0/body/max', patch.remove('/nodes/0/body/max')]],
  ],
  [
    'a fault deep inside',
    blueprintOf([each('l', 'x', [{ id: 'g', type: 'group', nodes: [{ ...a, tool_name: 1 }] }])]),
    [['validation-failed', '/nodes/0/body/nodes/0/nodes/0/tool_name']],
  ],
  [
    'an input with a bad name',
    blueprintOf([echo('a', '{{ inputs.Rows }}')], { inputs: { Rows: {} } }),
    [['validation-failed', '/inputs/Rows']],
  ],
  ['a condition without anything', blueprintOf([{ id: 'c', type: 'condition' }]), [['validation-failed', '/nodes/0']]],
  [
    'a condition without then',
    blueprintOf([{ id: 'c', type: 'condition', expression: 'true' }]),
    [['validation-failed', '/nodes/0/then']],
  ],
  [
    'a condition without expression',
    blueprintOf([{ id: 'c', type: 'condition', then: { nodes: [a] } }]),
    [['validation-failed', '/nodes/0/expression']],
  ],
  [
    'a condition of both forms',
    blueprintOf([
      {
        id: 'c',
        type: 'condition',
        expression: true,
        then: { nodes: [a] },
        cases: [{ when: 'true', block: { nodes: [echo('b')] } }],
      },
    ]),
    [['validation-failed', '/nodes/0/cases']],
  ],
  [
    'no branches',
    blueprintOf([{ id: 'p', type: 'parallel', branches: {} }]),
    [['validation-failed', '/nodes/0/branches']],
  ],
  [
    'too few branches',
    blueprintOf([{ id: 'p', type: 'parallel', branches: { x: { nodes: [a] } }, join: { at_least: 2 } }]),
    [['validation-failed', '/nodes/0/join/at_least']],
  ],
  [
    'nested tags',
    blueprintOf([a], { metadata: { tags: { a: { b: 1 } } } }),
    [['validation-failed', '/metadata/tags/a']],
  ],
  ['no type', blueprintOf([{ id: 'a' }]), [['validation-failed', '/nodes/0/type']]],
  ['a type that is a number', blueprintOf([{ id: 'a', type: 5 }]), [['unknown-node-type', '/nodes/0/type']]],
  [
    'an unknown type, nothing behind it',
    blueprintOf([
      { id: 'a', type: 'teleport', when: '{{ nope', nodes: [echo('b')], dependencies: ['zzz'] },
      echo('c', '{{ nodes.b }} {{ nodes.a }}'),
    ]),
    [['unknown-node-type', '/nodes/0/type']],
  ],
  [
    'a type in capitals',
    blueprintOf([{ ...a, type: 'TOOL' }]),
    [['unknown-node-type', '/nodes/0/type', patch.replace('/nodes/0/type', 'tool')]],
  ],
  [
    'a misspelt type of a node that is no such node',
    blueprintOf([{ id: 'a', type: 'lop' }]),
    [['unknown-node-type', '/nodes/0/type']],
  ],
  ['lists too deep', JSON.parse('['.repeat(70) + ']'.repeat(70)) as JsonValue, [['nesting-too-deep', '/0'.repeat(64)]]],
  ['what is no JSON', blueprintOf([a], { budget_usd: NaN }), [['validation-failed', '/budget_usd']]],
];

describe('a document of the wrong form', () => {
  it.each(documents)('with %s', (_name, document, expected) => {
    expect(shortFindings(document)).toEqual(expected);
  });

  it('is told in words what was expected and what was there', () => {
    const nodes = [
      a,
      echo('b'),
      ask('l', 'hi', { temperature: 'hot' }),
      { ...echo('c'), join: 'some' },
      { id: 'x', type: 5 },
    ];
    expect(
      diagnosticsOf({ ...blueprintOf(nodes), name: 'n'.repeat(300), budget_usd: [] }).map(({ message }) => message),
    ).toEqual([
      'name: expected at most 200 characters, got 300',
      'nodes[2].temperature: expected a number, got "hot"',
      'nodes[3].join: expected "all", "any", "all_settled", "none_failed" or "all_completed", got "some"',
      'nodes[4].type: there is no node type 5',
      'budget_usd: expected a number, got an empty list',
    ]);
  });

  it('is told which node a finding stands in', () => {
    const document = blueprintOf([each('l', 'x', [ask('inner', 'hi', { temperature: 9 })])]);
    expect(diagnosticsOf(document)).toEqual([
      {
        code: 'validation-failed',
        severity: 'error',
        message: 'nodes[0].body.nodes[0].temperature: expected at most 2, got 9',
        pointer: '/nodes/0/body/nodes/0/temperature',
        node_id: 'inner',
      },
    ]);
  });
});
