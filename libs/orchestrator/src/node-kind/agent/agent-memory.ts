/** What an agent remembers: what it was asked and what it answered, within one execution or under a key beyond it. It reads its memory
 *  once, and that is recorded: the conversation stays the same however the memory goes on. */
import { createHash } from 'node:crypto';
import {
  conversationSpace,
  isIceError,
  isJsonObject,
  ownerOf,
  type AgentNode,
  type JsonObject,
  type JsonValue,
  type ModelMessage,
} from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { failureOf } from '../../run/attempt/failure-of.js';
import { textOf } from '../llm/messages-of.js';

/** So many answers are remembered; the oldest go. */
const mostEntries = 50;

/** The messages that the conversation begins with; none without a memory. */
export async function recall(context: AttemptContext): Promise<readonly ModelMessage[]> {
  const key = memoryKey(context);
  if (key === null) return [];
  const recorded = context.progress.find(({ type }) => type === 'memory.recalled');
  if (recorded?.type === 'memory.recalled') return messagesOf(recorded.data.output ?? []);
  const output = (await context.means.memory.entries(spaceOf(context), key)) as JsonValue;
  await context.record({ type: 'memory.recalled', data: { output } });
  return messagesOf(output);
}

/** Adds the answer, once for the node run. One that no memory takes, being too large, is told and not remembered: it was paid for. */
export async function remember(context: AttemptContext, answer: JsonValue): Promise<void> {
  const key = memoryKey(context);
  if (key === null) return;
  const { input = null } = context.input as JsonObject;
  const entry = { id: context.idempotencyKey, value: { input, answer } };
  try {
    await context.means.memory.append(spaceOf(context), key, entry, mostEntries);
  } catch (thrown) {
    const { message, retryable } = failureOf(thrown, 'engine-fault');
    if (retryable || !isIceError(thrown)) throw thrown;
    context.note({ type: 'log', data: { level: 'warn', message: `The answer is not remembered: ${message}` } });
  }
}

/** Conversations stay within a tenant, however long they are remembered. */
function spaceOf({ means }: AttemptContext) {
  return conversationSpace(ownerOf(means.executionId));
}

/** A key of any length and any characters; agents of one execution share theirs by node, since a loop runs a node many times. */
function memoryKey({ node, means, input }: AttemptContext): string | null {
  const { memory } = node.node as AgentNode;
  if (!memory) return null;
  if (memory.scope === 'execution') return `execution:${means.executionId}:${node.id}`;
  const key = textOf((input as JsonObject)['memory'] ?? '');
  return `key:${createHash('sha256').update(key).digest('hex')}`;
}

function messagesOf(entries: JsonValue): readonly ModelMessage[] {
  if (!Array.isArray(entries)) return [];
  return (entries as readonly JsonValue[]).filter(isJsonObject).flatMap(({ input = '', answer = '' }) => [
    { role: 'user' as const, content: textOf(input) },
    { role: 'assistant' as const, content: answerText(answer) },
  ]);
}

/** As the model said it. */
function answerText(answer: JsonValue): string {
  const isText = isJsonObject(answer) && Object.keys(answer).length === 1 && typeof answer['text'] === 'string';
  return isText ? (answer['text'] as string) : textOf(answer);
}
