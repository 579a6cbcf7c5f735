/** Where a blueprint may read secrets: a table of places. */
import { describe, expect, it } from '@jest/globals';
import { expressionsIn } from '../expression/index.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { capabilitiesOf, secretNamesOf } from './capabilities.js';
import { compileBlueprint } from './compile-blueprint.js';
import type { CompileEnvironment } from './compile-environment.js';
import { ask, blueprintOf, each, echo } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';

const sample = sampleEnvironment();
/** `http_request` takes secrets in its headers, `echo` in one argument and not in others. */
const sinks: Readonly<Record<string, readonly string[]>> = {
  http_request: ['/headers'],
  anything: ['/key', '/deep/keys'],
};
const environment: CompileEnvironment = {
  ...sample,
  findTool: (name) => {
    const tool = sample.findTool(name);
    const secrets = sinks[name];
    return tool && secrets ? { ...tool, secrets } : tool;
  },
};

const findingsOf = (document: JsonValue) =>
  compileBlueprint(document, environment).diagnostics.map(({ code, pointer }) => [code, pointer]);
const get = (more: JsonObject): JsonObject => ({ method: 'GET', url: 'https://shop.example/', ...more });
const http = (more: JsonObject, fields: JsonObject = {}): JsonObject => ({
  id: 'a',
  type: 'tool',
  tool_name: 'http_request',
  tool_args: get(more),
  ...fields,
});
const anything = (tool_args: JsonValue): JsonObject => ({ id: 'a', type: 'tool', tool_name: 'anything', tool_args });
const read = '{{ secrets.TOKEN }}';

describe('a secret may be read', () => {
  it.each<[string, JsonObject]>([
    ['as a header', http({ headers: { authorization: read } })],
    ['in the text of a header', http({ headers: { authorization: `Bearer ${read}` } })],
    ['beside another one', http({ headers: { authorization: `${read}:{{ secrets.OTHER_2 }}` } })],
    ['beside what is calculated', http({ headers: { x: `{{ upper(execution.id) }} ${read}` } })],
    ['at an argument of its own', anything({ key: read, other: 1 })],
    ['below an argument', anything({ deep: { keys: ['a', read, { b: read }] } })],
  ])('%s', (_place, node) => {
    expect(findingsOf(blueprintOf([node]))).toEqual([]);
  });

  it('inside a loop too', () => {
    const document = blueprintOf([each('l', 'x', [http({ headers: { x: `{{ string(x) }} ${read}` } })])]);
    expect(findingsOf(document)).toEqual([]);
  });
});

