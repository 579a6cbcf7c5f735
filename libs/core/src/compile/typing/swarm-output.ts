/** The output of a swarm: the answer, and what each agent has said. */
import { isJsonObject } from '../../json/json-value.js';
import {
  integerType,
  numberType,
  objectOfTypes,
  stringType,
  unknownType,
  type MemberType,
  type ObjectType,
  type Type,
} from '../../type/type.js';
import type { NodeTyping } from './node-typing.js';

/** `{answer, rounds, votes}`. The answer is text, unless the schema says something else of it. */
export function swarmOutput(typing: NodeTyping): Type {
  const answer = answerOf(typing);
  return objectOfTypes({ answer, rounds: integerType, votes: votesOf(typing, answer) });
}

function answerOf(typing: NodeTyping): Type {
  const declared = typing.schema('output_schema');
  if (declared === undefined) return stringType;
  return declared.kind === 'object' ? (declared.members.get('answer')?.type ?? unknownType) : unknownType;
}

/** By role. Whoever leads does not vote, and may decide before anybody else was asked. */
function votesOf(typing: NodeTyping, answer: Type): Type {
  const roles = rolesOf(typing);
  const strategy = typing.literal('strategy');
  if (roles === null || strategy === undefined) return unknownType;
  if (strategy === 'hierarchical') return votesBy(roles.slice(1), { type: stringType, required: false });
  const isBid = strategy === 'marketplace';
  const type = isBid ? objectOfTypes({ answer, confidence: numberType }) : answer;
  return votesBy(roles, { type, required: true });
}

function votesBy(roles: readonly string[], vote: MemberType): ObjectType {
  const members = new Map(roles.map((role) => [role, Object.freeze(vote)]));
  return Object.freeze({ kind: 'object', members, rest: null });
}

/** Null where a list of agents has findings of its own. */
function rolesOf(typing: NodeTyping): readonly string[] | null {
  const agents = typing.literal('agents');
  if (!Array.isArray(agents)) return null;
  const roles = agents.flatMap((agent) =>
    isJsonObject(agent) && typeof agent['role'] === 'string' ? [agent['role']] : [],
  );
  return roles.length === agents.length ? roles : null;
}
