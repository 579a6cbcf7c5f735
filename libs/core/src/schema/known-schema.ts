/** What was found out about the schemas of documents, so that an equal one, which a document may hold a thousand times, is expanded and
 *  judged once. Only for values that are frozen to their leaves: they are kept by the object as well. */
import { freezeJson } from '../json/freeze-json.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { RecentlyUsed } from './recently-used.js';
import { checkSchema } from './schema-checker.js';
import type { SchemaProblem } from './schema-problem.js';
import { expandSchema, type ExpandedSchema } from './short-form.js';
import { unknownKeywords, type UnknownKeywords } from './unknown-keywords.js';

/** As `expandSchema`, of a frozen value: equal values give the same frozen object, as long as it is remembered. */
export function expandKnownSchema(value: JsonValue): ExpandedSchema {
  return knownSchema(value).expanded;
}

/** What is wrong with a frozen value as a schema in either form: nothing, or what `expandSchema` or `checkSchema` says. */
export function knownSchemaProblems(value: JsonValue): readonly SchemaProblem[] {
  const known = knownSchema(value);
  const { expanded } = known;
  return (known.problems ??= expanded.ok ? checkSchema(expanded.schema) : expanded.problems);
}

/** The members of a sound, frozen schema that mean nothing; none in the short form, where every name is one of the reader's own. */
export function keywordsWithoutMeaning(value: JsonValue): readonly UnknownKeywords[] {
  const known = knownSchema(value);
  const { expanded } = known;
  return (known.unknown ??= expanded.ok && expanded.form === 'json-schema' ? unknownKeywords(expanded.schema) : []);
}

interface KnownSchema {
  readonly expanded: ExpandedSchema;
  /** Found out when they are asked for. */
  problems: readonly SchemaProblem[] | undefined;
  unknown: readonly UnknownKeywords[] | undefined;
}

const byObject = new WeakMap<JsonObject, KnownSchema>();
const byText = new RecentlyUsed<KnownSchema>(1_000);

/** Longest text by which a schema is remembered, in UTF-16 units. */
const maxTextLength = 4_000;

function knownSchema(value: JsonValue): KnownSchema {
  if (!isJsonObject(value)) return expandNow(value);
  const known = byObject.get(value) ?? knownByText(value);
  byObject.set(value, known);
  return known;
}

/** The order of members stays as it is written, so equal texts are the same in all that anybody could see. */
function knownByText(value: JsonObject): KnownSchema {
  const text = JSON.stringify(value);
  return text.length > maxTextLength ? expandNow(value) : byText.getOrMake(text, () => expandNow(value));
}

function expandNow(value: JsonValue): KnownSchema {
  const expanded = expandSchema(value);
  if (expanded.ok) freezeJson(expanded.schema);
  return { expanded, problems: undefined, unknown: undefined };
}
