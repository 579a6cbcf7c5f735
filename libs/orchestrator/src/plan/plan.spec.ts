import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { call, samplePlan } from '../testing/sample-plan.js';
import type { BlockPlan, Plan } from './plan.js';

/** Every block of a plan, the nested ones too. */
function blocksOf(plan: Plan): readonly BlockPlan[] {
  const within = (block: BlockPlan): BlockPlan[] => [
    block,
    ...block.nodes.flatMap((node) => [...node.blocks.values()].flatMap(within)),
  ];
  return [plan.root, ...(plan.finally ? [plan.finally] : [])].flatMap(within);
}

describe('a plan', () => {
  it('turns the edges round, and counts them', () => {
    const reads = { tool_args: { value: '{{ runs.a.status }}' } };
    const { root } = samplePlan([
      call('a'),
      call('b', { dependencies: ['a'] }),
      call('c', { ...reads, dependencies: ['b'] }),
    ]);
    expect(
      root.nodes.map(({ required, predecessors, successors }) => ({ required, predecessors, successors })),
    ).toEqual([
      {
        required: 0,
        predecessors: 0,
        successors: [
          { index: 1, required: true },
          { index: 2, required: false },
        ],
      },
      { required: 1, predecessors: 1, successors: [{ index: 2, required: true }] },
      { required: 1, predecessors: 2, successors: [] },
    ]);
    expect(root.starts).toEqual([0]);
  });

  it('names every nested block, and plans the finally block', () => {
    const nodes = [call('inner')];
    const plan = samplePlan(
      [
        { id: 'each', type: 'loop', items: [1], item_var: 'item', body: { nodes } },
        {
          id: 'split',
          type: 'parallel',
          branches: { left: { nodes: [call('l')] }, right: { nodes: [call('r')] } },
          on_error: { handle: { nodes: [call('rescue')] } },
        },
      ],
      { finally: { nodes: [call('bye')] } },
    );
    expect(plan.root.nodes.map((node) => [...node.blocks.keys()].toSorted())).toEqual([
      ['body'],
      ['branches.left', 'branches.right', 'handle'],
    ]);
    expect(plan.finally?.nodes.map((node) => node.node.id)).toEqual(['bye']);
    expect(samplePlan([call('a')]).finally).toBeNull();
  });

  it('is frozen: all executions of a revision share it', () => {
    const nodes = [call('inner'), call('next', { dependencies: ['inner'] })];
    const plan = samplePlan([{ id: 'g', type: 'group', nodes }], { finally: { nodes: [call('bye')] } });
    const parts = blocksOf(plan).flatMap((block) => [
      block,
      block.nodes,
      block.starts,
      ...block.nodes.flatMap((node) => [node, node.successors, ...node.successors]),
    ]);
    expect([plan, ...parts].filter((part) => !Object.isFrozen(part))).toEqual([]);
  });

  it('has for every edge of any DAG one successor, and for every node as many as wait for it', () => {
    const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const forward = new Set(pairs.filter(([from, to]) => from < to).map(([from, to]) => `${from} ${to}`));
        const nodes = Array.from({ length: 12 }, (_, index) => {
          const before = [...forward].map((pair) => pair.split(' ')).filter(([, to]) => to === String(index));
          return call(`n${index}`, { dependencies: before.map(([from]) => `n${from ?? ''}`) });
        });
        const { root } = samplePlan(nodes);
        const planned = root.nodes.flatMap((node, from) => node.successors.map(({ index }) => `${from} ${index}`));
        expect(planned.toSorted()).toEqual([...forward].toSorted());
        expect(root.starts).toEqual(root.nodes.flatMap((node, index) => (node.required === 0 ? [index] : [])));
      }),
      { numRuns: 50 },
    );
  });
});
