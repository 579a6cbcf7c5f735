import { describe, expect, it } from '@jest/globals';
import { expressionLimits } from './expression-limits.js';
import { parseTemplate } from './parse-template.js';

/** The template with its expressions as `[source, start]`. */
function shape(text: string): unknown {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed.problems;
  const { template } = parsed;
  if (template.kind === 'literal') return template.value;
  if (template.kind === 'expression')
    return { expression: [template.expression.source, template.expression.root.start] };
  return template.parts.map((part) => (typeof part === 'string' ? part : [part.source, part.root.start]));
}

describe('parseTemplate', () => {
  it.each<[string, unknown]>([
    ['', ''],
    ['plain', 'plain'],
    ['${process.exit()} {% raw %} { } }} $json', '${process.exit()} {% raw %} { } }} $json'],
    ['{{ nodes.a.b }}', { expression: ['nodes.a.b', 3] }],
    ['{{nodes.a}}', { expression: ['nodes.a', 2] }],
    [' {{ a }}', [' ', ['a', 4]]],
    ['{{ a }}\n', [['a', 3], '\n']],
    [
      '{{a}}{{b}}',
      [
        ['a', 2],
        ['b', 7],
      ],
    ],
    ['Hi {{ a }}, {{ b }}!', ['Hi ', ['a', 6], ', ', ['b', 15], '!']],
    ['{"a": {{ x }}}', ['{"a": ', ['x', 9], '}']],
    ["{{ row['Suggested Price'] }}", { expression: ["row['Suggested Price']", 3] }],
    [
      "{{ { 'listing_id': nodes.post.body.listing_id, 'title': nodes.copy.title } }}",
      { expression: ["{ 'listing_id': nodes.post.body.listing_id, 'title': nodes.copy.title }", 3] },
    ],
    ["{{{'a': {'b': 1}}}}", { expression: ["{'a': {'b': 1}}", 2] }],
    ["{{ {'a': {'b': 1}}}} tail", [["{'a': {'b': 1}}", 3], ' tail']],
    ['{{ "}}" + \'}}\' }}', { expression: ['"}}" + \'}}\'', 3] }],
    ['{{ "\\"}}" }}', { expression: ['"\\"}}"', 3] }],
    ['{{ """a "}}" b""" }}', { expression: ['"""a "}}" b"""', 3] }],
    ["{{ r'\\n}}' }}", { expression: ["r'\\n}}'", 3] }],
    ['{{ a // note }}', { expression: ['a // note', 3] }],
    ["{{ a // don't }} b", [["a // don't", 3], ' b']],
    ["{{ 1 // don't\n + 2 }}", { expression: ["1 // don't\n + 2", 3] }],
    ['\\{{ a }}', '{{ a }}'],
    ['a \\{{ b }} {{ c }}', ['a {{ b }} ', ['c', 14]]],
    ['\\{{{{ a }}', ['{{', ['a', 6]]],
    [
      '{{ nodes.load.rows.map(r, "- " + r.name).join("\\n") }}',
      { expression: ['nodes.load.rows.map(r, "- " + r.name).join("\\n")', 3] },
    ],
  ])('reads %s', (text, expected) => {
    expect(shape(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['{{}}', { message: 'The expression is empty.', start: 2, end: 2 }],
    ['{{  }}', { message: 'The expression is empty.', start: 2, end: 4 }],
    [
      'a {{ b',
      {
        message: 'The braces that open here are never closed.',
        start: 2,
        end: 6,
        hint: 'Close them with }}, or write \\{{ for literal braces.',
      },
    ],
    ['{{ a }', { message: 'The braces that open here are never closed.', start: 0 }],
    ["{{ {'a': 1 }}", { message: 'The braces that open here are never closed.', start: 0 }],
    ["{{ it's }}", { message: 'The string that begins here is never closed.', start: 5, end: 10 }],
    ["{{ 'a\nb' }}", { message: 'The string that begins here is never closed.', start: 3 }],
    ['{{ """ }}', { message: 'The string that begins here is never closed.', start: 3 }],
    ['{{constructor.constructor("return process")()}}', { message: 'Unexpected "(".', start: 43, end: 44 }],
    ['{{ a = 1 }}', { message: 'Unexpected "=".', start: 5, end: 6 }],
    ['{{#if a}}', { message: 'Unexpected "#".', start: 2 }],
    ['{{ $json.a }}', { message: 'Unexpected "$".', start: 3 }],
    ['{{ nodes }}', { message: '"nodes" must be followed by a name that is written out.', start: 3, end: 8 }],
  ])('refuses %s', (text, expected) => {
    expect(shape(text)).toMatchObject([{ code: 'template-invalid', ...(expected as object) }]);
  });

  it('keeps the code of an unsafe regular expression', () => {
    expect(shape('{{ matches(a, "(a+)+$") }}')).toMatchObject([{ code: 'regex-unsafe' }]);
  });

  it('tells all problems of a text, and that of the braces last', () => {
    expect(shape('{{ a = 1 }} {{ b.uper() }} {{ ok }} {{ c')).toMatchObject([
      { message: 'Unexpected "=".', start: 5 },
      { message: 'There is no function "uper".', start: 15 },
      { message: 'The braces that open here are never closed.', start: 36 },
    ]);
  });

  it('bounds how many expressions and problems a text may have', () => {
    expect(shape('{{a}}'.repeat(1001))).toMatchObject([
      { message: 'A text holds more than 1000 expressions.', start: 5000 },
    ]);
    expect(shape('{{a=}}'.repeat(500))).toHaveLength(expressionLimits.problems);
    expect(parseTemplate('{{a}} '.repeat(1000)).ok).toBe(true);
  });

  it('gives the references of each expression with positions in the whole text', () => {
    const parsed = parseTemplate('Hi {{ inputs.name }}');
    expect(parsed).toMatchObject({
      template: { parts: ['Hi ', { references: [{ root: 'inputs', path: ['name'], start: 6, end: 17 }] }] },
    });
  });
});
