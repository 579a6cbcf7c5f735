/** Payload templates (`Parameters`, `ResultSelector`, `ItemSelector`, `Assign`): values where a key that ends in `.$` is read. */
import type { JsonValue } from '@ice/core';
import { literal, plain, valueOf } from './cel.js';
import { callIntrinsic } from './intrinsic-function.js';
import { readPath } from './json-path.js';
import type { Broken, Computed, Scope } from './scope.js';

/** The whole template as one expression. */
export function fillTemplate(template: JsonValue, scope: Scope): Computed {
  const broken: Broken[] = [];
  return { cel: fill(template, scope, broken), broken };
}

/** A path that is the whole of a field (`InputPath`, `OutputPath`, `ItemsPath` …). Absent is `$`, null is an empty object. */
export function fieldPath(path: string | null | undefined, scope: Scope): Computed {
  if (path === null) return { cel: '{}', broken: [] };
  const { cel, broken } = readPath(path ?? '$', scope);
  const begin = plain(`Invalid path '${path}' : `);
  return { cel, broken: broken.map(({ when, message }) => ({ when, message: begin + plain(message) })) };
}

/** A path, or a call of an intrinsic function. */
export function readExpression(text: string, scope: Scope): Computed {
  return text.startsWith('$') ? readPath(text, scope) : callIntrinsic(text, scope);
}

function fill(template: JsonValue, scope: Scope, broken: Broken[]): string {
  if (template === null || typeof template !== 'object') return literal(template);
  if (Array.isArray(template)) return `[${template.map((item: JsonValue) => fill(item, scope, broken)).join(', ')}]`;
  const members = Object.entries(template).map(([key, value]) => member(key, value, scope, broken));
  return `{${members.join(', ')}}`;
}

function member(key: string, value: JsonValue, scope: Scope, broken: Broken[]): string {
  if (!key.endsWith('.$') || typeof value !== 'string') return `${literal(key)}: ${fill(value, scope, broken)}`;
  const found = readExpression(value, scope);
  const begin = plain(`The JSONPath '${value}' specified for the field '${key}' could not be found in the input '`);
  const message = `${begin}${valueOf(`json(${scope.data})`)}'`;
  broken.push(...someBroken(found.broken, message));
  return `${literal(key.slice(0, -2))}: ${found.cel}`;
}

/** However far the path led, the service says the same. */
function someBroken(broken: readonly Broken[], message: string): readonly Broken[] {
  return broken.map(({ when }) => ({ when, message }));
}
