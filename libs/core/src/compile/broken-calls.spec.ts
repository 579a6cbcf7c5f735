/** Documents that ask for what there is not: tools, arguments, models, bounds, schemas, fields of later versions. */
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

const args = '/nodes/0/tool_args';
const call = (tool_name: string, tool_args?: JsonObject): JsonValue =>
  blueprintOf([{ id: 'a', type: 'tool', tool_name, ...(tool_args && { tool_args }) }]);
const loop = (more: JsonObject, inputs: JsonObject = {}): JsonValue =>
  blueprintOf([each('l', 'x', [echo('a', '{{ x }}')], more)], { inputs });
const withInput = (schema: JsonValue): JsonValue =>
  blueprintOf([echo('a', '{{ inputs.x }}')], { inputs: { x: schema } });
const get = { url: 'https://x', method: 'GET' };
const recursive = (more: JsonObject): JsonObject => ({
  id: 'r',
  type: 'recursive',
  state: 0,
  until: 'true',
  max_iterations: 3,
  body: { nodes: [echo('a')] },
  ...more,
});

const documents: readonly (readonly [string, JsonValue, readonly ShortFinding[]])[] = [
  ['a tool that is not there', call('nope'), [['unknown-tool', '/nodes/0/tool_name']]],
  [
    'a misspelt tool',
    call('slep', { ms: 'whatever' }),
    [['unknown-tool', '/nodes/0/tool_name', patch.replace('/nodes/0/tool_name', 'sleep')]],
  ],
  [
    'tools by inherited names',
    blueprintOf(
      ['toString', '__proto__', 'constructor'].map((tool_name, index) => ({ ...echo(`a${index}`), tool_name })),
    ),
    [0, 1, 2].map((index) => ['unknown-tool', `/nodes/${index}/tool_name`]),
  ],
  [
    'an argument of nobody',
    call('echo', { nope: 1 }),
    [['unknown-property', `${args}/nope`, patch.remove(`${args}/nope`)]],
  ],
  [
    'a misspelt argument',
    call('csv_loader', { pth: '{{ execution.id }}' }),
    [['unknown-property', `${args}/pth`, patch.rename(`${args}/pth`, `${args}/path`, '{{ execution.id }}')]],
  ],
  ['a misspelt argument of the wrong type', call('csv_loader', { pth: 5 }), [['unknown-property', `${args}/pth`]]],
  [
    'an argument of another unit',
    call('http_request', { ...get, timeout_ms: 5 }),
    [['unknown-property', `${args}/timeout_ms`, patch.remove(`${args}/timeout_ms`)]],
  ],
  ['a missing argument', call('csv_loader', { limit: 3 }), [['missing-argument', `${args}/path`]]],
  ['no arguments where one is needed', call('sleep'), [['missing-argument', `${args}/ms`]]],
  ['no argument that has a default', call('http_request', { url: 'https://x' }), []],
  ['a literal of the wrong type', call('sleep', { ms: 'long' }), [['validation-failed', `${args}/ms`]]],
  ['a literal out of range', call('sleep', { ms: -1 }), [['validation-failed', `${args}/ms`]]],
  [
    'a literal beside an expression',
    call('http_request', { ...get, headers: { a: '{{ execution.id }}', b: 5 } }),
    [['validation-failed', `${args}/headers/b`]],
  ],
  ['an expression of which nobody knows what it gives', call('sleep', { ms: "{{ parse_json('5') }}" }), []],
  [
    'a rule of the tool itself',
    call('http_request', { ...get, url: 'file:///etc/passwd' }),
    [['url-not-allowed', `${args}/url`]],
  ],
  ['no rule of the tool for an expression', call('http_request', { ...get, url: '{{ execution.id }}' }), []],
  ['whatever an open tool takes', call('anything', { a: 1, b: { c: 2 } }), []],
  [
    'a model that is not allowed',
    blueprintOf([ask('l', 'hi', { model: 'GPT-3.5-Turbo' })]),
    [['model-not-allowed', '/nodes/0/model']],
  ],
  [
    'a misspelt model',
    blueprintOf([ask('l', 'hi', { model: 'gpt-4o-mni' })]),
    [['model-not-allowed', '/nodes/0/model', patch.replace('/nodes/0/model', 'gpt-4o-mini')]],
  ],
  [
    'fallbacks that are not allowed',
    blueprintOf([ask('l', 'hi', { fallback_models: ['gpt-4o-mini', 'x', '__proto__'] })]),
    [
      ['model-not-allowed', '/nodes/0/fallback_models/1'],
      ['model-not-allowed', '/nodes/0/fallback_models/2'],
    ],
  ],
  [
    'a loop without a bound',
    loop({ items: "{{ parse_json('[]') }}" }),
    [['bound-missing', '/nodes/0/max_items', patch.add('/nodes/0/max_items', 100)]],
  ],
  [
    'a loop over an input without a bound',
    loop({ items: '{{ inputs.xs }}' }, { xs: { type: 'array' } }),
    [['bound-missing', '/nodes/0/max_items', patch.add('/nodes/0/max_items', 100)]],
  ],
  [
    'a loop over an input with a bound',
    loop({ items: "{{ inputs['xs'] }}" }, { xs: { type: 'array', maxItems: 5 } }),
    [],
  ],
  [
    'a loop over a part of such an input',
    loop({ items: '{{ inputs.xs.flatten() }}' }, { xs: { type: 'array', maxItems: 5 } }),
    [['bound-missing', '/nodes/0/max_items', patch.add('/nodes/0/max_items', 100)]],
  ],
  [
    'a loop over an input with too large a bound',
    loop({ items: '{{ inputs.xs }}' }, { xs: { type: 'array', maxItems: 50_000 } }),
    [['bound-too-large', '/nodes/0/items']],
  ],
  [
    'a list too long for a loop',
    loop({ items: Array.from({ length: 10_001 }, () => 1) }),
    [['bound-too-large', '/nodes/0/items']],
  ],
  ['a bound too large', loop({ max_items: 100_000 }), [['validation-failed', '/nodes/0/max_items']]],
  [
    'a variable that hides a node',
    blueprintOf([each('l', 'a', [echo('a')])]),
    [['variable-shadowed', '/nodes/0/item_var']],
  ],
  [
    'a variable that hides a root',
    blueprintOf([each('l', 'inputs', [echo('a')])]),
    [['variable-shadowed', '/nodes/0/item_var']],
  ],
  [
    'a variable that is a word of the language',
    blueprintOf([each('l', 'in', [echo('a')])]),
    [['variable-shadowed', '/nodes/0/item_var']],
  ],
  [
    'a variable that hides that of an outer loop',
    blueprintOf([each('l', 'x', [each('m', 'x', [echo('a', '{{ x }}')])])]),
    [['variable-shadowed', '/nodes/0/body/nodes/0/item_var']],
  ],
  ['an input schema that is none', withInput({ type: 'strin' }), [['schema-invalid', '/inputs/x/type']]],
  [
    'an output schema that is none',
    blueprintOf([ask('l', 'hi', { output_schema: { type: 'object', properties: { a: { type: 5 } } } })]),
    [['schema-invalid', '/nodes/0/output_schema/properties/a/type']],
  ],
  [
    'a short form that is none',
    blueprintOf([ask('l', 'hi', { output_schema: { price: 'nmber' } })]),
    [['schema-invalid', '/nodes/0/output_schema/price']],
  ],
  [
    'a regular expression that blocks',
    withInput({ type: 'string', pattern: '(?=a)b' }),
    [['regex-unsafe', '/inputs/x/pattern']],
  ],
  [
    'a state schema that is none',
    blueprintOf([recursive({ state_schema: { type: 'strin' } })]),
    [['schema-invalid', '/nodes/0/state_schema/type']],
  ],
  [
    'a default that does not fit',
    withInput({ type: 'number', default: 'five' }),
    [['validation-failed', '/inputs/x/default']],
  ],
  [
    'a default of which a part does not fit',
    withInput({ type: 'array', items: { type: 'number' }, default: [1, 'two'] }),
    [['validation-failed', '/inputs/x/default/1']],
  ],
  [
    'a cache of a container',
    blueprintOf([recursive({ cache: { ttl_s: 5 } })]),
    [['not-supported-yet', '/nodes/0/cache', patch.remove('/nodes/0/cache')]],
  ],
  [
    'a cache of what its tool does at most once',
    blueprintOf([{ id: 'a', type: 'tool', tool_name: 'charge_card', tool_args: { cents: 1 }, cache: { ttl_s: 5 } }]),
    [['validation-failed', '/nodes/0/cache', patch.remove('/nodes/0/cache')]],
  ],
  [
    'a cache of what it says it does at most once',
    blueprintOf([ask('a', 'hi', { effect: 'at_most_once', cache: { ttl_s: 5, scope: 'organisation' } })]),
    [['validation-failed', '/nodes/0/cache', patch.remove('/nodes/0/cache')]],
  ],
  [
    'an input schema of a container',
    blueprintOf([recursive({ input_schema: {} })]),
    [['not-supported-yet', '/nodes/0/input_schema', patch.remove('/nodes/0/input_schema')]],
  ],
  [
    'an effect of a container',
    blueprintOf([recursive({ effect: 'pure' })]),
    [['not-supported-yet', '/nodes/0/effect', patch.remove('/nodes/0/effect')]],
  ],
];

