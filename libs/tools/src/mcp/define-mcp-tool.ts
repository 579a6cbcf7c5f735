/** A tool of an MCP server as a tool definition. What the server says of its tool, and what it answers, is a stranger's: bounded,
 *  judged by schemas, and passed on as data. */
import {
  compileSchema,
  FailureError,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type ToolContext,
  type ToolDefinition,
} from '@ice/core';
import { issuesInOneLine } from '../json/describe-issues.js';
import { deepFreeze } from '../json/deep-freeze.js';
import type { AttachedMcpServer } from './attached-mcp-server.js';
import type { ListedTool } from './listed-tool.js';
import { mcpToolEffect } from './mcp-tool-effect.js';
import { outputOf, plainOutput } from './mcp-tool-output.js';
import { logProgress } from './log-progress.js';

/** Characters of a description that are shown. */
const longestDescription = 1_024;

/** Where the idempotency key stands in a call: the same for all attempts of a node run. */
const idempotencyMetaKey = 'ice/idempotency_key';

/** The definition. Its tools hold nothing: all state is the server's. @param name ours, unique in the process */
export function defineMcpTool(server: AttachedMcpServer, tool: ListedTool, name: string): ToolDefinition {
  const { config } = server;
  const { show } = server.teller;
  return Object.freeze({
    name,
    toolkit: '',
    description: show(tool.description, longestDescription) || `The tool ${show(tool.name, 100)} of ${config.name}.`,
    effect: mcpToolEffect(tool.hints),
    input: deepFreeze(tool.inputSchema),
    output: deepFreeze(tool.outputSchema ?? plainOutput),
    ...(config.kind === 'http' && { hosts: Object.freeze([new URL(config.url).hostname]) }),
    examples: Object.freeze([]),
    create: () => ({ run: (input: JsonValue, context: ToolContext) => run({ server, tool, name }, input, context) }),
  });
}

/** A tool with where it is and what it is called here. */
interface CalledTool {
  readonly server: AttachedMcpServer;
  readonly tool: ListedTool;
  readonly name: string;
}

async function run({ server, tool, name }: CalledTool, input: JsonValue, context: ToolContext): Promise<JsonValue> {
  const args = checkedInput(name, tool.inputSchema, input);
  const meta = { [idempotencyMetaKey]: context.idempotencyKey };
  const onProgress = logProgress(context, server.teller.show);
  const result = await server.call({ tool, args, meta, onProgress }, name, context);
  return outputOf(result, tool, name, server.teller);
}

function checkedInput(name: string, schema: JsonSchema, input: JsonValue): JsonObject {
  const issues = compileSchema(schema)(input).map(({ pointer, message }) => ({ pointer, message }));
  if (issues.length === 0 && isJsonObject(input)) return input;
  throw new FailureError('tool-input-invalid', `The arguments of ${name} do not fit: ${issuesInOneLine(issues)}.`, {
    evidence: { issues },
  });
}
