/** The blueprints that a sound document runs: which ones, and which revisions their references stand for. */
import { defaultMaxDepth } from '../../blueprint/node-defaults.js';
import type { BlueprintNode } from '../../blueprint/node-schema.js';
import { blueprintReferencePattern } from '../../blueprint/workflow-fields.js';
import type { Analysis } from '../analyse/analysis.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import type { CompiledBlueprint, CompiledNode } from '../compiled-blueprint.js';
import type { NodeDraft } from '../read/draft.js';

/** The other blueprints that its nodes and agents run, by reference, in document order. */
export function childrenOf({ draft, environment }: Analysis): CompiledBlueprint['children'] {
  const children: Record<string, BlueprintInterface> = {};
  for (const reference of draft.nodes.flatMap(referencesOf)) {
    const child = environment.findBlueprint(reference);
    if (child !== undefined) children[reference] = child;
  }
  return Object.freeze(children);
}

function referencesOf({ object }: NodeDraft): readonly string[] {
  const node = object.values as unknown as BlueprintNode;
  const named = node.type === 'workflow' ? [node.blueprint] : node.type === 'agent' ? node.tools : [];
  return named.filter((name) => blueprintReferencePattern.test(name));
}

/** The pins of the children and of all that they run, by reference in order. */
export function pinsOf(children: CompiledBlueprint['children']): CompiledBlueprint['pins'] {
  const pins = Object.entries(children).flatMap(([reference, child]) => [
    ...(reference.startsWith('bp_') ? [[reference, child.revision] as const] : []),
    ...Object.entries(child.pins),
  ]);
  return Object.freeze(Object.fromEntries(pins.sort(([left], [right]) => (left < right ? -1 : 1))));
}

/** The child of a node; null for kinds that have none. */
export function childOf(node: BlueprintNode, { environment }: Analysis): CompiledNode['child'] {
  if (node.type !== 'workflow') return null;
  const other = node.blueprint === 'self' ? undefined : environment.findBlueprint(node.blueprint);
  return Object.freeze({ revision: other?.revision ?? 'self', maxDepth: node.max_depth ?? defaultMaxDepth });
}
