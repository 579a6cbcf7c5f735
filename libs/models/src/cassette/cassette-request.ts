/** A request as a cassette keeps it, and as it is looked for: everything that a model is told, and nothing else. Pure. */
import type { JsonObject, ModelMessage, ModelRequest, ModelTool } from '@ice/core';

/** The document of a request. Equal documents are one request. */
export function cassetteRequest(request: ModelRequest): JsonObject {
  const { model, messages, temperature, maxOutputTokens, outputSchema, tools, ...others } = request;
  // Does not compile when a request gets a member that no recording would tell apart.
  others satisfies Record<string, never>;
  return {
    model,
    messages: messages.map(messageDocument),
    ...(temperature !== undefined && { temperature }),
    max_output_tokens: maxOutputTokens,
    ...(outputSchema !== undefined && { output_schema: outputSchema }),
    ...(tools !== undefined && tools.length > 0 && { tools: tools.map(toolDocument) }),
  };
}

function messageDocument({ role, content, toolCalls, toolCallId }: ModelMessage): JsonObject {
  return {
    role,
    content,
    ...(toolCalls !== undefined && { tool_calls: toolCalls.map((call) => ({ ...call })) }),
    ...(toolCallId !== undefined && { tool_call_id: toolCallId }),
  };
}

function toolDocument({ name, description, inputSchema }: ModelTool): JsonObject {
  return { name, description, input_schema: inputSchema };
}
