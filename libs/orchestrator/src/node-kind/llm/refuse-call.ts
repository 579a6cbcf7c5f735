/** What must be known before money is spent on a call of a model: that there is some left, and that the prompt is not too long. */
import type { Failure, ModelMessage, NanoUsd } from '@ice/core';
import type { AttemptContext } from '../../run/attempt-context.js';

/** What a call is judged by. */
export interface CallBounds {
  /** Default: what the model takes, where that is known. */
  readonly maxInputTokens?: number | undefined;
  /** What the attempt has spent and the journal does not know yet. */
  readonly unrecorded: NanoUsd;
}

/** The failure that keeps the call from being made, or null. */
export function refuseCall(
  { means }: AttemptContext,
  model: string,
  messages: readonly ModelMessage[],
  { maxInputTokens, unrecorded }: CallBounds,
): Failure | null {
  if (means.isOutOfBudget(unrecorded)) {
    return { code: 'budget-exceeded', message: "The execution's budget is used up.", retryable: false };
  }
  const limit = maxInputTokens ?? means.contextTokens(model);
  if (limit === null) return null;
  const tokens = means.models.countTokens(model, messages.map(textOf).join('\n'));
  if (tokens <= limit) return null;
  const message = `The prompt has ${tokens} tokens; ${limit} are allowed.`;
  return { code: 'model-input-too-long', message, retryable: false, evidence: { tokens, limit } };
}

/** Calls that the model asked for are read by it again. */
function textOf({ content, toolCalls = [] }: ModelMessage): string {
  return [content, ...toolCalls.map((call) => `${call.name} ${call.arguments}`)].join('\n');
}
