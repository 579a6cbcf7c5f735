/** The output of a loop: one result for each item, and what has failed of them. */
import { itemsOf } from '../../type/items-of.js';
import { listBetween, mostItems } from '../../type/list-bounds.js';
import { orNull } from '../../type/nullability.js';
import { optionsOf } from '../../type/options-of.js';
import { integerType, objectOfTypes, unknownType, type ListType, type Type } from '../../type/type.js';
import { itemVariable } from '../analyse/visibility.js';
import { failureType } from './fact-types.js';
import type { NodeTyping } from './node-typing.js';

/** `{items, failures}`. A tolerated failure leaves null at its place. */
export function loopOutput(typing: NodeTyping): Type {
  const list = listIn(typing.field('items') ?? unknownType);
  const name = itemVariable(typing.node);
  const isNamed = !typing.node.object.faulty.has('item_var');
  const item = list === null || !isNamed ? unknownType : itemsOf(list);
  const result = typing.block(
    'body',
    name === undefined ? { index: integerType } : { index: integerType, [name]: item },
  );
  const bound = typing.literal('max_items');
  const most = Math.min(list === null ? Infinity : mostItems(list), typeof bound === 'number' ? bound : Infinity);
  const items = listBetween(isTolerant(typing) ? orNull(result) : result, list?.minItems ?? 0, most);
  const failures = listBetween(objectOfTypes({ index: integerType, failure: failureType }), 0, most);
  return objectOfTypes({ items, failures });
}

/** The list among the options (a union has one at most); null where there is none, which is another finding. */
function listIn(type: Type): ListType | null {
  return optionsOf(type)?.find((option) => option.kind === 'list') ?? null;
}

function isTolerant(typing: NodeTyping): boolean {
  const tolerated = typing.literal('tolerate_failures');
  return tolerated !== undefined && tolerated !== 0 && tolerated !== '0%';
}
