/** Check: `dependencies` name other nodes of the same block, each once. */
import { nearestName } from '../../json/nearest-name.js';
import { dependenciesOf } from '../analyse/build-edges.js';
import { containersOf, standInFor, waiterIn, type Site } from '../analyse/visibility.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, isInsideUnknown, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about dependencies that repeat, do not exist or are out of scope. Cycles are another check's. */
export function checkDependencies(draft: DocumentDraft): readonly Finding[] {
  const hasNamelessNode = draft.nodes.some((node) => node.id === null);
  return draft.nodes.flatMap((node) => {
    const field = fieldOf(node.object, 'dependencies');
    if (field === undefined) return [];
    const seen = new Set<string>();
    return dependenciesOf(node).flatMap((id, index) => {
      const place = innerField(field, index);
      if (seen.has(id)) return [duplicate(id, place)];
      seen.add(id);
      const target = draft.nodeById.get(id);
      if (target === undefined) return hasNamelessNode ? [] : [unknown(id, place, node)];
      return target.block === node.block || isInsideUnknown(target) ? [] : [outOfScope(target, place, node)];
    });
  });
}

function duplicate(id: string, place: Field): Finding {
  const message = `${describePlace(place.pointer)}: ${quote(id)} is listed twice`;
  return errorAt(place, 'duplicate-dependency', message, () => ({ fix: removal(place) }));
}

function removal(place: Field): Advice['fix'] {
  return { title: 'Remove it', patch: [{ op: 'remove', path: place.pointer }] };
}

function replacement(place: Field, id: string): Advice['fix'] {
  return { title: `Replace it by ${quote(id)}`, patch: [{ op: 'replace', path: place.pointer, value: id }] };
}

function unknown(id: string, place: Field, node: NodeDraft): Finding {
  const message = `${describePlace(place.pointer)}: there is no node ${quote(id)}`;
  return errorAt(place, 'unknown-dependency', message, () => {
    const near = nearestName(id, candidates(node));
    return near === undefined ? {} : { hint: `Did you mean ${quote(near)}?`, fix: replacement(place, near) };
  });
}

/** Siblings that are not listed yet. */
function* candidates(node: NodeDraft): Iterable<string> {
  const taken = new Set([node.id, ...dependenciesOf(node)]);
  for (const { id } of node.block.nodes) if (id !== null && !taken.has(id)) yield id;
}

function outOfScope(target: NodeDraft, place: Field, node: NodeDraft): Finding {
  const message = `${describePlace(place.pointer)}: ${quote(target.id ?? '')} is not in the same block as ${quote(node.id ?? '')}`;
  return errorAt(place, 'dependency-out-of-scope', message, () => adviseScope(target, place, node));
}

function adviseScope(target: NodeDraft, place: Field, node: NodeDraft): Advice {
  const site: Site = { block: node.block, node, field: 'dependencies' };
  const name = quote(target.id ?? '');
  if (containersOf(site).includes(target)) {
    return { hint: `${name} contains this node, which so begins after it anyway.`, fix: removal(place) };
  }
  const standIn = standInFor(target, site);
  if (standIn?.block === node.block) return adviseStandIn(standIn, place, node);
  const waiter = waiterIn(target.block, site);
  if (waiter === null || waiter === node) return { hint: 'Dependencies name nodes of the same block.' };
  return { hint: `Let the container ${quote(waiter.id ?? '')} depend on ${name}; this node then begins after it.` };
}

/** The target is inside a sibling: depend on the sibling, which ends when all inside has. */
function adviseStandIn(standIn: NodeDraft, place: Field, node: NodeDraft): Advice {
  const id = standIn.id ?? '';
  if (standIn === node)
    return { hint: 'It is inside this node, which cannot end before it anyway.', fix: removal(place) };
  const isListed = dependenciesOf(node).includes(id);
  return { hint: `Depend on its container ${quote(id)}.`, fix: isListed ? removal(place) : replacement(place, id) };
}
