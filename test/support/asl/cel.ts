/** How JSON becomes part of an expression, and an expression part of a document. */
import type { JsonObject, JsonValue } from '@ice/core';

/** A value as an expression writes it. */
export function literal(value: JsonValue): string {
  return JSON.stringify(value);
}

/** A field that has the value of an expression. */
export function valueOf(cel: string): string {
  return `{{ ${cel} }}`;
}

/** A value for a field where expressions may stand, of which none is meant. */
export function verbatim(value: JsonValue): JsonValue {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => verbatim(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, verbatim(member)]));
}

/** A text in which no expression is meant. */
export function plain(text: string): string {
  return text.replaceAll('{{', String.raw`\{{`);
}

/** The first value whose condition holds; null when none does. */
export function firstOf(cases: readonly { readonly when: string; readonly value: string }[]): string {
  return cases.reduceRight((rest, { when, value }) => `(${when} ? ${value} : ${rest})`, 'null');
}

/** All must hold. */
export function every(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' && ');
}

/** One must hold. */
export function some(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' || ');
}

/** A node whose output is a value of which the compiler knows nothing: states are not typed. */
export function untyped(id: string, value: JsonValue, rest: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name: 'asl_value', tool_args: { value }, ...rest };
}
