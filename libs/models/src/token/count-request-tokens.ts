/** Input tokens of a request, with what the chat format adds to the texts. */
import type { ModelMessage, ModelRequest } from '@ice/core';
import { countTextTokens } from './count-text-tokens.js';

/** The documented chat format wraps each message in three tokens, and opens the answer with three. */
const tokensPerMessage = 3;
const tokensOfAnswerStart = 3;

/** Messages, their wrapping, and the output schema and the tools as the text that a provider makes of them. */
export function countRequestTokens(
  request: Pick<ModelRequest, 'model' | 'messages' | 'outputSchema' | 'tools'>,
): number {
  const { model, messages, outputSchema, tools = [] } = request;
  const texts = [...(outputSchema === undefined ? [] : [outputSchema]), ...tools].map((part) => JSON.stringify(part));
  return countMessageTokens(model, messages) + texts.reduce((sum, text) => sum + countTextTokens(model, text), 0);
}

/** Messages and their wrapping only. */
export function countMessageTokens(model: string, messages: readonly ModelMessage[]): number {
  const tokensOf = ({ role, content, toolCalls = [] }: ModelMessage): number =>
    tokensPerMessage +
    [role, content, ...toolCalls.map((call) => call.name + call.arguments)].reduce(
      (sum, text) => sum + countTextTokens(model, text),
      0,
    );
  return messages.reduce((sum, message) => sum + tokensOf(message), tokensOfAnswerStart);
}
