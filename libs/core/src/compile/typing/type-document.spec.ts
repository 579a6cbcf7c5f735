import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { describeType, type Type } from '../../type/index.js';
import { inspectBlueprint, type Inspection } from '../inspect-blueprint.js';
import { ask, blueprintOf, echo } from '../testing/sample-blueprint.js';
import { sampleEnvironment } from '../testing/sample-environment.js';
import { flag, sleep, structured } from '../testing/typed-nodes.js';

const inspect = (nodes: JsonValue, more: JsonObject = { inputs: flag }): Inspection =>
  inspectBlueprint(blueprintOf(nodes, more), sampleEnvironment());

/** The type of a node's output, in words. */
function outputOf({ analysis, types }: Inspection, id: string): string {
  const node = analysis?.draft.nodeById.get(id);
  return node === undefined || types === null ? 'nothing is known' : describeType(types.outputOf(node));
}

const fails = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'fail',
  code: 'no',
  message: 'No.',
  ...more,
});
const loop = (more: JsonObject, nodes: JsonValue = [sleep('a', '{{ row }}')]): JsonObject => ({
  id: 'x',
  type: 'loop',
  items: [1, 2],
  item_var: 'row',
  body: { nodes },
  ...more,
});
const failure = '{code: string, message: string, retryable: boolean, retry_after_ms?: number, pat…';

