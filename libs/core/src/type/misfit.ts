/** Whether what is found fits what is wanted: kinds by subset, values by overlap. What may fit passes, what surely breaks does not. */
import { itemAt, mostItems } from './list-bounds.js';
import { isNever, optionsOf } from './options-of.js';
import {
  neverType,
  nullType,
  type KnownType,
  type ListType,
  type MemberType,
  type ObjectType,
  type Type,
} from './type.js';
import { typeLimits } from './type-limits.js';
import { unionOf } from './union-of.js';

/** `kind`: another kind of value. `null`: null where none is taken. `value`: none of the values that are taken. `missing`: a member
 *  or an item that is needed and may not be there. `unexpected`: one that is there and not taken. */
export type MisfitReason = 'kind' | 'null' | 'value' | 'missing' | 'unexpected';

/** The first place at which a type does not fit. */
export interface Misfit {
  /** From the whole to the place: names, positions, `*` for any item or any other member. */
  readonly path: readonly (string | number)[];
  /** What is found there; never where nothing is. */
  readonly found: Type;
  /** What is wanted there; never where nothing is. */
  readonly wanted: Type;
  readonly reason: MisfitReason;
}

/** Where a value of type `found` does not fit `wanted`; null when it does, as far as anyone knows. */
export function misfitOf(found: Type, wanted: Type): Misfit | null {
  return found === wanted ? null : compare(found, wanted, { known: undefined, depth: 0 });
}

interface Comparison {
  /** What has been compared: types share their parts, and no pair is looked at twice. Made when there is something to remember. */
  known: Map<Type, Map<Type, Misfit | null>> | undefined;
  depth: number;
}

function compare(found: Type, wanted: Type, comparison: Comparison): Misfit | null {
  if (found === wanted || comparison.depth > typeLimits.depth) return null;
  if (isScalar(found) && isScalar(wanted)) return compareOptions(found, wanted, comparison);
  const before = comparison.known?.get(found)?.get(wanted);
  if (before !== undefined) return before;
  comparison.depth += 1;
  const misfit = compareOptions(found, wanted, comparison);
  comparison.depth -= 1;
  // The outermost pair stands for the whole, and is never met again within itself.
  if (comparison.depth > 0) remember(found, wanted, misfit, comparison);
  return misfit;
}

function remember(found: Type, wanted: Type, misfit: Misfit | null, comparison: Comparison): void {
  const known = (comparison.known ??= new Map<Type, Map<Type, Misfit | null>>());
  const ofFound = known.get(found) ?? new Map<Type, Misfit | null>();
  known.set(found, ofFound.set(wanted, misfit));
}

/** What has no parts costs less to compare than to remember. */
function isScalar({ kind }: Type): boolean {
  return kind !== 'list' && kind !== 'object' && kind !== 'union';
}

function compareOptions(found: Type, wanted: Type, comparison: Comparison): Misfit | null {
  if (isSingle(found) && isSingle(wanted) && found.kind === wanted.kind)
    return compareSingle(found, wanted, comparison);
  const foundOptions = optionsOf(found);
  const wantedOptions = optionsOf(wanted);
  if (foundOptions === null || wantedOptions === null) return null;
  for (const option of foundOptions.length > 1 ? [...foundOptions].sort(byNullLast) : foundOptions) {
    const same = wantedOptions.filter(({ kind }) => kind === option.kind);
    if (same.length === 0) return misfitAt([], found, wanted, option.kind === 'null' ? 'null' : 'kind');
    const misfit = bestOf(same.map((other) => compareKind(option, other, comparison)));
    if (misfit !== null) return misfit.path.length > 0 ? misfit : misfitAt([], found, wanted, misfit.reason);
  }
  return null;
}

function isSingle(type: Type): type is KnownType {
  return type.kind !== 'unknown' && type.kind !== 'union';
}

/** Two of one kind, as most pairs are. */
function compareSingle(found: KnownType, wanted: KnownType, comparison: Comparison): Misfit | null {
  const misfit = compareKind(found, wanted, comparison);
  return misfit === null || misfit.path.length > 0 ? misfit : misfitAt([], found, wanted, misfit.reason);
}

