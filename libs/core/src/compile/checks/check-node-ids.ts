/** Check: ids look like names, mean nothing else in expressions, and are unique in the whole document, also beyond case. */
import { nodeIdPattern } from '../../blueprint/node-fields.js';
import { reservedWords, rootNames } from '../analyse/reserved-names.js';
import { describePlace, describeValue, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { isInsideUnknown, placeOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';

/** Findings about ids. A missing one is the schema's business, except where no schema was asked: in nodes of unknown type. */
export function checkNodeIds(draft: DocumentDraft): readonly Finding[] {
  const owners = ownersOf(draft.nodes);
  return draft.nodes.flatMap((node) => {
    if (node.id === null) return noText(node);
    const owner = owners.get(node.id.toLowerCase()) as NodeDraft;
    if (owner !== node) return [duplicate(node, node.id, owner)];
    if (!nodeIdPattern.test(node.id)) return [invalid(node, node.id)];
    return reservedWords.has(node.id) || rootNames.has(node.id) ? [reserved(node, node.id)] : [];
  });
}

/** Who keeps an id that several have: the first that is spelt right, else the first. */
function ownersOf(nodes: readonly NodeDraft[]): ReadonlyMap<string, NodeDraft> {
  const owners = new Map<string, NodeDraft>();
  for (const node of nodes) {
    const key = node.id?.toLowerCase();
    if (key === undefined) continue;
    const owner = owners.get(key);
    if (owner === undefined || (!isSpeltRight(owner) && isSpeltRight(node))) owners.set(key, node);
  }
  return owners;
}

function isSpeltRight(node: NodeDraft): boolean {
  return node.id !== null && nodeIdPattern.test(node.id);
}

function noText(node: NodeDraft): readonly Finding[] {
  const place = placeOf(node.object, 'id');
  const where = describePlace(place.pointer);
  if (Object.hasOwn(node.object.values, 'id')) {
    const message = `${where}: an id is text, got ${describeValue(node.object.values['id'])}`;
    return [errorAt(place, 'node-id-invalid', message, () => ({ hint: rule }))];
  }
  const isTold = node.kind !== null || isInsideUnknown(node);
  return isTold ? [] : [errorAt(place, 'validation-failed', `${where} is missing`)];
}

const rule = 'An id begins with a letter of a-z and holds letters of a-z, digits and _, at most 64.';

function invalid(node: NodeDraft, id: string): Finding {
  const place = placeOf(node.object, 'id');
  const message = `${describePlace(place.pointer)}: ${quote(id)} is no id`;
  return errorAt(place, 'node-id-invalid', message, () => ({ hint: rule }));
}

function reserved(node: NodeDraft, id: string): Finding {
  const place = placeOf(node.object, 'id');
  const what = reservedWords.has(id) ? 'a word of the expression language' : 'a name that expressions already have';
  const hint = `Add a word to it, such as "${id}_node".`;
  return errorAt(place, 'node-id-reserved', `${describePlace(place.pointer)}: ${quote(id)} is ${what}`, () => ({
    hint,
  }));
}

function duplicate(node: NodeDraft, id: string, owner: NodeDraft): Finding {
  const place = placeOf(node.object, 'id');
  const other = describePlace(owner.object.pointer);
  const fault =
    owner.id === id ? `is the id of ${other} too` : `differs from ${quote(owner.id ?? '')} (${other}) in case only`;
  const hint = 'Ids are unique in the whole document, nested blocks included.';
  return errorAt(place, 'duplicate-node-id', `${describePlace(place.pointer)}: ${quote(id)} ${fault}`, () => ({
    hint,
  }));
}
