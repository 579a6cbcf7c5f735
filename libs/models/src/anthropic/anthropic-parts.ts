/** One event of a Messages stream as parts of an answer. Pure. Events and blocks that are not known say nothing. */
import type { Anthropic } from '@anthropic-ai/sdk';
import type { AnswerPart, ReportedTokens } from '../provider/answer-part.js';
import type { AnswerForm } from '../structured/answer-form.js';

type Event = Anthropic.RawMessageStreamEvent;
type FinishReason = Extract<AnswerPart, { type: 'finish' }>['reason'];
type Counts = Readonly<Record<string, unknown>>;

const finishReasons: Readonly<Record<string, FinishReason>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
};

/** Reads the events of one stream in order; keeps what later ones only add to. */
export class AnthropicParts {
  #counts: Counts = {};
  /** Positions of the calls that are asked for. The provider's own tools write their input in the same kind of pieces. */
  readonly #calls = new Set<number>();

  constructor(private readonly form: AnswerForm) {}

  /** The parts of one event. */
  of(event: Event): readonly AnswerPart[] {
    switch (event.type) {
      case 'message_start':
        return [this.usage({ ...event.message.usage })];
      case 'content_block_start':
        return this.started(event.index, event.content_block);
      case 'content_block_delta':
        return this.continued(event.index, event.delta);
      case 'message_delta':
        return [this.usage({ ...event.usage }), ...finishParts(event.delta)];
      default:
        return [];
    }
  }

  private started(index: number, block: Anthropic.RawContentBlockStartEvent['content_block']): readonly AnswerPart[] {
    if (block.type === 'text') return this.text(block.text);
    if (block.type !== 'tool_use') return [];
    this.#calls.add(index);
    if (this.form.kind === 'call') return [];
    return [{ type: 'call', index, id: block.id, name: block.name }];
  }

  private continued(index: number, delta: Anthropic.RawContentBlockDelta): readonly AnswerPart[] {
    if (delta.type === 'text_delta') return this.text(delta.text);
    if (delta.type !== 'input_json_delta' || !this.#calls.has(index)) return [];
    // The arguments of the call that it was made to make are the answer.
    if (this.form.kind === 'call') return [{ type: 'text', text: delta.partial_json }];
    return [{ type: 'call', index, arguments: delta.partial_json }];
  }

  /** Words around a forced call are no part of the answer. */
  private text(text: string): readonly AnswerPart[] {
    return text === '' || this.form.kind === 'call' ? [] : [{ type: 'text', text }];
  }

  /** Counts are cumulative: the last one that is there stands. The caches are counted beside the input, not in it. */
  private usage(counts: Counts): AnswerPart {
    const told = Object.entries(counts).filter(([, count]) => count !== null && count !== undefined);
    this.#counts = { ...this.#counts, ...Object.fromEntries(told) };
    return { type: 'usage', tokens: tokensOf(this.#counts) };
  }
}

function finishParts({
  stop_reason,
  stop_details,
}: Partial<Anthropic.RawMessageDeltaEvent.Delta>): readonly AnswerPart[] {
  if (!stop_reason) return [];
  const explanation = stop_details?.explanation;
  return [
    ...(explanation ? [{ type: 'refusal' as const, text: explanation }] : []),
    { type: 'finish', reason: finishReasons[stop_reason] ?? 'stop' },
  ];
}

function tokensOf(counts: Counts): ReportedTokens {
  const cacheRead = counts['cache_read_input_tokens'] ?? 0;
  const cacheWrite = counts['cache_creation_input_tokens'] ?? 0;
  const parts = [counts['input_tokens'], cacheRead, cacheWrite];
  const isCounted = parts.every((count) => typeof count === 'number' && count >= 0);
  const details = (counts['output_tokens_details'] ?? {}) as Counts;
  return {
    ...(isCounted && { input: (parts as readonly number[]).reduce((sum, count) => sum + count, 0) }),
    output: counts['output_tokens'],
    cacheRead,
    cacheWrite,
    reasoning: details['thinking_tokens'],
  };
}
