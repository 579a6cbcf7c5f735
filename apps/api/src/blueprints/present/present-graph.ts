/** The graph of a document as `validate` shows it: a text to draw, and places to draw at. */
import { graphOfDraft, layoutGraph, toMermaid, type DocumentGraph, type Inspection } from '@ice/core';

/** Where a node is drawn: whole pixels from the top left of the drawing. */
export interface NodePosition {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** See the head of this file. */
export interface GraphAnswer {
  /** A Mermaid flowchart. */
  readonly mermaid: string;
  /** By id; a node without one has none, of two with one id the first has it. A container lies behind the nodes inside it. */
  readonly positions: Readonly<Record<string, NodePosition>>;
}

/** The graph of any document, sound or not; null where there is none: it is no blueprint at all, or larger than one may be. */
export function presentGraph({ analysis }: Inspection): GraphAnswer | null {
  if (analysis === null) return null;
  const graph = graphOfDraft(analysis.draft, analysis.references);
  return { mermaid: toMermaid(graph), positions: positionsOf(graph) };
}

function positionsOf(graph: DocumentGraph): GraphAnswer['positions'] {
  const idByKey = new Map(graph.nodes.map(({ key, id }) => [key, id]));
  const positions = new Map<string, NodePosition>();
  for (const { key, x, y, width, height } of layoutGraph(graph).nodes) {
    const id = idByKey.get(key) ?? null;
    if (id !== null && !positions.has(id)) positions.set(id, { x, y, width, height });
  }
  return Object.fromEntries(positions);
}
