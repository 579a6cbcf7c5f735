import { describe, expect, it } from '@jest/globals';
import { ask, blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import { interfaceOf, outlineOf } from '../compile/blueprint-interface.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { costFormulaOf } from './cost-formula-of.js';
import { evaluateCost } from './evaluate-cost.js';
import { boundOf, callsOf, compiledWith, formulaOf, sampleCosts } from './testing/sample-costs.js';

const schema = { n: 'integer' };
const once = { retry: { max_attempts: 1 } };
const call = (id: string, more: JsonObject = {}): JsonObject => ask(id, 'hi', { ...once, ...more });
const nodes = (...list: readonly JsonObject[]): JsonObject => ({ nodes: list });
const agent = (more: JsonObject): JsonObject => ({
  ...{ id: 'a', type: 'agent', model: 'gpt-4o-mini', instructions: 'go', input: 1, tools: [], ...once },
  ...{ max_output_tokens: 10, max_iterations: 5, ...more },
});
const swarm = (strategy: string): JsonObject => ({
  ...{ id: 's', type: 'swarm', strategy, max_rounds: 3, ...(strategy === 'consensus' && { threshold: 1 }) },
  agents: ['x', 'y', 'z'].map((role) => ({ role, model: 'gpt-4o-mini', instructions: 'go', max_output_tokens: 5 })),
});
const parallel = (join: JsonValue): JsonObject => ({
  ...{ id: 'p', type: 'parallel', join },
  branches: { one: nodes(call('a')), two: nodes(call('b'), call('c')), three: nodes(call('d'), call('e'), call('f')) },
});

/** Least, likely and most, in calls. */
const shapes: readonly (readonly [string, readonly JsonObject[], readonly number[]])[] = [
  ['what asks no model', [echo('a'), { id: 'b', type: 'fail', code: 'x', message: 'y' }], [0, 0, 0]],
  ['nodes', [call('a'), call('b')], [2, 2, 2]],
  ['retries by default', [ask('a', 'hi')], [1, 1, 3]],
  [
    'retry policies, each with a count of its own',
    [
      call('a', {
        retry: [
          { on: ['x'], max_attempts: 3 },
          { on: '*', max_attempts: 2 },
        ],
      }),
    ],
    [1, 1, 4],
  ],
  ['a repair by default, for an answer with a schema', [call('a', { output_schema: schema })], [1, 1, 2]],
  ['no repair of text', [call('a', { repair_attempts: 5 })], [1, 1, 1]],
  [
    'a ladder',
    [
      call('a', {
        output_schema: schema,
        repair_attempts: 2,
        fallback_models: ['gpt-4o-mini'],
        retry: { max_attempts: 2 },
      }),
    ],
    [1, 1, 12],
  ],
  ['when', [call('a', { when: '1 < 2' })], [0, 1, 1]],
  ['a cache', [call('a', { cache: { ttl_s: 5 } })], [0, 1, 1]],
  [
    'what follows a node that may be skipped',
    [echo('a', 1, { when: '1 < 2' }), call('b', { dependencies: ['a'] })],
    [0, 1, 1],
  ],
  [
    'what follows one that may be skipped and one that may not',
    [echo('a', 1, { when: '1 < 2' }), echo('c'), call('b', { dependencies: ['a', 'c'] })],
    [1, 1, 1],
  ],
  [
    'what follows the same, when each has to have completed',
    [echo('a', 1, { when: '1 < 2' }), echo('c'), call('b', { dependencies: ['a', 'c'], join: 'all_completed' })],
    [0, 1, 1],
  ],
  [
    'what runs whatever comes before',
    [echo('a', 1, { when: '1 < 2' }), call('b', { dependencies: ['a'], join: 'all_settled' })],
    [1, 1, 1],
  ],
  [
    'a condition without else',
    [{ id: 'c', type: 'condition', expression: 'true', then: nodes(call('a'), call('b')) }],
    [0, 1, 2],
  ],
  [
    'a condition',
    [
      {
        id: 'c',
        type: 'condition',
        expression: 'true',
        then: nodes(call('a')),
        else: nodes(call('b'), call('d'), call('e')),
      },
    ],
    [1, 2, 3],
  ],
  [
    'cases',
    [
      {
        id: 'c',
        type: 'condition',
        cases: [
          { when: 'true', block: nodes(call('a')) },
          { when: 'true', block: nodes(call('b'), call('d'), call('f')) },
        ],
        else: nodes(call('e'), call('g')),
      },
    ],
    [1, 2, 3],
  ],
  ['a loop over a list that is written out', [each('l', 'x', [call('a')])], [2, 2, 2]],
  ['a loop that is retried', [each('l', 'x', [call('a')], { retry: { max_attempts: 3 } })], [2, 2, 6]],
  [
    'passes',
    [{ id: 'r', type: 'recursive', state: 0, until: 'true', max_iterations: 5, body: nodes(call('a')) }],
    [1, 3, 5],
  ],
  ['all branches', [parallel('all')], [6, 6, 6]],
  ['any branch', [parallel('any')], [1, 6, 6]],
  ['two of three branches', [parallel({ at_least: 2 })], [3, 6, 6]],
  [
    'a group that is retried',
    [{ id: 'g', type: 'group', retry: { max_attempts: 4 }, ...nodes(call('a'), call('b')) }],
    [2, 2, 8],
  ],
  ['a handled failure', [call('a', { on_error: { handle: nodes(call('b'), call('c')) } })], [1, 1, 3]],
  [
    'a handled failure of what is retried',
    [call('a', { retry: { max_attempts: 3 }, on_error: { handle: nodes(call('b')) } })],
    [1, 1, 4],
  ],
  ['an agent', [agent({})], [1, 3, 5]],
  ['an agent that goes on after failures', [agent({ retry: { max_attempts: 3 } })], [1, 3, 7]],
  ['an agent that begins anew', [agent({ retry: { on: '*', max_attempts: 3 } })], [1, 3, 15]],
  ['a swarm that agrees', [{ ...swarm('consensus') }], [3, 6, 3 * 3 * 2 * 3]],
  ['a swarm that bids', [{ ...swarm('marketplace') }], [3, 6, 3 * 3 * 2 * 3]],
  ['a swarm with a leader', [{ ...swarm('hierarchical') }], [1, 2 + 2, 3 * 2 * 3 + 2 * 2 * 2 * 3]],
];

describe('the cost of', () => {
  it.each(shapes)('%s', (_name, list, calls) => {
    const bound = boundOf(blueprintOf(list));
    expect(callsOf(bound)).toEqual(calls);
    expect(bound.calls).toBe(calls[2]);
  });

  it('what runs at the end is added', () => {
    expect(
      callsOf(boundOf(blueprintOf([call('a')], { finally: nodes(call('b'), call('c', { when: 'true' })) }))),
    ).toEqual([2, 3, 3]);
  });
});

describe('a loop', () => {
  const loop = (more: JsonObject, rows: JsonObject = {}): JsonObject =>
    blueprintOf(
      [{ id: 'l', type: 'loop', items: '{{ inputs.rows }}', item_var: 'x', body: nodes(call('a')), ...more }],
      {
        inputs: { rows: { type: 'array', ...rows } },
      },
    );

  it.each<[string, JsonObject, JsonObject, readonly number[]]>([
    ['by max_items', { max_items: 7 }, {}, [0, 7, 7]],
    ['by ten items, where there may be more', { max_items: 70 }, {}, [0, 10, 70]],
    ['by expected_items', { max_items: 70, expected_items: 20 }, {}, [0, 20, 70]],
    ['by no more than there may be', { max_items: 7, expected_items: 20 }, {}, [0, 7, 7]],
    ['by the type of its list', {}, { maxItems: 12 }, [0, 10, 12]],
    ['by the lower of both bounds', { max_items: 7 }, { maxItems: 4 }, [0, 4, 4]],
  ])('counts %s', (_name, more, rows, calls) => {
    expect(callsOf(boundOf(loop(more, rows)))).toEqual(calls);
  });

  it('counts the items of an input that is known', () => {
    const document = loop({ max_items: 7 });
    expect(callsOf(boundOf(document, { rows: [1, 2, 3] }))).toEqual([3, 3, 3]);
    expect(callsOf(boundOf(document, { rows: [] }))).toEqual([0, 0, 0]);
    expect(callsOf(boundOf(document, {}))).toEqual([0, 7, 7]);
  });

  it('counts the items that a node gives, by their type', () => {
    const first = each('first', 'x', [echo('b')], { items: [1, 2, 3] });
    const second = { ...each('second', 'y', [call('a')]), items: '{{ nodes.first.items }}' };
    expect(callsOf(boundOf(blueprintOf([first, second])))).toEqual([0, 3, 3]);
  });
});

describe('a blueprint that another one runs', () => {
  const id = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
  const child = compiledWith(blueprintOf([call('a'), call('b', { when: 'true' })]));
  const children = { [id]: interfaceOf(child) };

  it('costs what it costs, at every place where it is run', () => {
    const list = ['x', 'y'].map((name) => ({ id: name, type: 'workflow', blueprint: id, retry: { max_attempts: 2 } }));
    const formula = formulaOf(compiledWith(blueprintOf(list), children));
    expect(callsOf(evaluateCost(formula, null))).toEqual([2, 4, 8]);
    expect(Object.keys(formula.blueprints)).toHaveLength(2);
  });

  it('costs an agent a call after each turn but the last as a rule, and all that it may make at most', () => {
    const node = agent({ tools: [id], max_iterations: 3, max_tool_calls: 4 });
    expect(callsOf(evaluateCost(formulaOf(compiledWith(blueprintOf([node]), children)), null))).toEqual([
      1,
      2 + 2,
      3 + 2 * 4 * 2,
    ]);
  });

  it('is not known where there is an outline only', () => {
    const outline = outlineOf({}, { revision: child.revision, pins: {} });
    const compiled = compiledWith(blueprintOf([{ id: 'x', type: 'workflow', blueprint: id }]), { [id]: outline });
    expect(costFormulaOf(compiled, sampleCosts)).toMatchObject({
      ok: false,
      problems: [{ code: 'cost-unbounded', reason: 'child', pointer: '/nodes/0', node_id: 'x' }],
    });
    expect(callsOf(evaluateCost(formulaOf(compiled, [child]), null))).toEqual([1, 2, 2]);
  });

  it('is bounded by depth when two run each other', () => {
    const other = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W2C';
    const runs = (blueprint: string): JsonObject => ({ id: 'x', type: 'workflow', blueprint, max_depth: 3 });
    const outline = outlineOf({}, { revision: 'sha256:other', pins: {} });
    const first = compiledWith(blueprintOf([call('a'), runs(other)]), { [other]: outline });
    const second = compiledWith(blueprintOf([call('a'), call('b'), runs(id)]), {
      [id]: outlineOf({}, { revision: first.revision, pins: {} }),
    });
    const formula = formulaOf(first, [{ ...second, revision: 'sha256:other' }]);
    expect(callsOf(evaluateCost(formula, null))).toEqual([6, 6, 6]);
  });
});

describe('a blueprint that runs itself', () => {
  const tree = (width: number, depth: number): JsonObject =>
    blueprintOf([
      call('a'),
      each('l', 'x', [{ id: 'again', type: 'workflow', blueprint: 'self', max_depth: depth }], {
        items: Array.from({ length: width }, () => 1),
      }),
    ]);

  it('costs what all depths of it cost together', () => {
    expect(callsOf(boundOf(tree(2, 3)))).toEqual([15, 15, 15]);
    expect(callsOf(boundOf(tree(10, 5)))).toEqual([111_111, 111_111, 111_111]);
  });

  it('is refused where that may be more than a million calls', () => {
    expect(() => compiledWith(tree(10, 6))).toThrow(
      'again runs this blueprint again, which may come to more than 1000000 model calls',
    );
  });

  it('may do so as often as it likes without a model', () => {
    const nothing = each('l', 'x', [{ id: 'again', type: 'workflow', blueprint: 'self', max_depth: 100 }]);
    expect(callsOf(boundOf(blueprintOf([nothing])))).toEqual([0, 0, 0]);
  });
});

describe('an amount', () => {
  it('stays at the most that can be counted', () => {
    const deep = [1, 2, 3, 4].reduce<JsonObject>(
      (inner, depth) => each(`l${depth}`, `x${depth}`, [inner], { items: Array.from({ length: 100 }, () => 1) }),
      call('a'),
    );
    const bound = boundOf(blueprintOf([deep]));
    expect([bound.min, bound.expected, bound.max]).toEqual(Array(3).fill(Number.MAX_SAFE_INTEGER));
    expect(bound.calls).toBe(100_000_000);
  });

  it('is told for every node, containers with what is in them, each before what is nested in it', () => {
    const inner = { id: 'c', type: 'condition', expression: 'true', then: nodes(call('a')) };
    const { nodes: told, unpriced } = boundOf(blueprintOf([each('l', 'x', [inner]), echo('e')]));
    expect(told.map(({ node_id, min, expected, max, calls }) => [node_id, min, expected, max, calls])).toEqual([
      ['l', 0, 1e9, 2e9, 2],
      ['c', 0, 1e9, 2e9, 2],
      ['a', 0, 1e9, 2e9, 2],
      ['e', 0, 0, 0, undefined],
    ]);
    expect(unpriced).toEqual(['gpt-4o-mini']);
  });
});
