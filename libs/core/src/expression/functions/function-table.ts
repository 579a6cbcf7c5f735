/** All functions of the language, in the order of the reference. Parser, compiler, catalog and documentation read this one table. */
import type { ExpressionFunction, PureFunction } from './expression-function.js';
import { convertFunctions } from './convert-functions.js';
import { encodingFunctions } from './encoding-functions.js';
import { listFunctions } from './list-functions.js';
import { macros } from './macros.js';
import { numberFunctions } from './number-functions.js';
import { objectFunctions } from './object-functions.js';
import { stringFunctions } from './string-functions.js';

const entries: readonly ExpressionFunction[] = [
  ...macros,
  ...stringFunctions,
  ...listFunctions,
  ...objectFunctions,
  ...convertFunctions,
  ...numberFunctions,
  ...encodingFunctions,
];

/** Name → function or macro. */
export const expressionFunctions: ReadonlyMap<string, ExpressionFunction> = new Map(
  entries.map((entry) => [entry.name, entry]),
);

/** The function of that name. Throws for a macro or an unknown name: the parser has refused both before. */
export function pureFunction(name: string): PureFunction {
  const found = expressionFunctions.get(name);
  if (found?.kind !== 'function') throw new Error(`"${name}" is no function.`);
  return found;
}
