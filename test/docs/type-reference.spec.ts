/** The reference of types says what the compiler says: every example, every row of its tables. */
import { describe, expect, it } from '@jest/globals';
import { fromYaml } from '@ice/builder';
import {
  applyPatch,
  compileBlueprint,
  describeType,
  expandSchema,
  isJsonObject,
  nodeSchemaByKind,
  misfitOf,
  typeOfSchema,
  type Diagnostic,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import { documentOf, Engine } from '../support/start-engine.js';
import { codeWords, MarkdownPage, type CodeBlock } from './markdown-page.js';

const page = new MarkdownPage('docs/reference/types.md');
const engine = new Engine();

const judge = (document: JsonValue): readonly Diagnostic[] =>
  compileBlueprint(document, engine.environment).diagnostics;
const echo = (id: string, value: JsonValue, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
  ...more,
});
const ask = (id: string, more: JsonObject = {}): JsonObject => ({
  ...{ id, type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Go.', max_output_tokens: 9 },
  ...more,
});
/** What stands in the backticks of a cell. */
const code = (cell: string | undefined): string => (codeWords(cell ?? '')[0] ?? '').replaceAll('\\|', '|');

/** The document of an example, which leaves out what every document has. */
function documentIn({ text }: CodeBlock): JsonObject {
  const read = fromYaml(text);
  if (!read.ok) throw new Error(`${read.line}:${read.column}: ${read.message}`);
  if (!isJsonObject(read.document)) throw new Error('An example is no object.');
  return { schema_version: '1.0', name: 'example', ...read.document };
}

/** Findings as the page shows them. */
function shown(findings: readonly Diagnostic[]): string {
  const blocks = findings.map(({ code: name, severity, pointer, message, hint, fix }) => {
    const title = `${name} (${severity}) at ${pointer}`;
    const more = [
      ...(hint === undefined ? [] : [`hint: ${hint}`]),
      ...(fix === undefined ? [] : [`fix: ${fix.title}`]),
    ];
    return [title, ...[message, ...more].map((line) => `  ${line}\n`)].join('\n').replaceAll('\n\n', '\n');
  });
  return `${blocks.join('\n').trimEnd()}\n`;
}

/** The type of an expression in a document with these inputs and nodes, in the words of a finding that it makes. */
function typeIn(expression: string, nodes: readonly JsonObject[], inputs: JsonObject = {}): string {
  const reader = echo('reader', `{{ upper([${expression}]) }}`);
  const found = judge(documentOf([...nodes, reader], { inputs })).map(
    ({ message }) => /got \[(.*)\]$/.exec(message)?.[1],
  );
  return found.find((type) => type !== undefined) ?? `no finding of ${expression}`;
}

const examples = page.code.flatMap((block, index) => {
  const next = page.code[index + 1];
  const findings = next?.language === 'text' ? next.text : null;
  return block.language === 'yaml' ? [{ place: `line ${block.line}`, block, findings }] : [];
});

describe('the examples of docs/reference/types.md', () => {
  it('are there, a broken one for each finding of types', () => {
    const broken = examples.flatMap(({ findings }) => findings?.split(' ')[0] ?? []);
    expect([...new Set(broken)]).toEqual(['unknown-field', 'type-mismatch', 'possibly-null', 'unreachable-node']);
    expect(page.anchors).toEqual(expect.arrayContaining(broken));
  });

  it.each(examples)('$place gives the findings that it shows', ({ block, findings }) => {
    const found = judge(documentIn(block)).filter(({ code: name }) => name !== 'unused-input');
    expect(found.length === 0 ? null : shown(found)).toBe(findings);
  });

  it.each(examples)('$place is sound once its fixes are applied', ({ block }) => {
    const document = documentIn(block);
    const fixes = judge(document).flatMap(({ fix }) => fix?.patch ?? []);
    const mended = applyPatch(document, fixes);
    const left = mended.ok ? judge(mended.document).filter(({ fix }) => fix !== undefined) : [mended.problem];
    expect(left).toEqual([]);
  });
});

describe('the tables of docs/reference/types.md', () => {
  const schemas = page.rows('Where types come from').filter((row) => row['schema'] !== undefined);

  it.each(schemas)('$schema is $type', (row) => {
    const schema = JSON.parse(code(row['schema'])) as JsonObject;
    const expanded = expandSchema(schema);
    const another = judge(documentOf([echo('a', '{{ inputs.x.other }}')], { inputs: { x: schema } }));
    const expected = code(row['reading another field']);
    expect(expanded.ok && describeType(typeOfSchema(expanded.schema))).toBe(code(row['type']));
    expect(another.map(({ code: name }) => name)).toEqual(expected.includes('-') ? [expected] : []);
  });

  const listOf = (more: JsonObject): JsonObject => ({ type: 'array', ...more });
  const pairs: readonly (readonly [rule: string, found: JsonObject, wanted: JsonObject, fits: boolean])[] = [
    ['kinds', { type: ['number', 'string'] }, { type: 'string' }, false],
    ['kinds', { type: ['string', 'null'] }, { type: 'string' }, false],
    ['kinds', { type: 'string' }, { type: ['number', 'string'] }, true],
    ['listed values', { enum: ['a', 'b'] }, { enum: ['b', 'c'] }, true],
    ['listed values', { type: 'string' }, { enum: ['b', 'c'] }, true],
    ['listed values', { enum: ['a'] }, { enum: ['b', 'c'] }, false],
    ['whole numbers', { type: 'number' }, { type: 'integer' }, true],
    ['members', { a: 'string?' }, { a: 'string' }, false],
    ['members', { type: 'object' }, { a: 'string' }, true],
    ['lengths', listOf({ maxItems: 1 }), listOf({ minItems: 2 }), false],
    ['lengths', listOf({}), listOf({ minItems: 2 }), true],
  ];

  it.each(pairs)('say what fits by its %s: %j for %j: %s', (rule, found, wanted, fits) => {
    const typeOf = (schema: JsonObject) => {
      const expanded = expandSchema(schema);
      if (!expanded.ok) throw new Error('A schema of this spec is unsound.');
      return typeOfSchema(expanded.schema);
    };
    expect(page.rows('What fits').map((row) => row[''])).toContain(rule);
    expect(misfitOf(typeOf(found), typeOf(wanted)) === null).toBe(fits);
  });

  it('name every kind under its outputs', () => {
    const kinds = page
      .rows('Outputs of nodes')
      .flatMap((row) => (row['kind'] ?? '').replace(/ with.*/, '').split(', '));
    expect([...new Set(kinds.flatMap(codeWords))].sort()).toEqual(Object.keys(nodeSchemaByKind).sort());
  });

  const text = { nodes: [ask('one')] };
  const number = { nodes: [{ id: 'two', type: 'tool', tool_name: 'sleep', tool_args: { ms: 1 } }] };
  const branches = { left: text, right: number };
  const loop = { type: 'loop', items: '{{ inputs.list }}', item_var: 'item', max_items: 3, body: text };
  const again = { type: 'recursive', state: { text: '' }, until: 'true', max_iterations: 3, body: text };
  const choice = { type: 'condition', expression: 'inputs.flag', then: text };
  const tolerant = { ...loop, tolerate_failures: 1 };
  const both = { type: 'parallel', branches };
  const any = { ...both, join: 'any' };
  const human = { type: 'human', prompt: 'Ok?' };
  const agents = ['s', 'b'].map((role) => ({ role, model: 'gpt-4o-mini', instructions: 'Go.', max_output_tokens: 9 }));
  const swarm = (strategy: string, threshold?: number): JsonObject => ({
    ...{ type: 'swarm', strategy, agents, max_rounds: 2 },
    ...(threshold !== undefined && { threshold }),
  });
  const outputs: readonly (readonly [read: string, node: JsonObject, type: string])[] = [
    ['', ask('x'), '{text: string}'],
    ['', ask('x', { output_schema: { a: 'string' } }), '{a: string}'],
    ['', ask('x', { on_error: { fallback: { text: 1 } } }), '{text: string} | {text: 1}'],
    ['', echo('x', 'Hi'), '{value: "Hi"}'],
    ['', { ...choice, else: number }, '{branch: "then" | "else", output: {text: string} | {ms: integer}}'],
    ['', choice, '{branch: "then" | null, output: {text: string} | null}'],
    ['.items', loop, '{text: string}[]'],
    ['.failures.map(each, each.index)', loop, 'integer[]'],
    ['.items', tolerant, '({text: string} | null)[]'],
    ['', again, '{state: {text: string}, iterations: integer, converged: true}'],
    ['.converged', { ...again, on_limit: 'continue' }, 'boolean'],
    ['.branches', both, '{left: {text: string}, right: {ms: integer}}'],
    ['.completed.map(name, name)', both, '("left" | "right")[]'],
    ['.branches', any, '{left: {text: string} | null, right: {ms: integer} | null}'],
    ['', { type: 'group', ...text }, '{text: string}'],
    ['', { ...human, approval: 'approve_reject' }, '"approve" | "reject"'],
    ['', { ...human, approval: 'choice', choices: ['a', 'b'] }, '"a" | "b"'],
    ['', { ...human, approval: 'input', answer_schema: { a: 'string' } }, '{a: string}'],
    ['', { type: 'wait', signal: 'go' }, 'unknown'],
    ['', { type: 'wait', signal: 'go', answer_schema: { a: 'string' } }, '{a: string}'],
    ['', { type: 'code', language: 'javascript', source: 'return 1' }, 'unknown'],
    ['', swarm('consensus', 1), '{answer: string, rounds: integer, votes: {s: string, b: string}}'],
    ['.answer', { ...swarm('consensus', 1), output_schema: { a: 'string' } }, '{a: string}'],
    ['.votes.b', { ...swarm('consensus', 1), output_schema: { a: 'string' } }, '{a: string}'],
    ['.votes.s', swarm('marketplace'), '{answer: string, confidence: number}'],
    ['', swarm('hierarchical'), '{answer: string, rounds: integer, votes: {b?: string}}'],
  ];

  it.each(outputs)('tell that nodes.x%s of %j is %s', (read, node, type) => {
    const inputs = { flag: { type: 'boolean' }, list: { type: 'array' } };
    expect(typeIn(`nodes.x${read}`, [{ ...node, id: 'x' }], inputs)).toBe(type);
  });

  const joins = page.rows('When an output may be null').map((row) => Object.values(row));
  const presence = joins.flatMap(([join = '', ...cells]) =>
    cells.map((cell, situation) => [code(join), situation, cell] as const),
  );

  it.each(presence)('join %s, case %i: %s', (join, situation, cell) => {
    const target = ask('x', situation === 0 ? {} : { when: 'inputs.flag' });
    const dependencies = situation === 1 ? ['x'] : ['x', 'other'];
    const reader = echo('reader', '{{ nodes.x.text }}', { join, dependencies });
    const found = judge(documentOf([target, echo('other', 1), reader], { inputs: { flag: { type: 'boolean' } } }));
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code: name }) => name)).toEqual(cell === 'safe' ? [] : ['possibly-null']);
  });

  const conditions = page.rows('Telling apart').map((row) => [code(row['condition']), code(row['read'])] as const);

  it.each(conditions)('%s lets %s be read, and nothing else does', (condition, read) => {
    const setting = examples.find(({ block }) => block.text.includes('shape:'));
    const document = setting === undefined ? {} : documentIn(setting.block);
    const codesWith = (more: JsonObject): readonly string[] => {
      const reader = echo('reader', `{{ ${read} }}`, { dependencies: ['other'], ...more });
      const nodes = [...(document['nodes'] as readonly JsonObject[]), reader];
      const errors = judge({ ...document, nodes }).filter(({ severity }) => severity === 'error');
      return errors.map(({ code: name }) => name);
    };
    expect(codesWith({ when: condition })).toEqual([]);
    expect(codesWith({})).toHaveLength(1);
  });

  const given: Readonly<Record<string, readonly [schema: JsonValue, value: JsonValue]>> = {
    names: [{ type: 'array', items: { type: 'string' } }, []],
    prices: [{ type: 'object', additionalProperties: { type: 'number' } }, {}],
    open: [{ type: 'object' }, {}],
    numbers: [{ type: 'array', items: { type: 'number' } }, []],
    text: [{ type: 'string' }, 'x'],
    count: [{ type: 'integer' }, 0],
  };
  const inputsOf = (expression: string, part: 0 | 1): JsonObject =>
    Object.fromEntries(
      Object.entries(given).flatMap(([name, pair]) => (expression.includes(`.${name}`) ? [[name, pair[part]]] : [])),
    );
  const failing = page.rows('What types cannot know').map((row) => Object.values(row).map(code));

  it.each(failing)('%s is %s and fails with %s', async (expression = '', type, reason) => {
    const nodes = [echo('a', `{{ ${expression} }}`)];
    const inputs = inputsOf(expression, 0);
    expect(typeIn(expression, [], inputs)).toBe(type);
    const { events } = await engine.play(documentOf(nodes, { inputs }), inputsOf(expression, 1));
    const [failed] = events.filter((event) => event.type === 'node.failed');
    expect(failed?.data).toMatchObject({ failure: { code: 'expression-failed', evidence: { reason } } });
  });
});
