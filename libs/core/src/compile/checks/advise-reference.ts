/** What to do about a reference that means nothing: the name that was meant, where only one can be, and the mended text. */
import { nodeIdPattern } from '../../blueprint/node-fields.js';
import type { LocatedReference } from '../../expression/index.js';
import { nearestName } from '../../json/nearest-name.js';
import type { DocumentReference } from '../analyse/document-references.js';
import { executionMembers, resolveReference, runMembers, type Names } from '../analyse/resolve-reference.js';
import { adviseMisuse } from '../analyse/secret-misuse.js';
import {
  containersOf,
  scopedVariables,
  standInFor,
  variablesAt,
  visibleNodes,
  type Site,
} from '../analyse/visibility.js';
import { listOf, quote } from '../diagnostic/describe-value.js';
import type { Advice } from '../diagnostic/finding.js';
import { mendText, textAt } from '../diagnostic/mend-text.js';
import type { NodeDraft } from '../read/draft.js';

/** Hint and fix for a reference that did not resolve. */
export function adviseReference(found: DocumentReference, names: Names): Advice {
  const { reference, resolution, site } = found;
  switch (resolution.kind) {
    case 'unknown-node':
      return adviseName(found, reference.id ?? '', visibleIds(site));
    case 'unknown-input':
      return adviseName(found, String(reference.path[0]), [...(names.inputs ?? [])], 'Declare it under `inputs`.');
    case 'unknown-member':
      return adviseMember(found);
    case 'unknown-variable':
      return adviseVariable(found, names);
    case 'hidden-variable':
      return { hint: `It exists ${scopedVariables[reference.root] ?? 'in the body of the loop that names it'} only.` };
    case 'hidden-node':
      return { hint: adviseHiddenNode(resolution.node, site) };
    case 'misplaced-secret':
      return { hint: adviseMisuse(resolution.misuse) };
    default:
      return {};
  }
}

/** Ids that the site may read; a node cannot read itself. */
function visibleIds(site: Site): readonly string[] {
  return visibleNodes(site).flatMap((node) => (node === site.node || node.id === null ? [] : node.id));
}

function adviseName(found: DocumentReference, name: string, known: readonly string[], otherwise?: string): Advice {
  const near = nearestName(name, known);
  // What is itself no name cannot be written after a dot.
  if (near === undefined || !nodeIdPattern.test(near)) return { hint: otherwise ?? namesHint(known) };
  return { hint: `Did you mean ${quote(near)}?`, mend: mend(found, name, near) };
}

function namesHint(names: readonly string[]): string {
  return names.length === 0 ? 'No other node can be read here.' : `In scope here: ${listOf(names, 'and')}.`;
}

function adviseMember(found: DocumentReference): Advice {
  const { root, id, path } = found.reference;
  const known = root === 'runs' ? runMembers : executionMembers(found.site);
  const hint = `It has ${listOf(known, 'and')}.${root === 'runs' ? ` The output is \`nodes.${id ?? ''}\`.` : ''}`;
  const near = nearestName(String(path[0]), known);
  return near === undefined ? { hint } : { hint, mend: mend(found, String(path[0]), near) };
}

function adviseHiddenNode(node: NodeDraft, site: Site): string {
  const name = quote(node.id ?? '');
  if (containersOf(site).includes(node)) return `${name} contains this place, so its output does not exist yet.`;
  const standIn = standInFor(node, site);
  if (standIn !== undefined)
    return `${name} is inside ${quote(standIn.id ?? '')}: read that node's output in its place.`;
  return `${name} is in \`finally\`, which runs after everything else.`;
}

/** A bare id or input name wants its root; a misspelt root or variable wants its letters. */
function adviseVariable(found: DocumentReference, names: Names): Advice {
  const { reference, site } = found;
  const rooted = [`nodes.${reference.root}`, `inputs.${reference.root}`].filter((text) =>
    isReadable(text, site, names),
  );
  const known = [...variablesAt(site).names, 'inputs', 'nodes', 'runs', 'execution'];
  const meant = rooted.length === 1 ? rooted[0] : nearestName(reference.root, known);
  if (meant === undefined) return { hint: `In scope here: ${listOf(known, 'and')}.` };
  const [root = '', id] = meant.split('.');
  const mended: LocatedReference = {
    ...reference,
    root,
    path: id === undefined ? reference.path : [id, ...reference.path],
  };
  const isMend = isSound(mended, site, names);
  return { hint: `Did you mean ${quote(meant)}?`, ...(isMend && { mend: mend(found, reference.root, meant) }) };
}

function isReadable(text: string, site: Site, names: Names): boolean {
  const [root = '', name = ''] = text.split('.');
  return isSound({ root, path: [name], absorbed: false, start: 0, end: 0 }, site, names);
}

/** Roots with an id were parsed as plain variables here, so the id is still the first step of the path. */
function isSound({ root, path, ...rest }: Omit<LocatedReference, 'pointer'>, site: Site, names: Names): boolean {
  const hasId = root === 'nodes' || root === 'runs';
  const reference = hasId ? { ...rest, root, id: String(path[0]), path: path.slice(1) } : { ...rest, root, path };
  const { kind } = resolveReference(reference, site, names);
  return kind === 'value' || kind === 'node';
}

/** Replaces the name inside the reference's span. */
function mend({ parsed: { field }, reference }: DocumentReference, from: string, to: string): Advice['mend'] {
  const text = textAt(field, reference.pointer).slice(0, reference.end);
  const start = text.indexOf(from, nameStart(reference, from));
  if (start < 0) return undefined;
  const title = `Replace ${quote(from)} by ${quote(to)}`;
  return mendText(field, reference.pointer, { start, end: start + from.length, text: to, title });
}

/** Looks for the name behind the root (and the id) where it is not the root itself. */
function nameStart({ root, id, start }: LocatedReference, name: string): number {
  if (name === root) return start;
  return start + root.length + (id === undefined || id === name ? 0 : id.length);
}
