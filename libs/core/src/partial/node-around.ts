/** Finds the node that a place of a document is in. */
import { formatPointer } from '../json/json-pointer.js';
import type { LocatedNode } from './locate-nodes.js';

/** The innermost node at or around a place, and what leads from it to the place; undefined outside of every node. */
export function nodeAround(
  nodes: readonly LocatedNode[],
  tokens: readonly string[],
): { readonly located: LocatedNode; readonly rest: readonly string[] } | undefined {
  const lengths = new Map(tokens.map((_token, index) => [formatPointer(tokens.slice(0, index + 1)), index + 1]));
  const located = nodes.findLast(({ pointer }) => lengths.has(pointer));
  return located && { located, rest: tokens.slice(lengths.get(located.pointer)) };
}
