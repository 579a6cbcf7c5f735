/** Where the references of a schema lead: names, anchors, dynamic anchors, meta-schemas of one's own. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import type { SchemaOptions } from './checked-schema.js';
import type { JsonSchema } from './json-schema.js';
import { checkSchema } from './schema-checker.js';
import { compileSchema } from './value-checker.js';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

/** Which of the values fit. */
const fitting = (schema: JsonSchema, values: readonly JsonValue[], options: SchemaOptions = {}): readonly JsonValue[] =>
  values.filter((value) => compileSchema(schema, options)(value).length === 0);

const messages = (schema: JsonValue, options: SchemaOptions = {}): readonly string[] =>
  checkSchema(schema, options).map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`);

describe('a reference leads', () => {
  it.each<[to: string, schema: JsonSchema]>([
    ['to a part by its place', { $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'string' } } }],
    ['to an anchor', { $ref: '#here', $defs: { a: { $anchor: 'here', type: 'string' } } }],
    ['to a part with a name', { $ref: 'part', $defs: { a: { $id: 'part', type: 'string' } } }],
    [
      'to an anchor in a part with a name, and not to the one outside',
      {
        $ref: 'part#here',
        $defs: { a: { $id: 'part', $defs: { b: { $anchor: 'here', type: 'string' } } }, c: { $anchor: 'here' } },
      },
    ],
    [
      'through the place of a part with a name',
      { $ref: '#/$defs/a/items', $defs: { a: { $id: 'part', items: { type: 'string' } } } },
    ],
    [
      'from the base of the part it stands in',
      {
        $id: 'https://example.com/root',
        $ref: 'folder/inner',
        $defs: {
          a: { $id: 'folder/inner', $ref: 'text' },
          b: { $id: 'folder/text', type: 'string' },
          c: { $id: 'text', type: 'number' },
        },
      },
    ],
    ['to a URN', { $id: 'urn:example:a', $ref: 'urn:example:a#/$defs/b', $defs: { b: { type: 'string' } } }],
    [
      'to a name that draft 7 gives by a fragment',
      { $schema: DRAFT_7, allOf: [{ $ref: '#here' }], definitions: { a: { $id: '#here', type: 'string' } } },
    ],
    [
      'past the name beside it, which draft 7 does not see',
      {
        $schema: DRAFT_7,
        $id: 'https://example.com/a/',
        definitions: { b: { $id: 'b', type: 'string' }, c: { $id: 'elsewhere/', $ref: 'b' } },
        allOf: [{ $ref: '#/definitions/c' }],
      },
    ],
  ])('%s', (_to, schema) => {
    expect(messages(schema)).toEqual([]);
    expect(fitting(schema, ['a', 1])).toEqual(['a']);
  });

  it('nowhere: that is named at its place, in the words of the schema', () => {
    const schema = { $id: 'https://example.com/a', items: { $ref: 'b' }, not: { $dynamicRef: '#c' } };

    expect(messages(schema)).toEqual([
      'schema-ref-unresolved /items/$ref: b leads out of this schema; only references into it and to the meta-schemas are followed',
      'schema-ref-unresolved /not/$dynamicRef: #c leads to no schema',
    ]);
  });

  it('nowhere in a schema that was handed in: that is a problem of the whole', () => {
    const knownSchemas = { 'https://example.com/a': { $ref: '#/$defs/b' } };

    expect(messages({ $ref: 'https://example.com/a' }, { knownSchemas })).toEqual([
      'schema-ref-unresolved : #/$defs/b leads to no schema',
    ]);
  });

  it('to one schema only: two of one name are refused, copies are not', () => {
    const named = (first: JsonValue, second: JsonValue): JsonValue => ({ $defs: { a: first, b: second } });

    expect(messages(named({ $id: 'x', minimum: 1 }, { $id: 'x', minimum: 2 }))).toEqual([
      'schema-invalid /$defs/b/$id: is also the name of another schema',
    ]);
    expect(messages(named({ $anchor: 'x', minimum: 1 }, { $dynamicAnchor: 'x' }))).toEqual([
      'schema-invalid /$defs/b/$dynamicAnchor: is also the name of another schema',
    ]);
    expect(messages(named({ $id: 'x', minimum: 1 }, { $id: 'x', minimum: 1 }))).toEqual([]);
    expect(messages({ $id: 'http://[' })).toEqual(['schema-invalid /$id: is not the reference to a URI']);
  });
});

describe('a dynamic reference', () => {
  const list = {
    $id: 'list',
    type: 'array',
    items: { $dynamicRef: '#item' },
    $defs: { item: { $dynamicAnchor: 'item' } },
  };
  const listOf = (item: JsonValue): JsonSchema => ({
    $id: 'https://example.com/root',
    $ref: 'list',
    $defs: { list, item: { $dynamicAnchor: 'item', ...(item as object) } },
  });

  it('goes to the outermost schema of its name on the way to it', () => {
    expect(fitting(listOf({ type: 'string' }), [['a'], [1]])).toEqual([['a']]);
    expect(fitting(listOf({ type: 'number' }), [['a'], [1]])).toEqual([[1]]);
  });

  it('forgets a resource that has been left', () => {
    const schema = {
      $id: 'https://example.com/root',
      allOf: [{ properties: { a: { $ref: 'texts' } } }, { properties: { b: { $ref: 'list' } } }],
      $defs: {
        list,
        texts: { $id: 'texts', $ref: 'list', $defs: { item: { $dynamicAnchor: 'item', type: 'string' } } },
      },
    };

    expect(fitting(schema, [{ a: ['x'], b: [1] }, { a: [1] }])).toEqual([{ a: ['x'], b: [1] }]);
  });

  it('to a name that is not dynamic is a plain one', () => {
    const plain = {
      $id: 'list',
      items: { $dynamicRef: '#item' },
      $defs: { item: { $anchor: 'item', type: 'boolean' } },
    };
    const schema = {
      $id: 'https://example.com/root',
      $ref: 'list',
      $defs: { plain, item: { $dynamicAnchor: 'item' } },
    };

    expect(fitting(schema, [[true], [1]])).toEqual([[true]]);
  });

  it('finds the schemas of its name in what was handed in', () => {
    const knownSchemas = { 'https://example.com/list': { ...list, $id: 'https://example.com/list' } };
    const schema = { $ref: 'https://example.com/list', $defs: { item: { $dynamicAnchor: 'item', type: 'string' } } };

    expect(fitting(schema, [['a'], [1]], { knownSchemas })).toEqual([['a']]);
  });

  it('leads a meta-schema back to the one that extends it', () => {
    const schema = {
      $id: 'https://example.com/strict',
      $dynamicAnchor: 'meta',
      $ref: 'https://json-schema.org/draft/2020-12/schema',
      properties: { title: { minLength: 1 } },
    };

    expect(fitting(schema, [{ items: { title: 'a' } }, { items: { title: '' } }])).toEqual([{ items: { title: 'a' } }]);
  });
});

describe('a meta-schema that was handed in', () => {
  const vocabularies = (...names: readonly string[]): Record<string, boolean> =>
    Object.fromEntries(names.map((name) => [`https://json-schema.org/draft/2020-12/vocab/${name}`, true]));
  const knownSchemas = (metaSchema: Record<string, JsonValue>): SchemaOptions => ({
    knownSchemas: { 'https://example.com/meta': metaSchema },
  });
  const schema = { $schema: 'https://example.com/meta', minimum: 5, properties: { a: { format: 'date' } } };

  it('leaves out the keywords of the vocabularies that it does not name', () => {
    const options = knownSchemas({ $vocabulary: vocabularies('core', 'applicator') });

    expect(fitting({ ...schema, properties: { a: false } }, [1, { a: 1 }], options)).toEqual([1]);
  });

  it('may make formats assert, whatever the caller says', () => {
    const options = knownSchemas({ $vocabulary: vocabularies('core', 'applicator', 'format-assertion') });

    expect(fitting(schema, [{ a: 'x' }, { a: '2024-02-29' }], { ...options, formats: 'describe' })).toEqual([
      { a: '2024-02-29' },
    ]);
  });

  it('is one that a schema must fit', () => {
    const options = knownSchemas({ properties: { minimum: { maximum: 3 } } });

    expect(messages(schema, options)).toEqual(['schema-invalid /minimum: expected at most 3, got 5']);
  });

  it('is refused when it requires what is not understood; what it only offers is left out', () => {
    const offering = (isRequired: boolean): SchemaOptions =>
      knownSchemas({ $vocabulary: { ...vocabularies('core'), 'https://example.com/vocab': isRequired } });

    expect(messages(schema, offering(true))).toEqual([
      'schema-dialect-unknown /$schema: only JSON Schema draft 2020-12 and draft 7 are understood',
    ]);
    expect(messages(schema, offering(false))).toEqual([]);
  });
});
