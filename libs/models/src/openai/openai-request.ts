/** A request in the words of Chat Completions. Pure. */
import type { ModelMessage, ModelRequest, ModelTool, ModelToolCall } from '@ice/core';
import type { OpenAI } from 'openai';
import { answerName, messagesInForm, type AnswerForm } from '../structured/answer-form.js';
import type { OpenAiDialect } from './openai-dialect.js';

type Body = OpenAI.ChatCompletionCreateParamsStreaming;

/** The body. `model` is the provider's own name. */
export function openAiRequest(request: ModelRequest, model: string, form: AnswerForm, dialect: OpenAiDialect): Body {
  const { temperature, maxOutputTokens, tools = [] } = request;
  return {
    model,
    messages: messagesInForm(form, request).map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
    [dialect.outputLimit(model)]: maxOutputTokens,
    ...(temperature !== undefined && { temperature }),
    ...formatOf(form),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
  };
}

function messageOf(message: ModelMessage): OpenAI.ChatCompletionMessageParam {
  const { role, content, toolCalls = [], toolCallId = '' } = message;
  if (role === 'tool') return { role, content, tool_call_id: toolCallId };
  if (role !== 'assistant' || toolCalls.length === 0) return { role, content };
  return { role, content: content === '' ? null : content, tool_calls: toolCalls.map(callOf) };
}

function callOf({ id, name, arguments: text }: ModelToolCall): OpenAI.ChatCompletionMessageToolCall {
  return { id, type: 'function', function: { name, arguments: text } };
}

function toolOf({ name, description, inputSchema }: ModelTool): OpenAI.ChatCompletionTool {
  const parameters = typeof inputSchema === 'object' ? inputSchema : { type: 'object' };
  return { type: 'function', function: { name, description, parameters } };
}

function formatOf(form: AnswerForm): Pick<Body, 'response_format'> {
  if (form.kind === 'json') return { response_format: { type: 'json_object' } };
  if (form.kind !== 'schema') return {};
  const { schema, strict } = form;
  return { response_format: { type: 'json_schema', json_schema: { name: answerName, schema: { ...schema }, strict } } };
}
