import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { toolTypesText } from './tool-types-text.js';

const tool = (input: JsonValue, output: JsonValue = true) => ({ name: 'a', description: 'Does it.', input, output });

describe('the types of tools as text', () => {
  it('have each argument and each member of the output, with what the schema says', () => {
    const input = {
      type: 'object',
      properties: {
        path: { type: 'string', description: 'A file.\nInside */ the folder.' },
        'a-b': { enum: ['x', 'y', 1, null] },
        mixed: { type: ['integer', 'null'] },
        rows: { type: 'array', items: { type: 'object', additionalProperties: { type: 'boolean' } } },
      },
      required: ['path'],
      additionalProperties: false,
    };
    expect(toolTypesText('MyTools', [tool(input, { type: 'number' })])).toBe(
      [
        'export interface MyTools {',
        '  /** Does it. */',
        '  readonly "a": {',
        '    readonly input: {',
        '      /** A file. Inside *\\/ the folder. */',
        '      readonly "path": string;',
        '      readonly "a-b"?: "x" | "y" | 1 | null;',
        '      readonly "mixed"?: number | null;',
        '      readonly "rows"?: readonly ({ readonly [name: string]: boolean })[];',
        '    };',
        '    readonly output: number;',
        '  };',
        '}',
        '',
      ].join('\n'),
    );
  });

  it.each<[schema: JsonValue, type: string]>([
    [true, 'AnyJson'],
    [{}, 'AnyJson'],
    [{ $ref: '#/$defs/a' }, 'AnyJson'],
    [{ const: 'it"s' }, '"it\\"s"'],
    [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 'string | boolean'],
    [{ oneOf: [{ type: 'string' }, {}] }, 'AnyJson'],
    [{ type: 'array' }, 'readonly (AnyJson)[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, 'readonly (AnyJson)[]'],
    [{ type: 'object' }, '{ readonly [name: string]: AnyJson }'],
    [{ type: 'object', additionalProperties: false }, 'Readonly<Record<never, unknown>>'],
    [
      { type: 'object', properties: { a: { type: 'null' } }, additionalProperties: {} },
      '({ readonly "a"?: null } & { readonly [name: string]: AnyJson })',
    ],
    [{ type: 'unheard-of' }, 'AnyJson'],
  ])('%j is %s', (schema, type) => {
    expect(toolTypesText('T', [tool(true, schema)])).toContain(`\n    readonly output: ${type};\n`);
  });

  it('end in what is unknown where a schema goes on and on', () => {
    let schema: JsonValue = { type: 'string' };
    for (let level = 0; level < 20; level += 1) schema = { type: 'array', items: schema };
    expect(toolTypesText('T', [tool(true, schema)])).toContain(`${'readonly ('.repeat(8)}AnyJson${')[]'.repeat(8)};`);
  });
});
