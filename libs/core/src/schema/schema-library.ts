/** Finds the schemas that references lead to: in the schema itself, those handed in, the meta-schemas. Fetches nothing. */
import { isJsonObject } from '../json/json-value.js';
import type { JsonSchema } from './json-schema.js';
import { metaResources } from './meta-resources.js';
import { canonicalMetaUri, readingOf, STANDARD_READING, type SchemaReading } from './schema-dialect.js';
import { SchemaDocument, type SchemaPlace, type SchemaResource } from './schema-document.js';
import { localFragment, NO_BASE, resolveUri } from './schema-uri.js';

type Resources = ReadonlyMap<string, SchemaResource>;

/** All schemas that one schema may refer to. */
export class SchemaLibrary {
  readonly document: SchemaDocument;
  readonly #known: Readonly<Record<string, JsonSchema>>;
  #knownResources: Resources | undefined;
  #usesMetaSchemas = false;

  /** @param known other schemas by URI */
  constructor(document: SchemaDocument, known: Readonly<Record<string, JsonSchema>>) {
    this.document = document;
    this.#known = known;
  }

  /** Where a reference leads that stands in a resource, or undefined for one that leads nowhere. */
  resolve(reference: string, from: SchemaResource): SchemaPlace | undefined {
    if (reference.startsWith('#')) return placeIn(from, localFragment(reference));
    const target = resolveUri(reference, from.uri);
    const resource = target === undefined ? undefined : this.resourceAt(target.uri);
    return resource === undefined ? undefined : placeIn(resource, target?.fragment);
  }

  /** The resource of an absolute URI. */
  resourceAt(uri: string): SchemaResource | undefined {
    const own = this.document.resources.get(uri) ?? this.#knownOnes().get(uri);
    if (own !== undefined) return own;
    const meta = metaResources().get(canonicalMetaUri(uri));
    this.#usesMetaSchemas ||= meta !== undefined;
    return meta;
  }

  /** The resources of all schemas that have been looked into so far. */
  resources(): readonly SchemaResource[] {
    const meta = this.#usesMetaSchemas ? [...metaResources().values()] : [];
    return [...this.document.resources.values(), ...(this.#knownResources?.values() ?? []), ...meta];
  }

  #knownOnes(): Resources {
    this.#knownResources ??= readKnown(this.#known, this.document);
    return this.#knownResources;
  }
}

/** Schemas that were handed in, each known by the URI it was handed in with and by the names it gives itself. */
function readKnown(known: Readonly<Record<string, JsonSchema>>, main: SchemaDocument): Resources {
  const resources = new Map<string, SchemaResource>();
  for (const [name, schema] of Object.entries(known)) {
    const uri = resolveUri(name, NO_BASE)?.uri ?? name;
    // A copy: the same object at two places would be one schema with two bases.
    const copy = JSON.parse(JSON.stringify(schema)) as JsonSchema;
    const document = new SchemaDocument(copy, readingOfKnown(copy, main), uri);
    for (const [id, resource] of document.resources) resources.set(id, resource);
    resources.set(uri, document.root.resource);
  }
  return resources;
}

/** A schema that does not say what it is written in is written in what refers to it. */
function readingOfKnown(schema: JsonSchema, main: SchemaDocument): SchemaReading {
  const saysIt = isJsonObject(schema) && Object.hasOwn(schema, '$schema');
  return (saysIt ? readingOf(schema) : undefined) ?? STANDARD_READING[main.reading.dialect];
}

function placeIn(resource: SchemaResource, fragment: string | undefined): SchemaPlace | undefined {
  if (fragment === undefined) return undefined;
  if (fragment !== '' && !fragment.startsWith('/')) return resource.anchors.get(fragment);
  return resource.document.placeAt(resource.pointer + fragment);
}
