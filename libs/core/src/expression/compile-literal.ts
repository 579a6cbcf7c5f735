/** Compiles what is written out: literals, lists, objects. */
import type { JsonValue } from '../json/json-value.js';
import type { CompileContext } from './compile-context.js';
import { stop } from './evaluation-failure.js';
import { spend, type Evaluation, type Evaluator } from './evaluation.js';
import type { ListNode, LiteralNode, ObjectEntryNode, ObjectNode, Span } from './expression-node.js';
import { describeKind } from './value-kind.js';

/** A constant. */
export function compileLiteral({ value }: LiteralNode): Evaluator {
  return (evaluation) => {
    spend(evaluation, 1);
    return value;
  };
}

/** A new list. */
export function compileList(node: ListNode, context: CompileContext): Evaluator {
  const items = node.items.map((item) => context.compile(item, context));
  return (evaluation) => {
    spend(evaluation, 1);
    return items.map((item) => item(evaluation));
  };
}

/** A new object, its keys in the order of the text. */
export function compileObject(node: ObjectNode, context: CompileContext): Evaluator {
  const entries = node.entries.map((entry) => compileEntry(entry, context));
  return (evaluation) => {
    spend(evaluation, 1);
    const object: Record<string, JsonValue> = {};
    for (const entry of entries) object[entry.key(evaluation)] = entry.value(evaluation);
    return object;
  };
}

interface CompiledEntry {
  key(evaluation: Evaluation): string;
  readonly value: Evaluator;
}

function compileEntry(entry: ObjectEntryNode, context: CompileContext): CompiledEntry {
  const value = context.compile(entry.value, context);
  const key = entry.key.kind === 'literal' ? entry.key.value : undefined;
  if (typeof key === 'string') return { key: () => key, value };
  const computed = context.compile(entry.key, context);
  return { key: (evaluation) => checkedKey(computed(evaluation), entry.key), value };
}

/** A computed key may be anything; `__proto__` would change what the object is, so it never becomes one. */
function checkedKey(key: JsonValue, span: Span): string {
  if (typeof key !== 'string')
    stop(span, 'type-error', `A key of an object must be a string, got ${describeKind(key)}.`);
  if (key === '__proto__') stop(span, 'argument-invalid', '"__proto__" cannot be a key.');
  return key;
}
