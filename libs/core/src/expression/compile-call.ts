/** Compiles calls of the table's functions. */
import type { JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { spend, type Evaluator } from './evaluation.js';
import type { CallNode } from './expression-node.js';
import { pureFunction } from './functions/function-table.js';

/** Evaluates the arguments from left to right, then applies the function. */
export function compileCall(node: CallNode, context: CompileContext): Evaluator {
  const { apply } = pureFunction(node.name);
  const evaluators = node.arguments.map((argument) => context.compile(argument, context));
  return (evaluation) => {
    spend(evaluation, 1);
    const values: JsonValue[] = [];
    for (const evaluator of evaluators) values.push(evaluator(evaluation));
    evaluation.at = node;
    return apply(evaluation, values);
  };
}
