/** Check: there are no more edges than the process takes. */
import type { Edges } from '../analyse/build-edges.js';
import type { CompileLimits } from '../compile-environment.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { placeOf, type DocumentDraft } from '../read/draft.js';

/** One finding where the edges of all blocks together are too many. */
export function checkEdgeCount(draft: DocumentDraft, edges: Edges, limits: CompileLimits): readonly Finding[] {
  const count = edges.reduce((sum, into) => sum + into.size, 0);
  if (count <= limits.maxEdges) return [];
  const message = `There are ${count} edges between nodes, more than the ${limits.maxEdges} allowed.`;
  const hint = 'Let one node collect what many others read, and read that one.';
  return [errorAt(placeOf(draft.object, 'nodes'), 'too-many-edges', message, () => ({ hint }))];
}
