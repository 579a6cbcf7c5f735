/** Check: every node can run. Said of nodes of the block in which the cause stands; what is inside of them goes without saying. */
import type { Analysis } from '../analyse/analysis.js';
import type { Edges } from '../analyse/build-edges.js';
import { quote } from '../diagnostic/describe-value.js';
import { warningAt, type Finding } from '../diagnostic/finding.js';
import { placeOf, type NodeDraft } from '../read/draft.js';
import { skippingByWhen } from '../typing/skipping-by-when.js';
import type { TypedDocument } from '../typing/typed-document.js';

/** Warnings about nodes that are always skipped, or kept from running by one that always fails. */
export function checkReachability({ draft, edges, fields }: Analysis, types: TypedDocument): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    if (types.skippingOf(node) === 'always') {
      const isOwn = skippingByWhen(fields.byNode[node.order] ?? []) === 'always';
      return [isOwn ? neverTrue(node) : waitsForever(node, causeOf(node, edges, types), 'never does')];
    }
    const failing = types.deadEndBefore(node);
    return failing === undefined ? [] : [waitsForever(node, failing, 'always fails')];
  });
}

function neverTrue(node: NodeDraft): Finding {
  const message = `Node ${quote(node.id ?? '')} never runs: its condition is false.`;
  return warningAt(placeOf(node.object, 'when'), 'unreachable-node', message, () => ({
    hint: 'Take the node out, or mend its condition.',
  }));
}

function waitsForever(node: NodeDraft, cause: NodeDraft | undefined, why: string): Finding {
  const message = `Node ${quote(node.id ?? '')} never runs: it waits for ${quote(cause?.id ?? '')}, which ${why}.`;
  return warningAt(node.object, 'unreachable-node', message);
}

/** The first of its predecessors that never runs. */
function causeOf(node: NodeDraft, edges: Edges, types: TypedDocument): NodeDraft | undefined {
  for (const [from, mode] of edges[node.order] ?? []) {
    if (mode === 'require' && types.skippingOf(from) === 'always') return from;
  }
  return undefined;
}
