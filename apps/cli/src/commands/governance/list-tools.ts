/** `ice tools`: what tool nodes and agents can use, or one tool with its arguments. */
import type { Tool } from '@ice/client';
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';
import { findNamed } from './find-named.js';
import { inColumns } from './in-columns.js';
import { propertyRows } from './property-rows.js';

/** All tools, or the one that is named. */
export async function listTools({ args: [name], connect, output, signal }: CommandContext): Promise<CommandResult> {
  const tools = await (await connect()).client.catalog.tools({ signal });
  if (name !== undefined) return oneTool(findNamed(tools, name, { what: 'tool', command: 'ice tools' }));
  const rows = tools.map((tool) => [tool.name, tool.toolkit, tool.effect, tool.description]);
  return {
    value: tools as unknown as JsonValue,
    text: `${inColumns(table(['tool', 'toolkit', 'effect', 'what it does'], rows), output)}\n\nOne of them: ice tools <name>`,
  };
}

function oneTool(tool: Tool): CommandResult {
  const { name, toolkit, effect, description, hosts, secrets, examples } = tool;
  const facts = [`${name} (${toolkit}, ${effect})`, description];
  const needs = [
    ...(hosts.length > 0 ? [`asks ${hosts.join(', ')}`] : []),
    ...(secrets.length > 0 ? [`needs the secret ${secrets.join(', ')}`] : []),
  ];
  const [example] = examples as readonly { readonly input: JsonObject }[];
  const lines = [
    ...facts,
    ...needs,
    ...section('takes', schemaOf(tool.input)),
    ...section('gives', schemaOf(tool.output)),
    ...(example ? ['', 'for example', `  ${JSON.stringify(example.input)}`] : []),
  ];
  return { value: tool as unknown as JsonValue, text: lines.join('\n') };
}

function section(heading: string, schema: JsonObject): readonly string[] {
  const rows = propertyRows(schema);
  const lines = rows.length === 0 ? ['nothing'] : table(['', '', ''], rows).split('\n');
  return ['', heading, ...lines.map((line) => `  ${line}`)];
}

function schemaOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
