/** What two blueprint documents say of their nodes: which they define differently, and which depend on which. */
import { diffBlueprints, type NodeChange } from '../diff/diff-blueprints.js';
import { graphOf } from '../graph/graph-of.js';
import type { JsonObject } from '../json/json-value.js';

/** Relations between nodes, by their ids. */
export interface BlueprintRelations {
  readonly changes: readonly Pick<NodeChange, 'id' | 'change'>[];
  /** Ids of nodes that are not in both, or that do something else in one of them. */
  readonly changedIds: ReadonlySet<string>;
  /** Pointers of other fields of the document that differ. */
  readonly document: readonly string[];
  /** Nodes of the same block that a node depends on, in either document. */
  readonly predecessors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Fields that people read and that change nothing. */
const wordsOnly = /^\/(?:title|description|metadata)(?:\/|$)/;

/** The relations. The documents are one and the same where the revisions are. */
export function relateBlueprints(left: JsonObject, right: JsonObject): BlueprintRelations {
  const predecessors = new Map<string, Set<string>>();
  addPredecessors(left, predecessors);
  if (left === right) return { changes: [], changedIds: new Set(), document: [], predecessors };
  addPredecessors(right, predecessors);
  const diff = diffBlueprints(left, right, Number.MAX_SAFE_INTEGER);
  const changed = diff.nodes.filter(({ change, fields }) => change !== 'changed' || changesWhatItDoes(fields));
  return {
    changes: diff.nodes.map(({ id, change }) => ({ id, change })),
    changedIds: new Set(changed.filter(({ change }) => change !== 'moved').map(({ id }) => id)),
    document: diff.document.map(({ pointer }) => pointer),
    predecessors,
  };
}

function changesWhatItDoes(fields: NodeChange['fields']): boolean {
  return fields.some(({ pointer }) => !wordsOnly.test(pointer));
}

function addPredecessors(document: JsonObject, predecessors: Map<string, Set<string>>): void {
  const graph = graphOf(document);
  const ids = new Map(graph?.nodes.map(({ key, id }) => [key, id]));
  for (const { from, to } of graph?.edges ?? []) {
    const [source, target] = [ids.get(from), ids.get(to)];
    if (typeof source !== 'string' || typeof target !== 'string') continue;
    const known = predecessors.get(target) ?? new Set();
    predecessors.set(target, known.add(source));
  }
}
