import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { diffBlueprints } from './diff-blueprints.js';

const echo = (id: string, value: JsonValue = id): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
});
const document = (nodes: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  schema_version: '1.0',
  name: 'sample',
  nodes,
  ...more,
});
const loop = (nodes: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  id: 'each',
  type: 'loop',
  items: [1],
  item_var: 'item',
  body: { nodes, ...more },
});
const none = { added: 0, removed: 0, changed: 0, moved: 0 };

describe('the difference of two blueprints', () => {
  it('is empty for one blueprint, in whatever order its keys stand and wherever the canvas shows its nodes', () => {
    const one = document([loop([echo('a')])], { metadata: { studio: { x: 1 } } });
    const other = { nodes: one['nodes'] as JsonValue, name: 'sample', schema_version: '1.0' };

    expect(diffBlueprints(one, other)).toEqual({ document: [], nodes: [], counts: none, truncated: false });
  });

  it('tells fields of the document by their smallest parts', () => {
    const from = document([], { tags: ['a', 'b'], inputs: { who: { type: 'string', default: 'x' } }, title: 'T' });
    const to = document([], { tags: ['a'], inputs: { who: { type: 'string', default: 'y' } }, budget_usd: 1 });

    expect(diffBlueprints(from, to).document).toEqual([
      { pointer: '/tags/1', before: 'b' },
      { pointer: '/inputs/who/default', before: 'x', after: 'y' },
      { pointer: '/title', before: 'T' },
      { pointer: '/budget_usd', after: 1 },
    ]);
  });

  it('tells what came, what went and what changed, each node once', () => {
    const from = document([echo('a'), echo('b'), echo('c')]);
    const to = document([echo('c', 7), echo('d')]);

    expect(diffBlueprints(from, to)).toEqual({
      document: [],
      nodes: [
        {
          id: 'c',
          change: 'changed',
          pointer_from: '/nodes/2',
          pointer_to: '/nodes/0',
          fields: [{ pointer: '/tool_args/value', before: 'c', after: 7 }],
        },
        {
          id: 'd',
          change: 'added',
          pointer_to: '/nodes/1',
          fields: [
            { pointer: '/type', after: 'tool' },
            { pointer: '/tool_name', after: 'echo' },
            { pointer: '/tool_args', after: { value: 'd' } },
          ],
        },
        ...['a', 'b'].map((id, index) => ({
          id,
          change: 'removed',
          pointer_from: `/nodes/${index}`,
          fields: [
            { pointer: '/type', before: 'tool' },
            { pointer: '/tool_name', before: 'echo' },
            { pointer: '/tool_args', before: { value: id } },
          ],
        })),
      ],
      counts: { added: 1, removed: 2, changed: 1, moved: 0 },
      truncated: false,
    });
  });

  it('tells nodes that changed places or blocks, and none that merely counts on', () => {
    const from = document([echo('a'), echo('b'), echo('c'), loop([echo('x'), echo('y')])]);
    const to = document([echo('new'), echo('b'), echo('c'), echo('a'), echo('x'), loop([echo('y')])]);
    const { nodes } = diffBlueprints(from, to);

    expect(nodes.map(({ id, change, pointer_from, pointer_to }) => [id, change, pointer_from, pointer_to])).toEqual([
      ['new', 'added', undefined, '/nodes/0'],
      ['a', 'moved', '/nodes/0', '/nodes/3'],
      ['x', 'moved', '/nodes/3/body/nodes/0', '/nodes/4'],
    ]);
  });

  it('tells a node that changed and moved in one', () => {
    const [change] = diffBlueprints(document([echo('a'), loop([])]), document([loop([echo('a', 1)])])).nodes;

    expect(change).toMatchObject({ id: 'a', change: 'changed', moved: true, pointer_to: '/nodes/0/body/nodes/0' });
  });

  it('tells a container apart from what is in it', () => {
    const from = document([loop([echo('a')], { output: '{{ nodes.a }}' })]);
    const to = document([loop([echo('a', 1)], { output: '{{ nodes.a.value }}' })]);

    expect(diffBlueprints(from, to).nodes.map(({ id, fields }) => [id, fields])).toEqual([
      ['each', [{ pointer: '/body/output', before: '{{ nodes.a }}', after: '{{ nodes.a.value }}' }]],
      ['a', [{ pointer: '/tool_args/value', before: 'a', after: 1 }]],
    ]);
  });

  it('finds nodes in every kind of block', () => {
    const block = (id: string): JsonObject => ({ nodes: [echo(id)] });
    const nodes = [
      loop([echo('body')]),
      {
        id: 'if',
        type: 'condition',
        then: block('then'),
        else: block('else'),
        cases: [{ when: 'true', block: block('case') }],
      },
      { id: 'par', type: 'parallel', branches: { left: block('left') } },
      { id: 'grp', type: 'group', nodes: [echo('inner')] },
      { ...echo('try'), on_error: { handle: block('handle') } },
    ];
    const { nodes: added } = diffBlueprints({}, document(nodes, { finally: block('last') }));

    expect(added.map(({ id, pointer_to }) => [id, pointer_to])).toEqual([
      ['each', '/nodes/0'],
      ['body', '/nodes/0/body/nodes/0'],
      ['if', '/nodes/1'],
      ['then', '/nodes/1/then/nodes/0'],
      ['else', '/nodes/1/else/nodes/0'],
      ['case', '/nodes/1/cases/0/block/nodes/0'],
      ['par', '/nodes/2'],
      ['left', '/nodes/2/branches/left/nodes/0'],
      ['grp', '/nodes/3'],
      ['inner', '/nodes/3/nodes/0'],
      ['try', '/nodes/4'],
      ['handle', '/nodes/4/on_error/handle/nodes/0'],
      ['last', '/finally/nodes/0'],
    ]);
    expect(JSON.stringify(added.flatMap(({ fields }) => fields))).not.toContain('"nodes"');
  });

  it('is cut where it would be endless, and still counts every node', () => {
    const many = Array.from({ length: 100 }, (_, index) => echo(`n${index}`, 'x'.repeat(150)));
    const diff = diffBlueprints({}, document(many), 2_000);

    expect(diff.truncated).toBe(true);
    expect(diff.counts).toEqual({ ...none, added: 100 });
    expect(diff.nodes.length).toBeGreaterThan(0);
    expect(JSON.stringify(diff).length).toBeLessThan(3_500);
  });

  it('tells of a node that is too large by itself what there is room for', () => {
    const list = (value: number): JsonValue => Array.from({ length: 1_000 }, () => value);
    const { nodes, counts, truncated } = diffBlueprints(
      document([echo('a', list(1))]),
      document([echo('a', list(2))]),
      500,
    );

    expect([counts.changed, truncated]).toEqual([1, true]);
    expect(nodes.map(({ id, fields }) => [id, fields[0]])).toEqual([
      ['a', { pointer: '/tool_args/value/0', before: 1, after: 2 }],
    ]);
    expect(nodes[0]?.fields.length).toBeLessThan(20);
  });

  it.each<[string, JsonValue]>([
    ['nodes that are none', [1, 'x', null, {}, { id: 7 }]],
    ['no list of nodes', { a: 1 }],
  ])('is of two values all the same with %s', (_what, nodes) => {
    const odd = { nodes, cases: [null, { block: 1 }], branches: [], on_error: 'fail', finally: 'x' };

    expect(diffBlueprints(odd, {}).nodes).toEqual([]);
  });
});
