/** The graph of a document for people: what a drawing, a canvas or a listing shows. Plain data without positions; it never decides
 *  what runs (that is the compiled blueprint's business), so it exists for unsound documents too. */
import type { NodeKind } from '../blueprint/node-schema.js';

/** Nodes, the blocks they stand in, and the edges between them, each in document order. */
export interface DocumentGraph {
  readonly nodes: readonly GraphNode[];
  /** Outer blocks before the blocks inside them; the root is the first. */
  readonly blocks: readonly GraphBlock[];
  readonly edges: readonly GraphEdge[];
}

/** One node. */
export interface GraphNode {
  /** Unique in the graph, also where ids are missing or stand twice: the node's JSON pointer. */
  readonly key: string;
  /** As written; null where it is missing or no text. */
  readonly id: string | null;
  /** Null where the type is unknown. */
  readonly kind: NodeKind | null;
  readonly title: string | null;
  /** Title, else id, else `?`. Untrusted text. */
  readonly label: string;
  /** The kind and what tells this node from others of it: `tool csv_loader`, `loop over row`. Untrusted text. */
  readonly detail: string;
  /** The key of the block it stands in. */
  readonly block: string;
  /** The key of the container around it; null in the root and in `finally`. */
  readonly parent: string | null;
}

/** One scope of nodes. */
export interface GraphBlock {
  /** Unique in the graph: the key of the owner, `#` and the name. */
  readonly key: string;
  /** `root`, `finally`, `body`, `then`, `cases.0`, `branches.left`, `nodes`, `handle`, … */
  readonly name: string;
  /** For people: `case 1`, `left`, … */
  readonly label: string;
  /** The key of the container; null for the root and `finally`. */
  readonly owner: string | null;
}

/** `data`: an expression reads the output. `order`: a dependency only. `observe`: only `runs.x` is read. */
export type GraphEdgeKind = 'data' | 'order' | 'observe';

/** `to` waits for `from`; both stand in one block: what is read inside a container makes an edge to the container. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: GraphEdgeKind;
}
