/** All nodes of a compiled blueprint by their JSON pointers, nested ones too. */
import type { CompiledBlock, CompiledBlueprint, CompiledNode } from '@ice/core';

/** See the head of this file. */
export function nodesOf({ root, finally: last }: CompiledBlueprint): ReadonlyMap<string, CompiledNode> {
  const nodes = [...within(root), ...(last ? within(last) : [])];
  return new Map(nodes.map((node) => [node.pointer, node]));
}

function within({ nodes }: CompiledBlock): readonly CompiledNode[] {
  return nodes.flatMap((node) => [node, ...Object.values(node.blocks).flatMap(within)]);
}
