/** Carries what is known of the end of a path into the type of its root. */
import { isNullable, orNull } from '../../type/nullability.js';
import { isNever, optionsOf } from '../../type/options-of.js';
import { nullType, type MemberType, type ObjectType, type Type } from '../../type/type.js';
import { isPathNode, type PathNode } from '../expression-node.js';
import { bindRoot, rootOf, typeOfRoot, type ScopeRoot } from './bound-scope.js';
import { changeOptions, withMember } from './changed-type.js';
import type { TypeScope } from './type-scope.js';

/** Something that is known of a path. */
export interface Finding {
  readonly path: PathNode;
  /** What is left of the type at its end; pure. */
  readonly narrow: (type: Type) => Type;
  /** True when it is known as well where the path ends at a null or at an absent member. */
  readonly holdsBehindNull: boolean;
}

/** The scope with the finding in it; the same scope when it tells nothing new, or nothing about a plain path. */
export function applyFinding(scope: TypeScope, finding: Finding): TypeScope {
  const place = placeOf(finding.path);
  if (place === undefined) return scope;
  const type = typeOfRoot(scope, place.root);
  const refined = refine(type, place.names, finding);
  return refined === type ? scope : bindRoot(scope, place.root, refined);
}

/** The root of a path and the names behind it; undefined where a step is computed. */
function placeOf(path: PathNode): { root: ScopeRoot; names: readonly string[] } | undefined {
  const names: string[] = [];
  let node = path;
  while (node.kind === 'member' || node.kind === 'index') {
    const name = nameOfAccess(node);
    if (name === undefined || !isPathNode(node.object)) return undefined;
    names.push(name);
    node = node.object;
  }
  const root = rootOf(node);
  return root && { root, names: names.reverse() };
}

/** The name that a step reads; undefined for a position, and for what is computed. */
export function nameOfAccess(step: Extract<PathNode, { kind: 'member' | 'index' }>): string | undefined {
  if (step.kind === 'member') return step.name;
  return step.index.kind === 'literal' && typeof step.index.value === 'string' ? step.index.value : undefined;
}

function refine(type: Type, names: readonly string[], finding: Finding): Type {
  const [name, ...deeper] = names;
  if (name === undefined) return finding.narrow(type);
  const options = optionsOf(type);
  if (options === null) return type;
  return changeOptions(type, options, (option) => {
    if (option.kind === 'object') return refineMember(option, name, deeper, finding);
    return option.kind === 'null' && !finding.holdsBehindNull ? undefined : option;
  });
}

function refineMember(
  object: ObjectType,
  name: string,
  deeper: readonly string[],
  finding: Finding,
): ObjectType | undefined {
  const member = object.members.get(name);
  const read = readOf(object, member, finding);
  const refined = refine(read, deeper, finding);
  if (refined === read) return object;
  if (isNever(refined)) return undefined;
  if (member === undefined && object.rest === null) return object;
  // What is known and is no null was read from somewhere.
  const isThere = refined.kind !== 'unknown' && !isNullable(refined);
  return withMember(object, name, { type: refined, required: member?.required === true || isThere });
}

function readOf({ rest }: ObjectType, member: MemberType | undefined, { holdsBehindNull }: Finding): Type {
  if (member !== undefined) return member.required ? member.type : orNull(member.type);
  if (rest === null) return nullType;
  return holdsBehindNull ? orNull(rest) : rest;
}
