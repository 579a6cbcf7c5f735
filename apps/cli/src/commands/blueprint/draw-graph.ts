/** Draws the graph of a document as text: a chain as one line, anything wider as a list of levels, what is inside containers below it.
 *  It draws unsound documents too, and decides nothing. */
import type { DocumentGraph, GraphBlock, GraphEdge, GraphNode } from '@ice/core';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';
import { levelsOf } from './levels-of.js';

/** A longer chain is easier to read as a list. */
const maxChainLength = 100;

/** What tells a container from a node that works itself. */
const marks: Readonly<Record<string, string>> = { loop: ' ⟳', recursive: ' ⟳', condition: ' ◇', parallel: ' ∥' };

/** Blocks whose name says nothing that the kind of their node does not say. */
const plainBlocks: ReadonlySet<string> = new Set(['body', 'nodes']);

/** The lines, without a line break at the end. */
export function drawGraph(graph: DocumentGraph): string {
  const top = graph.blocks.filter(({ owner }) => owner === null);
  const drawn = top.flatMap((block) => {
    const lines = blockLines(block, graph);
    return block.name === 'root' || lines.length === 0 ? lines : ['', block.label, ...lines.map(indent)];
  });
  return drawn.join('\n');
}

/** The nodes of a block, and what is inside of those that are containers. */
function blockLines(block: GraphBlock, graph: DocumentGraph): readonly string[] {
  const nodes = graph.nodes.filter((node) => node.block === block.key);
  const keys = new Set(nodes.map(({ key }) => key));
  const edges = graph.edges.filter(({ from, to }) => from !== to && keys.has(to));
  const levels = levelsOf(nodes, edges);
  const own = chainOf(levels, edges) ?? levelLines(levels, edges);
  return [...own, ...nodes.flatMap((node) => containerLines(node, graph))];
}

function containerLines(node: GraphNode, graph: DocumentGraph): readonly string[] {
  const inner = graph.blocks.filter(({ owner }) => owner === node.key);
  return inner.flatMap((block) => {
    const lines = blockLines(block, graph);
    const name = plainBlocks.has(block.name) ? '' : `, ${plainText(block.label)}`;
    return lines.length === 0 ? [] : ['', `${nameOf(node)} (${plainText(node.detail)})${name}`, ...lines.map(indent)];
  });
}

/** One line, where each level has one node that waits for the one before it; else null. */
function chainOf(levels: readonly (readonly GraphNode[])[], edges: readonly GraphEdge[]): readonly string[] | null {
  const chain = levels.map(([node]) => node as GraphNode);
  const isChain = levels.every(
    (level, index) => level.length === 1 && (index === 0 || isEdge(edges, chain[index - 1], chain[index])),
  );
  const line = chain.map(markedName).join(' ─▶ ');
  return isChain && line.length <= maxChainLength && chain.length > 0 ? [line] : null;
}

function isEdge(edges: readonly GraphEdge[], from: GraphNode | undefined, to: GraphNode | undefined): boolean {
  return edges.some((edge) => edge.from === from?.key && edge.to === to?.key);
}

function levelLines(levels: readonly (readonly GraphNode[])[], edges: readonly GraphEdge[]): readonly string[] {
  const nameByKey = new Map(levels.flat().map((node) => [node.key, nameOf(node)]));
  const rows = levels.flatMap((level, index) =>
    level.map((node, position) => {
      const into = edges.filter(({ to }) => to === node.key).map(({ from }) => nameByKey.get(from) ?? '?');
      const number = position === 0 ? String(index + 1) : '';
      return [number, markedName(node), node.detail, into.length === 0 ? '' : `◀─ ${into.join(', ')}`];
    }),
  );
  return rows.length === 0 ? [] : table(['', '', '', ''], rows).split('\n');
}

function nameOf({ id, label }: GraphNode): string {
  return plainText(id ?? label);
}

function markedName(node: GraphNode): string {
  return `${nameOf(node)}${marks[node.kind ?? ''] ?? ''}`;
}

function indent(line: string): string {
  return line === '' ? line : `  ${line}`;
}
