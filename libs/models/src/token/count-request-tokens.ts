/** Input tokens of a request, with what the chat format adds to the texts. */
import type { ModelMessage, ModelRequest } from '@ice/core';
import { countTextTokens } from './count-text-tokens.js';

/** The documented chat format wraps each message in three tokens, and opens the answer with three. */
const tokensPerMessage = 3;
const tokensOfAnswerStart = 3;

/** Messages, their wrapping, and the output schema as the text that a provider makes of it. */
export function countRequestTokens(request: Pick<ModelRequest, 'model' | 'messages' | 'outputSchema'>): number {
  const schema =
    request.outputSchema === undefined ? 0 : countTextTokens(request.model, JSON.stringify(request.outputSchema));
  return countMessageTokens(request.model, request.messages) + schema;
}

/** Messages and their wrapping only. */
export function countMessageTokens(model: string, messages: readonly ModelMessage[]): number {
  const tokensOf = ({ role, content }: ModelMessage): number =>
    tokensPerMessage + countTextTokens(model, role) + countTextTokens(model, content);
  return messages.reduce((sum, message) => sum + tokensOf(message), tokensOfAnswerStart);
}
