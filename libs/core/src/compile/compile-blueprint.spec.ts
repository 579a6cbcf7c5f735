/** Sound documents: what the compiled blueprint holds. */
import { describe, expect, it } from '@jest/globals';
import { blueprintRevision } from '../blueprint/blueprint-revision.js';
import { defaultRetry } from '../blueprint/node-defaults.js';
import { evaluate, type TemplateValue } from '../expression/index.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { CompiledBlock, CompiledEdge } from './compiled-blueprint.js';
import { ask, blueprintOf, compiled, diagnosticsOf, each, echo, shortFindings } from './testing/sample-blueprint.js';

/** The edges of a block as `{node: {predecessor: mode}}`. */
function edgesOf(block: CompiledBlock): JsonObject {
  const idOf = ({ from }: CompiledEdge): string => block.nodes[from]?.id ?? '?';
  return Object.fromEntries(
    block.nodes.map((node) => [node.id, Object.fromEntries(node.edges.map((edge) => [idOf(edge), edge.mode]))]),
  );
}

const condition = (id: string, more: JsonObject): JsonObject => ({
  id,
  type: 'condition',
  expression: 'true',
  ...more,
});
const group = (id: string, nodes: JsonValue, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'group',
  nodes,
  ...more,
});
const seller = {
  schema_version: '1.0',
  name: 'seller_assistant',
  inputs: {
    csv_path: { type: 'string', default: 'items.csv' },
    margin_percent: { type: 'number', exclusiveMinimum: 0, default: 25 },
  },
  budget_usd: 0.5,
  max_concurrency: 8,
  timeout_s: 1.5,
  nodes: [
    { id: 'load_csv', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.csv_path }}' } },
    {
      ...each('listings', 'row', [
        {
          id: 'price',
          type: 'tool',
          tool_name: 'pricing_strategy',
          tool_args: { cost: "{{ row['Suggested Price'] }}", margin_percent: '{{ inputs.margin_percent }}' },
        },
        ask('copy', "Describe: {{ row['Product/Item'] }}", { output_schema: { title: 'string', tags: 'string[]?' } }),
        {
          id: 'post',
          type: 'tool',
          tool_name: 'http_request',
          tool_args: {
            url: 'https://bin/items',
            method: 'POST',
            body: { title: '{{ nodes.copy.title }}', price: '{{ nodes.price.price }}' },
          },
        },
      ]),
      items: '{{ nodes.load_csv.rows }}',
      max_items: 1000,
      concurrency: 4,
    },
    { id: 'summary', type: 'tool', tool_name: 'aggregator', tool_args: { results: '{{ nodes.listings.items }}' } },
  ],
  outputs: { summary: '{{ nodes.summary }}' },
};

