/** Check: the agents of a swarm have names of their own, which name node runs as ids do; each field says something in its strategy; and
 *  the answer can be asked for. */
import type { SwarmNode } from '../../blueprint/node-schema.js';
import { checkSchema, expandKnownSchema, knownSchemaProblems } from '../../schema/index.js';
import { swarmSaying } from '../assemble/swarm-schemas.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import {
  fieldOf,
  innerField,
  itemFields,
  placeOf,
  type DocumentDraft,
  type Field,
  type NodeDraft,
  type ObjectDraft,
} from '../read/draft.js';
import { formFinding, missingFinding, uselessFindings } from './form-finding.js';

/** Findings about the form of swarms. */
export function checkSwarms(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes
    .filter((node) => node.kind === 'swarm')
    .flatMap((node) => [
      ...checkRoles(rolesOf(node), draft),
      ...checkThreshold(node),
      ...checkRounds(node.object),
      ...checkAnswer(node.object),
    ]);
}

function rolesOf({ object }: NodeDraft): readonly Field[] {
  return itemFields(fieldOf(object, 'agents')).map((agent) => innerField(agent, 'role'));
}

function checkRoles(roles: readonly Field[], { nodeById }: DocumentDraft): readonly Finding[] {
  const seen = new Set<unknown>();
  return roles.flatMap((role) => {
    if (seen.size === seen.add(role.value).size) return [roleFinding(role, 'another agent of the swarm is {} already')];
    const node = nodeById.get(role.value as string);
    if (node === undefined) return [];
    return [
      roleFinding(role, `{} is the id of ${describePlace(node.object.pointer)}, and node runs are named by both`),
    ];
  });
}

/** `{}` stands for the role. */
function roleFinding(role: Field, words: string): Finding {
  return formFinding(
    role,
    words.replace('{}', () => quote(String(role.value))),
  );
}

function checkThreshold({ object }: NodeDraft): readonly Finding[] {
  const strategy = fieldOf(object, 'strategy')?.value;
  if (strategy === 'hierarchical') return uselessFindings(object, ['threshold'], 'where the first agent decides');
  if (strategy !== 'consensus' || Object.hasOwn(object.values, 'threshold')) return [];
  return [missingFinding(object, 'threshold', 'it says how large a share of the agents must agree')];
}

/** In its last round the first agent decides without asking. */
function checkRounds(object: ObjectDraft): readonly Finding[] {
  const rounds = fieldOf(object, 'max_rounds');
  if (fieldOf(object, 'strategy')?.value !== 'hierarchical' || rounds?.value !== 1) return [];
  const patch = [{ op: 'replace', path: rounds.pointer, value: 2 }] as const;
  const words = 'the first agent decides in the last round, so with one round nobody else is ever asked';
  return [formFinding(rounds, words, { fix: { title: 'Allow 2 rounds', patch } })];
}

/** Who gives the answer. */
const leading = { consensus: 'agents', marketplace: 'agents', hierarchical: 'lead' } as const;

/** A schema at the very limit of what a schema may be is over it as part of another one. */
function checkAnswer(object: ObjectDraft): readonly Finding[] {
  const field = fieldOf(object, 'output_schema');
  const strategy = fieldOf(object, 'strategy')?.value as SwarmNode['strategy'] | undefined;
  if (field === undefined || strategy === undefined || knownSchemaProblems(field.value).length > 0) return [];
  const expanded = expandKnownSchema(field.value);
  const [problem] = expanded.ok ? checkSchema(swarmSaying(strategy, leading[strategy], expanded.schema)) : [];
  if (problem === undefined) return [];
  const place = placeOf(object, 'output_schema');
  const message = `${describePlace(place.pointer)}: as the schema of an answer it has ${problem.message}`;
  return [errorAt(place, 'schema-invalid', message, () => ({ hint: 'Make it smaller, or take a part of it.' }))];
}
