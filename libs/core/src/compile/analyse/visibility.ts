/** What an expression may see: the nodes and variables in scope at a place, and by which node of which block it waits for them. */
import type { BlockDraft, NodeDraft } from '../read/draft.js';

/** Where an expression stands. */
export interface Site {
  /** The scope that it reads in. */
  readonly block: BlockDraft;
  /** The node whose own field it is; null for the output of a block or of the blueprint, and for monitors. */
  readonly node: NodeDraft | null;
  /** The field's name, as in `ParsedField.name`; `outputs` and `monitors` for those of the blueprint. */
  readonly field: string;
}

/** The nodes on whose way to the root the site stands, innermost first: its containers. */
export function containersOf(site: Site): readonly NodeDraft[] {
  const containers: NodeDraft[] = [];
  for (let block: BlockDraft | null = site.block; block !== null; block = block.parent) {
    if (block.owner !== null) containers.push(block.owner);
  }
  return containers;
}

/** True when the site may read the node: one of its own block, or of a block around it that is not its container. */
export function isVisible(node: NodeDraft, site: Site): boolean {
  return isAround(node.block, site.block) && !containersOf(site).includes(node);
}

function isAround(outer: BlockDraft, inner: BlockDraft): boolean {
  for (let block: BlockDraft | null = inner; block !== null; block = block.parent) if (block === outer) return true;
  return false;
}

/** All nodes that the site may read, nearest scope first. */
export function visibleNodes(site: Site): readonly NodeDraft[] {
  const containers = new Set(containersOf(site));
  const blocks: BlockDraft[] = [];
  for (let block: BlockDraft | null = site.block; block !== null; block = block.parent) blocks.push(block);
  return blocks.flatMap(({ nodes }) => nodes.filter((node) => !containers.has(node)));
}

/** The node of `block` that waits for what the site reads there: the reader itself or its container; null for an output. */
export function waiterIn(block: BlockDraft, site: Site): NodeDraft | null {
  let waiter = site.node;
  for (let inner: BlockDraft | null = site.block; inner !== null && inner !== block; inner = inner.parent) {
    waiter = inner.owner;
  }
  return waiter;
}

/** The node of `block` (or of a block around it) inside which a hidden node stands: what may be named in its place. */
export function standInFor(node: NodeDraft, site: Site): NodeDraft | undefined {
  for (let outer = node.block.owner; outer !== null; outer = outer.block.owner) {
    if (isVisible(outer, site)) return outer;
  }
  return undefined;
}

/** Variables that exist beside `inputs`, `nodes`, `runs`, `execution` and `secrets`, by name, with where they exist. */
export const scopedVariables: Readonly<Record<string, string>> = {
  index: 'in the body of a loop',
  state: 'in the body and the `until` of a recursive node',
  iteration: 'in the body and the `until` of a recursive node',
  attempt: "in a node's own fields other than `when`",
  failure: 'in a handle block',
};

/** The variables in scope. `uncertain` = an `item_var` around the site could not be read, so any name may be one. */
export function variablesAt(site: Site): { readonly names: ReadonlySet<string>; readonly uncertain: boolean } {
  const names = new Set<string>();
  let uncertain = false;
  if (site.node !== null && site.field !== 'when') names.add('attempt');
  if (site.node?.kind === 'recursive' && site.field === 'until') addAll(names, ['state', 'iteration']);
  for (let block: BlockDraft | null = site.block; block !== null; block = block.parent) {
    const kind = block.name === 'body' ? block.owner?.kind : undefined;
    if (block.name === 'handle') names.add('failure');
    if (kind === 'recursive') addAll(names, ['state', 'iteration']);
    if (kind !== 'loop') continue;
    const itemVar = itemVariable(block.owner as NodeDraft);
    if (itemVar === undefined) uncertain = true;
    addAll(names, itemVar === undefined ? ['index'] : ['index', itemVar]);
  }
  return { names, uncertain };
}

function addAll(names: Set<string>, more: readonly string[]): void {
  for (const name of more) names.add(name);
}

/** The `item_var` of a loop as written, sound or not. */
export function itemVariable(node: NodeDraft): string | undefined {
  const name = Object.hasOwn(node.object.values, 'item_var') ? node.object.values['item_var'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