describe('the compiled blueprint', () => {
  it('holds the graph of the document, its inputs and its bounds', () => {
    const blueprint = compiled(seller);
    expect([blueprint.revision, blueprint.maxConcurrency, blueprint.timeoutMs]).toEqual([
      blueprintRevision(seller),
      8,
      1500,
    ]);
    expect([blueprint.blueprint, blueprint.inputs, blueprint.finally]).toEqual([seller, seller.inputs, null]);
    expect(edgesOf(blueprint.root)).toEqual({
      load_csv: {},
      listings: { load_csv: 'require' },
      summary: { listings: 'require' },
    });
    expect([blueprint.root.sinks, [...blueprint.root.indexById]]).toEqual([
      [2],
      [
        ['load_csv', 0],
        ['listings', 1],
        ['summary', 2],
      ],
    ]);
    expect(Object.keys(blueprint.outputs ?? {})).toEqual(['summary']);
  });

  it('holds nested blocks under their names, with edges of their own', () => {
    const body = compiled(seller).root.nodes[1]?.blocks['body'] as CompiledBlock;
    expect(edgesOf(body)).toEqual({ price: {}, copy: {}, post: { price: 'require', copy: 'require' } });
    expect(body.nodes.map(({ pointer, successors }) => [pointer, successors])).toEqual([
      ['/nodes/1/body/nodes/0', [2]],
      ['/nodes/1/body/nodes/1', [2]],
      ['/nodes/1/body/nodes/2', []],
    ]);
  });

  it('holds every field that may have expressions, parsed, and no others', () => {
    const document = blueprintOf([
      condition('c', {
        cases: [
          { when: 'attempt == 1', block: { nodes: [echo('x1')] } },
          { when: '{{ false }}', block: { nodes: [echo('x2')] } },
        ],
        else: { nodes: [echo('x3')] },
        when: '{{ true }}',
        expression: undefined as unknown as null,
      }),
      {
        id: 'r',
        type: 'recursive',
        state: { n: '{{ 1 + 1 }}' },
        until: 'state.n > 3',
        max_iterations: 5,
        body: { nodes: [echo('x4', '{{ iteration }}')], output: { n: '{{ nodes.x4.value }}' } },
      },
      {
        id: 'p',
        type: 'parallel',
        branches: { left: { nodes: [echo('x5')] }, right: { nodes: [echo('x6')] } },
        join: 'any',
        concurrency: 2,
      },
      ask('l', 'hi', { system: 's', timeout_s: '{{ 1 }}' }),
      { id: 'm', type: 'llm', model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'x' }], max_output_tokens: 1 },
      { id: 'f', type: 'fail', code: 'oops', message: 'no', when: 'execution.usage.cost_usd > 1' },
      group('g', [echo('x7')], { output: 'done', on_error: { fallback: { x: 1 } } }),
      echo('h', 1, { on_error: { handle: { nodes: [echo('x8', '{{ failure.code }}')] } } }),
    ]);
    expect(
      compiled(document).root.nodes.map((node) => [
        node.id,
        Object.keys(node.fields),
        Object.keys(node.blocks),
        node.when !== null,
        node.onError,
        node.join,
      ]),
    ).toEqual([
      ['c', ['cases.0', 'cases.1'], ['cases.0', 'cases.1', 'else'], true, 'fail', 'all'],
      ['r', ['state', 'until'], ['body'], false, 'fail', 'all'],
      ['p', ['concurrency'], ['branches.left', 'branches.right'], false, 'fail', 'all'],
      ['l', ['timeout_s', 'prompt', 'system'], [], false, 'fail', 'all'],
      ['m', ['messages'], [], false, 'fail', 'all'],
      ['f', ['message'], [], true, 'fail', 'all'],
      ['g', ['fallback'], ['nodes'], false, 'fallback', 'all'],
      ['h', ['tool_args'], ['handle'], false, 'handle', 'all'],
    ]);
  });

  it('keeps conditions as expressions, with or without braces', () => {
    const nodes = compiled(blueprintOf([echo('a', 1, { when: '1 < 2' }), echo('b', 1, { when: '{{ 1 < 2 }}' })])).root
      .nodes;
    const valueOf = (when: TemplateValue | null): JsonValue | undefined => {
      const scope = { variable: () => undefined, node: () => undefined, run: () => undefined };
      const result = when?.kind === 'expression' ? evaluate(when.expression, scope) : undefined;
      return result?.ok ? result.value : undefined;
    };
    expect(nodes.map(({ when }) => valueOf(when))).toEqual([true, true]);
  });

  it('fills in effects, retries and timeouts', () => {
    const nodes = [
      echo('pure'),
      {
        id: 'post',
        type: 'tool',
        tool_name: 'http_request',
        tool_args: { url: 'https://x', method: 'POST' },
        timeout_s: 2.5,
      },
      { id: 'charge', type: 'tool', tool_name: 'charge_card', tool_args: { cents: 5 } },
      echo('once', 1, { effect: 'at_most_once', retry: { max_attempts: 2 } }),
      ask('model', 'hi'),
      group('box', [echo('inner')]),
    ];
    expect(
      compiled(blueprintOf(nodes)).root.nodes.map(({ id, effect, retry, timeoutMs }) => [id, effect, retry, timeoutMs]),
    ).toEqual([
      ['pure', 'pure', [defaultRetry], 60_000],
      ['post', 'idempotent', [defaultRetry], 2500],
      ['charge', 'at_most_once', [], 60_000],
      ['once', 'at_most_once', [{ ...defaultRetry, max_attempts: 2 }], 60_000],
      ['model', 'idempotent', [defaultRetry], 120_000],
      ['box', 'pure', [], null],
    ]);
  });

  it('expands short forms of schemas', () => {
    const short = { title: 'string', tags: 'string[]?' };
    const full = {
      type: 'object',
      properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
      required: ['title'],
      additionalProperties: false,
    };
    const nodes = [
      ask('l', '{{ inputs.x }}', { output_schema: short, input_schema: true }),
      {
        id: 'r',
        type: 'recursive',
        state: { title: 'first' },
        state_schema: short,
        until: 'true',
        max_iterations: 1,
        body: { nodes: [echo('a')], output: { title: 'next' } },
      },
    ];
    const blueprint = compiled(blueprintOf(nodes, { inputs: { x: short } }));
    const schemas = blueprint.root.nodes.map(({ inputSchema, outputSchema, stateSchema }) => [
      inputSchema,
      outputSchema,
      stateSchema,
    ]);
    expect([blueprint.inputs, schemas]).toEqual([
      { x: full },
      [
        [true, full, null],
        [null, null, full],
      ],
    ]);
  });

  it('says how long and for whom an output may be used again', () => {
    const cached = (more: JsonObject) => echo('a', 1, { cache: { ttl_s: 60, ...more } });
    const cacheOf = (node: JsonObject) => compiled(blueprintOf([node])).root.nodes[0]?.cache;
    expect([cacheOf(echo('a')), cacheOf(cached({})), cacheOf(cached({ scope: 'organisation' }))]).toEqual([
      null,
      { ttlMs: 60_000, scope: 'blueprint' },
      { ttlMs: 60_000, scope: 'organisation' },
    ]);
    expect(cacheOf(ask('l', 'hi', { cache: { ttl_s: 1 } }))).toEqual({ ttlMs: 1_000, scope: 'blueprint' });
  });

  it('is frozen to its leaves, and the document is left as it was', () => {
    const document = JSON.parse(JSON.stringify(seller)) as JsonValue;
    const blueprint = compiled(document);
    expect(thawed(blueprint, '')).toEqual([]);
    expect([Object.isFrozen(document), document]).toEqual([false, seller]);
  });
});

