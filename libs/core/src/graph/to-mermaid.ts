/** Writes a graph as a Mermaid flowchart, for documentation and issues. Names in it are made here: no text of the document ever
 *  stands outside of a quoted and escaped label. */
import type { DocumentGraph, GraphBlock, GraphEdge, GraphEdgeKind, GraphNode } from './graph.js';
import { groupBy } from './group-by.js';

/** `down`: top to bottom. `right`: left to right. */
export type GraphDirection = 'down' | 'right';

/** The flowchart's text, ending in a line break. */
export function toMermaid(graph: DocumentGraph, direction: GraphDirection = 'down'): string {
  const writing = prepare(graph);
  const lines = [`flowchart ${direction === 'down' ? 'TD' : 'LR'}`];
  for (const block of graph.blocks) if (block.owner === null) lines.push(...topBlockLines(block, writing));
  lines.push(...graph.edges.flatMap((edge) => edgeLine(edge, writing)));
  return `${lines.join('\n')}\n`;
}

interface Writing {
  readonly nameOf: ReadonlyMap<string, string>;
  readonly nodesIn: ReadonlyMap<string, readonly GraphNode[]>;
  readonly blocksOf: ReadonlyMap<string, readonly GraphBlock[]>;
}

function prepare({ nodes, blocks }: DocumentGraph): Writing {
  const named = [...nodes.entries()].map(([index, { key }]) => [key, `n${index}`] as const);
  const blockNames = [...blocks.entries()].map(([index, { key }]) => [key, `b${index}`] as const);
  const inner = blocks.filter(({ owner }) => owner !== null);
  return {
    nameOf: new Map([...named, ...blockNames]),
    nodesIn: groupBy(nodes, ({ block }) => block),
    blocksOf: groupBy(inner, ({ owner }) => owner as string),
  };
}

/** The root's nodes stand in the open; `finally` is a box of its own. */
function topBlockLines(block: GraphBlock, writing: Writing): readonly string[] {
  const lines = nodeLines(block, writing);
  if (block.name === 'root' || lines.length === 0) return lines.map(indent);
  return box(block.key, block.label, lines, writing).map(indent);
}

function nodeLines(block: GraphBlock, writing: Writing): readonly string[] {
  return (writing.nodesIn.get(block.key) ?? []).flatMap((node) => linesOf(node, writing));
}

/** A container is a box around its blocks; with one block only, that block needs no box of its own. */
function linesOf(node: GraphNode, writing: Writing): readonly string[] {
  const filled = (writing.blocksOf.get(node.key) ?? [])
    .map((block) => ({ block, lines: nodeLines(block, writing) }))
    .filter(({ lines }) => lines.length > 0);
  if (filled.length === 0) return [leafLine(node, writing)];
  const isAlone = filled.length === 1 && plainBlocks.has(filled[0]?.block.name ?? '');
  const inner = filled.flatMap(({ block, lines }) => (isAlone ? lines : box(block.key, block.label, lines, writing)));
  return box(node.key, `${node.label} (${node.detail})`, inner, writing);
}

/** Blocks whose name says nothing that the kind of their node does not say. */
const plainBlocks: ReadonlySet<string> = new Set(['body', 'nodes']);

function box(key: string, label: string, lines: readonly string[], { nameOf }: Writing): readonly string[] {
  return [`subgraph ${nameOf.get(key)}["${escapeLabel(label)}"]`, ...lines.map(indent), 'end'];
}

function leafLine(node: GraphNode, { nameOf }: Writing): string {
  const [open, close] = shapes[node.kind ?? ''] ?? ['[', ']'];
  return `${nameOf.get(node.key)}${open}"${escapeLabel(node.label)}<br/>${escapeLabel(node.detail)}"${close}`;
}

const shapes: Readonly<Record<string, readonly [open: string, close: string]>> = {
  llm: ['([', '])'],
  agent: ['([', '])'],
  fail: ['{{', '}}'],
};

const arrows: Readonly<Record<GraphEdgeKind, string>> = {
  data: '-->',
  order: '-.->',
  observe: '-. settled .->',
};

/** Nothing for an edge from a node to itself: the diagnostics tell it, and renderers stumble over it. */
function edgeLine({ from, to, kind }: GraphEdge, { nameOf }: Writing): readonly string[] {
  return from === to ? [] : [indent(`${nameOf.get(from)} ${arrows[kind]} ${nameOf.get(to)}`)];
}

function indent(line: string): string {
  return `  ${line}`;
}

/** Longest label that is written out. */
const maxLabel = 120;

/** Letters and digits of any script, spaces and `_ . , -` as they are, everything else as a character code: no quote, bracket,
 *  line break, HTML or Mermaid directive gets through. A lone surrogate is no character and becomes U+FFFD. */
function escapeLabel(text: string): string {
  const shown = text.length > maxLabel ? `${text.slice(0, maxLabel - 1)}…` : text;
  return shown.replace(/[^\p{L}\p{N} _.,-]/gu, (character) => `#${codeOf(character)};`);
}

function codeOf(character: string): number {
  const code = character.codePointAt(0) as number;
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
}
