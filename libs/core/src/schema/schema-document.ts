/** One schema with everything in it that has a name: the index that references are looked up in. */
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import { isEqualJson } from './json-equality.js';
import type { JsonSchema } from './json-schema.js';
import type { SchemaReading } from './schema-dialect.js';
import type { SchemaProblem } from './schema-problem.js';
import { NO_BASE, resolveUri } from './schema-uri.js';
import { visitSubschemas } from './subschemas.js';

/** A schema that has a URI, with what belongs to it and not to a named schema inside. */
export interface SchemaResource {
  /** The absolute URI, without fragment. */
  readonly uri: string;
  /** JSON Pointer of the resource in its document. */
  readonly pointer: string;
  readonly document: SchemaDocument;
  /** The schemas that `$anchor`, `$dynamicAnchor` or, in draft 7, `$id: "#…"` give a name. */
  readonly anchors: Map<string, SchemaPlace>;
  /** Those of them that have it of `$dynamicAnchor`. */
  readonly dynamicAnchors: Map<string, SchemaPlace>;
}

/** A schema, and where it stands. */
export interface SchemaPlace {
  readonly schema: JsonSchema;
  /** JSON Pointer from the outermost schema of the document. */
  readonly pointer: string;
  readonly resource: SchemaResource;
}

/** A schema and all schemas in it. The schema must be bounded in depth. */
export class SchemaDocument {
  /** All schemas, the outermost first, in the order of the document. */
  readonly places: SchemaPlace[] = [];
  /** By URI. */
  readonly resources = new Map<string, SchemaResource>();
  /** Names that are no names, or those of two different schemas. */
  readonly problems: SchemaProblem[] = [];
  readonly reading: SchemaReading;
  readonly root: SchemaPlace;
  readonly #begun = new Map<JsonObject, SchemaResource>();
  #byPointer: ReadonlyMap<string, SchemaPlace> | undefined;

  /** @param base the absolute URI by which the schema is known, if it is */
  constructor(schema: JsonSchema, reading: SchemaReading, base = NO_BASE) {
    this.reading = reading;
    this.root = this.#read(schema, '', this.#makeResource(base, ''));
    if (!this.resources.has(this.root.resource.uri)) this.resources.set(this.root.resource.uri, this.root.resource);
  }

  /** The schema at a JSON Pointer; undefined where there is none, as inside of data. */
  placeAt(pointer: string): SchemaPlace | undefined {
    this.#byPointer ??= new Map(this.places.map((place) => [place.pointer, place]));
    return this.#byPointer.get(pointer);
  }

  /** The resource that a schema of this document begins by its `$id`, if it does. */
  resourceBegunBy(schema: JsonObject): SchemaResource | undefined {
    return this.#begun.get(schema);
  }

  #read(schema: JsonSchema, pointer: string, outer: SchemaResource): SchemaPlace {
    if (typeof schema === 'boolean') return this.#add({ schema, pointer, resource: outer });
    const place = this.#add({ schema, pointer, resource: this.#resourceOf(schema, pointer, outer) });
    this.#readAnchors(place);
    visitSubschemas(schema, this.reading.keywords, (child, path) => {
      this.#read(child, pointer + path, place.resource);
    });
    return place;
  }

  #add(place: SchemaPlace): SchemaPlace {
    this.places.push(place);
    return place;
  }

  #makeResource(uri: string, pointer: string): SchemaResource {
    return { uri, pointer, document: this, anchors: new Map(), dynamicAnchors: new Map() };
  }

  /** The resource that a schema begins, or the one that it stands in. */
  #resourceOf(schema: JsonObject, pointer: string, outer: SchemaResource): SchemaResource {
    const id = this.#idOf(schema);
    if (id === undefined || this.#isOnlyAnchor(id)) return outer;
    const uri = resolveUri(id, outer.uri)?.uri;
    if (uri === undefined) {
      this.#refuse(`${pointer}/$id`, 'is not the reference to a URI');
      return outer;
    }
    const resource = this.#makeResource(uri, pointer);
    this.#begun.set(schema, resource);
    const other = this.resources.get(uri);
    if (other === undefined) this.resources.set(uri, resource);
    else this.#judgeNamesake(schema, this.#placeBeginning(other), `${pointer}/$id`);
    return resource;
  }

  /** The schema that begins a resource. Asked while reading, when there is no index yet. */
  #placeBeginning(resource: SchemaResource): SchemaPlace | undefined {
    return this.places.find((place) => place.resource === resource);
  }

  /** In draft 7 a `$ref` hides the name beside it. */
  #idOf(schema: JsonObject): string | undefined {
    const isHidden = this.reading.dialect === 'draft-7' && Object.hasOwn(schema, '$ref');
    return isHidden ? undefined : textOf(schema, '$id');
  }

  #isOnlyAnchor(id: string): boolean {
    return this.reading.dialect === 'draft-7' && id.startsWith('#');
  }

  #readAnchors(place: SchemaPlace): void {
    const { schema, resource } = place;
    if (!isJsonObject(schema)) return;
    if (this.reading.dialect === 'draft-7') {
      const anchor = /#(.+)$/s.exec(this.#idOf(schema) ?? '')?.[1];
      if (anchor !== undefined) this.#name(place, anchor, '$id');
      return;
    }
    const [anchor, dynamicAnchor] = [textOf(schema, '$anchor'), textOf(schema, '$dynamicAnchor')];
    if (anchor !== undefined) this.#name(place, anchor, '$anchor');
    if (dynamicAnchor === undefined) return;
    this.#name(place, dynamicAnchor, '$dynamicAnchor');
    resource.dynamicAnchors.set(dynamicAnchor, place);
  }

  #name(place: SchemaPlace, anchor: string, keyword: string): void {
    const { anchors } = place.resource;
    const other = anchors.get(anchor);
    if (other === undefined) anchors.set(anchor, place);
    else this.#judgeNamesake(place.schema, other, `${place.pointer}/${keyword}`);
  }

  /** A name may be given twice to the same schema: generators copy what is used twice. */
  #judgeNamesake(schema: JsonSchema, other: SchemaPlace | undefined, pointer: string): void {
    if (other === undefined || !isEqualJson(schema, other.schema)) {
      this.#refuse(pointer, 'is also the name of another schema');
    }
  }

  #refuse(pointer: string, message: string): void {
    this.problems.push({ code: 'schema-invalid', pointer, message });
  }
}

function textOf(schema: JsonObject, keyword: string): string | undefined {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  return typeof value === 'string' ? value : undefined;
}
