import { describe, expect, it } from '@jest/globals';
import { expressionLimits } from './expression-limits.js';
import type { ExpressionNode } from './expression-node.js';
import { parseExpression } from './parse-expression.js';

/** The tree in the manner of Lisp, so that a table row stays readable. */
function shape(node: ExpressionNode): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'variable':
      return [node.name];
    case 'reference':
      return [node.root, node.id];
    case 'member':
      return ['.', shape(node.object), node.name];
    case 'index':
      return ['[]', shape(node.object), shape(node.index)];
    case 'call':
      return ['call', node.name, ...node.arguments.map(shape)];
    case 'macro':
      return ['macro', node.name, shape(node.list), node.variable, shape(node.body)];
    case 'default':
      return ['default', shape(node.path), shape(node.fallback)];
    case 'has':
      return ['has', shape(node.path)];
    case 'list':
      return ['list', ...node.items.map(shape)];
    case 'object':
      return ['object', ...node.entries.map(({ key, value }) => [shape(key), shape(value)])];
    case 'unary':
      return [node.operator, shape(node.operand)];
    case 'binary':
      return [node.operator, shape(node.left), shape(node.right)];
    case 'conditional':
      return ['?:', shape(node.condition), shape(node.consequent), shape(node.alternate)];
  }
}

function parsedShape(text: string): unknown {
  const parsed = parseExpression(text);
  return parsed.ok ? shape(parsed.expression.root) : parsed.problem;
}

function problemOf(text: string): unknown {
  const parsed = parseExpression(text);
  return parsed.ok ? 'no problem' : parsed.problem;
}

