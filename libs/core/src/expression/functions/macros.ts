/** The forms that the compiler of expressions knows itself: they bind a variable, or decide what is evaluated. */
import type { Macro } from './expression-function.js';

/** Entries of the table. */
export const macros: readonly Macro[] = [
  {
    kind: 'macro',
    name: 'default',
    group: 'absence',
    arity: { min: 2, max: 2 },
    signature: 'default(path: any, fallback: any): any',
    documentation:
      'The first argument, or the fallback when that is null, absent or behind a null. Every other failure passes through.',
    example: { expression: "default({'a': null}.a.b, 'none')", value: 'none' },
  },
  {
    kind: 'macro',
    name: 'has',
    group: 'absence',
    arity: { min: 1, max: 1 },
    signature: 'has(path): boolean',
    documentation: 'True when the path leads to something, a null included. Absent and behind a null give false.',
    example: { expression: "has({'a': 1}.b)", value: false },
  },
  {
    kind: 'macro',
    name: 'map',
    group: 'list',
    arity: { min: 3, max: 3 },
    signature: 'map(list: list, variable, expression: any): list',
    documentation: 'The value of the expression for each item.',
    example: { expression: '[1, 2].map(n, n * 10)', value: [10, 20] },
  },
  {
    kind: 'macro',
    name: 'filter',
    group: 'list',
    arity: { min: 3, max: 3 },
    signature: 'filter(list: list, variable, condition: boolean): list',
    documentation: 'The items for which the condition is true.',
    example: { expression: '[1, 2, 3].filter(n, n > 1)', value: [2, 3] },
  },
  {
    kind: 'macro',
    name: 'exists',
    group: 'list',
    arity: { min: 3, max: 3 },
    signature: 'exists(list: list, variable, condition: boolean): boolean',
    documentation: 'True when the condition is true for at least one item.',
    example: { expression: '[1, 2].exists(n, n == 2)', value: true },
  },
  {
    kind: 'macro',
    name: 'all',
    group: 'list',
    arity: { min: 3, max: 3 },
    signature: 'all(list: list, variable, condition: boolean): boolean',
    documentation: 'True when the condition is true for every item; true for an empty list.',
    example: { expression: '[1, 2].all(n, n > 1)', value: false },
  },
  {
    kind: 'macro',
    name: 'sort_by',
    group: 'list',
    arity: { min: 3, max: 3 },
    signature: 'sort_by(list: list, variable, key: number | string): list',
    documentation:
      'The items in ascending order of their keys, all numbers or all strings; equal keys keep their order.',
    example: { expression: "['bb', 'a'].sort_by(word, word.size())", value: ['a', 'bb'] },
  },
];
