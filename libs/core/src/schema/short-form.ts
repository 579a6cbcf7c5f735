/**
 * The short form of object schemas, `{price: number, tags: "string[]", note: "string?"}`, and its expansion to JSON
 * Schema. A blueprint may use either form; which one a value is in follows from one rule and is never a matter of taste.
 *
 * The rule. A value *reads as a short form* when it is an object and every member is a type word (`string`, `number`,
 * `integer`, `boolean`, `object`, `any`; then up to eight `[]`; then at most one `?`) or reads as a short form itself.
 * A value *speaks as a schema* when a member is a keyword of JSON Schema that judges values, with a value that only makes
 * sense there: `type` with a name of JSON Schema's types, another keyword with anything but a type word, or any key that
 * begins with `$`.
 *
 * - It reads as a short form and does not speak as a schema: short form.
 * - It does both: JSON Schema, as `{type: "object"}` or `{items: {type: "string"}}`, unless a schema in it has a member that
 *   is no keyword at all: `{type: "string", name: "string"}` and `{items: {name: "string"}}` are short forms.
 * - It only speaks as a schema, is empty, or has nothing but annotations (`title`, `description`…): JSON Schema.
 * - Anything else is a short form with mistakes: each one is named.
 */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { isDeeperThan } from './schema-depth.js';
import { ANNOTATIONS, isKeyword, KEYWORDS, TYPE_NAMES } from './schema-keywords.js';
import { MAX_PROBLEMS, MAX_SCHEMA_DEPTH } from './schema-limits.js';
import type { SchemaProblem } from './schema-problem.js';
import { escapeToken, visitSubschemas } from './subschemas.js';

/** A schema in full, and the form it came in; or what keeps the value from being either form. */
export type ExpandedSchema =
  | { readonly ok: true; readonly schema: JsonSchema; readonly form: 'json-schema' | 'short' }
  | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/**
 * Expands the short form; a JSON Schema is given back as it is, unchecked (see `checkSchema`). An expanded object requires
 * every property but those with `?`, and takes no others.
 */
export function expandSchema(value: JsonValue): ExpandedSchema {
  if (typeof value === 'boolean') return { ok: true, schema: value, form: 'json-schema' };
  if (!isJsonObject(value)) return refused(mistake('', 'a schema is an object, true or false'));
  if (isDeeperThan(value, MAX_SCHEMA_DEPTH)) {
    return refused({
      code: 'schema-too-deep',
      pointer: '',
      message: `more than ${MAX_SCHEMA_DEPTH} levels of nesting`,
    });
  }
  if (isJsonSchema(value)) return { ok: true, schema: value, form: 'json-schema' };
  const mistakes = findMistakes(value, '');
  return mistakes.length > 0 ? refused(...mistakes) : { ok: true, schema: expandObject(value), form: 'short' };
}

const TYPE_WORD = /^(string|number|integer|boolean|object|any)((?:\[\]){0,8})(\??)$/;

function isJsonSchema(value: JsonObject): boolean {
  const speaks = Object.entries(value).some(([key, member]) => isSchemaSpeech(key, member));
  if (!readsAsShortForm(value)) return speaks || Object.keys(value).every((key) => ANNOTATIONS.has(key));
  return speaks ? !hasForeignKey(value) : Object.keys(value).length === 0;
}

function readsAsShortForm(value: JsonValue): boolean {
  if (typeof value === 'string') return TYPE_WORD.test(value);
  return isJsonObject(value) && Object.values(value).every(readsAsShortForm);
}

function isSchemaSpeech(key: string, member: JsonValue): boolean {
  if (key.startsWith('$')) return true;
  if (!isKeyword(key)) return false;
  if (key === 'type') return Array.isArray(member) || (typeof member === 'string' && TYPE_NAMES.has(member));
  return typeof member !== 'string' || !TYPE_WORD.test(member);
}

/** True when a schema in it has a member that JSON Schema does not know. Names of properties are free. */
function hasForeignKey(schema: JsonObject): boolean {
  if (!Object.keys(schema).every(isKnownKey)) return true;
  let isFound = false;
  visitSubschemas(schema, KEYWORDS['draft-2020-12'], (child) => {
    isFound ||= isJsonObject(child) && hasForeignKey(child);
  });
  return isFound;
}

function isKnownKey(key: string): boolean {
  return isKeyword(key) || ANNOTATIONS.has(key) || key.startsWith('$') || key.startsWith('x-');
}

function findMistakes(value: JsonObject, pointer: string): readonly SchemaProblem[] {
  return Object.entries(value).flatMap(([name, member]) =>
    findMemberMistakes(member, `${pointer}/${escapeToken(name)}`),
  );
}

function findMemberMistakes(member: JsonValue, pointer: string): readonly SchemaProblem[] {
  if (isJsonObject(member)) {
    const isEmpty = Object.keys(member).length === 0;
    return isEmpty
      ? [mistake(pointer, 'an empty object says nothing; use object or any')]
      : findMistakes(member, pointer);
  }
  const isType = typeof member === 'string' && TYPE_WORD.test(member);
  return isType ? [] : [mistake(pointer, `${shown(member)} is no type; ${EXPECTED}`)];
}

const EXPECTED =
  'expected string, number, integer, boolean, object or any, with [] for a list and ? for an optional property, or an object of these';

function expandObject(value: JsonObject): JsonObject {
  const members = Object.entries(value);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, member]) => [name, expandMember(member)])),
    required: members.filter(([, member]) => !isOptional(member)).map(([name]) => name),
    additionalProperties: false,
  };
}

function isOptional(member: JsonValue): boolean {
  return typeof member === 'string' && member.endsWith('?');
}

function expandMember(member: JsonValue): JsonObject {
  if (isJsonObject(member)) return expandObject(member);
  const [, name = '', lists = ''] = TYPE_WORD.exec(String(member)) ?? [];
  let schema: JsonObject = name === 'any' ? {} : { type: name };
  for (let level = 0; level < lists.length; level += 2) schema = { type: 'array', items: schema };
  return schema;
}

function shown(value: JsonArray | string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function mistake(pointer: string, message: string): SchemaProblem {
  return { code: 'short-form-invalid', pointer, message };
}

function refused(...problems: readonly SchemaProblem[]): ExpandedSchema {
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
}