describe('a document that asks for what there is not', () => {
  it.each(documents)('has %s', (_name, document, expected) => {
    expect(shortFindings(document)).toEqual(expected);
  });

  it('is told which argument is missing and what it is for', () => {
    expect(diagnosticsOf(call('csv_loader'))).toEqual([
      {
        code: 'missing-argument',
        severity: 'error',
        message: 'nodes[0].tool_args.path is missing: tool "csv_loader" needs it',
        pointer: `${args}/path`,
        node_id: 'a',
        hint: 'Where the file is.',
      },
    ]);
  });

  it('is told why a model may not be used', () => {
    const [finding] = diagnosticsOf(blueprintOf([ask('l', 'hi', { model: 'gpt-5\u0000' })]));
    expect(finding?.message).toBe('nodes[0].model: model "gpt-5\\u0000" may not be used: it is not on the list');
  });

  it('is warned of inputs that nobody reads, and compiles', () => {
    const inputs = { used: {}, forgotten: {} };
    expect(diagnosticsOf(blueprintOf([echo('a', '{{ inputs.used }}')], { inputs }))).toEqual([
      {
        code: 'unused-input',
        severity: 'warning',
        message: 'Nothing reads the input "forgotten".',
        pointer: '/inputs/forgotten',
        node_id: null,
        hint: 'Read it with {{ inputs.forgotten }}, or remove it.',
      },
    ]);
  });

  it.each<[string, JsonValue]>([
    ['when all inputs are read at once', blueprintOf([echo('a', '{{ inputs }}')], { inputs: { x: {} } })],
    ['when a name is computed', blueprintOf([echo('a', '{{ inputs[execution.id] }}')], { inputs: { x: {} } })],
    [
      'when only the outputs read it',
      blueprintOf([echo('a')], { inputs: { x: {} }, outputs: { y: '{{ inputs.x }}' } }),
    ],
  ])('is not warned %s', (_name, document) => {
    expect(diagnosticsOf(document)).toEqual([]);
  });

  it('is not warned while a part of it cannot be read', () => {
    const document = blueprintOf([{ ...echo('a', '{{ inputs.x }}'), tool_args: 5 }], { inputs: { x: {} } });
    expect(shortFindings(document)).toEqual([['validation-failed', '/nodes/0/tool_args']]);
  });

  const asking = (properties: readonly JsonObject[]): JsonValue =>
    blueprintOf(
      properties.map((members, index) =>
        ask(`l${index}`, 'hi', { output_schema: { type: 'object', properties: members } }),
      ),
    );

  it('may have a different schema at every node', () => {
    const properties = Array.from({ length: 1_000 }, (_, index) => ({ [`p${index}`]: { type: 'string' } }));
    expect(shortFindings(asking(properties))).toEqual([]);
  });

  it('may have regular expressions that are small together', () => {
    const withPatterns = (patternOf: (index: number) => string): JsonValue =>
      asking(Array.from({ length: 250 }, (_, index) => ({ p: { type: 'string', pattern: patternOf(index) } })));
    expect(shortFindings(withPatterns(() => 'a{1000}'))).toEqual([]);
    expect(shortFindings(withPatterns((index) => `a{1000}${index}`))).toEqual([
      ['regex-unsafe', '/nodes/189/output_schema'],
    ]);
  });
});
