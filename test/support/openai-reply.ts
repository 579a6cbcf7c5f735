/** What a provider that speaks OpenAI's protocol answers in a test: text, or calls of tools, in one chunk of a stream. */
import type { JsonObject } from '@ice/core';
import type { ModelReply } from './model-server.js';

/** A call that the model asks for. */
export interface Call {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** The reply: the calls, or the text where there is none. */
export function openAiReply(
  calls: readonly Call[],
  text: string,
  usage: { readonly prompt_tokens: number; readonly completion_tokens: number },
): ModelReply {
  const tool_calls = calls.map((call, index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  const delta = calls.length > 0 ? { role: 'assistant', tool_calls } : { role: 'assistant', content: text };
  const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
  const chunk = { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] };
  const last = { id: 'c', object: 'chat.completion.chunk', choices: [], usage };
  const lines = [chunk, last].map((one) => `data: ${JSON.stringify(one)}\n\n`);
  return { body: `${lines.join('')}data: [DONE]\n\n` };
}
