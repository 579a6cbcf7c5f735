/** What the compiler cannot know: values that turn out wrong while an execution runs. Each one fails its node by name, before the node
 *  has done anything, and is not tried again. */
import { describe, expect, it } from '@jest/globals';
import { LanguageModel, type JsonObject, type JsonValue, type ModelChunk } from '@ice/core';
import { acceptExecution } from '@ice/orchestrator';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

const echo = (id: string, value: unknown, rest: object = {}): JsonObject =>
  ({ id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...rest }) as JsonObject;
const body = { nodes: [echo('inner', 1)] };
const loop = (rest: object): object => ({ type: 'loop', items: [1], item_var: 'item', body, ...rest });
const recursive = (rest: object): object => ({
  type: 'recursive',
  state: 1,
  until: '{{ 1 < 2 }}',
  max_iterations: 1,
  body,
  ...rest,
});
const llm = (rest: object): object => ({
  type: 'llm',
  model: 'gpt-4o-mini',
  prompt: 'p',
  max_output_tokens: 1,
  ...rest,
});
const tool = (rest: object): object => ({ type: 'tool', tool_name: 'echo', tool_args: { value: 1 }, ...rest });
const x = '{{ inputs.x }}';

/** A node that reads `inputs.x`, what x is, and the failure that it comes to. */
const wrong: readonly [string, object, JsonValue, object][] = [
  [
    'items that are no list: text',
    loop({ items: x, max_items: 3 }),
    'abc',
    { code: 'items-not-a-list', message: 'items gave a string, not a list.' },
  ],
  [
    'items that are no list: an object',
    loop({ items: x, max_items: 3 }),
    {},
    { code: 'items-not-a-list', message: 'items gave an object, not a list.' },
  ],
  [
    'items that are no list: null',
    loop({ items: x, max_items: 3 }),
    null,
    { code: 'items-not-a-list', message: 'items gave null, not a list.' },
  ],
  ['items that cannot be had', loop({ items: '{{ [1 / inputs.x] }}', max_items: 3 }), 0, { code: 'expression-failed' }],
  [
    'a loop that would be 0 wide',
    loop({ concurrency: x }),
    0,
    { code: 'expression-failed', message: 'concurrency gave 0; it must be an integer from 1 on.' },
  ],
  [
    'a loop that would be half wide',
    loop({ concurrency: x }),
    1.5,
    { code: 'expression-failed', message: 'concurrency gave 1.5; it must be an integer from 1 on.' },
  ],
  ['a loop whose width cannot be had', loop({ concurrency: '{{ 1 / inputs.x }}' }), 0, { code: 'expression-failed' }],
  [
    'branches that would be text wide',
    { type: 'parallel', branches: { a: body }, concurrency: x },
    'two',
    { code: 'expression-failed', message: 'concurrency gave "two"; it must be an integer from 1 on.' },
  ],
  [
    'branches whose width cannot be had',
    { type: 'parallel', branches: { a: body }, concurrency: '{{ 1 / inputs.x }}' },
    0,
    { code: 'expression-failed' },
  ],
  [
    'a case that is no boolean',
    {
      type: 'condition',
      cases: [
        { when: '{{ 1 > 2 }}', block: body },
        { when: x, block: { nodes: [echo('other', 1)] } },
      ],
    },
    'yes',
    { code: 'condition-not-boolean', message: 'cases[1].when gave "yes", which is no boolean.' },
  ],
  [
    'a case that cannot be had',
    { type: 'condition', cases: [{ when: '{{ 1 / inputs.x > 0 }}', block: body }] },
    0,
    { code: 'expression-failed' },
  ],
  [
    'a condition that cannot be had',
    { type: 'condition', expression: '{{ 1 / inputs.x > 0 }}', then: body },
    0,
    { code: 'expression-failed' },
  ],
  [
    'a when that is no boolean',
    tool({ when: x }),
    1,
    { code: 'condition-not-boolean', message: 'when gave 1, which is no boolean.' },
  ],
  ['a when that cannot be had', tool({ when: '{{ 1 / inputs.x > 0 }}' }), 0, { code: 'expression-failed' }],
  [
    'arguments that cannot be had',
    tool({ tool_args: { value: '{{ 1 / inputs.x }}' } }),
    0,
    { code: 'expression-failed', evidence: { field: 'tool_args' } },
  ],
  [
    'a prompt that cannot be had',
    llm({ prompt: 'Say {{ 1 / inputs.x }}' }),
    0,
    { code: 'expression-failed', evidence: { field: 'prompt' } },
  ],
  [
    'a message that cannot be had',
    { type: 'fail', code: 'c', message: '{{ 1 / inputs.x }}' },
    0,
    { code: 'expression-failed', evidence: { field: 'message' } },
  ],
  [
    'a state that cannot be had',
    recursive({ state: '{{ 1 / inputs.x }}' }),
    0,
    { code: 'expression-failed', evidence: { field: 'state' } },
  ],
  [
    'a state that does not fit',
    recursive({ state: x, state_schema: { type: 'integer' }, body: { ...body, output: 1 } }),
    'one',
    { code: 'output-invalid' },
  ],
  [
    'no time at all',
    tool({ timeout_s: x }),
    0,
    {
      code: 'expression-failed',
      message: 'timeout_s gave 0; it must be a number of seconds above 0 and up to 604800.',
    },
  ],
  ['more time than a week', tool({ timeout_s: x }), 604_801, { code: 'expression-failed' }],
  [
    'time that is text',
    llm({ timeout_s: x }),
    'long',
    {
      code: 'expression-failed',
      message: 'timeout_s gave "long"; it must be a number of seconds above 0 and up to 604800.',
    },
  ],
  [
    'time that cannot be had',
    { type: 'group', ...body, timeout_s: '{{ 1 / inputs.x }}' },
    0,
    { code: 'expression-failed', evidence: { field: 'timeout_s' } },
  ],
  [
    'an input that does not fit',
    tool({ tool_args: { value: x }, input_schema: { type: 'object', properties: { value: { type: 'string' } } } }),
    7,
    { code: 'input-invalid', message: expect.stringContaining(' at /value') },
  ],
];

