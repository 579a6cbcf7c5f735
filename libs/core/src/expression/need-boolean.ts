/** Logic has no truthiness: what decides must be true or false. */
import type { JsonValue } from '../json/json-value.js';
import { stop } from './evaluation-failure.js';
import type { Span } from './expression-node.js';
import { describeKind } from './value-kind.js';

/** The boolean, or a type error that says who needed it. */
export function needBoolean(value: JsonValue, span: Span, who: string): boolean {
  if (typeof value === 'boolean') return value;
  stop(span, 'type-error', `${who} needs true or false, got ${describeKind(value)}.`);
}
