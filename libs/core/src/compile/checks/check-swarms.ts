/** Check: the agents of a swarm have roles of their own, and a threshold exactly where the strategy compares something with it. */
import { quote } from '../describe-value.js';
import { fieldOf, innerField, itemFields, type DocumentDraft, type Field, type NodeDraft } from '../draft.js';
import type { Finding } from '../finding.js';
import { formFinding, missingFinding, uselessFindings } from './form-finding.js';

/** Findings about the form of swarms. */
export function checkSwarms(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes
    .filter((node) => node.kind === 'swarm')
    .flatMap((node) => [...checkRoles(fieldOf(node.object, 'agents')), ...checkThreshold(node)]);
}

function checkRoles(agents: Field | undefined): readonly Finding[] {
  const seen = new Set<unknown>();
  const roles = itemFields(agents).map((agent) => innerField(agent, 'role'));
  const repeated = roles.filter(({ value }) => seen.size === seen.add(value).size);
  return repeated.map((role) =>
    formFinding(role, `another agent of the swarm is ${quote(String(role.value))} already`),
  );
}

function checkThreshold({ object }: NodeDraft): readonly Finding[] {
  const strategy = fieldOf(object, 'strategy')?.value;
  if (strategy === 'hierarchical') return uselessFindings(object, ['threshold'], 'where the first agent decides');
  if (strategy !== 'consensus' || Object.hasOwn(object.values, 'threshold')) return [];
  return [missingFinding(object, 'threshold', 'it says how large a share of the agents must agree')];
}