const declared = { inputs: { x: {} } };

describe('a node with', () => {
  it.each(wrong)('%s fails by name before it begins', async (_what, node, given, failure) => {
    const { snapshot, events } = await new Engine().play(documentOf([{ id: 'a', ...node }], declared), {
      x: given,
    });
    expect(snapshot).toMatchObject({ status: 'failed', failure: { retryable: false, path: 'a', ...failure } });
    expect(storyOf(events)).toEqual(['execution.started', 'node.failed a', 'execution.failed']);
  });
});

describe('a result that turns out wrong', () => {
  /** Nodes, and the failure of the execution. */
  const results: readonly [string, object, JsonValue, object][] = [
    [
      'an output that does not fit',
      tool({ output_schema: { type: 'object', properties: { value: { type: 'string' } } } }),
      null,
      { code: 'output-invalid', path: 'a', message: expect.stringContaining(' at /value') },
    ],
    [
      'several misfits at once',
      tool({ output_schema: { type: 'object', required: ['one', 'two'] } }),
      null,
      {
        code: 'output-invalid',
        evidence: { problems: [expect.any(String), expect.any(String)] },
        message: expect.stringContaining('(and 1 more)'),
      },
    ],
    [
      'the output of a block that cannot be had',
      { type: 'group', nodes: [echo('inner', x)], output: '{{ 1 / nodes.inner.value }}' },
      0,
      { code: 'output-failed', path: 'a' },
    ],
    [
      'an end of a recursion that is no boolean',
      recursive({ until: "{{ parse_json('1') }}" }),
      null,
      { code: 'condition-not-boolean', path: 'a', message: 'until gave 1, which is no boolean.' },
    ],
    [
      'an end of a recursion that cannot be had',
      recursive({ until: '{{ 1 / inputs.x > 0 }}' }),
      0,
      { code: 'expression-failed', path: 'a' },
    ],
    [
      'a next state that does not fit',
      recursive({ state_schema: { type: 'integer' }, body: { ...body, output: "{{ parse_json('[]') }}" } }),
      null,
      { code: 'output-invalid', path: 'a' },
    ],
    [
      'a body of a recursion that fails',
      recursive({ body: { nodes: [{ id: 'inner', type: 'fail', code: 'sad', message: 'm' }] } }),
      null,
      { code: 'sad', path: 'a.inner' },
    ],
    [
      'a branch of a condition that fails',
      {
        type: 'condition',
        expression: true,
        then: { nodes: [{ id: 'inner', type: 'fail', code: 'sad', message: 'm' }] },
      },
      null,
      { code: 'sad', path: 'a.inner' },
    ],
    [
      'a fallback that cannot be had',
      { type: 'fail', code: 'sad', message: 'm', on_error: { fallback: '{{ 1 / inputs.x }}' } },
      0,
      { code: 'expression-failed', path: 'a', cause: { code: 'sad' } },
    ],
  ];

  it.each(results)('%s fails the node by name', async (_what, node, given, failure) => {
    const { path, ...rest } = failure as { path?: string };
    const { snapshot } = await new Engine().play(documentOf([{ id: 'a', ...node }], declared), {
      x: given,
    });
    expect(snapshot).toMatchObject({ status: 'failed', failure: rest });
    expect(snapshot.failure?.path?.replace('[0]', '')).toBe(path ?? 'a');
  });

  it('a block with several sinks gives all of them by id', async () => {
    const group = {
      id: 'a',
      type: 'group',
      nodes: [echo('one', 1), echo('two', 2), echo('behind', 3, { dependencies: ['one'] })],
    };
    const { snapshot } = await new Engine().play(documentOf([group]));
    expect(snapshot.outputs).toEqual({ a: { two: { value: 2 }, behind: { value: 3 } } });
  });

  it('a share of failures is counted of the items, rounded down', async () => {
    const failing = { id: 'inner', type: 'fail', code: 'odd', message: 'm', when: '{{ item <= inputs.x }}' };
    const node = { id: 'a', ...loop({ items: [1, 2, 3, 4, 5], tolerate_failures: '50%', body: { nodes: [failing] } }) };
    const play = (given: number) => new Engine().play(documentOf([node], declared), { x: given });
    expect((await play(2)).snapshot.status).toBe('completed');
    expect((await play(3)).snapshot.failure).toMatchObject({
      code: 'too-many-failures',
      path: 'a',
      cause: { code: 'odd' },
    });
  });
});

describe('a model', () => {
  it('that ends its stream without an answer has failed', async () => {
    class Mute extends LanguageModel {
      override async *answer(): AsyncIterable<ModelChunk> {
        yield { type: 'delta', text: 'Well' };
      }
    }
    const engine = new Engine({ model: () => new Mute() });
    const { snapshot } = await engine.play(documentOf([{ id: 'a', ...llm({}) }]));
    expect(snapshot.failure).toMatchObject({
      code: 'model-failed',
      path: 'a',
      message: 'openai/gpt-4o-mini ended its stream without an answer.',
    });
  });
});

describe('an execution', () => {
  it('with inputs that are no JSON is not opened', async () => {
    const engine = new Engine();
    const compiled = engine.compile(documentOf([echo('a', x)], declared));
    const head = await acceptExecution(engine, engine.newId(), { name: 'n', revision: compiled.revision, inputs: {} });
    const open = () => engine.factory.open({ compiled, head, inputs: { x: NaN } });
    expect(open).toThrow(expect.objectContaining({ code: 'inputs-invalid', message: 'At /x: NaN is no JSON number.' }));
  });
});
