/** Follows the references of a schema, as far as that needs no knowledge of URIs. Nothing is ever fetched. */
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import { isMetaSchemaUri } from './schema-dialect.js';
import type { SchemaProblem } from './schema-problem.js';
import type { Subschema } from './subschemas.js';

/** True when a schema refers to a meta-schema. */
export function usesMetaSchema(subschemas: readonly Subschema[]): boolean {
  return listReferences(subschemas).some(({ reference }) => isMetaSchemaUri(reference));
}

/**
 * The references that lead nowhere. Where `$id` gives parts of a schema names of their own, only the engine can tell;
 * then nothing is found here.
 * @param isKnown true for the URI of a schema that was handed in
 */
export function findUnresolvedReferences(
  subschemas: readonly Subschema[],
  isKnown: (uri: string) => boolean,
): readonly SchemaProblem[] {
  if (subschemas.some(({ schema }) => textOf(schema, '$id') !== undefined)) return [];
  const targets = new Set(subschemas.flatMap(targetsOf));
  return listReferences(subschemas)
    .filter(({ reference }) => !isResolved(reference, targets) && !isMetaSchemaUri(reference) && !isKnown(reference))
    .map(({ reference, pointer }) => unresolvedReference(reference, pointer));
}

/** The problem of a reference that leads nowhere. */
export function unresolvedReference(reference: string, pointer: string): SchemaProblem {
  const message = reference.startsWith('#')
    ? `${clip(reference)} leads to no schema`
    : `${clip(reference)} leads out of this schema; only references into it and to the meta-schemas are followed`;
  return { code: 'schema-ref-unresolved', pointer, message };
}

/** Where a reference stands, so that a problem of it can be shown there; the whole schema when it is not found. */
export function pointerOfReference(subschemas: readonly Subschema[], reference: string): string {
  return listReferences(subschemas).find((found) => reference.endsWith(found.reference))?.pointer ?? '';
}

/** The names that more than one `$dynamicAnchor` has: only for these does a `$dynamicRef` depend on the way to it. */
export function findSharedAnchors(subschemas: readonly Subschema[]): ReadonlySet<string> {
  const names = subschemas.flatMap(({ schema }) => textOf(schema, '$dynamicAnchor') ?? []);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

interface Reference {
  readonly reference: string;
  readonly pointer: string;
}

function listReferences(subschemas: readonly Subschema[]): readonly Reference[] {
  return subschemas.flatMap(({ schema, pointer }) =>
    ['$ref', '$dynamicRef'].flatMap((keyword) => {
      const reference = textOf(schema, keyword);
      return reference === undefined ? [] : [{ reference, pointer: `${pointer}/${keyword}` }];
    }),
  );
}

/** The fragments by which a subschema can be referred to. */
function targetsOf({ schema, pointer }: Subschema): readonly string[] {
  const anchors = [textOf(schema, '$anchor'), textOf(schema, '$dynamicAnchor')];
  return [pointer, ...anchors.flatMap((anchor) => (anchor === undefined ? [] : [anchor]))];
}

function isResolved(reference: string, targets: ReadonlySet<string>): boolean {
  if (!reference.startsWith('#')) return false;
  try {
    return targets.has(decodeURIComponent(reference.slice(1)));
  } catch {
    return false;
  }
}

function textOf(schema: boolean | JsonObject, keyword: string): string | undefined {
  const value = isJsonObject(schema) && Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
