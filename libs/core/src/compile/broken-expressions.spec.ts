/** Documents whose expressions do not parse, or name what is not there. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
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

const value = '/nodes/1/tool_args/value';
/** A node that reads something, behind a node `load_csv`, in a document with the input `rows`. */
const reading = (text: JsonValue): JsonValue =>
  blueprintOf([echo('load_csv', '{{ inputs.rows }}'), echo('b', text)], { inputs: { rows: {} } });
const when = (text: string): JsonValue => blueprintOf([echo('load_csv'), echo('b', 1, { when: text })]);
const condition = (more: Readonly<Record<string, JsonValue>>): JsonValue => ({ id: 'c', type: 'condition', ...more });

const documents: readonly (readonly [string, JsonValue, readonly ShortFinding[]])[] = [
  ['braces that never close', reading('{{ nodes.load_csv'), [['template-invalid', value]]],
  ['nothing between braces', reading('{{}}'), [['template-invalid', value]]],
  [
    'code of another language',
    reading('{{constructor.constructor("return process")()}}'),
    [['template-invalid', value]],
  ],
  [
    'two faults in two places',
    reading(['{{ 1 + }}', { x: '{{ ) }}' }]),
    [
      ['template-invalid', `${value}/0`],
      ['template-invalid', `${value}/1/x`],
    ],
  ],
  ['a condition that does not parse', when('1 =='), [['expression-invalid', '/nodes/1/when']]],
  ['an assignment', when('a = 1'), [['expression-invalid', '/nodes/1/when']]],
  ['a regular expression', when('matches(inputs.s, "(a+)+$")'), [['regex-unsafe', '/nodes/1/when']]],
  [
    'an empty expression',
    blueprintOf([condition({ expression: '', then: { nodes: [echo('a')] } })]),
    [['expression-invalid', '/nodes/0/expression']],
  ],
  [
    'a case that does not parse',
    blueprintOf([
      condition({
        cases: [
          { when: 'true', block: { nodes: [echo('a')] } },
          { when: ')', block: { nodes: [echo('b')] } },
        ],
      }),
    ]),
    [['expression-invalid', '/nodes/0/cases/1/when']],
  ],
  ['a node that is not there', reading('{{ nodes.zzz.rows }}'), [['unknown-reference', value]]],
  [
    'a misspelt node',
    reading('Rows: {{ nodes.lod_csv.rows }}!'),
    [['unknown-reference', value, patch.replace(value, 'Rows: {{ nodes.load_csv.rows }}!')]],
  ],
  [
    'a misspelt run',
    reading("{{ runs['laod_csv'].status }}"),
    [['unknown-reference', value, patch.replace(value, "{{ runs['load_csv'].status }}")]],
  ],
  [
    'a misspelt input',
    reading('{{ inputs.rwos }}'),
    [['unknown-reference', value, patch.replace(value, '{{ inputs.rows }}')]],
  ],
  [
    'a misspelt root',
    reading('{{ node.load_csv.rows }}'),
    [['unknown-reference', value, patch.replace(value, '{{ nodes.load_csv.rows }}')]],
  ],
  ['a misspelt root before a wrong id', reading('{{ node.zzz }}'), [['unknown-reference', value]]],
  [
    'a bare id',
    reading('{{ load_csv.rows }}'),
    [['unknown-reference', value, patch.replace(value, '{{ nodes.load_csv.rows }}')]],
  ],
  [
    'a bare input',
    reading('{{ rows[0] }}'),
    [['unknown-reference', value, patch.replace(value, '{{ inputs.rows[0] }}')]],
  ],
  ['a stranger', reading('{{ process.env.OPENAI_API_KEY }}'), [['unknown-reference', value]]],
  [
    'each of several strangers',
    reading('{{ nodes.x1 + inputs.y1 }} and {{ runs.z1 }}'),
    [
      ['unknown-reference', value],
      ['unknown-reference', value],
      ['unknown-reference', value],
    ],
  ],
  [
    'a bare id in a condition',
    when('load_csv == 1'),
    [['unknown-reference', '/nodes/1/when', patch.replace('/nodes/1/when', 'nodes.load_csv == 1')]],
  ],
  ['a member that runs do not have', reading('{{ runs.load_csv.output }}'), [['unknown-reference', value]]],
  [
    'a misspelt member of a run',
    reading('{{ runs.load_csv.atempts }}'),
    [['unknown-reference', value, patch.replace(value, '{{ runs.load_csv.attempts }}')]],
  ],
  ['a member that executions do not have', reading('{{ execution.inputs }}'), [['unknown-reference', value]]],
  [
    'a misspelt loop variable',
    blueprintOf([each('l', 'row', [echo('a', '{{ rwo.price }}')])]),
    [
      [
        'unknown-reference',
        '/nodes/0/body/nodes/0/tool_args/value',
        patch.replace('/nodes/0/body/nodes/0/tool_args/value', '{{ row.price }}'),
      ],
    ],
  ],
  [
    'a loop variable outside of its loop',
    blueprintOf([each('l', 'row', [echo('a')]), echo('b', '{{ row }} {{ index }}')]),
    [
      ['reference-out-of-scope', value],
      ['reference-out-of-scope', value],
    ],
  ],
  [
    'a loop variable in the items of its loop',
    blueprintOf([each('l', 'row', [echo('a')], { items: '{{ row }}', max_items: 2 })]),
    [['reference-out-of-scope', '/nodes/0/items']],
  ],
  [
    'state outside of a recursive node',
    blueprintOf([echo('a', '{{ state }}'), echo('b', '{{ iteration }}')]),
    [
      ['reference-out-of-scope', '/nodes/0/tool_args/value'],
      ['reference-out-of-scope', value],
    ],
  ],
  [
    'a failure outside of a handle block',
    blueprintOf([echo('a', 1, { on_error: { fallback: '{{ failure.code }}' } })]),
    [['reference-out-of-scope', '/nodes/0/on_error/fallback']],
  ],
  ['the attempt where there is none yet', when('attempt > 1'), [['reference-out-of-scope', '/nodes/1/when']]],
  [
    'the attempt in the output of a block',
    blueprintOf([{ ...each('l', 'x', []), body: { nodes: [echo('a')], output: '{{ attempt }}' } }]),
    [['reference-out-of-scope', '/nodes/0/body/output']],
  ],
  [
    'an inner node from outside',
    blueprintOf([each('l', 'x', [echo('inner')]), echo('b', '{{ nodes.inner }}')]),
    [['reference-out-of-scope', value]],
  ],
  [
    'its own container',
    blueprintOf([each('l', 'x', [echo('inner', '{{ nodes.l }}')])]),
    [['reference-out-of-scope', '/nodes/0/body/nodes/0/tool_args/value']],
  ],
  [
    'a node of another branch',
    blueprintOf([
      condition({
        expression: 'true',
        then: { nodes: [echo('yes')] },
        else: { nodes: [echo('no', '{{ nodes.yes }}')] },
      }),
    ]),
    [['reference-out-of-scope', '/nodes/0/else/nodes/0/tool_args/value']],
  ],
  [
    'a node of finally from before',
    blueprintOf([echo('a', '{{ nodes.z }}')], { finally: { nodes: [echo('z')] } }),
    [['reference-out-of-scope', '/nodes/0/tool_args/value']],
  ],
  [
    'a node of finally from the outputs',
    blueprintOf([echo('a')], { outputs: { x: '{{ nodes.z }}' }, finally: { nodes: [echo('z')] } }),
    [['reference-out-of-scope', '/outputs/x']],
  ],
  [
    'a nested node from finally',
    blueprintOf([each('l', 'x', [echo('inner')])], { finally: { nodes: [echo('z', '{{ runs.inner.status }}')] } }),
    [['reference-out-of-scope', '/finally/nodes/0/tool_args/value']],
  ],
  [
    'a body node in until',
    blueprintOf([
      {
        id: 'r',
        type: 'recursive',
        state: 0,
        until: 'nodes.inner > 3',
        max_iterations: 3,
        body: { nodes: [echo('inner')] },
      },
    ]),
    [['reference-out-of-scope', '/nodes/0/until']],
  ],
  ['a secret', reading('{{ secrets.API_KEY }}'), [['secret-not-allowed', value]]],
  [
    'text for a timeout',
    blueprintOf([echo('a', 1, { timeout_s: '30' })]),
    [['validation-failed', '/nodes/0/timeout_s', patch.replace('/nodes/0/timeout_s', 30)]],
  ],
  [
    'an expression for a list without its braces',
    blueprintOf([echo('load'), each('l', 'x', [echo('a')], { items: 'nodes.load.rows', max_items: 5 })]),
    [['validation-failed', '/nodes/1/items', patch.replace('/nodes/1/items', '{{ nodes.load.rows }}')]],
  ],
  [
    'text with an expression in it for a list',
    blueprintOf([echo('load'), each('l', 'x', [echo('a')], { items: 'x {{ nodes.load }}', max_items: 5 })]),
    [['validation-failed', '/nodes/1/items']],
  ],
  ['a template for a key', reading({ '{{ inputs.rows }}': 1 }), [['template-invalid', `${value}/{{ inputs.rows }}`]]],
  [
    'an unknown name in a block output and in the outputs',
    blueprintOf([{ ...each('l', 'x', []), body: { nodes: [echo('a')], output: '{{ nodes.q1 }}' } }], {
      outputs: { all: ['{{ nodes.q2 }}'] },
    }),
    [
      ['unknown-reference', '/outputs/all/0'],
      ['unknown-reference', '/nodes/0/body/output'],
    ],
  ],
  [
    'no echo of a loop variable that is no name',
    blueprintOf([each('l', 'Row', [echo('a', '{{ Row.x }}')])]),
    [['validation-failed', '/nodes/0/item_var']],
  ],
  [
    'no echo of a loop variable that is missing',
    blueprintOf([{ id: 'l', type: 'loop', items: [1], body: { nodes: [echo('a', '{{ whatever }}')] } }]),
    [['validation-failed', '/nodes/0/item_var']],
  ],
];

