/** Asks one model until its answer fits or the repairs are used up. */
import {
  compileSchema,
  type Failure,
  type JsonValue,
  type LlmNode,
  type ModelChunk,
  type ModelDescription,
  type ModelMessage,
  type ModelRequest,
} from '@ice/core';
import type { AttemptContext } from '../../run/attempt-context.js';
import type { UsageMeter } from './usage-meter.js';

/** An answer that fits, or the failure that ends this model's turn. */
export type Answer =
  | { readonly ok: true; readonly output: JsonValue; readonly repairs: number }
  | { readonly ok: false; readonly failure: Failure };

type FullAnswer = Extract<ModelChunk, { type: 'answer' }>;
type Read =
  { readonly ok: true; readonly output: JsonValue } | { readonly ok: false; readonly problems: readonly string[] };

/** Asks, and asks again with the problems of a misfit answer. Throws what the model throws. */
export async function askModel(
  context: AttemptContext,
  name: string,
  opening: readonly ModelMessage[],
  meter: UsageMeter,
): Promise<Answer> {
  const { repair_attempts = 1 } = context.node.node as LlmNode;
  let messages = opening;
  for (let repairs = 0; ; repairs += 1) {
    const refusal = refuseBeforehand(context, name, messages, meter);
    if (refusal) return { ok: false, failure: refusal };
    const answer = await call(context, requestOf(context, name, messages), meter);
    if (answer.finishReason !== 'stop') return { ok: false, failure: unfinished(answer) };
    const read = readAnswer(context, answer.text);
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

/** What must be known before money is spent: the budget, and the length of the prompt. */
function refuseBeforehand(
  context: AttemptContext,
  name: string,
  messages: readonly ModelMessage[],
  meter: UsageMeter,
): Failure | null {
  if (context.means.isOutOfBudget(meter.cost)) {
    return { code: 'budget-exceeded', message: "The execution's budget is used up.", retryable: false };
  }
  const limit = (context.node.node as LlmNode).max_input_tokens ?? describe(context, name)?.contextTokens;
  if (limit === null || limit === undefined) return null;
  const tokens = context.means.models.countTokens(name, messages.map((message) => message.content).join('\n'));
  if (tokens <= limit) return null;
  const message = `The prompt has ${tokens} tokens; ${limit} are allowed.`;
  return { code: 'model-input-too-long', message, retryable: false, evidence: { tokens, limit } };
}

function describe(context: AttemptContext, name: string): ModelDescription | null {
  const decision = context.means.models.decide(name);
  return decision.allowed ? decision.model : null;
}

function requestOf(context: AttemptContext, name: string, messages: readonly ModelMessage[]): ModelRequest {
  const { temperature, max_output_tokens } = context.node.node as LlmNode;
  const { outputSchema } = context.node;
  return {
    model: describe(context, name)?.name ?? name,
    messages,
    maxOutputTokens: max_output_tokens,
    ...(temperature !== undefined && { temperature }),
    ...(outputSchema !== null && { outputSchema }),
  };
}

async function call(context: AttemptContext, request: ModelRequest, meter: UsageMeter): Promise<FullAnswer> {
  const { signal, idempotencyKey } = context;
  for await (const chunk of context.means.model(request.model).answer(request, { signal, idempotencyKey })) {
    if (chunk.type === 'delta') context.delta(chunk.text);
    else {
      meter.add(chunk.usage);
      return chunk;
    }
  }
  throw new Error(`${request.model} ended its stream without an answer.`);
}

function readAnswer(context: AttemptContext, text: string): Read {
  const { outputSchema } = context.node;
  if (outputSchema === null) return { ok: true, output: { text } };
  const value = parse(text);
  if (value === undefined) return { ok: false, problems: ['the answer is not JSON'] };
  const problems = compileSchema(outputSchema)(value);
  if (problems.length === 0) return { ok: true, output: value };
  return { ok: false, problems: problems.map((problem) => `${problem.pointer || 'the answer'}: ${problem.message}`) };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function repairPrompt(problems: readonly string[]): string {
  return `That answer does not fit the required schema:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nAnswer again with JSON only.`;
}

function misfit(problems: readonly string[]): Failure {
  const message = `The model's answer does not fit output_schema: ${problems[0] ?? ''}`;
  return { code: 'model-output-invalid', message, retryable: true, evidence: { problems } };
}

function unfinished(answer: FullAnswer): Failure {
  const message = {
    length: 'The answer was cut at max_output_tokens.',
    'content-filter': "The provider's content filter stopped the answer.",
    refusal: 'The model refused to answer.',
    stop: '',
  }[answer.finishReason];
  return { code: 'model-failed', message, retryable: false, evidence: { finish_reason: answer.finishReason } };
}