/** That a value may be null as well says less than that it is of another kind. */
function byNullLast(left: KnownType, right: KnownType): number {
  return Number(left.kind === 'null') - Number(right.kind === 'null');
}

/** Null when one of them is: it fits there. Else the one that says most: a wrong value tells only that another option was meant. */
function bestOf(misfits: readonly (Misfit | null)[]): Misfit | null {
  if (misfits.includes(null)) return null;
  return misfits.find((misfit) => misfit?.reason !== 'value') ?? misfits[0] ?? null;
}

function compareKind(found: KnownType, wanted: KnownType, comparison: Comparison): Misfit | null {
  if (found.kind === 'list' && wanted.kind === 'list') return compareLists(found, wanted, comparison);
  if (found.kind === 'object' && wanted.kind === 'object') return compareObjects(found, wanted, comparison);
  return doValuesMeet(found, wanted) ? null : misfitAt([], found, wanted, 'value');
}

function doValuesMeet(found: KnownType, wanted: KnownType): boolean {
  const values = valuesOf(found);
  const taken = valuesOf(wanted);
  if (values === undefined) return true;
  if (taken !== undefined) return values.some((value) => taken.includes(value));
  return wanted.kind !== 'number' || !wanted.integer || values.some(Number.isInteger);
}

function valuesOf(type: KnownType): readonly unknown[] | undefined {
  return 'values' in type ? type.values : undefined;
}

/** Lengths count as values: only what is surely too short or too long does not fit. */
function compareLists(found: ListType, wanted: ListType, comparison: Comparison): Misfit | null {
  const [most, taken] = [mostItems(found), mostItems(wanted)];
  if (found.minItems > taken) return misfitAt([taken], itemAt(found, taken) ?? neverType, neverType, 'unexpected');
  if (most < wanted.minItems) return misfitAt([most], neverType, itemAt(wanted, most) ?? neverType, 'missing');
  const positions = Math.min(Math.max(found.prefix.length, wanted.prefix.length), most, taken);
  for (let position = 0; position < positions; position += 1) {
    const misfit = compareInside(position, itemAt(found, position), itemAt(wanted, position), comparison);
    if (misfit !== null) return misfit;
  }
  return Math.min(most, taken) > positions ? compareInside('*', found.rest, wanted.rest, comparison) : null;
}

function compareInside(
  key: string | number,
  found: Type | null,
  wanted: Type | null,
  comparison: Comparison,
): Misfit | null {
  const misfit = found === null || wanted === null ? null : compare(found, wanted, comparison);
  return misfit === null ? null : { ...misfit, path: [key, ...misfit.path] };
}

function compareObjects(found: ObjectType, wanted: ObjectType, comparison: Comparison): Misfit | null {
  for (const [name, member] of wanted.members) {
    const misfit = compareMember(name, found, member, comparison);
    if (misfit !== null) return misfit;
  }
  for (const [name, member] of found.members) {
    if (wanted.members.has(name) || isNever(member.type)) continue;
    const isUnexpected = wanted.rest === null && member.required;
    if (isUnexpected) return misfitAt([name], member.type, neverType, 'unexpected');
    const misfit = compareInside(name, member.type, wanted.rest, comparison);
    if (misfit !== null) return misfit;
  }
  return compareInside('*', found.rest, wanted.rest, comparison);
}

function compareMember(name: string, found: ObjectType, wanted: MemberType, comparison: Comparison): Misfit | null {
  const member = found.members.get(name);
  const type = member?.type ?? found.rest;
  const isThere = member === undefined ? type?.kind === 'unknown' : member.required;
  if (wanted.required && !isThere) {
    const read = type === null ? neverType : unionOf([type, nullType]);
    return misfitAt([name], read, wanted.type, 'missing');
  }
  return compareInside(name, type, wanted.type, comparison);
}

function misfitAt(path: Misfit['path'], found: Type, wanted: Type, reason: MisfitReason): Misfit {
  return { path, found, wanted, reason };
}