describe('a document whose expressions name what is not there', () => {
  it.each(documents)('has %s', (_name, document, expected) => {
    expect(shortFindings(document)).toEqual(expected);
  });

  it.each<[string, JsonValue, string | undefined]>([
    [
      'an inner node',
      blueprintOf([each('l', 'x', [echo('inner')]), echo('b', '{{ nodes.inner }}')]),
      '"inner" is inside "l": read that node\'s output in its place.',
    ],
    [
      'the container',
      blueprintOf([each('l', 'x', [echo('inner', '{{ nodes.l }}')])]),
      '"l" contains this place, so its output does not exist yet.',
    ],
    [
      'finally',
      blueprintOf([echo('a', '{{ nodes.z }}')], { finally: { nodes: [echo('z')] } }),
      '"z" is in `finally`, which runs after everything else.',
    ],
    [
      'state',
      blueprintOf([echo('a', '{{ state }}')]),
      'It exists in the body and the `until` of a recursive node only.',
    ],
    [
      'runs',
      blueprintOf([echo('a'), echo('b', '{{ runs.a.output }}')]),
      'It has status, failure and attempts. The output is `nodes.a`.',
    ],
    ['an undeclared input', blueprintOf([echo('a', '{{ inputs.rows }}')]), 'Declare it under `inputs`.'],
  ])('is told what to do about %s', (_name, document, hint) => {
    expect(diagnosticsOf(document).map((finding) => finding.hint)).toEqual([hint]);
  });

  it('is told the place in the text', () => {
    const [finding] = diagnosticsOf(blueprintOf([ask('l', 'Hello {{ 1 + }}')]));
    expect(finding?.message).toBe('nodes[0].prompt: Unexpected end of the expression (at character 14)');
  });
});
