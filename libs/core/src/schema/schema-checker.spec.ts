/** What is wrong with schemas. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { findMetaProblems } from './meta-schema.js';
import { checkSchema } from './schema-checker.js';
import { compileSchema } from './value-checker.js';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

const briefly = (schema: JsonValue): readonly string[] =>
  checkSchema(schema).map(({ code, pointer }) => `${code} ${pointer}`);

const nested = (levels: number): JsonValue => {
  let schema: JsonValue = { type: 'string' };
  for (let level = 1; level < levels; level += 1) schema = { not: schema };
  return schema;
};

describe('checkSchema finds nothing wrong with', () => {
  it.each<[what: string, schema: JsonValue]>([
    ['true', true],
    ['false', false],
    ['an empty schema', {}],
    [
      'a schema of an object',
      { type: 'object', properties: { a: { type: 'string', pattern: '^[a-z]+$' } }, required: ['a'] },
    ],
    ['an unknown keyword', { type: 'string', 'x-order': 1, placeholder: 'name' }],
    ['an unknown format', { type: 'string', format: 'shoe-size' }],
    ['an empty enumeration', { enum: [] }],
    [
      'references into itself',
      { $ref: '#/$defs/a', $defs: { a: { $anchor: 'here' }, b: { $ref: '#here' }, c: { $ref: '#' } } },
    ],
    ['a reference with escapes', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': true } }],
    [
      'a reference to a part with a name of its own',
      { $ref: 'item', $defs: { item: { $id: 'item', type: 'string' } } },
    ],
    [
      'a reference to its own absolute name',
      { $id: 'https://example.com/a', $defs: { b: true }, $ref: 'https://example.com/a#/$defs/b' },
    ],
    ['a reference to the meta-schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' }],
    ['a reference to the meta-schema of draft 7', { $schema: DRAFT_7, items: { $ref: DRAFT_7 } }],
    ['lists of items in draft 7', { $schema: DRAFT_7, items: [{ type: 'string' }], additionalItems: false }],
    [
      'a discriminator that the engine takes',
      { discriminator: { propertyName: 'k' }, oneOf: [{ properties: { k: { const: 'a' } }, required: ['k'] }] },
    ],
    [
      'a discriminator that it does not take',
      { discriminator: { propertyName: 'k', mapping: { a: '#/a' } }, oneOf: [true] },
    ],
    ['words of other dialects', { id: 'x', nullable: true, $async: true, divisibleBy: 2 }],
    [
      'data that looks like a schema',
      { const: { $ref: 'http://example.com', pattern: '(?=a)' }, default: { type: 5 }, examples: [{ $ref: 1 }] },
    ],
    ['64 levels', nested(64)],
  ])('%s', (_what, schema) => {
    expect(checkSchema(schema)).toEqual([]);
  });
});

describe('checkSchema names what is wrong with', () => {
  it.each<[what: string, schema: JsonValue, problems: readonly string[]]>([
    ['a number', 5, ['schema-invalid ']],
    ['null', null, ['schema-invalid ']],
    ['a list', [], ['schema-invalid ']],
    [
      'a keyword of the wrong kind',
      { required: 'a', minimum: '1' },
      ['schema-invalid /minimum', 'schema-invalid /required'],
    ],
    ['what stands where a schema is due', { properties: { a: 'string' } }, ['schema-invalid /properties/a']],
    ['lists of items outside of draft 7', { items: [{ type: 'string' }] }, ['schema-invalid /items']],
    ['another dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }, ['schema-dialect-unknown /$schema']],
    ['a dialect that is no text', { $schema: 7 }, ['schema-dialect-unknown /$schema']],
    ['a lookahead', { properties: { a: { pattern: '(?=a)' } } }, ['regex-unsafe /properties/a/pattern']],
    [
      'a reference to a group',
      { patternProperties: { '^(a)\\1$': true } },
      ['regex-unsafe /patternProperties/^(a)\\1$'],
    ],
    ['a broken regular expression', { pattern: '(' }, ['regex-invalid /pattern']],
    [
      'regular expressions that are large together',
      { allOf: Array.from({ length: 11 }, (_, index) => ({ pattern: `a{1000}${index}` })) },
      ['regex-unsafe /allOf/9/pattern'],
    ],
    ['a reference to nothing', { $ref: '#/$defs/b' }, ['schema-ref-unresolved /$ref']],
    ['a reference to an anchor that is not there', { items: { $ref: '#b' } }, ['schema-ref-unresolved /items/$ref']],
    ['a reference into data', { const: { a: true }, $ref: '#/const/a' }, ['schema-ref-unresolved /$ref']],
    ['a reference with a broken escape', { $ref: '#/%' }, ['schema-ref-unresolved /$ref']],
    ['a reference to the network', { $ref: 'https://example.com/schema.json' }, ['schema-ref-unresolved /$ref']],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }, ['schema-ref-unresolved /$ref']],
    [
      'a reference out of a named schema',
      { $id: 'https://example.com/a', items: { $ref: 'b' } },
      ['schema-ref-unresolved /items/$ref'],
    ],
    ['65 levels', nested(65), ['schema-too-deep ']],
    ['more than 64 KiB', { description: 'x'.repeat(65_536) }, ['schema-too-large ']],
    ['more than 500 subschemas', { allOf: Array.from({ length: 500 }, () => true) }, ['schema-too-large ']],
  ])('%s', (_what, schema, problems) => {
    expect(briefly(schema)).toEqual(problems);
  });

  it('a type, once and in words', () => {
    expect(checkSchema({ anyOf: [{ type: 'strnig' }] })).toEqual([
      {
        code: 'schema-invalid',
        pointer: '/anyOf/0/type',
        message: 'expected one of "array", "boolean", "integer", "null", "number", "object", "string"',
      },
      { code: 'schema-invalid', pointer: '/anyOf/0/type', message: 'expected array, got string' },
    ]);
  });

  it('several things at once, but at most 20', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`p${index}`, { pattern: '(?=a)' }]),
    );

    expect(briefly({ type: 'object', minimum: 'a', pattern: '(', $ref: '#b' })).toEqual([
      'schema-invalid /minimum',
      'regex-invalid /pattern',
      'schema-ref-unresolved /$ref',
    ]);
    expect(checkSchema({ properties })).toHaveLength(20);
  });

  it('a schema nested a hundred thousand levels, without following it', () => {
    expect(briefly(nested(100_000))).toEqual(['schema-too-deep ']);
  });
});

/** JSON whose keys are mostly keywords, so that a good part of it is nearly a schema. */
const nearlySchema = fc.letrec<{ schema: JsonValue }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.boolean(),
    fc.dictionary(
      fc.constantFrom(
        ...[
          'type',
          'properties',
          'items',
          'allOf',
          'anyOf',
          'not',
          'if',
          'then',
          '$ref',
          '$id',
          '$anchor',
          '$defs',
          '$dynamicRef',
        ],
        ...[
          '$dynamicAnchor',
          'enum',
          'const',
          'required',
          'pattern',
          'patternProperties',
          'additionalProperties',
          'uniqueItems',
        ],
        ...[
          'discriminator',
          'oneOf',
          'contains',
          'minContains',
          'unevaluatedProperties',
          'dependentRequired',
          'multipleOf',
          'format',
        ],
        ...['nullable', '$async', 'id', '$data', '$vocabulary', 'dependencies', '__proto__'],
      ),
      fc.oneof(
        { depthSize: 'small' },
        tie('schema'),
        fc.array(tie('schema'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', '^a', '(?=a)'), tie('schema'), { maxKeys: 3, noNullPrototype: true }),
        fc.constantFrom<JsonValue>(
          'string',
          'object',
          '#',
          '#a',
          '#/$defs/a',
          'a',
          'http://a/b',
          '^a',
          '(',
          'email',
          0,
          1,
          -1,
          null,
          ['a'],
          ['a', 'a'],
        ),
        fc.constant<JsonValue>({ propertyName: 'a' }),
      ),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).schema;

describe('a schema of which nothing is wrong', () => {
  it('makes a checker that never throws; any other makes none', () => {
    let usable = 0;
    fc.assert(
      fc.property(nearlySchema, fc.jsonValue(), (schema, value) => {
        if (checkSchema(schema).length > 0) {
          expect(() => compileSchema(schema as JsonObject)).toThrow('A schema was used unchecked');
          return;
        }
        usable += 1;
        const problems = compileSchema(schema as JsonObject)(value as JsonValue);
        expect(problems.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 300 },
    );

    expect(usable).toBeGreaterThan(20);
  });
});

describe('the meta-schema whose parts are put together', () => {
  it('takes what the one of the standard takes', () => {
    const standard = compileSchema({ $ref: 'https://json-schema.org/draft/2020-12/schema' }, { formats: 'describe' });
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(nearlySchema, (schema) => {
        const isSchema = findMetaProblems(schema, 'draft-2020-12').length === 0;
        verdicts.add(isSchema);
        expect(isSchema).toBe(standard(schema).length === 0);
      }),
      { numRuns: 300 },
    );

    expect(verdicts.size).toBe(2);
  });
});
