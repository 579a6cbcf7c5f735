/** Where a blueprint may read secrets: a table of places. */
import { describe, expect, it } from '@jest/globals';
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

describe('an input', () => {
  it.each<[string, JsonObject, string]>([
    ['writeOnly', { type: 'string', writeOnly: true }, '/inputs/x/writeOnly'],
    ['secret', { type: 'string', format: 'secret' }, '/inputs/x/format'],
    ['password', { type: 'string', format: 'password' }, '/inputs/x/format'],
  ])('cannot be %s: it is recorded', (_what, schema, pointer) => {
    const document = blueprintOf([echo('a', '{{ inputs.x }}')], { inputs: { x: schema } });
    expect(findingsOf(document)).toEqual([['not-supported-yet', pointer]]);
  });

  it('is none for `writeOnly: false`', () => {
    const schema = { type: 'string', writeOnly: false };
    expect(findingsOf(blueprintOf([echo('a', '{{ inputs.x }}')], { inputs: { x: schema } }))).toEqual([]);
  });
});
