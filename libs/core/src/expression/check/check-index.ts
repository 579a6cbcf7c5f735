/** Types of indexes: positions in lists, keys of objects that may be computed. */
import { describeType } from '../../type/describe-type.js';
import { itemsOf } from '../../type/items-of.js';
import { itemAt, mostItems } from '../../type/list-bounds.js';
import { orNull } from '../../type/nullability.js';
import { optionsOf } from '../../type/options-of.js';
import {
  integerType,
  nullType,
  stringType,
  unknownType,
  type KnownType,
  type ListType,
  type ObjectType,
  type Type,
} from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { IndexNode } from '../expression-node.js';
import type { CheckContext } from './check-context.js';
import { isObject, readName } from './check-member.js';
import { needType } from './need-type.js';
import { nameOf } from './path-text.js';

/** The type of `[index]` of a container that is not null. */
export function checkIndexAccess(container: Type, step: IndexNode, context: CheckContext): Type {
  const key = context.check(step.index, context);
  const options = optionsOf(container);
  if (options === null) return unknownType;
  if (options.every(isObject)) return readKey(options, step, key, context);
  if (options.every(isList)) return readPosition(options, step, key, context);
  const { start, end } = step;
  const message = `${nameOf(step.object) ?? 'The value'} is ${describeType(container)}, so it has no items.`;
  context.report({ code: 'type-mismatch', message, start, end });
  return unknownType;
}

function isList(option: KnownType): option is ListType {
  return option.kind === 'list';
}

function readKey(options: readonly ObjectType[], step: IndexNode, key: Type, context: CheckContext): Type {
  const hint = 'An object has fields: use a text as the key, or values() to have a list.';
  const fitting = needType(step.index, key, { wanted: stringType, who: 'a key of an object', hint }, context);
  const keys = optionsOf(fitting);
  const [only] = keys ?? [];
  if (only?.kind !== 'string' || only.values === undefined) return readAnyKey(options, step, context);
  return unionOf(only.values.map((name) => readName(options, name, step, context)));
}

/** A key that is computed may be any of the object's, and is taken to be one of them. */
function readAnyKey(options: readonly ObjectType[], step: IndexNode, context: CheckContext): Type {
  const members = options.flatMap((option) => [...option.members.values()]);
  const rests = options.flatMap(({ rest }) => (rest === null ? [] : [rest]));
  const type = unionOf([...members.map((member) => member.type), ...rests]);
  if (type.kind === 'unknown') return type;
  if (members.some((member) => !member.required)) return orNull(type);
  context.require(step);
  return type;
}

function readPosition(options: readonly ListType[], step: IndexNode, key: Type, context: CheckContext): Type {
  const words = 'a whole number';
  const fitting = needType(step.index, key, { wanted: integerType, who: 'an index of a list', words }, context);
  const [only] = optionsOf(fitting) ?? [];
  if (only?.kind === 'number' && !only.integer) return reportFraction(step, fitting, context);
  if (only?.kind !== 'number' || only.values === undefined) return unionOf(options.map(itemsOf));
  const types = only.values.map((position) => readItem(options, position, step, context));
  return unionOf(types);
}

/** A fraction as an index is an error of types to the evaluator. */
function reportFraction(step: IndexNode, found: Type, context: CheckContext): Type {
  const { start, end } = step.index;
  const message = `${nameOf(step.index) ?? 'The index'} is ${describeType(found)}, an index of a list needs a whole number.`;
  context.report({ code: 'type-mismatch', message, hint: 'Write floor(x) to have a whole number.', start, end });
  return unknownType;
}

/** An item that may be there is taken to be there: past the end the evaluator fails with `index-out-of-range`. */
function readItem(options: readonly ListType[], position: number, step: IndexNode, context: CheckContext): Type {
  const types = options.flatMap((list) => (position < 0 ? [] : (itemAt(list, position) ?? [])));
  if (types.length > 0) return unionOf(types);
  if (context.isAbsorbed) return nullType;
  const { start, end } = step;
  const path = nameOf(step.object) ?? 'The list';
  const most = Math.max(...options.map(mostItems));
  const [message, hint] =
    position < 0
      ? [`${path} has no item at ${position}: positions begin at 0.`, 'Write last(x) for the last item.']
      : [`${path} has no item at ${position}: it has at most ${most}.`, 'Positions begin at 0.'];
  context.report({ code: 'unknown-field', message, hint, start, end });
  return unknownType;
}
