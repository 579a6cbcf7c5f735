/** Check: what the contract has and this version does not do is refused by name, never accepted and ignored. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about fields of nodes that nothing honours yet. */
export function checkSupport(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.flatMap(checkNode);
}

/** Fields that only some kinds honour. */
const honouredBy: Readonly<Record<string, readonly NodeKind[]>> = {
  cache: ['tool', 'llm', 'code'],
  input_schema: ['tool', 'llm', 'agent', 'workflow', 'code'],
  effect: ['tool', 'llm', 'agent'],
};

const rarelyHonoured = Object.keys(honouredBy);

function checkNode(node: NodeDraft): readonly Finding[] {
  return node.kind === null ? [] : checkFields(node.kind, node);
}

function checkFields(kind: NodeKind, node: NodeDraft): readonly Finding[] {
  const findings: Finding[] = [];
  for (const name of rarelyHonoured) {
    const kinds = honouredBy[name] ?? [];
    const field = kinds.includes(kind) ? undefined : fieldOf(node.object, name);
    if (field === undefined) continue;
    findings.push(unsupported(field, `"${name}" is not supported on a node of type "${kind}" yet`, removal(field)));
  }
  return findings;
}

function unsupported(field: Field, what: string, fix: Advice['fix']): Finding {
  return errorAt(field, 'not-supported-yet', `${describePlace(field.pointer)}: ${what}`, () => ({ fix }));
}

function removal(field: Field): Advice['fix'] {
  return { title: 'Remove it', patch: [{ op: 'remove', path: field.pointer }] };
}
