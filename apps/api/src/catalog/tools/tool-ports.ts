/** The ports of a tool: where a canvas lets edges in and out. Read from its schemas, so that nothing is said twice. */
import { isJsonObject, type JsonObject, type JsonValue, type ToolDescription } from '@ice/core';

/** One argument. */
export interface ToolInput {
  readonly name: string;
  /** True where a call without it is refused; an argument with a default is not. */
  readonly required: boolean;
  /** True where it is meant for credentials: show it masked. */
  readonly secret: boolean;
  readonly description: string | null;
  /** What it is where a call says nothing; absent where there is none. */
  readonly default?: JsonValue;
  readonly schema: JsonValue;
}

/** One member of the output. */
export interface ToolOutput {
  readonly name: string;
  /** False where it may be missing. */
  readonly required: boolean;
  readonly description: string | null;
  readonly schema: JsonValue;
}

/** See the head of this file. */
export interface ToolPorts {
  /** Empty where the tool takes any arguments. */
  readonly inputs: readonly ToolInput[];
  /** Empty where only the output as a whole can be named. */
  readonly outputs: readonly ToolOutput[];
}

/** The ports in the order of the schemas. */
export function toolPorts({ input, output, secrets = [] }: ToolDescription): ToolPorts {
  return {
    inputs: membersOf(input).map(({ name, required, ...member }) => ({
      name,
      required: required && member.default === undefined,
      secret: secrets.some((pointer) => pointer.split('/')[1] === name),
      ...member,
    })),
    outputs: membersOf(output).map(({ default: _default, ...member }) => member),
  };
}

function membersOf(schema: JsonValue): readonly Omit<ToolInput, 'secret'>[] {
  if (!isJsonObject(schema) || !isJsonObject(schema['properties'])) return [];
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [];
  return Object.entries(schema['properties']).map(([name, member]) => ({
    name,
    required: required.includes(name),
    ...annotationsOf(member),
    schema: member,
  }));
}

function annotationsOf(schema: JsonValue): { readonly description: string | null; readonly default?: JsonValue } {
  const annotations: JsonObject = isJsonObject(schema) ? schema : {};
  const { description, default: fallback } = annotations;
  return {
    description: typeof description === 'string' ? description : null,
    ...(fallback !== undefined && { default: fallback }),
  };
}
