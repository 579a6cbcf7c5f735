/** Names a node that came without an id, after what it does. */
import { nodeIdPattern } from '../blueprint/node-fields.js';
import { reservedWords, rootNames } from '../compile/analyse/reserved-names.js';
import type { JsonObject } from '../json/json-value.js';
import { memberOf, type LocatedNode } from './locate-nodes.js';

/** `pricing_strategy` for a call of that tool, else the kind of node; with a number where that name is taken. */
export function freeNodeId(node: JsonObject, nodes: readonly LocatedNode[]): string {
  const base = baseOf(node);
  const taken = new Set(nodes.map(({ id }) => id?.toLowerCase()));
  const isFree = (id: string): boolean => !taken.has(id) && !reservedWords.has(id) && !rootNames.has(id);
  if (isFree(base)) return base;
  for (let number = reservedWords.has(base) ? 1 : 2; ; number += 1) {
    const id = `${base}_${number}`;
    if (isFree(id)) return id;
  }
}

/** Short enough for a number behind it. */
const maxBaseLength = 56;

function baseOf(node: JsonObject): string {
  const names = [memberOf(node, 'tool_name'), memberOf(node, 'type')];
  const usable = names.map(nameOf).find((name) => nodeIdPattern.test(name));
  return usable ?? 'node';
}

function nameOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const plain = value.slice(0, maxBaseLength).toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
}