describe('a secret may not be read', () => {
  const args = '/nodes/0/tool_args';
  it.each<[string, JsonObject, string]>([
    ['in a URL', http({ url: `https://shop.example/?key=${read}` }), `${args}/url`],
    ['in a body', http({ method: 'POST', body: { token: read } }), `${args}/body/token`],
    ['in an argument that only begins like one for secrets', anything({ keys: read }), `${args}/keys`],
    ['above the argument for secrets', anything({ deep: read }), `${args}/deep`],
    ['by a function', http({ headers: { x: '{{ upper(secrets.TOKEN) }}' } }), `${args}/headers/x`],
    ['by a method', http({ headers: { x: '{{ secrets.TOKEN.slice(0, 1) }}' } }), `${args}/headers/x`],
    ['in an addition', http({ headers: { x: '{{ "Bearer " + secrets.TOKEN }}' } }), `${args}/headers/x`],
    ['in a comparison', http({ headers: { x: '{{ secrets.TOKEN == "a" }}' } }), `${args}/headers/x`],
    ['in a choice', http({ headers: { x: '{{ true ? secrets.TOKEN : "" }}' } }), `${args}/headers/x`],
    ['with a default', http({ headers: { x: '{{ default(secrets.TOKEN, "") }}' } }), `${args}/headers/x`],
    ['as a whole', http({ headers: { x: '{{ has(secrets.TOKEN) }}' } }), `${args}/headers/x`],
    ['in a list', http({ headers: { x: '{{ [secrets.TOKEN].join("") }}' } }), `${args}/headers/x`],
    ['twice, once calculated', http({ headers: { x: `${read}{{ sha256(secrets.TOKEN) }}` } }), `${args}/headers/x`],
    ['in arguments of other tools', echo('a', read), `${args}/value`],
    ['in a condition', echo('a', 1, { when: 'secrets.TOKEN == "a"' }), '/nodes/0/when'],
    ['for a condition', echo('a', 1, { when: read }), '/nodes/0/when'],
    ['for a number', echo('a', 1, { timeout_s: read }), '/nodes/0/timeout_s'],
    ['for a list', each('l', 'x', [echo('b', '{{ x }}')], { items: read, max_items: 2 }), '/nodes/0/items'],
    ['in a prompt', ask('a', `Say ${read}`), '/nodes/0/prompt'],
    ['in a fallback', echo('a', 1, { on_error: { fallback: read } }), '/nodes/0/on_error/fallback'],
    ['in a message', { id: 'a', type: 'fail', code: 'no', message: read }, '/nodes/0/message'],
    [
      'in the instructions of an agent',
      {
        ...{ id: 'a', type: 'agent', model: 'gpt-4o-mini', instructions: read, input: 'x', tools: ['echo'] },
        ...{ max_iterations: 1, max_output_tokens: 8 },
      },
      '/nodes/0/instructions',
    ],
    [
      'in the inputs of another blueprint',
      { id: 'a', type: 'workflow', blueprint: `sha256:${'a'.repeat(64)}`, inputs: { a: read } },
      '/nodes/0/inputs/a',
    ],
    [
      'in code',
      { id: 'a', type: 'code', language: 'javascript', source: 'return 1', inputs: { a: read } },
      '/nodes/0/inputs/a',
    ],
    ['by a name that there cannot be', http({ headers: { x: '{{ secrets.token }}' } }), `${args}/headers/x`],
  ])('%s, and one finding says so', (_place, node, pointer) => {
    expect(findingsOf(blueprintOf([node]))).toEqual([['secret-not-allowed', pointer]]);
  });

  it('in outputs', () => {
    expect(findingsOf(blueprintOf([echo('a')], { outputs: { x: read } }))).toEqual([
      ['secret-not-allowed', '/outputs/x'],
    ]);
  });

  it('by an agent that calls a tool which takes secrets: its arguments are the model’s own', () => {
    const agent = { id: 'a', type: 'agent', model: 'gpt-4o-mini', instructions: 'i', tools: ['http_request'] };
    const document = blueprintOf([{ ...agent, input: read, max_iterations: 1, max_output_tokens: 8 }]);
    expect(findingsOf(document)).toEqual([['secret-not-allowed', '/nodes/0/input']]);
  });

  it('of a tool that there is not, which is told already', () => {
    const document = blueprintOf([{ ...echo('a', read), tool_name: 'http_reqest' }]);
    expect(findingsOf(document)).toEqual([['unknown-tool', '/nodes/0/tool_name']]);
  });

  it.each<[JsonObject, string, string]>([
    [
      http({ url: read }),
      'nodes[0].tool_args.url: "secrets.TOKEN" may not be read here',
      'Of "http_request" only `tool_args.headers` may hold a secret.',
    ],
    [
      echo('a', read),
      'nodes[0].tool_args.value: "secrets.TOKEN" may not be read here',
      'No argument of "echo" is meant for credentials.',
    ],
    [
      ask('a', read),
      'nodes[0].prompt: "secrets.TOKEN" may not be read here',
      'Secrets go to arguments of tools that are meant for credentials, such as `headers` of "http_request".',
    ],
  ])('and a hint says where it may: %#', (node, message, hint) => {
    expect(compileBlueprint(blueprintOf([node]), environment).diagnostics).toMatchObject([{ message, hint }]);
  });
});

describe('the secrets of a blueprint', () => {
  const document = blueprintOf([
    http({ headers: { x: '{{ secrets.SECOND }}{{ secrets.FIRST }}', y: '{{ secrets.FIRST }}' } }),
  ]);

  it('are known by name', () => {
    const result = compileBlueprint(document, environment);
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    expect(secretNamesOf(result.compiled)).toEqual(['FIRST', 'SECOND']);
    expect(capabilitiesOf(result.compiled, environment).secrets).toEqual(['FIRST', 'SECOND']);
  });
});

const secret = { type: 'string', writeOnly: true };
const key = '{{ inputs.key }}';
const taking = (nodes: readonly JsonObject[], inputs: JsonObject = { key: secret }): JsonObject =>
  blueprintOf(nodes, { inputs });

