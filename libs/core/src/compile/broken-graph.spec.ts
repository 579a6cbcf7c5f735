/** Documents whose nodes do not fit together: ids, dependencies, cycles, sizes. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import {
  ask,
  blueprintOf,
  diagnosticsOf,
  each,
  echo,
  patch,
  shortFindings,
  type ShortFinding,
} from './testing/sample-blueprint.js';

const after = (id: string, ...dependencies: string[]): JsonValue => echo(id, null, { dependencies });
const group = (id: string, nodes: JsonValue, more = {}): JsonValue => ({ id, type: 'group', nodes, ...more });

const documents: readonly (readonly [string, JsonValue, readonly ShortFinding[]])[] = [
  [
    'ids that are no names',
    blueprintOf(['', 'a b', '../x', 'Foo', 'a-b', 'x'.repeat(65), '9a', '$w'].map((id) => echo(id))),
    [0, 1, 2, 3, 4, 5, 6, 7].map((index) => ['node-id-invalid', `/nodes/${index}/id`]),
  ],
  ['an id that is a number', blueprintOf([{ ...echo('a'), id: 1 }]), [['node-id-invalid', '/nodes/0/id']]],
  [
    'reserved ids',
    blueprintOf(['in', 'inputs', 'while', 'failure'].map((id) => echo(id))),
    [0, 1, 2, 3].map((index) => ['node-id-reserved', `/nodes/${index}/id`]),
  ],
  ['an id twice', blueprintOf([echo('a'), echo('b'), echo('a')]), [['duplicate-node-id', '/nodes/2/id']]],
  [
    'an id twice, one of them nested',
    blueprintOf([each('l', 'x', [echo('a')]), echo('a')]),
    [['duplicate-node-id', '/nodes/1/id']],
  ],
  [
    'an id twice, one of them in finally',
    blueprintOf([echo('a')], { finally: { nodes: [echo('a')] } }),
    [['duplicate-node-id', '/finally/nodes/0/id']],
  ],
  [
    'an id twice, one of them in a handle block',
    blueprintOf([echo('a', 1, { on_error: { handle: { nodes: [echo('a')] } } })]),
    [['duplicate-node-id', '/nodes/0/on_error/handle/nodes/0/id']],
  ],
  ['ids that differ in case', blueprintOf([echo('a'), echo('A')]), [['duplicate-node-id', '/nodes/1/id']]],
  [
    'ids that differ in case, the wrong one first',
    blueprintOf([echo('A'), echo('a')]),
    [['duplicate-node-id', '/nodes/0/id']],
  ],
  ['a dependency on nobody', blueprintOf([after('a', 'ghost')]), [['unknown-dependency', '/nodes/0/dependencies/0']]],
  [
    'a misspelt dependency',
    blueprintOf([echo('load'), after('b', 'laod')]),
    [['unknown-dependency', '/nodes/1/dependencies/0', patch.replace('/nodes/1/dependencies/0', 'load')]],
  ],
  [
    'a dependency that two could be meant by',
    blueprintOf([echo('load_a'), echo('load_b'), after('c', 'load_c')]),
    [['unknown-dependency', '/nodes/2/dependencies/0']],
  ],
  [
    'a dependency on __proto__',
    blueprintOf([after('a', '__proto__')]),
    [['unknown-dependency', '/nodes/0/dependencies/0']],
  ],
  [
    'a dependency twice',
    blueprintOf([echo('a'), after('b', 'a', 'a')]),
    [['duplicate-dependency', '/nodes/1/dependencies/1', patch.remove('/nodes/1/dependencies/1')]],
  ],
  [
    'a dependency on a node inside a sibling',
    blueprintOf([group('g', [echo('inner')]), after('b', 'inner')]),
    [['dependency-out-of-scope', '/nodes/1/dependencies/0', patch.replace('/nodes/1/dependencies/0', 'g')]],
  ],
  [
    'a dependency on an outer node',
    blueprintOf([echo('a'), group('g', [after('inner', 'a')])]),
    [['dependency-out-of-scope', '/nodes/1/nodes/0/dependencies/0']],
  ],
  [
    'a dependency on its container',
    blueprintOf([group('g', [after('inner', 'g')])]),
    [['dependency-out-of-scope', '/nodes/0/nodes/0/dependencies/0', patch.remove('/nodes/0/nodes/0/dependencies/0')]],
  ],
  [
    'a dependency on its own inner node',
    blueprintOf([group('g', [echo('inner')], { dependencies: ['inner'] })]),
    [['dependency-out-of-scope', '/nodes/0/dependencies/0', patch.remove('/nodes/0/dependencies/0')]],
  ],
  [
    'a root node depending on finally',
    blueprintOf([after('a', 'z')], { finally: { nodes: [echo('z')] } }),
    [['dependency-out-of-scope', '/nodes/0/dependencies/0']],
  ],
  [
    'a node that waits for itself',
    blueprintOf([after('a', 'a')]),
    [['cycle-detected', '/nodes/0', patch.remove('/nodes/0/dependencies/0')]],
  ],
  ['a node that reads itself', blueprintOf([echo('a', '{{ nodes.a }}')]), [['cycle-detected', '/nodes/0']]],
  ['a node that reads its own run', blueprintOf([echo('a', '{{ runs.a.status }}')]), [['cycle-detected', '/nodes/0']]],
  ['two that wait for each other', blueprintOf([after('a', 'b'), after('b', 'a')]), [['cycle-detected', '/nodes/0']]],
  [
    'a cycle with a tail, named without it',
    blueprintOf([after('tail', 'b'), after('a', 'c'), after('b', 'a'), after('c', 'b')]),
    [['cycle-detected', '/nodes/1']],
  ],
  [
    'two cycles',
    blueprintOf([after('a', 'b'), after('b', 'a'), after('c', 'd'), after('d', 'c')]),
    [
      ['cycle-detected', '/nodes/0'],
      ['cycle-detected', '/nodes/2'],
    ],
  ],
  [
    'a cycle through data and dependencies',
    blueprintOf([echo('a', '{{ nodes.b }}'), after('b', 'a')]),
    [['cycle-detected', '/nodes/0']],
  ],
  [
    'a cycle through a nested reader',
    blueprintOf([echo('a', '{{ nodes.l }}'), each('l', 'x', [echo('inner', '{{ nodes.a }}')])]),
    [['cycle-detected', '/nodes/0']],
  ],
  [
    'a cycle through a handle block',
    blueprintOf([after('a', 'b'), echo('b', 1, { on_error: { handle: { nodes: [echo('h', '{{ nodes.a }}')] } } })]),
    [['cycle-detected', '/nodes/0']],
  ],
  [
    'a cycle inside a block',
    blueprintOf([group('g', [after('a', 'b'), after('b', 'a')])]),
    [['cycle-detected', '/nodes/0/nodes/0']],
  ],
  [
    'no echo of a node without an id',
    blueprintOf([
      { ...echo('x'), id: undefined as unknown as null },
      echo('b', '{{ nodes.load }}', { dependencies: ['load'] }),
    ]),
    [['validation-failed', '/nodes/0/id']],
  ],
  [
    'a node with a faulty field, which is there all the same',
    blueprintOf([ask('l', 'hi', { temperature: 'hot' }), echo('b', '{{ nodes.l.text }}', { dependencies: ['l'] })]),
    [['validation-failed', '/nodes/0/temperature']],
  ],
];

describe('a document whose nodes do not fit together', () => {
  it.each(documents)('has %s', (_name, document, expected) => {
    expect(shortFindings(document)).toEqual(expected);
  });

  it('has its cycle told in the direction of the data', () => {
    expect(diagnosticsOf(blueprintOf([after('tail', 'b'), after('a', 'c'), after('b', 'a'), after('c', 'b')]))).toEqual(
      [
        {
          code: 'cycle-detected',
          severity: 'error',
          message: 'Nodes wait for each other: a → b → c → a.',
          pointer: '/nodes/1',
          node_id: 'a',
          hint: 'Take one of these edges out; to repeat nodes until a condition holds, put them into a `recursive` node.',
        },
      ],
    );
  });

  it('has two true culprits named among 193 nodes, 171 of which wait behind them', () => {
    const behind = Array.from({ length: 171 }, (_, index) =>
      after(`behind${index}`, index === 0 ? 'libc' : `behind${index - 1}`),
    );
    const free = Array.from({ length: 20 }, (_, index) => after(`free${index}`));
    const nodes = [...behind, ...free, after('libc', 'gcc', 'free3'), after('gcc', 'libc')];
    expect([nodes.length, diagnosticsOf(blueprintOf(nodes)).map(({ message }) => message)]).toEqual([
      193,
      ['Nodes wait for each other: libc → gcc → libc.'],
    ]);
  });

  it('has the shortest cycle of a knot told, and how much more there is', () => {
    const knot = [after('a', 'd', 'b'), after('b', 'a'), after('c', 'b'), after('d', 'c')];
    expect(diagnosticsOf(blueprintOf(knot)).map(({ message, hint }) => [message, hint])).toEqual([
      ['Nodes wait for each other: a → b → a.', expect.stringMatching(/2 more nodes are on cycles with these\.$/)],
    ]);
  });

  it('has a ring of thousands told in one line', () => {
    const ring = Array.from({ length: 3000 }, (_, index) => after(`n${index}`, `n${(index + 2999) % 3000}`));
    const [finding, ...more] = diagnosticsOf(blueprintOf(ring));
    expect([finding?.message.length, more]).toEqual([expect.any(Number), []]);
    expect(finding?.message).toMatch(
      /^Nodes wait for each other: n0 → .* → n9 → … 2982 more … → n2992 → .* → n2999 → n0\.$/,
    );
  });

  it.each<[string, number, Partial<Record<string, number>>, readonly ShortFinding[]]>([
    ['as many nodes as allowed', 3, { maxNodes: 3 }, []],
    ['a node too many', 4, { maxNodes: 3 }, [['too-many-nodes', '/nodes']]],
    ['as many edges as allowed', 4, { maxEdges: 3 }, []],
    ['an edge too many', 5, { maxEdges: 3 }, [['too-many-edges', '/nodes']]],
  ])('%s', (_name, length, limits, expected) => {
    const chain = Array.from({ length }, (_, index) => after(`n${index}`, ...(index > 0 ? [`n${index - 1}`] : [])));
    expect(shortFindings(blueprintOf(chain), limits)).toEqual(expected);
  });

  it('may nest as deep as allowed and no deeper', () => {
    const nest = (depth: number): JsonValue => (depth === 0 ? echo('a') : group(`g${depth}`, [nest(depth - 1)]));
    expect(shortFindings(blueprintOf([nest(8)]))).toEqual([]);
    expect(shortFindings(blueprintOf([nest(9)]))).toEqual([['nesting-too-deep', `/nodes/0${'/nodes/0'.repeat(8)}`]]);
  });

  it('has at most a hundred findings shown, the first in the document', () => {
    const nodes = Array.from({ length: 150 }, (_, index) => after(`n${index}`, 'ghost'));
    const findings = shortFindings(blueprintOf(nodes));
    expect(findings).toEqual(
      nodes.slice(0, 100).map((_, index) => ['unknown-dependency', `/nodes/${index}/dependencies/0`]),
    );
  });

  it('has its errors shown even behind a hundred warnings', () => {
    const inputs = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`i${index}`, {}]));
    const findings = shortFindings({ schema_version: '1.0', name: 'n', inputs, nodes: [after('a', 'ghost')] });
    expect([findings.length, findings.at(-1)]).toEqual([100, ['unknown-dependency', '/nodes/0/dependencies/0']]);
  });
});
