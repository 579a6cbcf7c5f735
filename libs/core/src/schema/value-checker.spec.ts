/** Judging values by schemas: what is said of them, and by which reading of the standard. */
import { describe, expect, it } from '@jest/globals';
import { isIceError } from '../error/ice-error.js';
import type { JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { compileSchema } from './value-checker.js';

/** `pointer code message` of each problem. */
const briefly = (schema: JsonSchema, value: JsonValue): readonly string[] =>
  compileSchema(schema)(value).map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

describe('a checker', () => {
  it('says nothing of a value that fits', () => {
    const check = compileSchema({
      type: 'object',
      properties: { title: { type: 'string', maxLength: 10 }, price: { type: 'number', exclusiveMinimum: 0 } },
      required: ['title', 'price'],
      additionalProperties: false,
    });

    expect(check({ title: 'Two shoes', price: 19.99 })).toEqual([]);
  });

  it('names every problem, with its place, its code, words and the keyword, in the order of the names', () => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' }, tags: { type: 'array', items: { enum: ['a', 'b'] } } },
      required: ['title', 'price'],
      additionalProperties: false,
    };

    expect(compileSchema(schema)({ title: 5, tags: ['a', 'c'], 'x/y': 1 })).toEqual([
      { pointer: '/price', code: 'property-missing', message: 'is required', keyword: 'required' },
      {
        pointer: '/x~1y',
        code: 'property-unexpected',
        message: 'is not an expected property',
        keyword: 'additionalProperties',
      },
      { pointer: '/tags/1', code: 'value-not-allowed', message: 'expected one of "a", "b"', keyword: 'enum' },
      { pointer: '/title', code: 'type-mismatch', message: 'expected string, got number', keyword: 'type' },
    ]);
  });

  it.each<[keyword: string, schema: JsonSchema, value: JsonValue, problem: string]>([
    ['type', { type: 'string' }, null, ' type-mismatch: expected string, got null'],
    ['type', { type: ['string', 'null'] }, [], ' type-mismatch: expected string or null, got array'],
    ['type', { type: 'integer' }, 1.5, ' type-mismatch: expected integer, got number'],
    ['enum', { enum: [1, 'a', null] }, 2, ' value-not-allowed: expected one of 1, "a", null'],
    ['enum', { enum: [] }, 2, ' value-not-allowed: is a value that the schema excludes'],
    ['const', { const: { a: 1 } }, 2, ' value-not-allowed: expected {"a":1}'],
    ['not', { not: { type: 'string' } }, 'a', ' value-not-allowed: is a value that the schema excludes'],
    ['false', { properties: { a: false } }, { a: 1 }, '/a value-not-allowed: no value is allowed here'],
    ['minLength', { minLength: 3 }, '😀a', ' length-out-of-range: expected at least 3 characters, got 2'],
    ['maxLength', { maxLength: 1 }, '😀a', ' length-out-of-range: expected at most 1 characters, got 2'],
    ['minItems', { minItems: 1 }, [], ' length-out-of-range: expected at least 1 items, got 0'],
    ['maxItems', { maxItems: 1 }, [1, 2], ' length-out-of-range: expected at most 1 items, got 2'],
    ['minProperties', { minProperties: 1 }, {}, ' length-out-of-range: expected at least 1 properties, got 0'],
    ['maxProperties', { maxProperties: 0 }, { a: 1 }, ' length-out-of-range: expected at most 0 properties, got 1'],
    ['minimum', { minimum: 3 }, 2, ' number-out-of-range: expected at least 3, got 2'],
    ['maximum', { maximum: 3 }, 4, ' number-out-of-range: expected at most 3, got 4'],
    ['exclusiveMinimum', { exclusiveMinimum: 3 }, 3, ' number-out-of-range: expected more than 3, got 3'],
    ['exclusiveMaximum', { exclusiveMaximum: 3 }, 3, ' number-out-of-range: expected less than 3, got 3'],
    ['multipleOf', { multipleOf: 0.01 }, 19.995, ' number-out-of-range: expected a multiple of 0.01, got 19.995'],
    ['pattern', { pattern: '^a+$' }, 'b', ' pattern-mismatch: expected text that matches ^a+$'],
    ['format', { format: 'date' }, '2024-02-30', ' format-mismatch: expected text in the format date'],
    [
      'uniqueItems',
      { uniqueItems: true },
      [1, { a: 1, b: 2 }, { b: 2, a: 1 }],
      ' items-not-unique: items 1 and 2 are equal',
    ],
    [
      'contains',
      { contains: { const: 1 } },
      [2],
      ' items-missing: expected at least 1 items that fit the schema under "contains"',
    ],
    ['items', { prefixItems: [true], items: false }, [1, 2], ' items-unexpected: expected at most 1 items'],
    [
      'additionalItems',
      { $schema: DRAFT_7, items: [true], additionalItems: false },
      [1, 2],
      ' items-unexpected: expected at most 1 items',
    ],
    [
      'unevaluatedProperties',
      { properties: { a: true }, unevaluatedProperties: false },
      { b: 1 },
      '/b property-unexpected: is not an expected property',
    ],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1 }, '/b property-missing: is required beside "a"'],
    [
      'dependencies',
      { $schema: DRAFT_7, dependencies: { a: ['b'] } },
      { a: 1 },
      '/b property-missing: is required beside "a"',
    ],
    [
      'anyOf',
      { anyOf: [{ type: 'string' }, { type: 'object' }] },
      5,
      ' type-mismatch: expected string or object, got number',
    ],
    [
      'oneOf',
      { oneOf: [{ type: 'number' }, { minimum: 1 }] },
      5,
      ' no-alternative-fits: fits more than one alternative',
    ],
  ])('says of %s (%j, %j): %s', (_keyword, schema, value, problem) => {
    expect(briefly(schema, value)).toEqual([problem]);
  });

  it('says what each alternative misses, and that none fits', () => {
    const schema = { anyOf: [{ type: 'string' }, { required: ['a'] }] };

    expect(briefly(schema, {})).toEqual([
      ' type-mismatch: expected string, got object',
      '/a property-missing: is required',
      ' no-alternative-fits: fits none of the alternatives',
    ]);
  });

  it('says which branch of a condition does not fit, and which names are wrong', () => {
    expect(briefly({ if: { type: 'string' }, then: { minLength: 2 } }, 'a')).toEqual([
      ' length-out-of-range: expected at least 2 characters, got 1',
      ' schema-mismatch: does not fit the schema under "then"',
    ]);
    expect(briefly({ propertyNames: { maxLength: 1 } }, { abc: 1 })).toEqual([
      ' property-name-invalid: the name "abc" is not allowed: expected at most 1 characters, got 3',
    ]);
  });

  it('judges only the branch that a discriminator names', () => {
    const schema = {
      discriminator: { propertyName: 'kind' },
      required: ['kind'],
      oneOf: [
        { properties: { kind: { const: 'circle' }, radius: { type: 'number' } } },
        { properties: { kind: { const: 'square' }, side: { type: 'number' } } },
      ],
    };

    expect(briefly(schema, { kind: 'circle', radius: 'a' })).toEqual([
      '/radius type-mismatch: expected number, got string',
    ]);
    expect(briefly(schema, { kind: 'line' })).toEqual(['/kind no-alternative-fits: names none of the alternatives']);
    expect(briefly(schema, { kind: 5 })).toEqual([
      '/kind no-alternative-fits: expected text that names an alternative',
    ]);
  });

  it('shows at most 20 problems and 200 characters of a value or schema', () => {
    const problems = compileSchema({ items: { const: 'x'.repeat(1000) } })(Array.from({ length: 30 }, () => 0));

    expect(problems).toHaveLength(20);
    expect(problems.every(({ message }) => message.length <= 200)).toBe(true);
  });
});

