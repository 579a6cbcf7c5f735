/** Compiles the macros that evaluate an expression once per item of a list. */
import type { JsonArray, JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { stop } from './evaluation-failure.js';
import { spend, type Evaluation, type Evaluator } from './evaluation.js';
import type { MacroName, MacroNode } from './expression-node.js';
import { needBoolean } from './need-boolean.js';
import { sortByKeys } from './sort-by-keys.js';
import { describeKind, isList } from './value-kind.js';

/** The evaluator of a macro. */
export function compileMacro(node: MacroNode, context: CompileContext): Evaluator {
  const list = context.compile(node.list, context);
  const slot = context.bindings.length;
  const body = context.compile(node.body, { ...context, bindings: [...context.bindings, node.variable] });
  const run = macros[node.name];
  return (evaluation) => {
    spend(evaluation, 1);
    const items = list(evaluation);
    if (!isList(items)) stop(node.list, 'type-error', `${node.name}() needs a list, got ${describeKind(items)}.`);
    return run(evaluation, items, { slot, body, node });
  };
}

interface MacroBody {
  readonly slot: number;
  readonly body: Evaluator;
  readonly node: MacroNode;
}

type RunMacro = (evaluation: Evaluation, items: JsonArray, macro: MacroBody) => JsonValue;

const macros: Readonly<Record<MacroName, RunMacro>> = {
  map: (evaluation, items, macro) => items.map((item) => bodyOf(evaluation, item, macro)),
  filter: (evaluation, items, macro) => items.filter((item) => holds(evaluation, item, macro)),
  exists: (evaluation, items, macro) => items.some((item) => holds(evaluation, item, macro)),
  all: (evaluation, items, macro) => items.every((item) => holds(evaluation, item, macro)),
  sort_by(evaluation, items, macro) {
    const keys = items.map((item) => bodyOf(evaluation, item, macro));
    evaluation.at = macro.node.body;
    return sortByKeys(evaluation, items, keys);
  },
};

function bodyOf(evaluation: Evaluation, item: JsonValue, { slot, body }: MacroBody): JsonValue {
  spend(evaluation, 1);
  evaluation.locals[slot] = item;
  return body(evaluation);
}

function holds(evaluation: Evaluation, item: JsonValue, macro: MacroBody): boolean {
  return needBoolean(bodyOf(evaluation, item, macro), macro.node.body, `${macro.node.name}()`);
}