describe('parseExpression', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['true', true],
    ['12', 12],
    ['0x1F', 31],
    ['1.5e3', 1500],
    ['-5', -5],
    ['-0', 0],
    ['"a\\n\\u00e9"', 'a\né'],
    ["'''it's'''", "it's"],
    ['r"\\n"', '\\n'],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['inputs.a', ['.', ['inputs'], 'a']],
    ['nodes.copy', ['nodes', 'copy']],
    ['nodes["copy"].title', ['.', ['nodes', 'copy'], 'title']],
    ['runs.copy.failure', ['.', ['runs', 'copy'], 'failure']],
    ['secrets.API_KEY', ['secrets', 'API_KEY']],
    ['row["Suggested Price"]', ['[]', ['row'], 'Suggested Price']],
    ['xs[i + 1]', ['[]', ['xs'], ['+', ['i'], 1]]],
    ['x.upper()', ['call', 'upper', ['x']]],
    ['upper(x)', ['call', 'upper', ['x']]],
    ['x.slice(1, 2)', ['call', 'slice', ['x'], 1, 2]],
    ['xs.map(r, r.a)', ['macro', 'map', ['xs'], 'r', ['.', ['r'], 'a']]],
    ['map(xs, r, r.a)', ['macro', 'map', ['xs'], 'r', ['.', ['r'], 'a']]],
    ['xs.sort_by(r, r)', ['macro', 'sort_by', ['xs'], 'r', ['r']]],
    ['x.a.default(1)', ['default', ['.', ['x'], 'a'], 1]],
    ['has(x.a)', ['has', ['.', ['x'], 'a']]],
    ['[1, "a",]', ['list', 1, 'a']],
    ["{'a': 1, b: 2}", ['object', ['a', 1], [['b'], 2]]],
    ['!a && -b < 1', ['&&', ['!', ['a']], ['<', ['-', ['b']], 1]]],
    ['1 + 2 * 3', ['+', 1, ['*', 2, 3]]],
    ['a ? b : c', ['?:', ['a'], ['b'], ['c']]],
    ['"k" in o || a == null', ['||', ['in', 'k', ['o']], ['==', ['a'], null]]],
    ['a // the rest is a comment', ['a']],
    ['inputs.toString', ['.', ['inputs'], 'toString']],
  ])('reads %s', (text, expected) => {
    expect(parsedShape(text)).toEqual(expected);
  });

  it('gives every node the span of its text', () => {
    const parsed = parseExpression(' nodes.a.b + 1');
    expect(parsed).toMatchObject({
      ok: true,
      expression: {
        source: 'nodes.a.b + 1',
        root: {
          start: 1,
          end: 14,
          left: { start: 1, end: 10, object: { start: 1, end: 8 } },
          right: { start: 13, end: 14 },
        },
      },
    });
  });

  it('shifts spans and problems by the offset', () => {
    expect(parseExpression('a', 10)).toMatchObject({ expression: { root: { start: 10, end: 11 } } });
    expect(parseExpression('a = 1', 10)).toMatchObject({ problem: { start: 12, end: 13 } });
  });

  it('gives a frozen expression that compares as data', () => {
    const parsed = parseExpression("[{'a': nodes.x.y}]");
    if (!parsed.ok) throw new Error('must parse');
    const { expression } = parsed;
    expect(
      Object.isFrozen(expression) && Object.isFrozen(expression.root) && Object.isFrozen(expression.references),
    ).toBe(true);
    expect(Object.keys(expression)).toEqual(['source', 'root', 'references']);
  });

  it.each<[string, readonly [message: string, start: number, end: number, hint?: string]]>([
    ['', ['The expression is empty.', 0, 0]],
    ['  ', ['The expression is empty.', 0, 2]],
    ['1 ==', ['Unexpected end of the expression.', 4, 4]],
    ['a=1', ['Unexpected "=".', 1, 2, 'Write == to compare; there is no assignment.']],
    ['a and b', ['Unexpected "and".', 2, 5, 'Write && for a logical and.']],
    ['not a', ['Unexpected "a".', 4, 5, 'Write ! for a logical not.']],
    ['a ?? b', ['Unexpected "?".', 3, 4, 'Write default(path, value).']],
    ['(1', ['Expected ")", found end of the expression.', 2, 2]],
    ['a.1', ['Expected a name, found "1".', 2, 3]],
    ['"abc', ['Unterminated string.', 0, 4]],
    ['"\\q"', ['Invalid escape sequence: \\q.', 1, 3]],
    ['"\\\n"', ['Invalid escape sequence: \\.', 1, 3]],
    ['1e400', ['The number is too large.', 0, 5]],
    ['1 9007199254740993', ['Unexpected "9007199254740993".', 2, 18]],
    ['9007199254740993', ['A whole number of 2^53 or more cannot be kept exactly.', 0, 16, 'Write it as a text.']],
    ['7u', ['There are no unsigned numbers.', 0, 2, 'Write the number without the u.']],
    ['b"x"', ['There are no bytes literals.', 0, 4, 'Write a text, or base64_decode("…").']],
    ['nodes', ['"nodes" must be followed by a name that is written out.', 0, 5, 'Write nodes.<name>.']],
    ['secrets', ['"secrets" must be followed by a name that is written out.', 0, 7, 'Write secrets.<name>.']],
    ['runs[x]', ['A name of "runs" must be written out, it cannot be computed.', 0, 7, 'Write runs.<name>.']],
    ['nodes.keys()', ['"nodes" must be followed by a name that is written out.', 0, 5, 'Write nodes.<name>.']],
    ['nodes[0]', ['A name of "nodes" must be written out, it cannot be computed.', 0, 8, 'Write nodes.<name>.']],
    ['process.exit(1)', ['There is no function "exit".', 0, 15]],
    ['x.uper()', ['There is no function "uper".', 0, 8, 'Did you mean "upper"?']],
    ['len(x)', ['There is no function "len".', 0, 6, 'Write size(x).']],
    ['cel.bind(x, 1, x)', ['There is no function "bind".', 0, 17]],
    ['upper()', ['upper() takes 1 argument (a value before the dot counts), got 0.', 0, 7]],
    ['x.slice()', ['slice() takes 2 to 3 arguments (a value before the dot counts), got 1.', 0, 9]],
    ['xs.map(x)', ['map() takes 3 arguments (a value before the dot counts), got 2.', 0, 9]],
    ['xs.map(1, 2)', ['The variable of a macro must be a plain name.', 7, 8]],
    ['map(xs, "x", 2)', ['The variable of a macro must be a plain name.', 8, 11, 'Write list.map(item, …).']],
    ['xs.map(inputs, 2)', ['"inputs" cannot be the variable of a macro.', 7, 13]],
    ['xs.filter(constructor, true)', ['"constructor" cannot be the variable of a macro.', 10, 21]],
    ['has(1 + 1)', ['has() takes a path, such as nodes.copy.title.', 4, 9]],
    ['{1: 2}', ['A key of an object must be a text.', 1, 2, 'Put the key in quotes.']],
    ["{'a': 1, 'a': 2}", ['The key "a" stands twice.', 9, 12]],
    ['constructor.constructor("return process")()', ['Unexpected "(".', 41, 42]],
    ['constructor', ['"constructor" is not a name that can be read.', 0, 11]],
    ['a.constructor', ['"constructor" is not a name that can be read.', 0, 13]],
    ['a.__proto__.b', ['"__proto__" is not a name that can be read.', 0, 11]],
    ['a["prototype"]', ['"prototype" is not a name that can be read.', 0, 14]],
    ["{'__proto__': 1}", ['"__proto__" is not a name that can be read.', 1, 12]],
    ['__proto__', ['Reserved identifier: __proto__.', 0, 9]],
    ['a; b', ['Unexpected ";".', 1, 2]],
    ['a.?b', ['Expected a name, found "?".', 2, 3]],
  ])('refuses %s', (text, [message, start, end, hint]) => {
    expect(problemOf(text)).toEqual({
      code: 'expression-invalid',
      message,
      start,
      end,
      ...(hint !== undefined && { hint }),
    });
  });

  it.each(['matches(inputs.s, "(a+)+$")', 'inputs.s.matches("a")', 'matches()'])(
    'refuses %s as an unsafe regular expression',
    (text) => {
      expect(problemOf(text)).toMatchObject({ code: 'regex-unsafe', hint: 'Use contains, startsWith or endsWith.' });
    },
  );

  it.each<[string, string]>([
    ['x'.repeat(expressionLimits.expressionLength + 1), 'The expression is longer than 8192 characters.'],
    ['('.repeat(1000) + 'a' + ')'.repeat(1000), 'The expression is nested deeper than 100 levels.'],
    ['['.repeat(4000), 'The expression is nested deeper than 100 levels.'],
    ['a' + '.b'.repeat(1000), 'The expression is nested deeper than 100 levels.'],
    ['a?'.repeat(1000), 'The expression is nested deeper than 100 levels.'],
    [Array(300).fill('a').join('+'), 'The expression is nested deeper than 256 levels.'],
    [Array(4000).fill('a').join('+'), 'The expression has more than 2000 parts.'],
    ['!'.repeat(8000) + 'a', 'More than 16 prefix operators in a row.'],
    ['- '.repeat(4000) + '1', 'More than 16 prefix operators in a row.'],
    [`[${'1,'.repeat(1001)}]`, 'A list has more than 1000 items.'],
    [`f(${'1,'.repeat(33)})`, 'A call has more than 32 arguments.'],
  ])('bounds %.12s…', (text, message) => {
    expect(problemOf(text)).toMatchObject({ code: 'expression-invalid', message });
  });

  it('takes a long dash line inside a string for what it is', () => {
    expect(parsedShape(`xs.join("${'-'.repeat(80)}")`)).toEqual(['call', 'join', ['xs'], '-'.repeat(80)]);
  });

  it('still parses after hundreds of refused texts with new names', () => {
    for (let index = 0; index < 300; index += 1) parseExpression(`f${index}(x)`);
    expect(parsedShape('x.upper()')).toEqual(['call', 'upper', ['x']]);
  });
});
