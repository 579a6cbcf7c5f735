/** The fields that a node of each kind cannot be without, read from the blueprint's own schema: a new kind needs nothing here. */
import { z } from 'zod';
import { flatNodeSchemaByKind } from '../blueprint/flat-schema.js';
import { nodeSchemaByKind, type NodeKind } from '../blueprint/node-schema.js';
import { templateFields } from '../compile/analyse/template-fields.js';
import type { CompileEnvironment } from '../compile/compile-environment.js';
import type { NodeDraft } from '../compile/read/draft.js';
import type { JsonObject } from '../json/json-value.js';
import { booleanType, listOfType, stringType, unknownType, type Type } from '../type/index.js';
import { fieldNeed, type Need } from './need.js';

/** A field that is not there. */
export interface MissingField {
  readonly need: Need;
  /** True where an expression may stand. */
  readonly isTemplate: boolean;
}

/** The required fields that the node does not have; none for an unknown kind. */
export function missingFields(node: NodeDraft, environment: CompileEnvironment): readonly MissingField[] {
  if (node.kind === null) return [];
  const has = (name: string): boolean => Object.hasOwn(node.object.values, name);
  const names = [...requiredNames(node.kind), ...eitherOf(node.kind, has)].filter((name) => !has(name));
  return names.map((name) => fieldOfKind(node.kind as NodeKind, name, environment));
}

/** Where the schema asks for one of several, the simplest. */
function eitherOf(kind: NodeKind, has: (name: string) => boolean): readonly string[] {
  if (kind === 'llm' && !has('messages')) return ['prompt'];
  return kind === 'condition' && !has('cases') ? ['expression'] : [];
}

const namesByKind = new Map<NodeKind, readonly string[]>();

function requiredNames(kind: NodeKind): readonly string[] {
  const known = namesByKind.get(kind);
  if (known !== undefined) return known;
  const shape = (nodeSchemaByKind[kind] as z.ZodObject).shape as Readonly<Record<string, z.ZodType>>;
  const names = Object.keys(shape).filter((name) => shape[name]?.safeParse(undefined).success === false);
  namesByKind.set(kind, names);
  return names;
}

function fieldOfKind(kind: NodeKind, name: string, { modelNames }: CompileEnvironment): MissingField {
  const isTemplate = Object.hasOwn(templateFields[kind], name);
  const schema = { ...schemaOfField(kind, name), ...(name === 'model' && { examples: modelNames.slice(0, 50) }) };
  return { need: fieldNeed(name, schema, isTemplate ? wantedType(kind, name) : unknownType), isTemplate };
}

const schemasByField = new Map<string, JsonObject>();

function schemaOfField(kind: NodeKind, name: string): JsonObject {
  const key = `${kind}.${name}`;
  const known = schemasByField.get(key);
  if (known !== undefined) return known;
  const field = flatNodeSchemaByKind[kind].shape[name] as z.ZodType;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' });
  schemasByField.set(key, schema as JsonObject);
  return schema as JsonObject;
}

/** What the field's expression has to give. */
function wantedType(kind: NodeKind, name: string): Type {
  switch (templateFields[kind][name]) {
    case 'condition':
      return booleanType;
    case 'list':
      return listOfType(unknownType);
    default:
      return textFields.has(name) ? stringType : unknownType;
  }
}

const textFields: ReadonlySet<string> = new Set(['prompt', 'message', 'instructions']);
