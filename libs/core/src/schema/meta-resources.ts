/** The meta-schemas as schemas that references may lead to. Read once, when the first reference leaves a schema. */
import { META_SCHEMAS } from './meta-schema-documents.js';
import { readingOf, STANDARD_READING } from './schema-dialect.js';
import { SchemaDocument, type SchemaResource } from './schema-document.js';

/** The meta-schemas by URI. */
export function metaResources(): ReadonlyMap<string, SchemaResource> {
  read ??= new Map(META_SCHEMAS.flatMap(readOne));
  return read;
}

let read: ReadonlyMap<string, SchemaResource> | undefined;

function readOne(schema: (typeof META_SCHEMAS)[number]): readonly (readonly [string, SchemaResource])[] {
  const document = new SchemaDocument(schema, readingOf(schema) ?? STANDARD_READING['draft-2020-12']);
  return [...document.resources];
}
