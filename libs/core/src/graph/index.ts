/** The graph of a document as people see it: what drawings, canvases and listings share. */
export type { DocumentGraph, GraphBlock, GraphEdge, GraphEdgeKind, GraphNode } from './graph.js';
export { graphOf, graphOfDraft } from './graph-of.js';
export { layoutGraph, type Box, type GraphLayout, type PlacedBox } from './layout-graph.js';
export { toMermaid, type GraphDirection } from './to-mermaid.js';
