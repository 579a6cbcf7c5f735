import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { expressionLimits } from './expression-limits.js';
import { parseTemplateValue } from './parse-template-value.js';

describe('parseTemplateValue', () => {
  it.each<[JsonValue]>([[null], [true], [1.5], ['plain }}'], [[1, ['a', {}]]], [{ a: { b: [null] } }], [[]], [{}]])(
    'keeps %j, which has no expression, as the very same value',
    (value) => {
      const parsed = parseTemplateValue(value);
      expect(parsed).toEqual({ value: { kind: 'literal', value }, references: [], problems: [] });
      expect((parsed.value as { value: JsonValue }).value).toBe(value);
    },
  );

  it('compiles every string and leaves the parts between as they are', () => {
    const fixed = { deep: [1, 2] };
    expect(parseTemplateValue({ cost: "{{ row['Price'] }}", text: ['x', 'Hi {{ name }}'], fixed }).value).toMatchObject(
      {
        kind: 'object',
        entries: [
          ['cost', { kind: 'expression', pointer: '/cost', expression: { source: "row['Price']" } }],
          [
            'text',
            {
              kind: 'list',
              items: [
                { kind: 'literal', value: 'x' },
                { kind: 'text', pointer: '/text/1', parts: ['Hi ', { source: 'name' }] },
              ],
            },
          ],
          ['fixed', { kind: 'literal', value: fixed }],
        ],
      },
    );
  });

  it('writes escaped braces as braces, in values and in keys, without touching the original', () => {
    const value = { '\\{{k}}': ['\\{{ a }}', 1] };
    expect(parseTemplateValue(value).value).toEqual({ kind: 'literal', value: { '{{k}}': ['{{ a }}', 1] } });
    expect(value).toEqual({ '\\{{k}}': ['\\{{ a }}', 1] });
  });

  it('collects the references of all strings with their place', () => {
    expect(parseTemplateValue({ 'a/b~c': ['{{ nodes.x.y }}', 'n {{ inputs.z }} {{ secrets.K }}'] }).references).toEqual(
      [
        { pointer: '/a~1b~0c/0', root: 'nodes', id: 'x', path: ['y'], absorbed: false, start: 3, end: 12 },
        { pointer: '/a~1b~0c/1', root: 'inputs', path: ['z'], absorbed: false, start: 5, end: 13 },
        { pointer: '/a~1b~0c/1', root: 'secrets', id: 'K', path: [], absorbed: false, start: 20, end: 29 },
      ],
    );
  });

  it('collects all problems with their place, and the references of what is sound', () => {
    const { problems, references } = parseTemplateValue({ a: '{{ b = 1 }}', c: [{ d: '{{' }, '{{ inputs.ok }}'] });
    expect(problems).toMatchObject([
      { pointer: '/a', code: 'template-invalid', message: 'Unexpected "=".', start: 5, end: 6 },
      { pointer: '/c/0/d', code: 'template-invalid', message: 'The braces that open here are never closed.', start: 0 },
    ]);
    expect(references).toMatchObject([{ pointer: '/c/1', root: 'inputs', path: ['ok'] }]);
  });

  it('refuses templates as keys', () => {
    const key = {
      pointer: '/{{ a }}',
      code: 'template-invalid',
      message: 'A key cannot be a template.',
      start: 0,
      end: 7,
    };
    expect(parseTemplateValue({ '{{ a }}': 1 }).problems).toMatchObject([key]);
    expect(parseTemplateValue({ 'x{{': 1 }).problems).toMatchObject([{ message: 'A key cannot be a template.' }]);
  });

  it('refuses a key that would change what an object is', () => {
    const value = JSON.parse('{"__proto__": "{{ a }}"}') as JsonValue;
    expect(parseTemplateValue(value).problems).toMatchObject([
      { pointer: '/__proto__', message: '"__proto__" cannot be a key.' },
    ]);
  });

  it('bounds depth and the count of problems', () => {
    let deep: JsonValue = '{{ a }}';
    for (let level = 0; level < 1000; level += 1) deep = [deep];
    expect(parseTemplateValue(deep).problems).toMatchObject([
      { message: 'The value is nested deeper than 128 levels.', pointer: '/0'.repeat(128) },
    ]);
    expect(parseTemplateValue(Array(1000).fill('{{ a=1 }}')).problems).toHaveLength(expressionLimits.problems);
  });
});
