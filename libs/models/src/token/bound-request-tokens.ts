/** The most tokens that a provider can count for a text or a request: a true bound, never an estimate. Where a model's tokenizer is not
 *  public its bytes are counted, since every token of every tokenizer that falls back to bytes has at least one. */
import type { ModelMessage, ModelRequest } from '@ice/core';
import { countMessageTokens } from './count-request-tokens.js';
import { countTextTokens } from './count-text-tokens.js';
import { modelEncoding } from './model-encoding.js';

type BoundedRequest = Pick<ModelRequest, 'model' | 'messages' | 'outputSchema' | 'tools'>;

/** What the chat formats add, in tokens. None of it is documented for every provider: measured values, generously rounded up. */
const perMessage = 16;
const perToolCall = 32;
const perRequest = 64;
const perTool = 64;
/** Claude is given a text of its own (about 350 tokens) as soon as there is a tool, which an output schema may become. */
const hiddenPrompt = 1_024;
/** The words around a schema, where a provider is told it in words. */
const schemaWords = 64;
/** Providers get schemas in forms of theirs: objects are closed, and what they do not know moves into descriptions. */
const schemaGrowth = 3;

/** Most characters (UTF-16) that a tool's output is cut to for each token allowed, times the bytes of a character. */
const bytesPerCountedToken = 16 * 3;

/** The most tokens that a text counted as one token can have, when texts are cut by an estimate: 1 where it is none. */
export function maxTokensPerCounted(model: string): number {
  return modelEncoding(model).estimated ? bytesPerCountedToken : 1;
}

/** The most tokens of a text. */
export function boundTextTokens(model: string, text: string): number {
  return modelEncoding(model).estimated ? Buffer.byteLength(text) : countTextTokens(model, text);
}

/** The most tokens of a request. */
export function boundRequestTokens(request: BoundedRequest): number {
  const { model, messages, outputSchema, tools = [] } = request;
  const schema = outputSchema === undefined ? 0 : schemaGrowth * boundTextTokens(model, JSON.stringify(outputSchema));
  const hasForm = outputSchema !== undefined || tools.length > 0;
  const form = hasForm ? schemaWords + (modelEncoding(model).estimated ? hiddenPrompt : 0) : 0;
  const told = tools.reduce(
    (sum, tool) => sum + perTool + schemaGrowth * boundTextTokens(model, JSON.stringify(tool)),
    0,
  );
  return boundMessages(model, messages) + schema + form + told;
}

function boundMessages(model: string, messages: readonly ModelMessage[]): number {
  const calls = messages.reduce((sum, { toolCalls = [] }) => sum + toolCalls.length, 0);
  if (!modelEncoding(model).estimated) return countMessageTokens(model, messages) + calls * perToolCall;
  return messages.reduce((sum, message) => sum + perMessage + bytesOf(message), perRequest + calls * perToolCall);
}

function bytesOf({ content, toolCalls = [], toolCallId = '' }: ModelMessage): number {
  // Arguments that are no JSON object go back as a text in one: written with escapes.
  const calls = toolCalls.flatMap((call) => [call.id, call.name, JSON.stringify(call.arguments)]);
  return [content, toolCallId, ...calls].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
