/** One chunk of a Chat Completions stream as parts of an answer. Pure. Servers that only look like OpenAI's leave members out or add
 *  their own, so nothing is taken for granted that the protocol allows to be absent. */
import type { JsonObject } from '@ice/core';
import type { OpenAI } from 'openai';
import type { AnswerPart, ReportedTokens } from '../provider/answer-part.js';

type Chunk = OpenAI.ChatCompletionChunk;
type Delta = Partial<Chunk['choices'][number]['delta']>;
type CallPiece = Partial<NonNullable<Delta['tool_calls']>[number]>;
type FinishReason = Extract<AnswerPart, { type: 'finish' }>['reason'];

const finishReasons: Readonly<Record<string, FinishReason>> = { length: 'length', content_filter: 'content-filter' };

/** Reasons that are faults of the server: DeepSeek ran out of resources, a gateway lost its provider. */
const faults = ['insufficient_system_resource', 'error'];

/** A stream that was ended by the server with such a reason; read like an error body. */
class AbandonedAnswerError extends Error {
  readonly error: JsonObject;

  constructor(reason: string) {
    super('The provider gave the answer up.');
    this.error = { code: reason };
  }
}

/** The parts, in order. Throws `AbandonedAnswerError`. */
export function openAiParts(chunk: Partial<Chunk>): readonly AnswerPart[] {
  const [choice] = chunk.choices ?? [];
  return [
    ...deltaParts((choice?.delta as Delta | undefined) ?? {}),
    ...(choice?.finish_reason ? [finishPart(choice.finish_reason)] : []),
    ...(chunk.usage ? [{ type: 'usage' as const, tokens: tokensOf({ ...chunk.usage }) }] : []),
  ];
}

function deltaParts({ content, refusal, tool_calls }: Delta): readonly AnswerPart[] {
  return [
    ...textsOf(content).map((text) => ({ type: 'text' as const, text })),
    ...(refusal ? [{ type: 'refusal' as const, text: refusal }] : []),
    ...(tool_calls ?? []).map(callPart),
  ];
}

/** Mistral writes parts where it thinks: `[{type: 'thinking', …}, {type: 'text', text}]`. What is thought is no part of the answer. */
function textsOf(content: unknown): readonly string[] {
  if (typeof content === 'string') return content === '' ? [] : [content];
  if (!Array.isArray(content)) return [];
  const texts = (content as readonly unknown[]).map(membersOf).filter(({ type }) => type === 'text');
  return texts.flatMap(({ text }) => textsOf(text));
}

function callPart(call: CallPiece, position: number): AnswerPart {
  const { index = position, id, function: called } = call;
  return {
    type: 'call',
    index,
    ...(id && { id }),
    ...(called?.name && { name: called.name }),
    ...(called?.arguments && { arguments: called.arguments }),
  };
}

function finishPart(reason: string): AnswerPart {
  if (faults.includes(reason)) throw new AbandonedAnswerError(reason);
  return { type: 'finish', reason: finishReasons[reason] ?? 'stop' };
}

/** Some servers count reasoning beside the completion and not in it; then only the total tells what is paid for. */
function tokensOf(usage: Readonly<Record<string, unknown>>): ReportedTokens {
  const { prompt_tokens: input, completion_tokens: completion, total_tokens: total } = usage;
  const beyondPrompt = typeof total === 'number' && typeof input === 'number' ? total - input : 0;
  const output = typeof completion === 'number' ? Math.max(completion, beyondPrompt) : completion;
  const ofPrompt = membersOf(usage['prompt_tokens_details']);
  return {
    input,
    output,
    // DeepSeek has told its cache hits under a name of its own for longer than under OpenAI's.
    cacheRead: ofPrompt['cached_tokens'] ?? usage['prompt_cache_hit_tokens'],
    cacheWrite: ofPrompt['cache_write_tokens'],
    reasoning: membersOf(usage['completion_tokens_details'])['reasoning_tokens'],
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
