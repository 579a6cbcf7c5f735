/** YAML is the same document in another notation, whatever stands in it, and every value in it has its place. */
import { describe, it } from '@jest/globals';
import { isJsonObject, type Blueprint, type JsonValue } from '@ice/core';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { fromYaml, toYaml } from './yaml.js';

/** Texts that notations of texts stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '~',
    'null',
    'yes',
    'No',
    '0x1F',
    '1_000',
    '1e3',
    '.inf',
    '2026-11-26',
    '- a',
    'a: b',
    '# c',
  ),
  fc.constantFrom(
    '{{ a }}',
    '{{ {"b": 1} }}',
    '|',
    '>',
    '&x',
    '*x',
    '!t',
    '%d',
    '@',
    '`',
    "it's",
    '"so"',
    '---',
    '...',
  ),
  fc.constantFrom(
    'a\n',
    '\na',
    'a\n\n b\n',
    ' \n ',
    'a\r\nb',
    'tab\there',
    'x'.repeat(200),
    `${'word '.repeat(60)}\n end `,
  ),
);

/** JSON has no negative zero. */
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0);

const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.oneof(fc.integer(), finite, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** As large as a blueprint need be: any node with any fields, for the notation knows no kinds. */
const blueprint = fc.record(
  {
    schema_version: fc.constant('1.0'),
    name: text,
    nodes: fc.array(fc.record({ id: text, type: text, fields: value }, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 4,
    }),
    outputs: value,
  },
  { noNullPrototype: true },
) as unknown as fc.Arbitrary<Blueprint>;

describe('YAML of any document', () => {
  it('reads back as the same document', () => {
    fc.assert(
      fc.property(blueprint, (document) => {
        const read = fromYaml(toYaml(document));
        return read.ok && isDeepStrictEqual(read.document, document);
      }),
    );
  });

  it('has a place for every value, inside of the text, in the order of the document', () => {
    fc.assert(
      fc.property(blueprint, (document) => {
        const written = toYaml(document);
        const read = fromYaml(written);
        if (!read.ok) return false;
        const lines = written.split('\n');
        const places = pointersOf(document as unknown as JsonValue).map(read.placeOf);
        return places.every(({ line, column }, index) => {
          const before = places[index - 1] ?? { line: 1, column: 1 };
          const isInside = column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1;
          return isInside && (line > before.line || (line === before.line && column >= before.column));
        });
      }),
    );
  });
});

/** Of every value, from the whole to its parts. */
function pointersOf(document: JsonValue, pointer = ''): readonly string[] {
  const members = Array.isArray(document)
    ? document.map((item, index) => [String(index), item as JsonValue] as const)
    : isJsonObject(document)
      ? Object.entries(document)
      : [];
  const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
  return [pointer, ...members.flatMap(([key, item]) => pointersOf(item, `${pointer}/${escaped(key)}`))];
}
