/** Finds the references of a schema that lead nowhere. */
import { isJsonObject } from '../json/json-value.js';
import type { SchemaPlace } from './schema-document.js';
import type { SchemaLibrary } from './schema-library.js';
import type { SchemaProblem } from './schema-problem.js';

/** The problems of the references in the library's own schema. */
export function findUnresolvedReferences(library: SchemaLibrary): readonly SchemaProblem[] {
  return library.document.places.flatMap((place) => findIn(place, library));
}

/** The problem of a reference that leads nowhere. */
export function unresolvedReference(reference: string, pointer: string): SchemaProblem {
  const message = reference.startsWith('#')
    ? `${clip(reference)} leads to no schema`
    : `${clip(reference)} leads out of this schema; only references into it and to the meta-schemas are followed`;
  return { code: 'schema-ref-unresolved', pointer, message };
}

const NONE: readonly SchemaProblem[] = [];

function findIn({ schema, pointer, resource }: SchemaPlace, library: SchemaLibrary): readonly SchemaProblem[] {
  if (!isJsonObject(schema)) return NONE;
  return REFERENCES.flatMap((keyword) => {
    const reference = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    if (typeof reference !== 'string' || !resource.document.reading.keywords.has(keyword)) return NONE;
    if (library.resolve(reference, resource) !== undefined) return NONE;
    return [unresolvedReference(reference, `${pointer}/${keyword}`)];
  });
}

const REFERENCES = ['$ref', '$dynamicRef'] as const;

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
