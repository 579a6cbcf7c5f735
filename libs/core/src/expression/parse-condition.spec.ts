import { describe, expect, it } from '@jest/globals';
import { parseCondition } from './parse-condition.js';

function shape(text: string): unknown {
  const parsed = parseCondition(text);
  return parsed.ok ? [parsed.expression.source, parsed.expression.root.start] : parsed.problem;
}

describe('parseCondition', () => {
  it.each<[string, unknown]>([
    ['inputs.a > 1', ['inputs.a > 1', 0]],
    ['{{ inputs.a > 1 }}', ['inputs.a > 1', 3]],
    ['  {{ a }}\n', ['a', 5]],
    ['  a', ['a', 2]],
    ['a == "{{"', ['a == "{{"', 0]],
  ])('reads %s', (text, expected) => {
    expect(shape(text)).toEqual(expected);
  });

  it.each<[string, object]>([
    ['', { code: 'expression-invalid', message: 'The expression is empty.' }],
    ['{{}}', { code: 'expression-invalid', message: 'The expression is empty.', start: 2, end: 2 }],
    ['1 ==', { code: 'expression-invalid', message: 'Unexpected end of the expression.' }],
    ['a=1', { code: 'expression-invalid', message: 'Unexpected "=".' }],
    [' {{ a=1 }}', { code: 'expression-invalid', start: 5, end: 6 }],
    ['process.exit(1)', { code: 'expression-invalid' }],
    ['a.constructor.constructor("x")()', { code: 'expression-invalid' }],
    ['{{ a }} && b', { code: 'expression-invalid', message: 'A condition is one expression.', start: 0, end: 12 }],
    ['{{ a }}{{ b }}', { code: 'expression-invalid', message: 'A condition is one expression.' }],
    [' {{ a', { code: 'template-invalid', message: 'The braces that open here are never closed.', start: 1, end: 5 }],
    ['matches(inputs.s, "(a+)+$")', { code: 'regex-unsafe' }],
  ])('refuses %s', (text, expected) => {
    expect(shape(text)).toMatchObject(expected);
  });
});
