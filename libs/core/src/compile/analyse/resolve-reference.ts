/** Finds what a reference means at its place, or why it means nothing. Says nothing itself: checks and edges are made of it. */
import type { Reference } from '../../expression/index.js';
import { isJsonObject } from '../../json/json-value.js';
import { secretInputNames } from '../../secret/secret-input.js';
import { isInsideUnknown, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import type { SecretMisuse } from './secret-misuse.js';
import { isVisible, itemVariable, scopedVariables, variablesAt, type Site } from './visibility.js';

/** What the references of a document can mean. Made once for each document. */
export interface Names {
  readonly draft: DocumentDraft;
  /** The declared inputs; null where they cannot be told. */
  readonly inputs: ReadonlySet<string> | null;
  /** Those of them whose values are secrets. */
  readonly secretInputs: ReadonlySet<string>;
  /** The `item_var` of every loop. */
  readonly itemVariables: ReadonlySet<string>;
  /** True when a node without an id exists: an unknown id may be meant for it. */
  readonly hasNamelessNode: boolean;
}

/** What a reference means: a node, something else that is there, or a fault. */
export type Resolution =
  | { readonly kind: 'node'; readonly node: NodeDraft; readonly mode: 'require' | 'observe' }
  | { readonly kind: 'value' }
  | {
      readonly kind: 'unknown-node' | 'unknown-input' | 'unknown-member' | 'unknown-variable' | 'hidden-variable';
    }
  | { readonly kind: 'misplaced-secret'; readonly misuse: SecretMisuse }
  | { readonly kind: 'hidden-node'; readonly node: NodeDraft };

/** The names of a document. */
export function collectNames(draft: DocumentDraft): Names {
  const declared = Object.hasOwn(draft.object.values, 'inputs') ? draft.object.values['inputs'] : {};
  const loops = draft.nodes.filter((node) => node.kind === 'loop');
  return {
    draft,
    inputs: isJsonObject(declared) ? new Set(Object.keys(declared)) : null,
    secretInputs: new Set(isJsonObject(declared) ? secretInputNames(declared) : []),
    itemVariables: new Set(loops.flatMap((loop) => itemVariable(loop) ?? [])),
    hasNamelessNode: draft.nodes.some((node) => node.id === null),
  };
}

/** True when the reference means nothing at its place. */
export function isFault({ kind }: Resolution): boolean {
  return kind !== 'node' && kind !== 'value';
}

/** What is known of the members of a run. */
export const runMembers = ['status', 'failure', 'attempts'] as const;

const executionFacts = ['id', 'status', 'started_at', 'usage', 'budget_usd'] as const;
/** How things stand changes from event to event: what reads it runs anew with each, and nothing but a monitor does. */
const monitoredFacts = [...executionFacts, 'elapsed_ms', 'failures'] as const;

/** What is known of the members of the execution, at a site. */
export function executionMembers({ field, node }: Site): readonly string[] {
  return node === null && field === 'monitors' ? monitoredFacts : executionFacts;
}

/** Resolves one reference. */
export function resolveReference(reference: Reference, site: Site, names: Names): Resolution {
  switch (reference.root) {
    case 'nodes':
    case 'runs':
      return resolveNode(reference, site, names);
    case 'inputs':
      return resolveInput(reference, names);
    case 'execution':
      return isMember(reference, executionMembers(site)) ? { kind: 'value' } : { kind: 'unknown-member' };
    case 'secrets':
      // Whether it may be read here is up to the tool that the text goes to: see `secretMisuse`.
      return { kind: 'value' };
    default:
      return resolveVariable(reference.root, site, names);
  }
}

function resolveNode(reference: Reference, site: Site, names: Names): Resolution {
  const node = names.draft.nodeById.get(reference.id ?? '');
  if (node === undefined) return names.hasNamelessNode ? { kind: 'value' } : { kind: 'unknown-node' };
  if (!isVisible(node, site)) return isInsideUnknown(node) ? { kind: 'value' } : { kind: 'hidden-node', node };
  if (reference.root === 'nodes') return { kind: 'node', node, mode: 'require' };
  return isMember(reference, runMembers) ? { kind: 'node', node, mode: 'observe' } : { kind: 'unknown-member' };
}

function resolveInput({ path: [name] }: Reference, { inputs }: Names): Resolution {
  return inputs === null || name === undefined || inputs.has(String(name))
    ? { kind: 'value' }
    : { kind: 'unknown-input' };
}

/** True for the whole, a computed member, a known one, and one whose absence is absorbed. */
function isMember({ path: [name], absorbed }: Reference, members: readonly string[]): boolean {
  return name === undefined || absorbed || members.includes(String(name));
}

function resolveVariable(name: string, site: Site, names: Names): Resolution {
  const { names: inScope, uncertain } = variablesAt(site);
  if (uncertain || inScope.has(name)) return { kind: 'value' };
  const isElsewhere = Object.hasOwn(scopedVariables, name) || names.itemVariables.has(name);
  return { kind: isElsewhere ? 'hidden-variable' : 'unknown-variable' };
}
