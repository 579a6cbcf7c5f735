/** Compiles `default` and `has`: they absorb that something is absent or behind a null, and nothing else. */
import type { JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { compileOptionalPath } from './compile-path.js';
import { isAbsence } from './evaluation-failure.js';
import { spend, type Evaluation, type Evaluator, type OptionalEvaluator } from './evaluation.js';
import { isPathNode, type DefaultNode, type ExpressionNode, type HasNode } from './expression-node.js';

/** What unwinding a failure costs, in steps: far more than a visit, so that a loop cannot make it a way to burn time. */
const absorbedFailureSteps = 20;

/** `default(path, fallback)` gives the fallback for null too; `has(path)` is true for a key that is there with null. */
export function compileAbsorbing(node: DefaultNode | HasNode, context: CompileContext): Evaluator {
  const read = compileOptional(node.path, context);
  if (node.kind === 'has') return (evaluation) => absorb(read, evaluation) !== undefined;
  const fallback = context.compile(node.fallback, context);
  return (evaluation) => absorb(read, evaluation) ?? fallback(evaluation);
}

function compileOptional(node: ExpressionNode, context: CompileContext): OptionalEvaluator {
  return isPathNode(node) ? compileOptionalPath(node, context) : context.compile(node, context);
}

/** A plain path tells absence by `undefined`; what is nested deeper (an index, an argument) tells it by a failure. */
function absorb(read: OptionalEvaluator, evaluation: Evaluation): JsonValue | undefined {
  spend(evaluation, 1);
  try {
    return read(evaluation);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    spend(evaluation, absorbedFailureSteps);
    return undefined;
  }
}
