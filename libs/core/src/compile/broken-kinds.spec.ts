/** The kinds that are more than a tool, a model or plain control flow: each is judged in full. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json/json-value.js';
import { blueprintOf, diagnosticsOf, echo, patch } from './testing/sample-blueprint.js';
import {
  at,
  failed,
  findingsOf,
  later,
  laterNodes,
  membersWith,
  type FullFinding,
  type LaterKind,
} from './testing/sample-nodes.js';

const inputs = { x: {} };
const kinds = Object.keys(laterNodes) as LaterKind[];

describe('a kind that is more than a tool, a model or plain control flow', () => {
  it.each(kinds)('is sound: %s', (kind) => {
    expect(findingsOf(later(kind))).toEqual([]);
  });

  it('makes edges, may be read, and its handle block is looked into', () => {
    const node = later('swarm', { on_error: { handle: { nodes: [echo('b', '{{ nodes.zzz }}')] } } });
    const reader = echo('c', '{{ nodes.a }} {{ nodes.b }}');
    expect(diagnosticsOf(blueprintOf([node, reader], { inputs })).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unknown-reference', '/nodes/0/on_error/handle/nodes/0/tool_args/value'],
      ['reference-out-of-scope', '/nodes/1/tool_args/value'],
    ]);
  });

  it('with a misspelt type is told of the type alone', () => {
    const document = blueprintOf([{ ...later('swarm'), type: 'swam' }], { inputs });
    expect(diagnosticsOf(document).map(({ code, fix }) => [code, fix?.patch])).toEqual([
      ['unknown-node-type', patch.replace('/nodes/0/type', 'swarm')],
    ]);
  });
});

describe('the expressions of such a kind', () => {
  const ghost = '{{ nodes.zzz }}';

  it.each<[string, string, JsonObject]>([
    ['agent', 'instructions', later('agent', { instructions: ghost })],
    ['agent', 'input/deep/0', later('agent', { input: { deep: [ghost] } })],
    ['agent', 'memory/key', later('agent', { memory: { scope: 'key', key: ghost } })],
    ['workflow', 'inputs/a', later('workflow', { inputs: { a: ghost } })],
    ['code', 'inputs/n', later('code', { inputs: { n: ghost } })],
    ['human', 'prompt', later('human', { prompt: ghost })],
    ['human', 'assignee', later('human', { assignee: ghost })],
    ['human', 'on_timeout/value', later('human', { on_timeout: { value: ghost } })],
    ['wait', 'for_s', { id: 'a', type: 'wait', for_s: ghost }],
    ['wait', 'until', { id: 'a', type: 'wait', until: `${ghost}T00:00:00Z` }],
    ['wait', 'on_timeout/value/cents', later('wait', { on_timeout: { value: { cents: ghost } } })],
    ['swarm', 'agents/0/instructions', later('swarm', { agents: membersWith({ instructions: ghost }) })],
  ])('stand in %s.%s', (_kind, place, node) => {
    expect(findingsOf(node)).toEqual([
      ['unknown-reference', at(place), expect.stringContaining('there is no node "zzz"'), 'In scope here: reader.'],
    ]);
  });

  it('do not stand in code, in ids and in bounds', () => {
    expect(findingsOf(later('code', { source: 'return `{{ nodes.zzz }}`;' }))).toEqual([]);
    expect(findingsOf(later('agent', { max_iterations: '{{ inputs.x }}' }))).toEqual([
      ['validation-failed', at('max_iterations'), 'nodes[0].max_iterations: expected a number, got "{{ inputs.x }}"'],
    ]);
  });

  it('give a number where one is needed', () => {
    expect(findingsOf({ id: 'a', type: 'wait', for_s: 'inputs.x' })).toEqual([
      [
        'validation-failed',
        at('for_s'),
        'nodes[0].for_s: expected a number, or one expression that gives it, got "inputs.x"',
        'An expression stands in braces.',
        patch.replace(at('for_s'), '{{ inputs.x }}'),
      ],
    ]);
  });
});

describe('the form of an agent', () => {
  it.each<[string, JsonObject, readonly FullFinding[]]>([
    ['without optional fields', later('agent', { max_tool_calls: undefined, memory: undefined, tools: [] }), []],
    ['with a memory of the execution', later('agent', { memory: { scope: 'execution' } }), []],
    [
      'without a key for its memory',
      later('agent', { memory: { scope: 'key' } }),
      [failed('memory/key', '.memory.key is missing: a memory of scope "key" is kept under one')],
    ],
    [
      'with a key that has no effect',
      later('agent', { memory: { scope: 'execution', key: 'k' } }),
      [
        failed(
          'memory/key',
          '.memory.key: "key" has no effect on a memory of the execution',
          patch.remove(at('memory/key')),
        ),
      ],
    ],
    [
      'with a tool twice',
      later('agent', { tools: ['echo', 'sleep', 'echo'] }),
      [failed('tools/2', '.tools[2]: "echo" is listed twice', patch.remove(at('tools/2')))],
    ],
    [
      'with a tool that is not there',
      later('agent', { tools: ['sleep', 'ecko'] }),
      [
        [
          'unknown-tool',
          at('tools/1'),
          'nodes[0].tools[1]: there is no tool "ecko"',
          'Did you mean "echo"?',
          patch.replace(at('tools/1'), 'echo'),
        ],
      ],
    ],
    [
      'with a model that may not be used',
      later('agent', { model: 'gpt-4o-mni' }),
      [
        [
          'model-not-allowed',
          at('model'),
          'nodes[0].model: model "gpt-4o-mni" may not be used: it is not on the list',
          'Did you mean "gpt-4o-mini"?',
          patch.replace(at('model'), 'gpt-4o-mini'),
        ],
      ],
    ],
    [
      'without bounds',
      later('agent', { max_iterations: undefined, max_output_tokens: undefined }),
      [
        failed('max_iterations', '.max_iterations is missing', 'Give a number.'),
        failed('max_output_tokens', '.max_output_tokens is missing', 'Give a number.'),
      ],
    ],
    [
      'with too many turns and calls',
      later('agent', { max_iterations: 1_001, max_tool_calls: 65 }),
      [
        failed('max_iterations', '.max_iterations: expected at most 1,000, got 1001'),
        failed('max_tool_calls', '.max_tool_calls: expected at most 64, got 65'),
      ],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});

describe('the form of a workflow', () => {
  it.each<[string, JsonObject, readonly FullFinding[]]>([
    ['of itself', later('workflow', { blueprint: 'self', inputs: { x: 1 }, max_depth: undefined }), []],
    ['of a revision', later('workflow', { blueprint: `sha256:${'a'.repeat(64)}` }), []],
    [
      'of a name',
      later('workflow', { blueprint: 'greeting' }),
      [
        failed(
          'blueprint',
          '.blueprint: expected the id or the revision of a stored blueprint, or "self", got "greeting"',
        ),
      ],
    ],
    [
      'with a name that no input has',
      later('workflow', { inputs: { 'No-Name': 1 } }),
      [
        failed(
          'inputs/No-Name',
          '.inputs["No-Name"]: the name must be a name of a-z, 0-9 and _ that begins with a letter (at most 64 characters)',
        ),
      ],
    ],
    [
      'that goes too deep',
      later('workflow', { max_depth: 101 }),
      [failed('max_depth', '.max_depth: expected at most 100, got 101')],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});

describe('the form of code', () => {
  it.each<[string, JsonObject, readonly FullFinding[]]>([
    ['of the largest size', later('code', { source: 'é'.repeat(32_768), inputs: undefined, timeout_s: 60 }), []],
    [
      'in another language',
      later('code', { language: 'python' }),
      [failed('language', '.language: expected "javascript", got "python"')],
    ],
    [
      'of too many characters',
      later('code', { source: ' '.repeat(65_537) }),
      [failed('source', '.source: expected at most 65,536 characters, got 65537')],
    ],
    [
      'of too many bytes',
      later('code', { source: 'é'.repeat(32_769) }),
      [failed('source', '.source: expected at most 65536 bytes of UTF-8, got 65538')],
    ],
    [
      'that may run too long',
      later('code', { timeout_s: 61 }),
      [failed('timeout_s', '.timeout_s: expected at most 60, got 61')],
    ],
    [
      'with an effect, which a sandbox cannot have',
      later('code', { effect: 'idempotent' }),
      [
        [
          'not-supported-yet',
          at('effect'),
          'nodes[0].effect: "effect" is not supported on a node of type "code" yet',
          patch.remove(at('effect')),
        ],
      ],
    ],
  ])('%s', (_name, node, expected) => {
    expect(findingsOf(node)).toEqual(expected);
  });
});
