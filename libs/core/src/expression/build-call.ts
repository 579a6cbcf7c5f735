/** Turns calls into nodes: functions, macros, `default` and `has`. Only names of the table of functions are calls. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { BuildPlace, Unplaced } from './build-place.js';
import { isPathNode, type MacroName, type Span } from './expression-node.js';
import { refuse } from './expression-problem.js';
import { expressionFunctions } from './functions/function-table.js';
import type { Arity } from './functions/expression-function.js';
import { nearestName } from '../json/nearest-name.js';

/** The node of a call; `celArguments` begins with the receiver, so `x.upper()` and `upper(x)` are one thing. */
export function buildCall(name: string, celArguments: readonly ASTNode[], span: Span, place: BuildPlace): Unplaced {
  const known = expressionFunctions.get(name) ?? refuseName(name, span);
  refuseCount(name, known.arity, celArguments.length, span);
  if (name === 'default') return buildDefault(celArguments as [ASTNode, ASTNode], place);
  if (name === 'has') return buildHas(celArguments as [ASTNode], place);
  if (known.kind === 'macro') return buildMacro(name as MacroName, celArguments as [ASTNode, ASTNode, ASTNode], place);
  return { kind: 'call', name, arguments: Object.freeze(celArguments.map((argument) => place.build(argument))) };
}

/** Names of other languages, and what stands for them here. */
const familiarNames: ReadonlyMap<string, string> = new Map([
  ['len', 'size(x)'],
  ['length', 'size(x)'],
  ['count', 'size(x)'],
  ['toUpperCase', 'x.upper()'],
  ['toLowerCase', 'x.lower()'],
  ['includes', 'x.contains(y)'],
  ['substring', 'x.slice(start, end)'],
  ['int', 'number(x)'],
  ['double', 'number(x)'],
  ['str', 'string(x)'],
  ['concat', 'a + b'],
  ['coalesce', 'default(path, value)'],
  ['now', 'execution.started_at'],
  ['toJson', 'json(x)'],
  ['timestamp', 'date(x)'],
  ['sort', 'x.sort_by(item, item)'],
  ['unique', 'x.distinct()'],
]);

function refuseName(name: string, span: Span): never {
  if (name === 'matches') {
    refuse(
      span,
      'There is no "matches": a regular expression may block.',
      'Use contains, startsWith or endsWith.',
      'regex-unsafe',
    );
  }
  const familiar = familiarNames.get(name);
  const near = nearestName(name, expressionFunctions.keys());
  const hint = familiar ? `Write ${familiar}.` : near ? `Did you mean "${near}"?` : undefined;
  refuse(span, `There is no function "${name}".`, hint);
}

function refuseCount(name: string, arity: Arity, count: number, span: Span): void {
  if (count >= arity.min && count <= arity.max) return;
  const wanted = arity.min === arity.max ? `${arity.min}` : `${arity.min} to ${arity.max}`;
  const noun = arity.max === 1 ? 'argument' : 'arguments';
  refuse(span, `${name}() takes ${wanted} ${noun} (a value before the dot counts), got ${count}.`);
}

function buildDefault([path, fallback]: [ASTNode, ASTNode], place: BuildPlace): Unplaced {
  return { kind: 'default', path: place.build(path), fallback: place.build(fallback) };
}

function buildHas([cel]: [ASTNode], place: BuildPlace): Unplaced {
  const path = place.build(cel);
  if (!isPathNode(path)) refuse(cel, 'has() takes a path, such as nodes.copy.title.');
  return { kind: 'has', path };
}

const reservedVariables: ReadonlySet<string> = new Set(['inputs', 'nodes', 'runs', 'execution', 'secrets']);
const forbiddenVariables: ReadonlySet<string> = new Set(['constructor', 'prototype', '__proto__']);

function buildMacro(name: MacroName, [list, variable, body]: [ASTNode, ASTNode, ASTNode], place: BuildPlace): Unplaced {
  if (variable.op !== 'id')
    refuse(variable, 'The variable of a macro must be a plain name.', `Write list.${name}(item, …).`);
  if (reservedVariables.has(variable.args) || forbiddenVariables.has(variable.args)) {
    refuse(variable, `"${variable.args}" cannot be the variable of a macro.`);
  }
  return { kind: 'macro', name, list: place.build(list), variable: variable.args, body: place.build(body) };
}
