/** A value that is wanted somewhere: an argument of a tool, or a member of one. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { ToolDescription } from '../tool/tool.js';
import {
  booleanType,
  numberType,
  schemaOfType,
  stringType,
  typeOfSchema,
  unknownType,
  withoutNull,
  type ObjectType,
  type Type,
} from '../type/index.js';
import { propertySchema, samplesInside } from './explore-source.js';
import { nameTokens, quotedTokens, wordTokens } from './name-tokens.js';

/** One need. */
export interface Need {
  readonly name: string;
  readonly required: boolean;
  /** Every example gives it, so that a call without it is unusual. */
  readonly customary: boolean;
  readonly type: Type;
  /** As the tool wrote it, or made of the type where that is no schema on its own. */
  readonly schema: JsonObject;
  /** What examples give there. */
  readonly samples: readonly JsonValue[];
  /** Stems: of the name, of the names around it, of the tool, of its description, and of what that quotes. */
  readonly nameTokens: readonly string[];
  readonly outerTokens: ReadonlySet<string>;
  readonly toolTokens: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly quoted: ReadonlySet<string>;
  /** All of these together. */
  readonly tokens: ReadonlySet<string>;
}

/** The arguments of a tool, required ones first, each in the order of its schema. One with a default is not required. */
export function toolNeeds(tool: ToolDescription): readonly Need[] {
  const known = needsByTool.get(tool);
  if (known !== undefined) return known;
  const type = typeOfSchema(tool.input);
  const holder: Holder = {
    schema: tool.input,
    samples: tool.examples.map(({ input }) => input),
    outerTokens: new Set(),
    toolTokens: new Set(nameTokens(tool.name)),
  };
  const needs = type.kind === 'object' ? namedNeeds(type, holder) : [];
  needsByTool.set(tool, needs);
  return needs;
}

/** Descriptions are fixed for the life of the process. */
const needsByTool = new WeakMap<ToolDescription, readonly Need[]>();

/** The members of a need that is an object: those that its schema names, then those that examples show where others are allowed. */
export function memberNeeds(need: Need): readonly Need[] {
  const type = withoutNull(need.type);
  if (type.kind !== 'object') return [];
  const outerTokens = new Set([...need.outerTokens, ...need.nameTokens]);
  const holder: Holder = { schema: need.schema, samples: need.samples, outerTokens, toolTokens: need.toolTokens };
  const shown = [...new Set(need.samples.filter(isJsonObject).flatMap((sample) => Object.keys(sample)))];
  const extra = type.rest === null ? [] : shown.filter((name) => !type.members.has(name));
  return [...namedNeeds(type, holder), ...extra.map((name) => shownNeed(name, holder))];
}

/** A need that is no argument: a field of a node, or of the document. */
export function fieldNeed(name: string, schema: JsonObject, type: Type = unknownType): Need {
  const nothing = new Set<string>();
  const holder: Holder = {
    schema: { properties: { [name]: schema } },
    samples: [],
    outerTokens: nothing,
    toolTokens: nothing,
  };
  return { ...createNeed(name, type, holder), schema, required: true };
}

/** What needs have in common that belong to one object. */
interface Holder extends Pick<Need, 'outerTokens' | 'toolTokens' | 'samples'> {
  readonly schema: JsonSchema;
}

function namedNeeds({ members }: ObjectType, holder: Holder): readonly Need[] {
  const needs = [...members].map(([name, { type, required }]) => {
    const need = createNeed(name, type, holder);
    return { ...need, required: required && !Object.hasOwn(need.schema, 'default') };
  });
  return [...needs.filter(({ required }) => required), ...needs.filter(({ required }) => !required)];
}

/** A member that only examples show. Its type is what all of them give, where that is one kind of scalar. */
function shownNeed(name: string, holder: Holder): Need {
  const kinds = new Set(samplesInside(holder.samples, name).map((sample) => typeof sample));
  const [kind, other] = kinds;
  return createNeed(name, other === undefined ? (scalarTypes[kind ?? ''] ?? unknownType) : unknownType, holder);
}

const scalarTypes: Readonly<Record<string, Type>> = { string: stringType, number: numberType, boolean: booleanType };

function createNeed(name: string, type: Type, { schema: outer, samples, outerTokens, toolTokens }: Holder): Need {
  const schema = standaloneSchema(propertySchema(outer, name), type);
  const description = typeof schema['description'] === 'string' ? schema['description'] : '';
  const shown = samplesInside(samples, name);
  const [names, words, quoted] = [nameTokens(name), wordTokens(description), quotedTokens(description)];
  return {
    name,
    type,
    required: false,
    customary: shown.length > 0 && shown.length === samples.filter(isJsonObject).length,
    schema,
    samples: shown,
    nameTokens: names,
    outerTokens,
    toolTokens,
    words,
    quoted,
    tokens: new Set([...names, ...outerTokens, ...toolTokens, ...words, ...quoted]),
  };
}

/** A schema that refers to definitions around it says nothing where these are not. */
function standaloneSchema(schema: JsonObject | undefined, type: Type): JsonObject {
  if (schema !== undefined && !JSON.stringify(schema).includes('"$')) return schema;
  return type === unknownType ? {} : schemaOfType(type);
}