/** The places of objects that may still change. Maps cannot be frozen. */
function thawed(value: unknown, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null || value instanceof Map) return [];
  const own = Object.isFrozen(value) ? [] : [place];
  return [...own, ...Object.entries(value).flatMap(([key, member]) => thawed(member, `${place}/${key}`))];
}

describe('edges', () => {
  const a = echo('a');

  it.each<[string, JsonValue, JsonObject]>([
    ['come from dependencies', [a, echo('b', 1, { dependencies: ['a'] })], { a: {}, b: { a: 'require' } }],
    ['come from what is read', [a, echo('b', '{{ nodes.a }}')], { a: {}, b: { a: 'require' } }],
    [
      'of those who only look at the run observe',
      [a, echo('b', '{{ runs.a.status }}')],
      { a: {}, b: { a: 'observe' } },
    ],
    ['require where both is read', [a, echo('b', '{{ runs.a.status }} {{ nodes.a }}')], { a: {}, b: { a: 'require' } }],
    [
      'require where a dependency is observed too',
      [a, echo('b', '{{ runs.a.status }}', { dependencies: ['a'] })],
      { a: {}, b: { a: 'require' } },
    ],
    [
      'come from when, timeout and fallback',
      [
        a,
        echo('b', 1, { when: 'nodes.a != null' }),
        echo('c', 1, { timeout_s: '{{ default(nodes.a.value, 5) }}' }),
        echo('d', 1, { on_error: { fallback: '{{ nodes.a }}' } }),
      ],
      { a: {}, b: { a: 'require' }, c: { a: 'require' }, d: { a: 'require' } },
    ],
    [
      'of a nested reader go to its container',
      [a, group('g', [group('h', [echo('x', '{{ nodes.a }}')])])],
      { a: {}, g: { a: 'require' } },
    ],
    [
      'of a block output go to its container',
      [a, group('g', [echo('x')], { output: '{{ nodes.a }}' })],
      { a: {}, g: { a: 'require' } },
    ],
    [
      'of a handle block go to the node it stands in',
      [a, echo('b', 1, { on_error: { handle: { nodes: [echo('x', '{{ runs.a.status }}')] } } })],
      { a: {}, b: { a: 'observe' } },
    ],
    ['do not care about the order of the document', [echo('b', '{{ nodes.a }}'), a], { b: { a: 'require' }, a: {} }],
    [
      'are sorted by the place of their predecessor',
      [echo('x'), echo('y'), echo('z', '{{ nodes.y }} {{ nodes.x }}')],
      { x: {}, y: {}, z: { x: 'require', y: 'require' } },
    ],
  ])('%s', (_name, nodes, expected) => {
    expect(edgesOf(compiled(blueprintOf(nodes)).root)).toEqual(expected);
  });

  it('are made in finally among its own nodes only', () => {
    const final = {
      nodes: [
        echo('y', '{{ default(nodes.a, 0) }} {{ runs.a.status }} {{ execution.status }}'),
        echo('z', '{{ nodes.y }}'),
      ],
    };
    const blueprint = compiled(blueprintOf([a], { finally: final }));
    expect(edgesOf(blueprint.finally as CompiledBlock)).toEqual({ y: {}, z: { y: 'require' } });
  });
});

