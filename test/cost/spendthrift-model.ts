/** A model that answers as it likes: at any length that is allowed, with calls of tools that are there or not, with answers that fit or do
 *  not, or not at all. It charges as much as a provider may, and keeps the bill: whatever becomes of an answer, it was paid for. */
import {
  FailureError,
  LanguageModel,
  parseUsd,
  type JsonObject,
  type JsonSchema,
  type ModelChunk,
  type ModelContext,
  type ModelRequest,
  type ModelToolCall,
  type NanoUsd,
} from '@ice/core';
import { countRequestTokens, countTextTokens, modelEncoding, pricedUsage, type PriceBook } from '@ice/models';

/** What all sessions of one execution have in common. */
export interface Bill {
  spent: NanoUsd;
  calls: number;
  /** `worst`: answers are as long and as useless as they can be, so that every rung of every ladder is paid for. */
  readonly mood: 'any' | 'worst';
  /** A number from 0 to 1; never ends. */
  readonly roll: () => number;
  /** The most input tokens that a provider can count. */
  readonly mostTokens: (request: ModelRequest) => number;
}

/** See the head of this file. */
export class SpendthriftModel extends LanguageModel {
  constructor(
    private readonly prices: PriceBook,
    private readonly bill: () => Bill,
  ) {
    super();
  }

  override async *answer(request: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    const bill = this.bill();
    signal.throwIfAborted();
    bill.calls += 1;
    if (bill.mood === 'any' && bill.roll() < 0.15)
      throw new FailureError('model-unavailable', 'As planned.', { retryable: bill.roll() < 0.5 });
    const toolCalls = callsOf(request, bill);
    const text = textOf(request, bill, request.maxOutputTokens - toolCalls.length * tokensOfCall);
    const tokens = tokensOf(request, bill);
    const usage = pricedUsage(this.prices, { model: request.model, tokens, estimated: false });
    bill.spent += parseUsd(usage.cost_usd);
    await Promise.resolve();
    const finishReason = bill.mood === 'any' && bill.roll() < 0.1 ? 'length' : 'stop';
    yield { type: 'answer', text, usage, finishReason, ...(toolCalls.length > 0 && { toolCalls }) };
  }
}

/** A call takes some tokens of the output, whatever is in it. */
const tokensOfCall = 16;

/** All of the output, as a rule; where the tokenizer is not public, any number of input tokens up to one for each byte. */
function tokensOf(request: ModelRequest, { roll, mood, mostTokens }: Bill) {
  const counted = countRequestTokens(request);
  const isPublic = !modelEncoding(request.model).estimated;
  const share = mood === 'worst' ? 1 : roll();
  const input = isPublic ? counted : Math.floor(counted + share * (mostTokens(request) - counted));
  const isFull = mood === 'worst' || roll() < 0.8;
  const output = isFull ? request.maxOutputTokens : Math.floor(roll() * request.maxOutputTokens);
  return { input_tokens: input, output_tokens: output, ...(isFull && { cache_write_tokens: input }) };
}

/** JSON that fits, JSON that does not, or words; no longer than is allowed, whichever tokenizer counts. */
function textOf(request: ModelRequest, { roll, mood }: Bill, limit: number): string {
  const { model, outputSchema } = request;
  const length = mood === 'worst' ? limit : Math.floor(roll() * (limit + 1));
  // One token each, or one for each byte.
  const words = modelEncoding(model).estimated ? 'x'.repeat(length) : ' word'.repeat(length);
  if (outputSchema === undefined || mood === 'worst' || roll() < 0.3) return words;
  const json = JSON.stringify(answerFor(outputSchema, roll));
  const tokens = modelEncoding(model).estimated ? Buffer.byteLength(json) : countTextTokens(model, json);
  return tokens <= limit ? json : words;
}

function answerFor(schema: JsonSchema, roll: Bill['roll']): JsonObject {
  const answer: JsonObject = { n: 1, reason: 'r', answer: 'a', confidence: 0.5, done: roll() < 0.5, instruction: 'i' };
  const keys = Object.keys((schema as { readonly properties?: object }).properties ?? {});
  const fitting = Object.fromEntries(Object.entries(answer).filter(([key]) => keys.includes(key)));
  return roll() < 0.6 ? fitting : { ...fitting, n: 'one', 'n/a': [1] };
}

function callsOf({ tools = [], maxOutputTokens }: ModelRequest, { roll, mood, calls }: Bill): readonly ModelToolCall[] {
  if (tools.length === 0 || (mood === 'any' && roll() < 0.4)) return [];
  const most = Math.floor(maxOutputTokens / tokensOfCall);
  const count = mood === 'worst' ? most : Math.floor(roll() * (most + 1));
  return Array.from({ length: count }, (_, index) => {
    const tool = tools[Math.floor(roll() * (tools.length + 0.3))];
    const given = roll() < 0.7 ? '{"value":"long"}' : '{"a":';
    return { id: `c${calls}.${index}`, name: tool?.name ?? 'none', arguments: given };
  });
}
