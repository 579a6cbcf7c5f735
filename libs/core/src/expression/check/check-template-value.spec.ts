import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../../json/json-value.js';
import { describeType, orNull, stringType, typeOfSchema, unknownType } from '../../type/index.js';
import { checkTemplateValue, parseTemplateValue, type CheckedTemplateValue, type TypeScope } from '../index.js';

const inputs = typeOfSchema({
  type: 'object',
  properties: {
    name: { type: 'string' },
    note: { type: ['string', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
    prices: { type: 'object', additionalProperties: { type: 'number' } },
  },
  required: ['name', 'note', 'tags', 'prices'],
  additionalProperties: false,
});

const review = typeOfSchema({
  type: 'object',
  properties: { kind: { enum: ['book', 'film'] }, count: { type: 'integer' } },
  required: ['kind', 'count'],
});

const scope: TypeScope = {
  variable: (name) => (name === 'inputs' ? inputs : unknownType),
  node: (id) => orNull(id === 'r' ? review : stringType),
  run: () => unknownType,
};

const check = (value: JsonValue): CheckedTemplateValue => checkTemplateValue(parseTemplateValue(value).value, scope);

describe('checkTemplateValue', () => {
  it.each<[JsonValue, string]>([
    ['plain', '"plain"'],
    [[1, null], '[1, null]'],
    ['{{ inputs.tags }}', 'string[]'],
    ['Hi {{ inputs.name }}, {{ inputs.tags }}', 'string'],
    [{ a: '{{ inputs.note }}', b: ['{{ inputs.name }}', 1] }, '{a: string | null, b: [string, 1]}'],
    [{ a: 'Hi {{ default(inputs.note, "you") }}' }, '{a: string}'],
    ['Hi {{ inputs.note != null ? inputs.note : "you" }}', 'string'],
  ])('of %j is %s', (value, text) => {
    const { type, problems } = check(value);
    expect({ type: describeType(type), problems }).toEqual({ type: text, problems: [] });
  });

  it('finds a null in a text, with its mend in place', () => {
    const source = 'Hi {{ inputs.note }} and {{ nodes.a }}';
    const { problems } = check({ greeting: source });
    expect(problems).toEqual([
      {
        code: 'possibly-null',
        message: 'inputs.note may be null, which cannot stand in a text.',
        hint: 'Write default(inputs.note, ""), or test inputs.note != null first.',
        edit: {
          start: 6,
          end: 17,
          text: 'default(inputs.note, "")',
          title: 'Give inputs.note a value for when it is null',
        },
        start: 6,
        end: 17,
        pointer: '/greeting',
      },
      expect.objectContaining({ code: 'possibly-null', start: source.indexOf('nodes.a'), pointer: '/greeting' }),
    ]);
  });

  it.each([
    ['nodes.r.kind', 'default(nodes.r.kind, "")'],
    ['nodes.r.count', 'default(nodes.r.count, "")'],
    ['default(inputs.note, nodes.r.kind)', 'default(nodes.r.kind, "")'],
    ['default(inputs.note, inputs.note)', 'default(inputs.note, "")'],
    ['nodes.r != null ? inputs.name : nodes.r', undefined],
    ['nodes.r.count + 1', 'default(nodes.r.count, 0)'],
    ['nodes.r.kind.upper()', undefined],
  ])('gives a text the empty one for a null: %s', (source, text) => {
    expect(check(`Hi {{ ${source} }}`).problems.map(({ edit }) => edit?.text)).toEqual([text]);
  });

  it('finds every fault of every string, and knows what is around them', () => {
    const { type, problems } = check({
      'a/b': ['{{ inputs.nam }}', '{{ inputs.name }}'],
      c: 'x {{ inputs.tags + 1 }}',
    });
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['unknown-field', '/a~1b/0'],
      ['type-mismatch', '/c'],
    ]);
    expect(describeType(type)).toBe('{"a/b": [unknown, string], c: string}');
  });

  it('collects the keys that must be there of all strings', () => {
    const { required } = check(['{{ inputs.prices.a }}', 'x {{ inputs.prices.b }} {{ inputs.name }}']);
    expect([...required].map(({ start, end }) => [start, end])).toEqual([
      [3, 18],
      [5, 20],
    ]);
  });

  it('types a long list by its items', () => {
    const { type } = check(Array.from({ length: 200 }, () => '{{ inputs.name }}'));
    expect(type).toMatchObject({ kind: 'list', prefix: [], rest: stringType, minItems: 200, maxItems: 200 });
  });
});
