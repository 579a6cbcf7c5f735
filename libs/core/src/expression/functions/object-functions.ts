/** Functions on objects. */
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { spend, type Evaluation } from '../evaluation.js';
import { expressionLimits } from '../expression-limits.js';
import type { PureFunction } from './expression-function.js';
import { anyObject, keysOf, mergedObject, valuesOf as valuesOfType } from './function-types.js';
import { needObject } from './need-argument.js';

/** Entries of the table. */
export const objectFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'keys',
    group: 'object',
    arity: { min: 1, max: 1 },
    signature: 'keys(object: object): list',
    documentation: 'The keys, in the order of the object.',
    example: { expression: "{'a': 1, 'b': 2}.keys()", value: ['a', 'b'] },
    takes: [anyObject],
    typeOf: ([object]) => keysOf(object),
    apply: (evaluation, [object]) => ownKeys(evaluation, needObject(evaluation, 'keys', object)),
  },
  {
    kind: 'function',
    name: 'values',
    group: 'object',
    arity: { min: 1, max: 1 },
    signature: 'values(object: object): list',
    documentation: 'The values, in the order of the object.',
    example: { expression: "{'a': 1, 'b': 2}.values()", value: [1, 2] },
    takes: [anyObject],
    typeOf: ([object]) => valuesOfType(object),
    apply: (evaluation, [value]) => valuesOf(evaluation, needObject(evaluation, 'values', value)),
  },
  {
    kind: 'function',
    name: 'merge',
    group: 'object',
    arity: { min: 2, max: expressionLimits.arguments },
    signature: 'merge(object: object, ...more: object): object',
    documentation: 'One object with the keys of all; of equal keys the last one stays. Nested objects are not merged.',
    example: { expression: "{'a': 1, 'b': 2}.merge({'b': 3})", value: { a: 1, b: 3 } },
    takes: [anyObject],
    typeOf: mergedObject,
    apply: merge,
  },
];

function ownKeys(evaluation: Evaluation, object: JsonObject): readonly string[] {
  const keys = Object.keys(object);
  spend(evaluation, keys.length);
  return keys;
}

/** Defines each key anew: assigning a data key `__proto__` would change what the object is. */
function merge(evaluation: Evaluation, values: readonly JsonValue[]): JsonObject {
  const entries = values.flatMap((value) => {
    const object = needObject(evaluation, 'merge', value);
    return ownKeys(evaluation, object).map((key): [string, JsonValue] => [key, object[key] ?? null]);
  });
  return Object.fromEntries(entries);
}

function valuesOf(evaluation: Evaluation, object: JsonObject): JsonValue {
  return ownKeys(evaluation, object).map((key) => object[key] ?? null);
}
