/** A request in the words of the Messages API. Pure. */
import { isJsonObject, type JsonObject, type ModelMessage, type ModelRequest, type ModelTool } from '@ice/core';
import type { Anthropic } from '@anthropic-ai/sdk';
import { answerName, messagesInForm, type AnswerForm } from '../structured/answer-form.js';

/** The body; `temperature` is no part of the current version of the API. */
export type AnthropicBody = Anthropic.MessageCreateParamsStreaming & { readonly temperature?: number };

/** The last version of the API that takes a temperature; models that take none say so. */
const versionWithTemperature = '2023-06-01';

/** The body. `model` is the provider's own name. System messages stand together, before the conversation. */
export function anthropicRequest(request: ModelRequest, model: string, form: AnswerForm): AnthropicBody {
  const messages = messagesInForm(form, request);
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const { temperature, maxOutputTokens, tools = [] } = request;
  return {
    model,
    max_tokens: maxOutputTokens,
    stream: true,
    messages: messages.filter(({ role }) => role !== 'system').map(messageOf),
    ...(system.length > 0 && { system: system.join('\n\n') }),
    ...(temperature !== undefined && { temperature }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    ...formatOf(form),
  };
}

/** The headers that go with a request. */
export function anthropicHeaders({ temperature }: ModelRequest, idempotencyKey: string): Record<string, string> {
  const version = temperature === undefined ? {} : { 'anthropic-version': versionWithTemperature };
  return { 'Idempotency-Key': idempotencyKey, ...version };
}

function messageOf(message: ModelMessage): Anthropic.MessageParam {
  const { role, content, toolCalls = [], toolCallId = '' } = message;
  if (role === 'tool') {
    return { role: 'user', content: [{ type: 'tool_result', tool_use_id: toolCallId, content }] };
  }
  if (role !== 'assistant') return { role: 'user', content };
  if (toolCalls.length === 0) return { role, content };
  const text = content === '' ? [] : [{ type: 'text' as const, text: content }];
  const calls = toolCalls.map(({ id, name, arguments: text }) => ({
    ...{ type: 'tool_use' as const, id, name },
    input: inputOf(text),
  }));
  return { role, content: [...text, ...calls] };
}

/** The API takes objects only; what a model wrote and is none goes back to it as it is. */
function inputOf(text: string): JsonObject {
  try {
    const input: unknown = JSON.parse(text);
    if (isJsonObject(input)) return input;
  } catch {
    // Malformed: below.
  }
  return { malformed: text };
}

function toolOf({ name, description, inputSchema }: ModelTool): Anthropic.Tool {
  const schema = isJsonObject(inputSchema) ? inputSchema : {};
  return { name, description, input_schema: { ...schema, type: 'object' } };
}

function formatOf(form: AnswerForm): Pick<AnthropicBody, 'output_config' | 'tools' | 'tool_choice'> {
  if (form.kind === 'schema') {
    return { output_config: { format: { type: 'json_schema', schema: { ...form.schema } } } };
  }
  if (form.kind !== 'call') return {};
  const tool = { name: answerName, description: 'Gives the answer.', inputSchema: form.schema };
  return {
    tools: [toolOf(tool)],
    tool_choice: { type: 'tool', name: answerName, disable_parallel_tool_use: true },
  };
}