describe('a sound document', () => {
  const sound: readonly (readonly [string, JsonValue])[] = [
    ['of one node', blueprintOf([echo('a')])],
    [
      'with everything optional',
      blueprintOf(
        [
          echo('a', 1, {
            title: 't',
            description: 'd',
            join: 'any',
            retry: [
              { max_attempts: 2, on: ['timeout'] },
              { max_attempts: 3, on: '*' },
            ],
          }),
        ],
        { title: 't', description: 'd', tags: ['x'], metadata: { studio: {}, tags: ['a'] }, on_budget: 'fail' },
      ),
    ],
    ['with braces that are text', blueprintOf([ask('l', 'literal \\{{ braces }} and ${js}')])],
    ['whose loop variables nest', blueprintOf([each('l', 'x', [each('m', 'y', [echo('a', '{{ x + y + index }}')])])])],
    [
      'that uses one variable in two loops',
      blueprintOf([each('l', 'x', [echo('a', '{{ x }}')]), each('m', 'x', [echo('b', '{{ x }}')])]),
    ],
    [
      'that reads outer nodes from deep inside',
      blueprintOf([echo('a'), group('g', [echo('b'), group('h', [echo('c', '{{ [nodes.a] + [nodes.b] }}')])])]),
    ],
    [
      'whose finally looks at everything',
      blueprintOf([echo('a')], {
        finally: {
          nodes: [each('l', 'x', [echo('z', "{{ default(runs.a.failure.code, 'none') }} {{ execution.id }}")])],
        },
      }),
    ],
    ['whose macro variable is named like a node', blueprintOf([echo('a'), echo('b', '{{ [1, 2].map(a, a * 2) }}')])],
    ['with an input named like a node', blueprintOf([echo('a', '{{ inputs.a }}')], { inputs: { a: {} } })],
    ['that absorbs what a run may lack', blueprintOf([echo('a'), echo('b', '{{ default(runs.a.output, 1) }}')])],
  ];

  it.each(sound)('%s compiles', (_name, document) => {
    expect(shortFindings(document)).toEqual([]);
  });

  it('compiles to the same revision every time, whatever the order of its keys', () => {
    const reversed = Object.fromEntries(Object.entries(seller).reverse());
    expect(compiled(reversed).revision).toBe(compiled(seller).revision);
    expect(diagnosticsOf(seller)).toEqual([]);
  });
});
