import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { ask, blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import { graphOf } from './graph-of.js';

const document = blueprintOf(
  [
    echo('first', 1, { title: 'The first' }),
    each('listings', 'row', [ask('copy', '{{ row }} {{ nodes.first.value }}'), echo('post', '{{ nodes.copy.text }}')]),
    echo('second', null, { dependencies: ['first'] }),
    echo('third', '{{ runs.second.status }}', { dependencies: ['listings'] }),
    {
      id: 'route',
      type: 'condition',
      cases: [{ when: 'true', block: { nodes: [echo('yes')] } }],
      else: { nodes: [echo('no')] },
    },
  ],
  { finally: { nodes: [echo('report', '{{ runs.third.status }}')] } },
);

describe('the graph of a document', () => {
  it('has every node with its kind, its words and its place', () => {
    expect(
      graphOf(document)?.nodes.map(({ key, id, kind, label, detail, block, parent }) => [
        key,
        id,
        kind,
        label,
        detail,
        block,
        parent,
      ]),
    ).toEqual([
      ['/nodes/0', 'first', 'tool', 'The first', 'tool echo', '#root', null],
      ['/nodes/1', 'listings', 'loop', 'listings', 'loop over row', '#root', null],
      ['/nodes/1/body/nodes/0', 'copy', 'llm', 'copy', 'llm gpt-4o-mini', '/nodes/1#body', '/nodes/1'],
      ['/nodes/1/body/nodes/1', 'post', 'tool', 'post', 'tool echo', '/nodes/1#body', '/nodes/1'],
      ['/nodes/2', 'second', 'tool', 'second', 'tool echo', '#root', null],
      ['/nodes/3', 'third', 'tool', 'third', 'tool echo', '#root', null],
      ['/nodes/4', 'route', 'condition', 'route', 'condition', '#root', null],
      ['/nodes/4/cases/0/block/nodes/0', 'yes', 'tool', 'yes', 'tool echo', '/nodes/4#cases.0', '/nodes/4'],
      ['/nodes/4/else/nodes/0', 'no', 'tool', 'no', 'tool echo', '/nodes/4#else', '/nodes/4'],
      ['/finally/nodes/0', 'report', 'tool', 'report', 'tool echo', '#finally', null],
    ]);
  });

  it('tells what is read, what is only waited for and what is only watched', () => {
    expect(graphOf(document)?.edges).toEqual([
      { from: '/nodes/0', to: '/nodes/1', kind: 'data' },
      { from: '/nodes/1/body/nodes/0', to: '/nodes/1/body/nodes/1', kind: 'data' },
      { from: '/nodes/0', to: '/nodes/2', kind: 'order' },
      { from: '/nodes/1', to: '/nodes/3', kind: 'order' },
      { from: '/nodes/2', to: '/nodes/3', kind: 'observe' },
    ]);
  });

  it('says that a node is read where it is a dependency too', () => {
    const both = blueprintOf([echo('a'), echo('b', '{{ nodes.a.value }}', { dependencies: ['a'] })]);
    expect(graphOf(both)?.edges).toEqual([{ from: '/nodes/0', to: '/nodes/1', kind: 'data' }]);
  });

  it('names blocks as people do', () => {
    expect(graphOf(document)?.blocks).toEqual([
      { key: '#root', name: 'root', label: 'root', owner: null },
      { key: '/nodes/1#body', name: 'body', label: 'body', owner: '/nodes/1' },
      { key: '/nodes/4#cases.0', name: 'cases.0', label: 'case 1', owner: '/nodes/4' },
      { key: '/nodes/4#else', name: 'else', label: 'else', owner: '/nodes/4' },
      { key: '#finally', name: 'finally', label: 'finally', owner: null },
    ]);
  });

  it('keeps nodes apart that have one id, none, or an unknown type', () => {
    const unsound = blueprintOf([echo('a'), echo('a'), { type: 'tool' }, { id: 'x', type: 'teleport' }]);
    expect(graphOf(unsound)?.nodes.map(({ key, label, detail }) => [key, label, detail])).toEqual([
      ['/nodes/0', 'a', 'tool echo'],
      ['/nodes/1', 'a', 'tool echo'],
      ['/nodes/2', '?', 'tool'],
      ['/nodes/3', 'x', 'unknown'],
    ]);
  });

  it('is empty for a document without nodes, and none for what is no document', () => {
    const root = { key: '#root', name: 'root', label: 'root', owner: null };
    expect(graphOf({ nodes: [] })).toEqual({ nodes: [], blocks: [root], edges: [] });
    expect([null, 3, [], 'nodes'].map((value: JsonValue) => graphOf(value))).toEqual([null, null, null, null]);
  });
});