describe('a checker judges by the standard, not by habits of JavaScript', () => {
  it.each<[what: string, schema: JsonSchema, value: JsonValue, fits: boolean]>([
    ['own properties only', { required: ['constructor'] }, {}, false],
    ['own properties only, by name', { properties: { toString: { type: 'string' } } }, {}, true],
    ['1 and 1.0 alike', { type: 'integer' }, 1.0, true],
    ['prices as multiples of a cent', { multipleOf: 0.01 }, 19.99, true],
    ['a large number as a multiple of a small one', { multipleOf: 1e-8 }, 12391239123, true],
    ['an overflowing quotient as no multiple', { multipleOf: 0.5 }, 1e308, false],
    ['no async schemas', { $async: true, type: 'string' }, 5, false],
    ['no nullable types', { type: 'string', nullable: true }, null, false],
    [
      'a discriminator of another shape as a comment',
      { discriminator: { propertyName: 'k', mapping: {} }, oneOf: [{ type: 'object' }] },
      {},
      true,
    ],
    ['everything beside a reference', { $ref: '#/$defs/a', minLength: 2, $defs: { a: true } }, 'a', false],
    [
      'nothing beside a reference in draft 7',
      { $schema: DRAFT_7, $ref: '#/definitions/a', minLength: 2, definitions: { a: true } },
      'a',
      true,
    ],
    [
      'a dynamic reference with one target as a reference',
      { $ref: '#/$defs/a', $defs: { a: { items: { $dynamicRef: '#b' } }, b: { $dynamicAnchor: 'b', type: 'string' } } },
      ['a'],
      true,
    ],
    ['dates', { format: 'date-time' }, '2024-02-29T12:00:00Z', true],
    ['formats it does not know as comments', { format: 'shoe-size' }, 'x', true],
    ['patterns by code points', { pattern: '^.$' }, '😀', true],
    ['values by the meta-schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { type: 'strnig' }, false],
  ])('%s', (_what, schema, value, fits) => {
    expect(compileSchema(schema)(value).length === 0).toBe(fits);
  });

  it('formats as comments, when asked to', () => {
    expect(compileSchema({ format: 'date' }, { formats: 'describe' })('no date')).toEqual([]);
    expect(compileSchema({ format: 'date' })('no date')).toHaveLength(1);
  });

  it('references to schemas that are handed in', () => {
    const knownSchemas = { 'https://example.com/name': { type: 'string' } };
    const check = compileSchema({ items: { $ref: 'https://example.com/name' } }, { knownSchemas });

    expect(check(['a', 1]).map(({ pointer }) => pointer)).toEqual(['/1']);
  });
});

describe('compileSchema', () => {
  it('gives equal schemas one checker, whatever the order of their members', () => {
    const first = compileSchema({ type: 'string', minLength: 1 });

    expect(compileSchema({ minLength: 1, type: 'string' })).toBe(first);
    expect(compileSchema({ minLength: 2, type: 'string' })).not.toBe(first);
    expect(compileSchema({ type: 'string', minLength: 1 }, { formats: 'describe' })).not.toBe(first);
  });

  it('judges by what a schema is, not by the object that held another one before', () => {
    const schema: { type: string } = { type: 'string' };
    const asString = compileSchema(schema);
    schema.type = 'number';
    const asNumber = compileSchema(schema);

    expect([asString('a').length, asNumber('a').length]).toEqual([0, 1]);
    expect([asString(1).length, asNumber(1).length]).toEqual([1, 0]);
  });

  it('keeps schemas of one name apart', () => {
    const named = (type: string): JsonSchema => ({
      $id: 'https://example.com/x',
      $ref: '#/$defs/a',
      $defs: { a: { $id: 'a', type } },
    });
    const [text, number] = [compileSchema(named('string')), compileSchema(named('number'))];

    expect([text('a').length, number('a').length, text(1).length, number(1).length]).toEqual([0, 1, 1, 0]);
  });

  it('throws a fault for a schema that nobody has checked', () => {
    const compileUnchecked = (): unknown => {
      try {
        return compileSchema({ type: 'strnig', pattern: '(' });
      } catch (error) {
        return isIceError(error) ? { code: error.code, evidence: error.evidence } : error;
      }
    };

    expect(compileUnchecked()).toMatchObject({
      code: 'internal-error',
      evidence: {
        problems: [{ pointer: '/type' }, { pointer: '/type' }, { code: 'regex-invalid', pointer: '/pattern' }],
      },
    });
  });
});
