/**
 * Compiles reads of data: variables, references, members, indexes. A chain of written-out keys becomes one closure, since
 * this is what nearly every expression is. Only own properties are read, so a key called `toString` is data like any other.
 */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { describePath } from './describe-path.js';
import { stop } from './evaluation-failure.js';
import { spend, type Evaluator, type OptionalEvaluator } from './evaluation.js';
import type {
  ExpressionNode,
  IndexNode,
  MemberNode,
  PathNode,
  ReferenceNode,
  VariableNode,
} from './expression-node.js';
import { describeKind, isList } from './value-kind.js';

/** The value at a path; a missing key reads as null, a missing variable or index and a path through null fail. */
export function compilePath(node: PathNode, context: CompileContext): Evaluator {
  if (node.kind === 'variable') return requirePresent(node, compileVariable(node, context), 'is not defined');
  if (node.kind === 'reference') return compileReference(node);
  const { base, keys } = unfold(node, context);
  const read = context.compile(base, context);
  return (evaluation) => {
    spend(evaluation, keys.length);
    let value = read(evaluation);
    for (const key of keys) value = readKey(value, key.of(evaluation), key);
    return value;
  };
}

/** The same, but gives `undefined` where the end of the path, or anything on the way, is not there. */
export function compileOptionalPath(node: PathNode, context: CompileContext): OptionalEvaluator {
  if (node.kind === 'variable') return compileVariable(node, context);
  if (node.kind === 'reference') return compileOptionalReference(node);
  const { base, keys } = unfold(node, context);
  const read =
    base.kind === 'variable' || base.kind === 'reference'
      ? compileOptionalPath(base, context)
      : context.compile(base, context);
  return (evaluation) => {
    spend(evaluation, keys.length);
    let value = read(evaluation);
    for (const key of keys) {
      if (value === undefined || value === null) return undefined;
      value = lookUp(value, key.of(evaluation), key.node);
    }
    return value;
  };
}

interface PathKey {
  readonly node: MemberNode | IndexNode;
  readonly required: boolean;
  readonly of: Evaluator;
}

/** The base of a chain and its keys from left to right. */
function unfold(node: PathNode, context: CompileContext): { base: ExpressionNode; keys: readonly PathKey[] } {
  const keys: PathKey[] = [];
  let base: ExpressionNode = node;
  while (base.kind === 'member' || base.kind === 'index') {
    keys.unshift({ node: base, required: context.required.has(base), of: compileKey(base, context) });
    base = base.object;
  }
  return { base, keys };
}

function compileKey(node: MemberNode | IndexNode, context: CompileContext): Evaluator {
  if (node.kind === 'index' && node.index.kind !== 'literal') return context.compile(node.index, context);
  const key = node.kind === 'member' ? node.name : node.index.kind === 'literal' ? node.index.value : null;
  return () => key;
}

function compileVariable(node: VariableNode, context: CompileContext): OptionalEvaluator {
  const { name } = node;
  const slot = context.bindings.lastIndexOf(name);
  return (evaluation) => {
    spend(evaluation, 1);
    return slot >= 0 ? evaluation.locals[slot] : evaluation.scope.variable(name);
  };
}

function compileReference(node: ReferenceNode): Evaluator {
  const read = compileOptionalReference(node);
  if (node.root === 'secrets') return requirePresent(node, read, 'is not set');
  return (evaluation) => read(evaluation) ?? null;
}

function compileOptionalReference({ root, id }: ReferenceNode): OptionalEvaluator {
  return (evaluation) => {
    spend(evaluation, 1);
    if (root === 'nodes') return evaluation.scope.node(id);
    return root === 'runs' ? evaluation.scope.run(id) : evaluation.scope.secret?.(id);
  };
}

function requirePresent(node: PathNode, read: OptionalEvaluator, missing: string): Evaluator {
  return (evaluation) => {
    const value = read(evaluation);
    if (value === undefined) stop(node, 'reference-missing', `${describePath(node)} ${missing}.`);
    return value;
  };
}

function readKey(value: JsonValue, key: JsonValue, { node, required }: PathKey): JsonValue {
  if (value === null) stopAtNull(node);
  const found = lookUp(value, key, node);
  if (found !== undefined) return found;
  if (isList(value))
    stop(node, 'index-out-of-range', `The list has ${value.length} items, there is none at that index.`);
  if (required) stop(node, 'reference-missing', `${describePath(node)} is missing.`);
  return null;
}

/** The item or field, `undefined` where there is none; a key of the wrong kind is a type error either way. */
function lookUp(value: JsonValue, key: JsonValue, node: MemberNode | IndexNode): JsonValue | undefined {
  if (typeof key === 'string' && isJsonObject(value)) return Object.hasOwn(value, key) ? value[key] : undefined;
  if (typeof key === 'number' && Number.isInteger(key) && isList(value)) return value[key];
  stop(node, 'type-error', wrongKey(value, key, node));
}

function wrongKey(value: JsonValue, key: JsonValue, node: MemberNode | IndexNode): string {
  const container = describePath(node.object);
  if (node.kind === 'member') return `${container} is ${describeKind(value)}, so it has no field "${node.name}".`;
  if (isList(value)) return `${container} is a list, so its index must be a whole number.`;
  if (isJsonObject(value)) return `${container} is an object, so its key must be a string, got ${describeKind(key)}.`;
  return `${container} is ${describeKind(value)}, so it has no items.`;
}

function stopAtNull(node: MemberNode | IndexNode): never {
  const what = node.kind === 'member' ? `its field "${node.name}"` : 'an item of it';
  stop(
    node,
    'path-through-null',
    `${describePath(node.object)} is null, so ${what} cannot be read; default(path, value) covers that.`,
  );
}
