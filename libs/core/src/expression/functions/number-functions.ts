/** Functions on numbers. */
import type { JsonValue } from '../../json/json-value.js';
import { integerType, numberType } from '../../type/type.js';
import type { Evaluation } from '../evaluation.js';
import { finiteNumber } from '../finite-number.js';
import { roundDecimal } from '../round-decimal.js';
import type { PureFunction } from './expression-function.js';
import { wholeAs } from './function-types.js';
import { needNumber, needWhole } from './need-argument.js';

/** Entries of the table. */
export const numberFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'round',
    group: 'convert',
    arity: { min: 1, max: 2 },
    signature: 'round(number: number, decimals?: number): number',
    documentation: 'Rounded to 0 to 20 decimals (default 0) of its decimal form; half goes away from zero.',
    example: { expression: 'round(2.675, 2)', value: 2.68 },
    takes: [numberType, numberType],
    typeOf: ([number = numberType, decimals]) => (decimals === undefined ? integerType : wholeAs([number])),
    apply: (evaluation, [number, decimals = 0]) =>
      roundDecimal(needNumber(evaluation, 'round', number), needWhole(evaluation, 'round', decimals, 0, 20)),
  },
  {
    kind: 'function',
    name: 'abs',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'abs(number: number): number',
    documentation: 'The number without its sign.',
    example: { expression: 'abs(-2.5)', value: 2.5 },
    takes: [numberType],
    typeOf: wholeAs,
    apply: (evaluation, values) => numeric(evaluation, 'abs', values, Math.abs),
  },
  {
    kind: 'function',
    name: 'floor',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'floor(number: number): number',
    documentation: 'The greatest whole number that is not above it.',
    example: { expression: 'floor(-2.5)', value: -3 },
    takes: [numberType],
    typeOf: () => integerType,
    apply: (evaluation, values) => numeric(evaluation, 'floor', values, Math.floor),
  },
  {
    kind: 'function',
    name: 'ceil',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'ceil(number: number): number',
    documentation: 'The least whole number that is not below it.',
    example: { expression: 'ceil(2.1)', value: 3 },
    takes: [numberType],
    typeOf: () => integerType,
    apply: (evaluation, values) => numeric(evaluation, 'ceil', values, Math.ceil),
  },
];

function numeric(
  evaluation: Evaluation,
  name: string,
  [value]: readonly JsonValue[],
  compute: (number: number) => number,
): number {
  return finiteNumber(evaluation, compute(needNumber(evaluation, name, value)));
}
