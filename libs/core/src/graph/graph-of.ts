/** Makes the graph of any document that can be read as one, sound or not. Pure and linear; it asks no catalog and judges nothing. */
import { buildEdges, type Edges } from '../compile/analyse/build-edges.js';
import { documentReferences, type DocumentReference } from '../compile/analyse/document-references.js';
import { parseFields } from '../compile/analyse/parse-fields.js';
import { collectNames } from '../compile/analyse/resolve-reference.js';
import { waiterIn } from '../compile/analyse/visibility.js';
import { defaultCompileLimits } from '../compile/compile-environment.js';
import type { CompiledEdge } from '../compile/compiled-blueprint.js';
import { fieldOf, type BlockDraft, type DocumentDraft, type NodeDraft } from '../compile/read/draft.js';
import { plainJsonLimits } from '../compile/read/plain-json-limits.js';
import { readDocument } from '../compile/read/read-document.js';
import { copyPlainJson } from '../json/copy-plain-json.js';
import type { JsonValue } from '../json/json-value.js';
import type { DocumentGraph, GraphBlock, GraphEdge, GraphNode } from './graph.js';

/** The graph of a document; null where it is no plain JSON object, or has more nodes than a blueprint may have. */
export function graphOf(document: JsonValue): DocumentGraph | null {
  const copy = copyPlainJson(document, plainJsonLimits);
  if (!copy.ok) return null;
  const { draft } = readDocument(copy.value, defaultCompileLimits);
  if (draft === null || draft.nodes.length > defaultCompileLimits.maxNodes) return null;
  return graphOfDraft(draft, documentReferences(draft, parseFields(draft), collectNames(draft)));
}

/** The graph of a document that has been taken apart already, e.g. by `inspectBlueprint`. */
export function graphOfDraft(draft: DocumentDraft, references: readonly DocumentReference[]): DocumentGraph {
  return {
    nodes: draft.nodes.map(describeNode),
    blocks: draft.blocks.map(describeBlock),
    edges: edgesOf(draft, references),
  };
}

function keyOf(node: NodeDraft): string {
  return node.object.pointer;
}

function blockKeyOf({ owner, name }: BlockDraft): string {
  return `${owner === null ? '' : keyOf(owner)}#${name}`;
}

function describeNode(node: NodeDraft): GraphNode {
  const { id, kind, block } = node;
  const title = textOf(node, 'title') ?? null;
  const parent = block.owner === null ? null : keyOf(block.owner);
  const shared = { key: keyOf(node), id, kind, title, label: title ?? id ?? '?', detail: detailOf(node) };
  return { ...shared, block: blockKeyOf(block), parent };
}

function textOf(node: NodeDraft, name: string): string | undefined {
  const value = fieldOf(node.object, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

function detailOf(node: NodeDraft): string {
  switch (node.kind) {
    case null:
      return 'unknown';
    case 'tool':
      return joined('tool', textOf(node, 'tool_name'));
    case 'llm':
    case 'agent':
      return joined(node.kind, textOf(node, 'model'));
    case 'loop':
      return joined('loop over', textOf(node, 'item_var'));
    case 'workflow':
      return joined('workflow', textOf(node, 'blueprint'));
    case 'fail':
      return joined('fail', textOf(node, 'code'));
    default:
      return node.kind;
  }
}

function joined(kind: string, more: string | undefined): string {
  return more === undefined ? (kind.split(' ')[0] as string) : `${kind} ${more}`;
}

function describeBlock(block: BlockDraft): GraphBlock {
  const owner = block.owner === null ? null : keyOf(block.owner);
  return { key: blockKeyOf(block), name: block.name, label: labelOf(block.name), owner };
}

function labelOf(name: string): string {
  const [kind, ...rest] = name.split('.');
  if (kind === 'cases') return `case ${Number(rest[0]) + 1}`;
  return kind === 'branches' ? rest.join('.') : name;
}

function edgesOf(draft: DocumentDraft, references: readonly DocumentReference[]): readonly GraphEdge[] {
  const data = dataPairs(draft, references);
  const edges = buildEdges(draft, references);
  return draft.nodes.flatMap((node) =>
    sortByOrder(edges[node.order]).map(([from, mode]): GraphEdge => {
      const kind = mode === 'observe' ? 'observe' : data[node.order]?.has(from) ? 'data' : 'order';
      return { from: keyOf(from), to: keyOf(node), kind };
    }),
  );
}

function sortByOrder(into: Edges[number] | undefined): readonly (readonly [NodeDraft, CompiledEdge['mode']])[] {
  return [...(into ?? [])].sort(([left], [right]) => left.order - right.order);
}

/** The nodes whose output is read, by the `order` of who waits for it: an edge does not tell a read from a dependency. */
function dataPairs(draft: DocumentDraft, references: readonly DocumentReference[]): readonly ReadonlySet<NodeDraft>[] {
  const pairs = draft.nodes.map(() => new Set<NodeDraft>());
  for (const { resolution, site } of references) {
    if (resolution.kind !== 'node' || resolution.mode !== 'require') continue;
    const waiter = waiterIn(resolution.node.block, site);
    if (waiter !== null) pairs[waiter.order]?.add(resolution.node);
  }
  return pairs;
}
