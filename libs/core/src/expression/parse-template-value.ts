/**
 * JSON value → template value: every string inside is compiled, whatever has no expression stays as it is. All problems and
 * all references at once, each with the place where it stands.
 */
import { escapePointerToken } from '../json/json-pointer.js';
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { Expression } from './expression.js';
import { expressionLimits } from './expression-limits.js';
import { problemAt, type ExpressionProblem } from './expression-problem.js';
import { parseTemplate } from './parse-template.js';
import type { Reference } from './reference.js';
import type { LiteralTemplate, Template, TemplateValue } from './template.js';
import { isList } from './value-kind.js';

/** A problem and the string (or key) in which it stands. */
export interface LocatedProblem extends ExpressionProblem {
  /** JSON pointer from the value; spans are positions in that string. */
  readonly pointer: string;
}

/** A reference and the string in which it stands. */
export interface LocatedReference extends Reference {
  /** JSON pointer from the value; spans are positions in that string. */
  readonly pointer: string;
}

/** What parsing a value gives. With problems, `value` may be read by checks but must never be rendered. */
export interface ParsedTemplateValue {
  readonly value: TemplateValue;
  readonly references: readonly LocatedReference[];
  readonly problems: readonly LocatedProblem[];
}

/** Parses all strings of a value; at most `expressionLimits.problems` problems are collected, then the rest stays unparsed. */
export function parseTemplateValue(value: JsonValue): ParsedTemplateValue {
  const references: LocatedReference[] = [];
  const problems: LocatedProblem[] = [];
  const parsed = parseValue(value, { pointer: '', depth: 0, references, problems });
  return { value: parsed, references, problems: problems.slice(0, expressionLimits.problems) };
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly references: LocatedReference[];
  readonly problems: LocatedProblem[];
}

function parseValue(value: JsonValue, place: Place): TemplateValue {
  if (place.problems.length >= expressionLimits.problems) return { kind: 'literal', value };
  if (typeof value === 'string') return parseText(value, place);
  if (value === null || typeof value !== 'object') return { kind: 'literal', value };
  if (place.depth >= expressionLimits.valueDepth) {
    refused(place, 0, `The value is nested deeper than ${expressionLimits.valueDepth} levels.`);
    return { kind: 'literal', value };
  }
  if (isList(value)) return parseList(value, place);
  return isJsonObject(value) ? parseObject(value, place) : { kind: 'literal', value };
}

function parseText(text: string, place: Place): TemplateValue {
  const parsed = parseTemplate(text);
  const { pointer } = place;
  if (!parsed.ok) {
    place.problems.push(...parsed.problems.map((problem) => ({ ...problem, pointer })));
    return { kind: 'literal', value: text };
  }
  return locate(parsed.template, pointer, place.references);
}

/** The template with its place; its references go to `references`. */
function locate(template: Template, pointer: string, references: LocatedReference[]): TemplateValue {
  if (template.kind === 'literal') return template;
  if (template.kind === 'expression') {
    addReferences(template.expression, pointer, references);
    return { pointer, kind: 'expression', expression: template.expression };
  }
  for (const part of template.parts) if (typeof part !== 'string') addReferences(part, pointer, references);
  return { pointer, kind: 'text', parts: template.parts };
}

/** Written out: copying members one by one costs a microsecond for each reference. */
function addReferences({ references: found }: Expression, pointer: string, references: LocatedReference[]): void {
  for (const { root, id, path, absorbed, start, end } of found) {
    if (id === undefined) references.push({ pointer, root, path, absorbed, start, end });
    else references.push({ pointer, root, id, path, absorbed, start, end });
  }
}

function parseList(list: JsonArray, place: Place): TemplateValue {
  const items = list.map((item, index) => parseValue(item, inside(place, String(index))));
  if (!items.every(isLiteral)) return { kind: 'list', items };
  const values = items.map((item) => item.value);
  return { kind: 'literal', value: values.every((value, index) => value === list[index]) ? list : values };
}

function parseObject(object: JsonObject, place: Place): TemplateValue {
  const written = Object.keys(object);
  const keys = written.map((key) => parseKey(key, place));
  const values = written.map((key) => parseValue(object[key] as JsonValue, inside(place, key)));
  if (!values.every(isLiteral)) return { kind: 'object', entries: zip(keys, values) };
  const unchanged = zip(keys, values).every(([key, { value }]) => Object.hasOwn(object, key) && object[key] === value);
  const literals = values.map(({ value }) => value);
  return { kind: 'literal', value: unchanged ? object : Object.fromEntries(zip(keys, literals)) };
}

function isLiteral(value: TemplateValue): value is LiteralTemplate {
  return value.kind === 'literal';
}

function zip<Value>(keys: readonly string[], values: readonly Value[]): readonly (readonly [string, Value])[] {
  return values.map((value, index) => [keys[index] ?? '', value]);
}

/** Keys are names, so they are literals; braces in one are refused rather than sent on as they stand. */
function parseKey(key: string, around: Place): string {
  if (key !== '__proto__' && !key.includes('{{')) return key;
  const place = inside(around, key);
  if (key === '__proto__') refused(place, key.length, '"__proto__" cannot be a key.');
  const parsed = parseTemplate(key);
  if (parsed.ok && parsed.template.kind === 'literal') return parsed.template.value;
  const hint = "Make the whole object with an expression: {{ {'key': value} }}.";
  refused(place, key.length, 'A key cannot be a template.', hint);
  return key;
}

function refused({ problems, pointer }: Place, end: number, message: string, hint?: string): void {
  problems.push({ ...problemAt({ start: 0, end }, 'template-invalid', message, hint), pointer });
}

function inside({ pointer, depth, references, problems }: Place, key: string): Place {
  return { pointer: `${pointer}/${escapePointerToken(key)}`, depth: depth + 1, references, problems };
}
