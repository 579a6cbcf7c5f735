/** The formula of one node, with those of its blocks. Pure; what a kind adds is here, what all have in common around it. */
import type { ParallelNode, RecursiveNode, SwarmNode } from '../blueprint/node-schema.js';
import type { CompiledBlock, CompiledNode } from '../compile/compiled-blueprint.js';
import { agentCost } from './agent-cost.js';
import { callsCost } from './calls-cost.js';
import type { CostShape, NodeCost, RepeatedBlock } from './cost-formula.js';
import { always } from './cost-range.js';
import type { BlueprintSource } from './formula-source.js';
import { loopTimes } from './loop-times.js';
import { retriesOf } from './retries-of.js';
import { skippableNodes } from './skippable-nodes.js';

/** The nodes of a block. */
export function blockCost(block: CompiledBlock, within: BlueprintSource): readonly NodeCost[] {
  const skippable = skippableNodes(block);
  return block.nodes.map((node, index) => nodeCost(node, skippable[index] === true, within));
}

function nodeCost(node: CompiledNode, isSkippable: boolean, within: BlueprintSource): NodeCost {
  const { handle } = node.blocks;
  return {
    node_id: node.id,
    pointer: node.pointer,
    type: node.kind,
    may_be_skipped: isSkippable || node.cache !== null,
    attempts: 1 + retriesOf(node, ({ on }) => node.kind !== 'agent' || on !== 'retryable'),
    cost: shapeOf(node, within),
    handle: handle === undefined ? [] : blockCost(handle, within),
  };
}

function shapeOf(node: CompiledNode, within: BlueprintSource): CostShape {
  switch (node.kind) {
    case 'llm':
      return callsCost(node, within);
    case 'agent':
      return agentCost(node, within);
    case 'condition':
      return choiceOf(node, within);
    case 'parallel':
      return parallelOf(node, within);
    case 'workflow':
      return childOf(node, within);
    case 'loop':
    case 'recursive':
    case 'group':
    case 'swarm':
      return { shape: 'blocks', blocks: repeatedBlocks(node, within) };
    default:
      return { shape: 'free' };
  }
}

/** Where there is no `else`, nothing may run. */
function choiceOf({ blocks }: CompiledNode, within: BlueprintSource): CostShape {
  const { handle: _handle, ...cases } = blocks;
  const costs = Object.values(cases).map((block) => blockCost(block, within));
  return { shape: 'choice', cases: blocks['else'] === undefined ? [...costs, []] : costs };
}

function parallelOf({ node, blocks }: CompiledNode, within: BlueprintSource): CostShape {
  const { join = 'all' } = node as ParallelNode;
  const { handle: _handle, ...named } = blocks;
  const branches = Object.values(named).map((block) => blockCost(block, within));
  const atLeast = join === 'all' ? branches.length : join === 'any' ? 1 : join.at_least;
  return { shape: 'race', at_least: Math.min(atLeast, branches.length), branches };
}

function childOf({ child }: CompiledNode, { revision }: BlueprintSource): CostShape {
  if (child === null) return { shape: 'free' };
  return {
    shape: 'child',
    revision: child.revision === 'self' ? revision : child.revision,
    max_depth: child.maxDepth,
  };
}

function repeatedBlocks(node: CompiledNode, within: BlueprintSource): readonly RepeatedBlock[] {
  const { body, nodes } = node.blocks;
  if (node.kind === 'swarm') return swarmBlocks(node, within);
  if (nodes !== undefined) return [{ times: always(1), list: null, nodes: blockCost(nodes, within) }];
  if (body === undefined) return [];
  const times = node.kind === 'loop' ? loopTimes(node, within.inputs) : { times: passes(node), list: null };
  return [{ ...times, nodes: blockCost(body, within) }];
}

function passes({ node }: CompiledNode): RepeatedBlock['times'] {
  return rounds((node as RecursiveNode).max_iterations);
}

/** In a hierarchy, the leader has the first word and the last one. */
function swarmBlocks({ node, blocks }: CompiledNode, within: BlueprintSource): readonly RepeatedBlock[] {
  const { max_rounds } = node as SwarmNode;
  const all = rounds(max_rounds);
  const between = { min: 0, expected: all.expected - 1, max: all.max - 1 };
  const named = [
    { block: blocks['agents'], times: all },
    { block: blocks['lead'], times: all },
    { block: blocks['members'], times: between },
  ];
  return named.flatMap(({ block, times }) => {
    return block === undefined ? [] : [{ times, list: null, nodes: blockCost(block, within) }];
  });
}

function rounds(most: number): RepeatedBlock['times'] {
  return { min: 1, expected: Math.ceil(most / 2), max: most };
}
