/** The types that the schemas of a document describe. A schema with a finding of its own describes nothing. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { expandKnownSchema } from '../../schema/index.js';
import { typeOfSchema } from '../../type/type-of-schema.js';
import { unknownType, type MemberType, type ObjectType, type Type } from '../../type/type.js';
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Types of schema fields. */
export class SchemaTypes {
  /** Places of faults, and all places around them. */
  readonly #faulty = new Set<string>();
  /** Of schemas that are objects: each is asked for several times. */
  readonly #known = new Map<JsonValue, Type>();

  /** @param findings what the check of schemas has said. */
  constructor(findings: readonly Finding[]) {
    for (const { pointer } of findings) {
      for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
        this.#faulty.add(pointer.slice(0, end));
      }
    }
  }

  /** Type of a schema field of a node; undefined where there is none, unknown where it is unsound. */
  ofNode(node: NodeDraft, name: string): Type | undefined {
    if (!Object.hasOwn(node.object.values, name)) return undefined;
    if (node.object.faulty.has(name)) return unknownType;
    const field = fieldOf(node.object, name);
    if (field === undefined) return undefined;
    const type = this.#ofField(field);
    return node.kind === 'swarm' && name === 'output_schema' ? withAnswer(type) : type;
  }

  /** The inputs of the blueprint: what an execution begins with holds all of them. */
  ofInputs({ object }: DocumentDraft): Type {
    if (object.faulty.has('inputs')) return unknownType;
    const inputs = fieldOf(object, 'inputs');
    const members = new Map<string, MemberType>();
    for (const name of inputs !== undefined && isJsonObject(inputs.value) ? Object.keys(inputs.value) : []) {
      members.set(name, Object.freeze({ type: this.#ofField(innerField(inputs as Field, name)), required: true }));
    }
    const type: ObjectType = Object.freeze({ kind: 'object', members, rest: null });
    return Object.freeze(type);
  }

  #ofField({ value, pointer }: Field): Type {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const expanded = this.#faulty.has(pointer) ? undefined : expandKnownSchema(value);
    const type = expanded?.ok ? typeOfSchema(expanded.schema) : unknownType;
    if (isJsonObject(value)) this.#known.set(value, type);
    return type;
  }
}

/** The schema of a swarm speaks of its answer. */
function withAnswer(type: Type): ObjectType {
  const members = new Map([['answer', Object.freeze({ type, required: true })]]);
  return Object.freeze({ kind: 'object', members, rest: unknownType });
}
