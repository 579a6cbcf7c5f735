/** Joins types. What a union keeps of them is never less than all their values; a bound that is reached makes it wider. */
import { mostItems } from './list-bounds.js';
import { optionsOf, typeOfOptions } from './options-of.js';
import { isSameType } from './same-type.js';
import {
  unknownType,
  type BooleanType,
  type KnownType,
  type ListType,
  type MemberType,
  type NumberType,
  type ObjectType,
  type StringType,
  type Type,
} from './type.js';
import { typeLimits } from './type-limits.js';

/**
 * One of these types. Never adds nothing, unknown makes all of it unknown; texts, numbers, booleans and lists are merged into one
 * option for each kind; objects stay apart, so that a field can tell them apart, up to a limit.
 */
export function unionOf(types: readonly Type[]): Type {
  return join(types, { left: typeLimits.merges });
}

/** Merges that are left. */
interface Budget {
  left: number;
}

function join(types: readonly Type[], budget: Budget): Type {
  const [first] = types;
  if (first !== undefined && types.every((type) => type === first)) return first;
  if (types.some((type) => type.kind === 'unknown') || (budget.left -= 1) < 0) return unknownType;
  const union = new UnionBuilder(budget);
  for (const type of types) for (const option of optionsOf(type) ?? []) union.add(option);
  return union.type();
}

/** Collects the options of one union. */
class UnionBuilder {
  readonly #ofKind = new Map<KnownType['kind'], KnownType>();
  readonly #objects: ObjectType[] = [];
  #isCrowded = false;

  constructor(private readonly budget: Budget) {}

  add(option: KnownType): void {
    if (option.kind === 'object') return this.#addObject(option);
    const known = this.#ofKind.get(option.kind);
    this.#ofKind.set(option.kind, known === undefined ? option : mergeKind(known, option, this.budget));
  }

  type(): Type {
    return typeOfOptions([...this.#ofKind.values(), ...this.#objects]);
  }

  #addObject(object: ObjectType): void {
    if (this.#objects.some((known) => isSameType(known, object))) return;
    this.#objects.push(object);
    this.#isCrowded ||= this.#objects.length > typeLimits.objectOptions;
    if (!this.#isCrowded) return;
    const merged = this.#objects.reduce((left, right) => mergeObjects(left, right, this.budget));
    this.#objects.splice(0, Infinity, merged);
  }
}

function mergeKind(left: KnownType, right: KnownType, budget: Budget): KnownType {
  if (left.kind === 'list' && right.kind === 'list') return mergeLists(left, right, budget);
  if (left.kind === 'number' && right.kind === 'number') return mergeNumbers(left, right);
  if (left.kind === 'string' && right.kind === 'string')
    return withValues(left, mergeValues(left.values, right.values));
  if (left.kind === 'boolean' && right.kind === 'boolean') return mergeBooleans(left, right);
  return left;
}

function mergeNumbers(left: NumberType, right: NumberType): NumberType {
  const values = mergeValues(left.values, right.values);
  return withValues({ kind: 'number', integer: left.integer && right.integer }, values);
}

function mergeBooleans(left: BooleanType, right: BooleanType): BooleanType {
  const values = mergeValues(left.values, right.values);
  return withValues(left, values?.length === 2 ? undefined : values);
}

type Values<Value> = readonly Value[] | undefined;

function mergeValues<Value>(left: Values<Value>, right: Values<Value>): Values<Value> {
  if (left === undefined || right === undefined) return undefined;
  const values = [...new Set([...left, ...right])];
  return values.length > typeLimits.values ? undefined : values;
}

/** The type with these values, or with any when there are none. */
function withValues<Kind extends BooleanType | NumberType | StringType>(type: Kind, values: Kind['values']): Kind {
  const { values: _, ...kind } = type;
  return Object.freeze(values === undefined ? kind : { ...kind, values: Object.freeze(values) }) as Kind;
}

/** Lists whose positions match keep them; others become a list of whatever is in one of them. */
function mergeLists(left: ListType, right: ListType, budget: Budget): ListType {
  if (isSameType(left, right)) return left;
  const most = Math.max(mostItems(left), mostItems(right));
  const bounds = { minItems: Math.min(left.minItems, right.minItems), maxItems: most === Infinity ? null : most };
  if (left.prefix.length !== right.prefix.length) {
    const items = [...left.prefix, ...right.prefix, ...restsOf(left, right)];
    return Object.freeze({ kind: 'list', prefix: Object.freeze([]), rest: join(items, budget), ...bounds });
  }
  const prefix = left.prefix.map((item, index) => join([item, right.prefix[index] as Type], budget));
  return Object.freeze({
    kind: 'list',
    prefix: Object.freeze(prefix),
    rest: mergeRests(left, right, budget),
    ...bounds,
  });
}

type WithRest = Pick<ListType, 'rest'>;

function restsOf(...types: readonly WithRest[]): readonly Type[] {
  return types.flatMap(({ rest }) => (rest === null ? [] : [rest]));
}

function mergeRests(left: WithRest, right: WithRest, budget: Budget): Type | null {
  const rests = restsOf(left, right);
  return rests.length === 0 ? null : join(rests, budget);
}

function mergeObjects(left: ObjectType, right: ObjectType, budget: Budget): ObjectType {
  const names = new Set([...left.members.keys(), ...right.members.keys()]);
  const members = new Map([...names].map((name) => [name, mergeMember(name, left, right, budget)]));
  return Object.freeze({ kind: 'object', members, rest: mergeRests(left, right, budget) });
}

/** A member that one of them does not name may be absent there, or be one of its others. */
function mergeMember(name: string, left: ObjectType, right: ObjectType, budget: Budget): MemberType {
  const members = [left.members.get(name), right.members.get(name)];
  const types = [members[0]?.type ?? left.rest, members[1]?.type ?? right.rest];
  const type = join(
    types.filter((part) => part !== null),
    budget,
  );
  return Object.freeze({ type, required: members.every((member) => member?.required === true) });
}
