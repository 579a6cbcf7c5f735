/** Compares the parts of a template field with the type that is wanted there: each misfit at the innermost string that makes it. */
import { extendPointer } from '../../json/json-pointer.js';
import { itemAt } from '../../type/list-bounds.js';
import { misfitOf, type Misfit } from '../../type/misfit.js';
import type { ListType, MemberType, ObjectType, Type } from '../../type/type.js';
import { neverType } from '../../type/type.js';
import type { TypedPart } from '../typing/typed-field.js';

/** A part that does not fit. */
export interface PartMisfit {
  readonly part: TypedPart;
  readonly misfit: Misfit;
  /** What is wanted of the whole part. */
  readonly wanted: Type;
  /** From the field to the part. */
  readonly path: readonly (string | number)[];
}

/** `all`: what is written out is judged too. `computed`: only what expressions give, because the rest has been judged by its schema. */
export type Judged = 'all' | 'computed';

/** All misfits of a part, at most one for each string. */
export function judgePart(
  part: TypedPart,
  wanted: Type,
  judged: Judged,
  path: PartMisfit['path'] = [],
): readonly PartMisfit[] {
  if (part.template.kind === 'literal' && judged === 'computed') return [];
  if (part.template.kind === 'object' && wanted.kind === 'object') return judgeObject(part, wanted, judged, path);
  if (part.template.kind === 'list' && wanted.kind === 'list') return judgeList(part, wanted, judged, path);
  const misfit = misfitOf(part.type, wanted);
  if (misfit === null || (judged === 'computed' && !isComputed(part, misfit.path))) return [];
  return [{ part, misfit, wanted, path }];
}

function judgeObject(
  part: TypedPart,
  wanted: ObjectType,
  judged: Judged,
  path: PartMisfit['path'],
): readonly PartMisfit[] {
  const found: PartMisfit[] = judged === 'all' ? missingMembers(part, wanted, path) : [];
  for (const [key, inner] of part.parts) {
    const type = wanted.members.get(String(key))?.type ?? wanted.rest;
    if (type !== null) found.push(...judgePart(inner, type, judged, [...path, key]));
    else if (judged === 'all') found.push(unexpected(inner, [...path, key]));
  }
  return found;
}

function missingMembers(part: TypedPart, wanted: ObjectType, path: PartMisfit['path']): PartMisfit[] {
  const names = new Set(part.parts.map(([key]) => key));
  const absent = [...wanted.members].filter(([name, { required }]) => required && !names.has(name));
  return absent.map((member) => missingMember(part, member, path));
}

function judgeList(part: TypedPart, wanted: ListType, judged: Judged, path: PartMisfit['path']): readonly PartMisfit[] {
  return part.parts.flatMap(([key, inner], position) => {
    const type = itemAt(wanted, position);
    if (type !== null) return judgePart(inner, type, judged, [...path, key]);
    return judged === 'all' ? [unexpected(inner, [...path, key])] : [];
  });
}

function missingMember(
  part: TypedPart,
  [name, member]: readonly [string, MemberType],
  path: PartMisfit['path'],
): PartMisfit {
  const misfit: Misfit = { path: [name], found: neverType, wanted: member.type, reason: 'missing' };
  const place: TypedPart = { ...part, pointer: extendPointer(part.pointer, name) };
  return { part: place, misfit, wanted: member.type, path };
}

function unexpected(part: TypedPart, path: PartMisfit['path']): PartMisfit {
  return {
    part,
    misfit: { path: [], found: part.type, wanted: neverType, reason: 'unexpected' },
    wanted: neverType,
    path,
  };
}

/** True when an expression makes what stands at the path. */
function isComputed(part: TypedPart, path: Misfit['path']): boolean {
  let at: TypedPart | undefined = part;
  for (const key of path) {
    if (at === undefined || at.parts.length === 0) break;
    at = key === '*' ? at : at.parts.find(([name]) => String(name) === String(key))?.[1];
  }
  return at !== undefined && at.template.kind !== 'literal';
}
