/** How often a loop runs its body. Pure. */
import type { LoopNode } from '../blueprint/node-schema.js';
import type { CompiledNode } from '../compile/compiled-blueprint.js';
import type { RepeatedBlock } from './cost-formula.js';
import { always } from './cost-range.js';
import { mostItemsAt } from './inserted-part.js';
import { inputPath, type InputSchemas } from './prompt-parts.js';

/** So many items are expected where the document does not say. */
const defaultExpectedItems = 10;

/** Most items of any loop: the compiler allows no more. */
const mostItems = 10_000;

/** By the list where it is written out, else by its bounds. A list with more items fails before the first. */
export function loopTimes(node: CompiledNode, inputs: InputSchemas): Pick<RepeatedBlock, 'times' | 'list'> {
  const { max_items = mostItems, expected_items = defaultExpectedItems } = node.node as LoopNode;
  const list = listPath(node);
  const known = writtenLength(node);
  if (known !== null) return { times: always(Math.min(known, max_items)), list: null };
  const declared = list === null ? null : mostItemsAt(list, inputs);
  const max = Math.min(max_items, node.mostItems ?? mostItems, declared ?? mostItems);
  return { times: { min: 0, expected: Math.min(expected_items, max), max }, list };
}

function writtenLength({ fields: { items } }: CompiledNode): number | null {
  if (items?.kind === 'list') return items.items.length;
  return items?.kind === 'literal' && Array.isArray(items.value) ? items.value.length : null;
}

function listPath({ fields: { items } }: CompiledNode): readonly string[] | null {
  return items?.kind === 'expression' ? inputPath(items.expression) : null;
}