describe('a secret input may be read', () => {
  it.each<[string, JsonObject]>([
    ['as a header', http({ headers: { authorization: key } })],
    ['in the text of a header', http({ headers: { authorization: `Bearer ${key}` } })],
    ['by an index that is written out', http({ headers: { authorization: '{{ inputs["key"] }}' } })],
    ['beside a kept secret', http({ headers: { x: `{{ upper(execution.id) }} ${key} ${read}` } })],
    ['below an argument', anything({ deep: { keys: ['a', key] } })],
  ])('%s', (_place, node) => {
    expect(findingsOf(taking([node]))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['writeOnly', secret],
    ['the format password', { type: 'string', format: 'password' }],
    ['the format secret', { type: 'string', format: 'secret', minLength: 10 }],
  ])('where it is declared by %s', (_what, schema) => {
    expect(findingsOf(taking([http({ headers: { x: key } })], { key: schema }))).toEqual([]);
    expect(findingsOf(taking([http({ url: `https://shop.example/${key}` })], { key: schema }))).toEqual([
      ['secret-not-allowed', '/nodes/0/tool_args/url'],
    ]);
  });

  it('and compiled it is read as a secret, while the other inputs are read as they were', () => {
    const result = compileBlueprint(
      taking([http({ headers: { x: `${key}{{ inputs.who }}` } })], { key: secret, who: { type: 'string' } }),
      environment,
    );
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const args = result.compiled.root.nodes[0]?.fields['tool_args'];
    const references = (args ? expressionsIn(args) : []).flatMap((expression) => expression.references);
    expect(references.map(({ root, id, path }) => [root, id, path])).toEqual([
      ['secrets', 'inputs.key', []],
      ['inputs', undefined, ['who']],
    ]);
    expect([secretNamesOf(result.compiled), capabilitiesOf(result.compiled, environment).secrets]).toEqual([[], []]);
  });

  it('is an ordinary input for `writeOnly: false`', () => {
    const schema = { type: 'string', writeOnly: false };
    expect(findingsOf(taking([echo('a', key)], { key: schema }))).toEqual([]);
  });
});

describe('a secret input may not be read', () => {
  const args = '/nodes/0/tool_args';
  it.each<[string, JsonObject, string]>([
    ['in a URL', http({ url: `https://shop.example/?key=${key}` }), `${args}/url`],
    ['in a body', http({ method: 'POST', body: { token: key } }), `${args}/body/token`],
    ['by a function', http({ headers: { x: '{{ upper(inputs.key) }}' } }), `${args}/headers/x`],
    ['in an addition', http({ headers: { x: '{{ "Bearer " + inputs["key"] }}' } }), `${args}/headers/x`],
    ['in a comparison', http({ headers: { x: '{{ inputs.key == "a" }}' } }), `${args}/headers/x`],
    ['with a default', http({ headers: { x: '{{ default(inputs.key, "") }}' } }), `${args}/headers/x`],
    ['twice, once calculated', http({ headers: { x: `${key}{{ sha256(inputs.key) }}` } }), `${args}/headers/x`],
    ['in arguments of other tools', echo('a', key), `${args}/value`],
    ['in a condition', echo('a', 1, { when: 'inputs.key == "a"' }), '/nodes/0/when'],
    ['in a prompt', ask('a', `Say ${key}`), '/nodes/0/prompt'],
    ['in a message', { id: 'a', type: 'fail', code: 'no', message: key }, '/nodes/0/message'],
    [
      'in an input of another blueprint that is recorded',
      { id: 'a', type: 'workflow', blueprint: `sha256:${'a'.repeat(64)}`, inputs: { a: key } },
      '/nodes/0/inputs/a',
    ],
  ])('%s, and one finding says so', (_place, node, pointer) => {
    expect(findingsOf(taking([node]))).toEqual([['secret-not-allowed', pointer]]);
  });

  it('in outputs', () => {
    const document = blueprintOf([http({ headers: { x: key } })], { inputs: { key: secret }, outputs: { x: key } });
    expect(findingsOf(document)).toEqual([['secret-not-allowed', '/outputs/x']]);
  });

  it('and the finding names it as it is written', () => {
    expect(compileBlueprint(taking([http({ url: key })]), environment).diagnostics).toMatchObject([
      {
        message: 'nodes[0].tool_args.url: "inputs.key" may not be read here',
        hint: 'Of "http_request" only `tool_args.headers` may hold a secret.',
      },
    ]);
  });
});

describe('what cannot be kept secret', () => {
  const use = http({ headers: { x: key } });
  it.each<[string, JsonObject, string, JsonObject | null]>([
    [
      'a number',
      { type: 'integer', writeOnly: true },
      '/type',
      { op: 'replace', path: '/inputs/key/type', value: 'string' },
    ],
    [
      'a text or null',
      { type: ['string', 'null'], writeOnly: true },
      '/type',
      { op: 'replace', path: '/inputs/key/type', value: 'string' },
    ],
    ['anything', { writeOnly: true }, '', { op: 'add', path: '/inputs/key/type', value: 'string' }],
    ['a default', { ...secret, default: 'a-known-value' }, '/default', { op: 'remove', path: '/inputs/key/default' }],
    ['one of some values', { ...secret, enum: ['a-known-value'] }, '/enum', { op: 'remove', path: '/inputs/key/enum' }],
    [
      'an example',
      { ...secret, examples: ['a-known-value'] },
      '/examples',
      { op: 'remove', path: '/inputs/key/examples' },
    ],
    [
      'a part of an object',
      { type: 'object', properties: { writeOnly: true, pass: { type: 'string', writeOnly: true } } },
      '/properties/pass/writeOnly',
      { op: 'remove', path: '/inputs/key/properties/pass/writeOnly' },
    ],
    [
      'items of a list',
      { type: 'array', items: { type: 'string', format: 'password' } },
      '/items/format',
      { op: 'remove', path: '/inputs/key/items/format' },
    ],
  ])('is %s, with a fix', (_what, schema, pointer, operation) => {
    const { diagnostics } = compileBlueprint(taking([use], { key: schema }), environment);
    const own = diagnostics.filter(({ code }) => code === 'secret-input-invalid');
    expect(own.map((finding) => [finding.pointer, finding.fix?.patch])).toEqual([
      [`/inputs/key${pointer}`, [operation]],
    ]);
  });

  it('is an answer, since answers are recorded', () => {
    const question = { id: 'a', type: 'human', prompt: 'Which key?', approval: 'form', answer_schema: secret };
    expect(findingsOf(blueprintOf([question]))).toContainEqual([
      'secret-input-invalid',
      '/nodes/0/answer_schema/writeOnly',
    ]);
  });

  it('is not data that only looks like a schema', () => {
    const schema = { type: 'object', default: { writeOnly: true, format: 'password' } };
    expect(findingsOf(taking([echo('a', key)], { key: schema }))).toEqual([]);
  });
});

describe('a secret input of a blueprint that is run', () => {
  const child = `sha256:${'c'.repeat(64)}`;
  const withChild: CompileEnvironment = {
    ...environment,
    findBlueprint: (reference) => {
      const other = environment.findBlueprint(`sha256:${'a'.repeat(64)}`);
      return reference === child && other
        ? { ...other, revision: child, inputs: { token: secret, note: { type: 'string', default: '' } } }
        : undefined;
    },
  };
  const running = (inputs: JsonValue, more: JsonObject = {}): JsonObject =>
    taking([{ id: 'a', type: 'workflow', blueprint: child, inputs, ...more }]);
  const foundIn = (document: JsonObject) =>
    compileBlueprint(document, withChild).diagnostics.map(({ code, pointer }) => [code, pointer]);

  it.each<[string, JsonValue]>([
    ['a kept secret', { token: read }],
    ['a text with a secret input', { token: `Bearer ${key}` }],
  ])('takes %s', (_what, inputs) => {
    expect(foundIn(running(inputs)).filter(([code]) => code !== 'unused-input')).toEqual([]);
  });

  it.each<[string, JsonValue, string, string]>([
    ['no text that is written out', { token: 'written-out' }, 'secret-input-invalid', '/nodes/0/inputs/token'],
    ['nothing that is calculated', { token: '{{ execution.id }}' }, 'secret-input-invalid', '/nodes/0/inputs/token'],
    [
      'no secret that is calculated with',
      { token: '{{ upper(inputs.key) }}' },
      'secret-not-allowed',
      '/nodes/0/inputs/token',
    ],
    ['no secret for another input', { token: read, note: key }, 'secret-not-allowed', '/nodes/0/inputs/note'],
  ])('takes %s', (_what, inputs, code, pointer) => {
    expect(foundIn(running(inputs))).toContainEqual([code, pointer]);
  });

  it('is not for the model of an agent to give', () => {
    const agent = { id: 'a', type: 'agent', model: 'gpt-4o-mini', instructions: 'i', input: 'x', tools: [child] };
    expect(foundIn(blueprintOf([{ ...agent, max_iterations: 1, max_output_tokens: 8 }]))).toEqual([
      ['secret-input-invalid', '/nodes/0/tools/0'],
    ]);
  });

  it('may be its own, where it runs itself', () => {
    const again = { id: 'again', type: 'workflow', blueprint: 'self', max_depth: 2, when: 'false' };
    const nodes = (token: string) => [http({ headers: { x: key } }), { ...again, inputs: { key: token } }];
    expect(foundIn(taking(nodes(key))).filter(([code]) => code?.startsWith('secret'))).toEqual([]);
    expect(foundIn(taking(nodes('written-out')))).toContainEqual(['secret-input-invalid', '/nodes/1/inputs/key']);
  });
});