describe('the type of an output', () => {
  it.each<[string, JsonObject, string]>([
    ['of a tool', sleep('x', 1), '{ms: integer}'],
    ['of a tool that knows more than its schema', echo('x', { n: [1, 'a'] }), '{value: {n: [1, "a"]}}'],
    ['of a tool that is not there', { id: 'x', type: 'tool', tool_name: 'nobody' }, 'unknown'],
    [
      'of a tool, with a schema that says more',
      echo('x', '{{ parse_json("1") }}', { output_schema: { value: 'number' } }),
      '{value: number}',
    ],
    ['of a model', ask('x', 'Go.'), '{text: string}'],
    ['of a model with a schema', structured('x', { n: 'number', s: 'string?' }), '{n: number, s?: string}'],
    ['of a model with a schema that is none', structured('x', { n: 'nombre' }), 'unknown'],
    [
      'of an agent',
      {
        id: 'x',
        type: 'agent',
        model: 'gpt-4o-mini',
        instructions: 'Go.',
        input: 1,
        tools: [],
        max_iterations: 1,
        max_output_tokens: 1,
      },
      '{text: string}',
    ],
    [
      'of a condition',
      {
        id: 'x',
        type: 'condition',
        expression: 'inputs.flag',
        then: { nodes: [sleep('a', 1)] },
        else: { nodes: [sleep('b', 1)] },
      },
      '{branch: "then" | "else", output: {ms: integer}}',
    ],
    [
      'of a condition without else',
      { id: 'x', type: 'condition', cases: [{ when: 'inputs.flag', block: { nodes: [sleep('a', 1)] } }] },
      '{branch: "cases[0]" | null, output: {ms: integer} | null}',
    ],
    ['of a loop', loop({}), `{items: {ms: integer}[], failures: {index: integer, failure: {code: string, mess…`],
    ['of a group', { id: 'x', type: 'group', nodes: [sleep('a', 1)] }, '{ms: integer}'],
    [
      'of a group with several ends',
      { id: 'x', type: 'group', nodes: [sleep('a', 1), ask('b', 'Go.')] },
      '{a: {ms: integer}, b: {text: string}}',
    ],
    [
      'of a group with an output',
      { id: 'x', type: 'group', nodes: [sleep('a', 1)], output: ['{{ nodes.a.ms }}'] },
      '[integer]',
    ],
    [
      'of a group whose end may be skipped',
      { id: 'x', type: 'group', nodes: [sleep('a', 1, { when: 'inputs.flag' })] },
      '{ms: integer} | null',
    ],
    [
      'of a group whose end is continued',
      { id: 'x', type: 'group', nodes: [sleep('a', 1, { on_error: 'continue' })] },
      '{ms: integer} | null',
    ],
    [
      'of a parallel node',
      { id: 'x', type: 'parallel', branches: { l: { nodes: [sleep('a', 1)] }, r: { nodes: [ask('b', 'Go.')] } } },
      '{branches: {l: {ms: integer}, r: {text: string}}, completed: ("l" | "r")[]}',
    ],
    [
      'of a parallel node of which one may do',
      {
        id: 'x',
        type: 'parallel',
        join: 'any',
        branches: { l: { nodes: [sleep('a', 1)] }, r: { nodes: [sleep('b', 1)] } },
      },
      '{branches: {l: {ms: integer} | null, r: {ms: integer} | null}, completed: ("l" |…',
    ],
    ['of a failure', fails('x'), 'unknown'],
    ['of a failure with something in its place', fails('x', { on_error: { fallback: { n: 1 } } }), '{n: 1}'],
    ['with a fallback', sleep('x', 1, { on_error: { fallback: { ms: 0 } } }), '{ms: integer} | {ms: 0}'],
    [
      'with a handle block',
      sleep('x', 1, { on_error: { handle: { nodes: [echo('h', '{{ failure.code }}')] } } }),
      '{ms: integer} | {value: string}',
    ],
    [
      'with a handle block that fails',
      sleep('x', 1, { on_error: { handle: { nodes: [fails('h')] } } }),
      '{ms: integer}',
    ],
    ['of code', { id: 'x', type: 'code', language: 'javascript', source: 'return 1' }, 'unknown'],
    ['of a question', { id: 'x', type: 'human', prompt: 'Well?', approval: 'approve_reject' }, '"approve" | "reject"'],
    [
      'of a choice',
      { id: 'x', type: 'human', prompt: 'Well?', approval: 'choice', choices: ['a', 'b'], on_timeout: { value: 'a' } },
      '"a" | "b"',
    ],
    [
      'of an answer',
      { id: 'x', type: 'human', prompt: 'Well?', approval: 'input', answer_schema: { n: 'number' } },
      '{n: number}',
    ],
    ['of a signal', { id: 'x', type: 'wait', signal: 'go', answer_schema: { n: 'number' } }, '{n: number}'],
    ['of this blueprint', { id: 'x', type: 'workflow', blueprint: 'self' }, 'unknown'],
    [
      'of another blueprint',
      { id: 'x', type: 'workflow', blueprint: 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B' },
      '{done: boolean}',
    ],
    [
      'of another blueprint, narrowed',
      {
        id: 'x',
        type: 'workflow',
        blueprint: 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B',
        output_schema: { type: 'object', properties: { done: { const: true } } },
      },
      '{done: true}',
    ],
    ['of nobody', { id: 'x', type: 'nothing' }, 'unknown'],
  ])('%s', (_name, node, expected) => {
    expect(outputOf(inspect([node]), 'x')).toBe(expected);
  });

  it('of a loop that tolerates failures has null among its items', () => {
    const { analysis, types } = inspect([loop({ tolerate_failures: 1 })]);
    const body = analysis?.draft.nodeById.get('x')?.blocks[0];
    expect(body && describeType(types?.blockOutputOf(body) as Type)).toBe('{ms: integer}');
    expect(outputOf(inspect([loop({ tolerate_failures: 1 })]), 'x')).toContain('{items: ({ms: integer} | null)[]');
    expect(outputOf(inspect([loop({ tolerate_failures: '0%' })]), 'x')).toContain('{items: {ms: integer}[]');
  });

  it('of nodes on a cycle and behind it is not known, and nothing is said because of that', () => {
    const inspection = inspect([
      sleep('a', 1, { dependencies: ['b'] }),
      sleep('b', 1, { dependencies: ['a'] }),
      echo('c', '{{ nodes.b.nothing }}'),
      echo('d', '{{ nodes.c.nothing }}'),
    ]);
    expect(['a', 'b', 'c', 'd'].map((id) => outputOf(inspection, id))).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(inspection.diagnostics.map(({ code }) => code)).toEqual(['unused-input', 'cycle-detected']);
  });
});

describe('the type of a state', () => {
  const again = (state: JsonValue, output: JsonValue, more: JsonObject = {}): JsonObject => ({
    id: 'x',
    type: 'recursive',
    state,
    until: 'iteration > 3',
    max_iterations: 5,
    body: { nodes: [echo('a', '{{ state }}')], output },
    ...more,
  });

  it.each<[string, JsonObject, string]>([
    [
      'that counts',
      again({ n: 0 }, { n: '{{ state.n + 1 }}' }),
      '{state: {n: integer}, iterations: integer, converged: true}',
    ],
    [
      'that may not converge',
      again(1, 2, { on_limit: 'continue' }),
      '{state: 2, iterations: integer, converged: boolean}',
    ],
    ['that begins as null', again(null, 'text'), '{state: "text", iterations: integer, converged: true}'],
    ['that never settles', again([], ['{{ state }}']), '{state: [unknown], iterations: integer, converged: true}'],
    ['of one pass', again('x', 1, { max_iterations: 1 }), '{state: 1, iterations: integer, converged: true}'],
    [
      'that a schema tells',
      again({ n: 0 }, { n: '{{ state.n + 1 }}' }, { state_schema: { n: 'integer' } }),
      '{state: {n: integer}, iterations: integer, converged: true}',
    ],
  ])('%s', (_name, node, expected) => {
    expect(outputOf(inspect([node]), 'x')).toBe(expected);
  });

  it('settles in bounded time, however deep recursive nodes nest', () => {
    let inner: JsonValue = [echo('bottom', '{{ state }}')];
    for (let depth = 7; depth > 0; depth -= 1) {
      inner = [
        {
          id: `r${depth}`,
          type: 'recursive',
          state: { d: depth, o: '{{ default(state, 0) }}' },
          until: 'iteration > 1',
          max_iterations: 3,
          body: { nodes: inner },
        },
      ];
    }
    const { types, analysis } = inspect([
      { id: 'x', type: 'recursive', state: 0, until: 'iteration > 1', max_iterations: 3, body: { nodes: inner } },
    ]);
    expect(analysis?.draft.nodes.length).toBe(9);
    expect(types).not.toBeNull();
  });
});

describe('what an expression sees', () => {
  const { analysis, types } = inspect([
    structured('who', { name: 'string?' }, { when: 'inputs.flag' }),
    sleep('a', 1),
    loop({ dependencies: ['a'], when: 'nodes.who != null' }, [echo('b', '{{ row }} {{ nodes.who.name == null }}')]),
  ]);
  const scopeOf = (id: string, field: string) => {
    const node = analysis?.draft.nodeById.get(id);
    if (node === undefined || types === null) throw new Error(`no ${id}`);
    return types.scopeAt({ block: node.block, node, field });
  };

  it.each([
    ['x', 'when', '{name?: string} | null'],
    ['x', 'items', '{name?: string}'],
    ['b', 'tool_args', '{name?: string}'],
  ])('of a node that may be skipped, from %s in %s', (id, field, expected) => {
    expect(describeType(scopeOf(id, field).node('who'))).toBe(expected);
  });

  it.each([
    ['inputs', '{flag: boolean}'],
    ['row', '1 | 2'],
    ['index', 'integer'],
    ['attempt', 'integer'],
    ['execution', '{id: string, status: "running" | "completed" | "failed" | "cancelled", started_a…'],
    ['nothing', 'unknown'],
  ])('of the variable %s', (name, expected) => {
    expect(describeType(scopeOf('b', 'tool_args').variable(name))).toBe(expected);
  });

  it('of itself, of what contains it, of nobody, and of runs', () => {
    const scope = scopeOf('b', 'tool_args');
    expect(['b', 'x', 'nobody'].map((id) => describeType(scope.node(id)))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(describeType(scope.run('a'))).toContain('{status: "pending" | "running" | "waiting"');
    expect(describeType(scope.run('nobody'))).toBe('unknown');
  });

  it('of a failure, as the engine records it', () => {
    expect(describeType(inspectedFailure())).toBe(failure);
  });

  function inspectedFailure(): Type {
    const run = scopeOf('b', 'tool_args').run('a');
    const member = run.kind === 'object' ? run.members.get('failure')?.type : undefined;
    return member?.kind === 'union' ? (member.options.find(({ kind }) => kind === 'object') as Type) : (member as Type);
  }
});
