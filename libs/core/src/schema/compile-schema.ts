/**
 * Compiles a schema to closures. No code is generated, nothing is kept between schemas, and a schema is compiled once
 * however many references lead to it.
 */
import type { JsonObject } from '../json/json-value.js';
import { compileSchemaNode } from './compile-schema-node.js';
import type { Judge } from './judge.js';
import type { JsonSchema } from './json-schema.js';
import type { SchemaPlace, SchemaResource } from './schema-document.js';
import type { SchemaLibrary } from './schema-library.js';

/** A reference in a schema that was handed in leads nowhere. Those of the schema itself are found before. */
export class ReferenceUnresolved extends Error {
  readonly reference: string;

  constructor(reference: string) {
    super(`The reference ${reference} leads nowhere.`);
    this.reference = reference;
  }
}

/**
 * Compiles the schema at a place.
 * @param assertsFormats false when `format` only describes
 * @throws ReferenceUnresolved
 */
export function compileSchemaAt(place: SchemaPlace, library: SchemaLibrary, assertsFormats: boolean): Judge {
  const compilation = new Compilation(library, assertsFormats);
  const target = compilation.target(place.schema, place.resource);
  compilation.finish();
  return target.judge;
}

/** A schema that is compiled sooner or later, so that references may go round in circles. */
export interface CompiledTarget {
  judge: Judge;
}

/** The judges of the schemas that have one `$dynamicAnchor`, by the resource they are in. */
export type DynamicTargets = ReadonlyMap<SchemaResource, CompiledTarget>;

const notYet: Judge = () => {
  throw new Error('A schema was used before it was compiled.');
};

/** What is known while one schema is compiled with everything that it refers to. */
export class Compilation {
  readonly library: SchemaLibrary;
  readonly assertsFormats: boolean;
  readonly #targets = new Map<JsonObject, CompiledTarget>();
  readonly #dynamicTargets = new Map<string, Map<SchemaResource, CompiledTarget>>();
  readonly #waiting: (() => void)[] = [];

  constructor(library: SchemaLibrary, assertsFormats: boolean) {
    this.library = library;
    this.assertsFormats = assertsFormats;
  }

  /** The schema of a reference, compiled before `finish` returns. */
  target(schema: JsonSchema, resource: SchemaResource): CompiledTarget {
    if (typeof schema === 'boolean') return { judge: compileSchemaNode(schema, resource, this) };
    return this.#targets.get(schema) ?? this.#wait(schema, resource);
  }

  /** The schema inside of another one, compiled at once unless a reference has asked for it already. */
  judge(schema: JsonSchema, resource: SchemaResource): Judge {
    if (typeof schema === 'boolean') return compileSchemaNode(schema, resource, this);
    const known = this.#targets.get(schema);
    if (known !== undefined) return (value, judgement, parts) => known.judge(value, judgement, parts);
    const target: CompiledTarget = { judge: notYet };
    this.#targets.set(schema, target);
    target.judge = compileSchemaNode(schema, resource, this);
    return target.judge;
  }

  /** Where a reference leads. */
  resolve(reference: string, from: SchemaResource): SchemaPlace {
    const place = this.library.resolve(reference, from);
    if (place === undefined) throw new ReferenceUnresolved(reference);
    return place;
  }

  /** The schemas of a `$dynamicAnchor`, all there when `finish` returns. */
  dynamicTargets(anchor: string): DynamicTargets {
    const found = this.#dynamicTargets.get(anchor) ?? new Map<SchemaResource, CompiledTarget>();
    this.#dynamicTargets.set(anchor, found);
    return found;
  }

  /** Compiles what waits, and what that asks for. */
  finish(): void {
    do {
      for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) next();
      this.#findDynamicTargets();
    } while (this.#waiting.length > 0);
  }

  #wait(schema: JsonObject, resource: SchemaResource): CompiledTarget {
    const target: CompiledTarget = { judge: notYet };
    this.#targets.set(schema, target);
    this.#waiting.push(() => {
      target.judge = compileSchemaNode(schema, resource, this);
    });
    return target;
  }

  /** Any resource that has been looked into may come to be in scope. */
  #findDynamicTargets(): void {
    if (this.#dynamicTargets.size === 0) return;
    for (const resource of this.library.resources()) {
      for (const [anchor, targets] of this.#dynamicTargets) {
        const place = resource.dynamicAnchors.get(anchor);
        if (place !== undefined && !targets.has(resource)) {
          targets.set(resource, this.target(place.schema, resource));
        }
      }
    }
  }
}
