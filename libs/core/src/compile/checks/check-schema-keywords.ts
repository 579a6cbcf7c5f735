/** Check: every member of a schema means something. JSON Schema takes any name and ignores those that it does not know, so a slip in
 *  `minLength` would let every text through. Warnings, since a note under a name of its own is no mistake of the blueprint. */
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonObject } from '../../json/json-value.js';
import { checkSchema, keywordsWithoutMeaning, knownSchemaProblems, type UnknownKeywords } from '../../schema/index.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { warningAt, type Advice, type Finding } from '../diagnostic/finding.js';
import type { DocumentDraft, Field } from '../read/draft.js';
import { renaming, unknownKeysOf, type UnknownKey } from '../read/unknown-key.js';
import { schemaFields } from './check-schemas.js';

/** Warnings about members of sound schemas that refuse nothing and describe nothing. */
export function checkSchemaKeywords(draft: DocumentDraft): readonly Finding[] {
  return schemaFields(draft).flatMap(checkField);
}

function checkField(field: Field): readonly Finding[] {
  if (knownSchemaProblems(field.value).length > 0) return [];
  return keywordsWithoutMeaning(field.value).flatMap((found) => findingsIn(found, field));
}

function findingsIn({ schema, pointer, unknown, known }: UnknownKeywords, field: Field): readonly Finding[] {
  const fits = (meant: string, key: string): boolean => checkSchema(renamed(schema, key, meant)).length === 0;
  return unknownKeysOf(schema, unknown, known, fits).map((one) => {
    const place = { pointer: extendPointer(field.pointer + pointer, one.key), nodeId: field.nodeId };
    const message = `${describePlace(place.pointer)}: JSON Schema has no keyword ${quote(one.key)}, so it judges nothing`;
    return warningAt(place, 'unknown-keyword', message, () => adviseOn(one, schema, field.pointer + pointer));
  });
}

/** What other ways of writing schemas have, and JSON Schema says otherwise. */
const elsewhere: Readonly<Record<string, string>> = {
  nullable: 'Write type: [string, "null"] for a text that may be null.',
  optional: 'Leave its name out of "required".',
};

function adviseOn({ key, meant, fits }: UnknownKey, schema: JsonObject, holder: string): Advice {
  if (meant === undefined) return { hint: elsewhere[key] ?? 'Take it out; a note of your own begins with "x-".' };
  return renaming({ key, meant, fits }, schema, holder);
}

function renamed(schema: JsonObject, key: string, meant: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name === key ? meant : name, value]));
}
