/** The conversation that an `llm` node opens with. */
import type { JsonObject, ModelMessage } from '@ice/core';

/** Messages of a rendered input: `system` first, then `messages`, or `prompt` as the user's. */
export function messagesOf(input: JsonObject): readonly ModelMessage[] {
  const system = input['system'] === undefined ? [] : [{ role: 'system' as const, content: textOf(input['system']) }];
  const messages = input['messages'];
  if (Array.isArray(messages)) return [...system, ...(messages as readonly JsonObject[]).map(messageOf)];
  return [...system, { role: 'user', content: textOf(input['prompt'] ?? '') }];
}

function messageOf(message: JsonObject): ModelMessage {
  return { role: message['role'] as ModelMessage['role'], content: textOf(message['content'] ?? '') };
}

/** A template that is one expression may give something else than text; models read text. */
export function textOf(value: JsonObject[string]): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
