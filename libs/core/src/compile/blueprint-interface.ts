/** What a blueprint is to the blueprints that run it: what it takes, and what it gives. Its nodes are nobody else's business. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { checkSchema, expandSchema, type JsonSchema } from '../schema/index.js';
import { unknownType, type Type } from '../type/type.js';
import type { CompiledBlueprint } from './compiled-blueprint.js';

/** The interface of one revision. */
export interface BlueprintInterface {
  /** `sha256:<hex>`. */
  readonly revision: string;
  readonly name: string;
  /** Absent where its document has none. */
  readonly description?: string;
  /** Input name to schema (short forms expanded); one whose schema has a `default` need not be given. */
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  /** What its outputs are together: an object by the names of the outputs. */
  readonly output: Type;
  /** The `bp_…` references in it, and in all that it runs, with the revisions that they stand for. */
  readonly pins: Readonly<Record<string, string>>;
  /** What its cost is worked out of, and nothing else; null where only an outline is known. */
  readonly compiled: CompiledBlueprint | null;
  /** Null for one that may be run. */
  readonly fault: BlueprintFault | null;
}

/** Why a blueprint that is there may not be run. */
export interface BlueprintFault {
  readonly code: 'blueprint-unsound' | 'too-many-blueprints';
  /** A few words that follow its name. */
  readonly message: string;
}

/** The interface of a compiled blueprint. */
export function interfaceOf(compiled: CompiledBlueprint): BlueprintInterface {
  const { revision, blueprint, inputs, output, pins } = compiled;
  const { name, description } = blueprint;
  const facts = { revision, name, inputs, output, pins, compiled, fault: null };
  return Object.freeze(description === undefined ? facts : { ...facts, description });
}

/** As much of an interface as a document tells without being compiled: what it gives is unknown. For blueprints that run each other,
 *  of which none can be compiled first. Total: a schema that is none takes anything. */
export function outlineOf(
  document: JsonValue,
  { revision, pins }: Pick<BlueprintInterface, 'revision' | 'pins'>,
): BlueprintInterface {
  const { name, inputs } = isJsonObject(document) ? document : {};
  const schemas = isJsonObject(inputs) ? Object.entries(inputs).map(([key, schema]) => [key, soundSchema(schema)]) : [];
  return Object.freeze({
    revision,
    name: typeof name === 'string' ? name : revision,
    inputs: Object.freeze(Object.fromEntries(schemas) as Record<string, JsonSchema>),
    output: unknownType,
    pins,
    compiled: null,
    fault: null,
  });
}

function soundSchema(value: JsonValue): JsonSchema {
  const expanded = expandSchema(value);
  return expanded.ok && checkSchema(expanded.schema).length === 0 ? expanded.schema : true;
}
