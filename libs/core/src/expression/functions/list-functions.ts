/** Functions on lists, and those that work on lists and texts alike. */
import { listBetween, mostItems } from '../../type/list-bounds.js';
import { itemType } from '../../type/member-type.js';
import { optionsOf } from '../../type/options-of.js';
import {
  booleanType,
  integerType,
  listOfType,
  numberType,
  stringType,
  unknownType,
  type ListType,
  type Type,
} from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { PureFunction } from './expression-function.js';
import {
  anyList,
  countable,
  firstItem,
  flattened,
  lastItem,
  mapOptions,
  notNull,
  orderedList,
  sameItems,
  textOrList,
  wholeAs,
} from './function-types.js';
import { contains, distinct, extreme, flatten, join, size, slice, sum } from './list-operations.js';
import { chunk, range } from './make-list.js';
import { needList } from './need-argument.js';

/** Entries of the table. */
export const listFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'size',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'size(value: list | string | object): number',
    documentation: 'How many items, characters or keys there are.',
    example: { expression: '[1, 2].size()', value: 2 },
    takes: [countable],
    typeOf: () => integerType,
    apply: size,
  },
  {
    kind: 'function',
    name: 'contains',
    group: 'list',
    arity: { min: 2, max: 2 },
    signature: 'contains(whole: list | string, part: any): boolean',
    documentation: 'True when the list has an equal item, or the text has the other text inside.',
    example: { expression: '"iceberg".contains("ebe")', value: true },
    takes: ([whole]) => [textOrList, mayBe(whole, 'string') ? stringType : unknownType],
    typeOf: () => booleanType,
    apply: contains,
  },
  {
    kind: 'function',
    name: 'slice',
    group: 'list',
    arity: { min: 2, max: 3 },
    signature: 'slice(whole: list | string, start: number, end?: number): list | string',
    documentation:
      'From start up to (not including) end. A negative number counts from the end; what is outside is cut.',
    example: { expression: '"iceberg".slice(-4)', value: 'berg' },
    takes: [textOrList, numberType, numberType],
    typeOf: slicedType,
    apply: slice,
  },
  {
    kind: 'function',
    name: 'join',
    group: 'list',
    arity: { min: 1, max: 2 },
    signature: 'join(list: list, separator?: string): string',
    documentation: 'The items as one text, strings as they are, others as JSON. A null among them is a failure.',
    example: { expression: '["a", 1].join("-")', value: 'a-1' },
    takes: [listOfType(notNull), stringType],
    typeOf: () => stringType,
    apply: join,
  },
  {
    kind: 'function',
    name: 'sum',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'sum(list: list): number',
    documentation: 'The sum of the numbers; 0 for an empty list.',
    example: { expression: '[1, 2, 3.5].sum()', value: 6.5 },
    takes: [listOfType(numberType)],
    typeOf: ([list = anyList]) => wholeAs([itemType(list)]),
    apply: sum,
  },
  {
    kind: 'function',
    name: 'min',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'min(list: list): number | string',
    documentation: 'The least of the numbers or strings. An empty list is a failure.',
    example: { expression: '[3, 1, 2].min()', value: 1 },
    takes: [orderedList],
    typeOf: ([list = anyList]) => itemType(list),
    apply: (evaluation, values) => extreme(evaluation, 'min', values),
  },
  {
    kind: 'function',
    name: 'max',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'max(list: list): number | string',
    documentation: 'The greatest of the numbers or strings. An empty list is a failure.',
    example: { expression: '["a", "b"].max()', value: 'b' },
    takes: [orderedList],
    typeOf: ([list = anyList]) => itemType(list),
    apply: (evaluation, values) => extreme(evaluation, 'max', values),
  },
  {
    kind: 'function',
    name: 'first',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'first(list: list): any',
    documentation: 'The first item; null for an empty list.',
    example: { expression: '[1, 2].first()', value: 1 },
    takes: [anyList],
    typeOf: ([list]) => firstItem(list),
    apply: (evaluation, [list]) => needList(evaluation, 'first', list)[0] ?? null,
  },
  {
    kind: 'function',
    name: 'last',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'last(list: list): any',
    documentation: 'The last item; null for an empty list.',
    example: { expression: '[1, 2].last()', value: 2 },
    takes: [anyList],
    typeOf: ([list]) => lastItem(list),
    apply: (evaluation, [list]) => needList(evaluation, 'last', list).at(-1) ?? null,
  },
  {
    kind: 'function',
    name: 'flatten',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'flatten(list: list): list',
    documentation: 'The items of the lists inside, one level deep; items that are no list stay.',
    example: { expression: '[[1, 2], [3], 4].flatten()', value: [1, 2, 3, 4] },
    takes: [anyList],
    typeOf: ([list]) => flattened(list),
    apply: flatten,
  },
  {
    kind: 'function',
    name: 'distinct',
    group: 'list',
    arity: { min: 1, max: 1 },
    signature: 'distinct(list: list): list',
    documentation: 'The items without repeats; of equal ones the first stays.',
    example: { expression: '[1, 2, 1].distinct()', value: [1, 2] },
    takes: [anyList],
    typeOf: ([list]) => sameItems(list, 1),
    apply: distinct,
  },
  {
    kind: 'function',
    name: 'range',
    group: 'list',
    arity: { min: 1, max: 3 },
    signature: 'range(start_or_end: number, end?: number, step?: number): list',
    documentation:
      'The numbers from start (0 when only the end is given) up to but not including end. The step is not 0.',
    example: { expression: 'range(3)', value: [0, 1, 2] },
    takes: [numberType, numberType, numberType],
    typeOf: (numbers) => listOfType(wholeAs(numbers)),
    apply: range,
  },
  {
    kind: 'function',
    name: 'chunk',
    group: 'list',
    arity: { min: 2, max: 2 },
    signature: 'chunk(list: list, size: number): list',
    documentation: 'The items in lists of that size; the last one may be shorter.',
    example: { expression: '[1, 2, 3].chunk(2)', value: [[1, 2], [3]] },
    takes: [anyList, numberType],
    typeOf: ([list]) => chunkedType(list),
    apply: chunk,
  },
];

function mayBe(type: Type | undefined, kind: Type['kind']): boolean {
  return optionsOf(type ?? unknownType)?.some((option) => option.kind === kind) ?? false;
}

function slicedType([whole = unknownType]: readonly Type[]): Type {
  if (whole.kind === 'unknown') return unknownType;
  return unionOf([sameItems(whole, 0), ...(mayBe(whole, 'string') ? [stringType] : [])]);
}

/** No piece is empty. */
function chunkedType(list: Type | undefined): Type {
  if (list === undefined || list.kind === 'unknown') return listOfType(anyList);
  return mapOptions<ListType>(list, 'list', (whole) => {
    const piece = listBetween(itemType(whole), 1, mostItems(whole));
    return listBetween(piece, Math.min(whole.minItems, 1), mostItems(whole));
  });
}
