/** Writes the TypeScript of a tool catalog from the JSON Schemas of its tools, so that the builder knows arguments and outputs. The same
 *  descriptions give the same text. No text of a description stands outside of a comment or a quoted name. */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import { typeText } from './schema-type-text.js';

/** What is needed of a tool: as `GET /api/v1/catalog/tools` gives it. */
export interface DescribedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly input: JsonValue;
  /** JSON Schema of the output. */
  readonly output: JsonValue;
}

/** An interface of this name with a member for each tool, in the order given. `AnyJson` has to be imported around it. */
export function toolTypesText(interfaceName: string, tools: readonly DescribedTool[]): string {
  return [`export interface ${interfaceName} {`, ...tools.flatMap(toolLines), '}', ''].join('\n');
}

function toolLines({ name, description, input, output }: DescribedTool): readonly string[] {
  const parts = [...partLines('input', input), ...partLines('output', output)];
  return [`  /** ${comment(description)} */`, `  readonly ${JSON.stringify(name)}: {`, ...parts, '  };'];
}

/** The members of an object each on a line of its own, with what the schema says of them. */
function partLines(name: string, schema: JsonValue): readonly string[] {
  const properties = isJsonObject(schema) && isJsonObject(schema['properties']) ? schema['properties'] : undefined;
  if (!isJsonObject(schema) || properties === undefined || !isClosed(schema))
    return [`    readonly ${name}: ${typeText(schema)};`];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const members = Object.entries(properties).flatMap(([key, member]) =>
    memberLines(key, member, required.includes(key)),
  );
  return [`    readonly ${name}: {`, ...members, '    };'];
}

function isClosed({ additionalProperties }: JsonObject): boolean {
  return additionalProperties === undefined || additionalProperties === false;
}

function memberLines(key: string, schema: JsonValue, isRequired: boolean): readonly string[] {
  const description = isJsonObject(schema) ? schema['description'] : undefined;
  const told = typeof description === 'string' ? [`      /** ${comment(description)} */`] : [];
  return [...told, `      readonly ${JSON.stringify(key)}${isRequired ? '' : '?'}: ${typeText(schema)};`];
}

/** A line that no comment ends before. */
function comment(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();
}
