/** Asks one model until its answer fits or the repairs are used up. */
import type { Failure, JsonValue, LlmNode, ModelMessage, ModelRequest } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { callModel } from './call-model.js';
import { misfit, readAnswer, repairPrompt } from './read-answer.js';
import { refuseCall } from './refuse-call.js';
import { unfinishedAnswer } from './unfinished-answer.js';
import type { UsageMeter } from './usage-meter.js';

/** An answer that fits, or the failure that ends this model's turn. */
export type Answer =
  | { readonly ok: true; readonly output: JsonValue; readonly repairs: number }
  | { readonly ok: false; readonly failure: Failure };

/** Asks, and asks again with the problems of a misfit answer. Throws what the model throws. */
export async function askModel(
  context: AttemptContext,
  name: string,
  opening: readonly ModelMessage[],
  meter: UsageMeter,
): Promise<Answer> {
  const { repair_attempts = 1, max_input_tokens } = context.node.node as LlmNode;
  let messages = opening;
  for (let repairs = 0; ; repairs += 1) {
    const refusal = refuseCall(context, name, messages, max_input_tokens);
    if (refusal) return { ok: false, failure: refusal };
    const answer = await callModel(context, requestOf(context, name, messages), context.idempotencyKey);
    meter.add(answer.usage);
    if (answer.finishReason !== 'stop') return { ok: false, failure: unfinishedAnswer(answer.finishReason) };
    const read = readAnswer(context.node.outputSchema, answer.text);
    if (read.ok) return { ok: true, output: read.output, repairs };
    if (repairs >= repair_attempts) return { ok: false, failure: misfit(read.problems) };
    context.note({ type: 'model.repaired', data: { model: name, problems: read.problems } });
    messages = [
      ...messages,
      { role: 'assistant', content: answer.text },
      { role: 'user', content: repairPrompt(read.problems) },
    ];
  }
}

/** What the model is asked. */
export function requestOf(context: AttemptContext, name: string, messages: readonly ModelMessage[]): ModelRequest {
  const { temperature, max_output_tokens } = context.node.node as LlmNode;
  const { outputSchema } = context.node;
  return {
    model: context.means.fullModelName(name),
    messages,
    maxOutputTokens: max_output_tokens,
    ...(temperature !== undefined && { temperature }),
    ...(outputSchema !== null && { outputSchema }),
  };
}
