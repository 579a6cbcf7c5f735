/** What values may look like before any execution: the examples of tools, followed through expressions that only read. Evidence for
 *  guesses such as the columns of a table; never a promise. */
import { itemVariable } from '../compile/analyse/visibility.js';
import type { BlockDraft, NodeDraft } from '../compile/read/draft.js';
import type { ExpressionNode } from '../expression/index.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { samplesInside } from './explore-source.js';
import { toolOf, type Study } from './study.js';

/** Sample outputs of a node: those of its tool's examples. */
export function sampleOutputs(node: NodeDraft, study: Study): readonly JsonValue[] {
  return toolOf(node, study)?.examples.map(({ output }) => output) ?? [];
}

/** Sample items of a loop's list. */
export function sampleItems(loop: NodeDraft, study: Study): readonly JsonValue[] {
  const items = study.analysis.fields.byNode[loop.order]?.find(({ name }) => name === 'items');
  if (items?.value.kind === 'literal') return listItems([items.value.value]);
  return items?.value.kind === 'expression' ? listItems(samplesOf(items.value.expression.root, loop.block, study)) : [];
}

/** The items of all lists among the values. */
export function listItems(values: readonly JsonValue[]): readonly JsonValue[] {
  return values.flatMap((value) => (Array.isArray(value) ? (value as readonly JsonValue[]) : []));
}

/** An expression of bounded depth that stands in the block. */
function samplesOf(node: ExpressionNode, block: BlockDraft, study: Study): readonly JsonValue[] {
  switch (node.kind) {
    case 'reference': {
      const target = node.root === 'nodes' ? study.analysis.draft.nodeById.get(node.id) : undefined;
      return target === undefined ? [] : sampleOutputs(target, study);
    }
    case 'variable': {
      const loop = loopOf(node.name, block);
      return loop === undefined ? [] : sampleItems(loop, study);
    }
    case 'member':
      return samplesInside(samplesOf(node.object, block, study), node.name);
    case 'index':
      return samplesAt(node.index, samplesOf(node.object, block, study));
    default:
      return [];
  }
}

function samplesAt(index: ExpressionNode, samples: readonly JsonValue[]): readonly JsonValue[] {
  if (index.kind !== 'literal') return [];
  if (typeof index.value === 'string') return samplesInside(samples.filter(isJsonObject), index.value);
  return typeof index.value === 'number' ? listItems(samples) : [];
}

/** The loop around the block that has this variable. */
function loopOf(name: string, inner: BlockDraft): NodeDraft | undefined {
  for (let block: BlockDraft | null = inner; block !== null; block = block.parent) {
    const { owner } = block;
    if (owner?.kind === 'loop' && block.name === 'body' && itemVariable(owner) === name) return owner;
  }
  return undefined;
}
