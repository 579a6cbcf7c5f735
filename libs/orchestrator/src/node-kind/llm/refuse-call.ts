/** What must be known before money is spent on a call of a model: that the prompt is not too long. */
import type { Failure, ModelMessage } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';

/**
 * The failure that keeps the call from being made, or null.
 *
 * @param maxInputTokens the most that the input may have, counted so that no provider counts more: the cost bound of the blueprint
 *   stands on it. Default: what the model takes, where that is known; a provider refuses more.
 */
export function refuseCall(
  context: AttemptContext,
  model: string,
  messages: readonly ModelMessage[],
  maxInputTokens?: number,
): Failure | null {
  if (maxInputTokens === undefined) {
    const { models } = context.means;
    const tokens = models.countTokens(model, messages.map(textOf).join('\n'));
    return refuseLong(tokens, context.means.contextTokens(model), `has ${tokens} tokens`);
  }
  const tokens = mostTokens(context, model, messages);
  return refuseLong(tokens, maxInputTokens, `has up to ${tokens} tokens, as its provider may count them`);
}

function refuseLong(tokens: number, limit: number | null, length: string): Failure | null {
  if (limit === null || tokens <= limit) return null;
  const message = `The prompt ${length}; ${limit} are allowed.`;
  return { code: 'model-input-too-long', message, retryable: false, evidence: { tokens, limit } };
}

/** With the schema of the answer and with what the chat format adds. */
function mostTokens({ means, node }: AttemptContext, model: string, messages: readonly ModelMessage[]): number {
  const { outputSchema } = node;
  return means.models.maxInputTokens({
    model: means.fullModelName(model),
    messages,
    maxOutputTokens: 0,
    ...(outputSchema !== null && { outputSchema }),
  });
}

/** Calls that the model asked for are read by it again. */
function textOf({ content, toolCalls = [] }: ModelMessage): string {
  return [content, ...toolCalls.map((call) => `${call.name} ${call.arguments}`)].join('\n');
}
