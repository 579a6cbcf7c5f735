/** The contract of language models as a suite, for providers of plugins. Needs no assertion library. */
import type { LanguageModel, ModelChunk, ModelRequest } from '@ice/core';
import assert from 'node:assert/strict';
import type { SuiteFrame } from './suite-frame.js';

/** What the suite cannot know by itself. */
export interface ModelContractOptions {
  /** `provider/name` of a model that answers. */
  readonly model: string;
  /** What it is asked. Default: to say good morning. */
  readonly prompt?: string;
}

type OpenModel = () => LanguageModel | Promise<LanguageModel>;

/**
 * Registers the tests of one model.
 * @param frame `{ describe, it }` of the test runner.
 * @param open gives a fresh session, such as `() => ice.model('parrot/one')`.
 */
export function modelContract(frame: SuiteFrame, open: OpenModel, options: ModelContractOptions): void {
  const request: ModelRequest = {
    model: options.model,
    messages: [{ role: 'user', content: options.prompt ?? 'Say good morning.' }],
    maxOutputTokens: 64,
  };
  frame.describe(`${options.model}, by the contract of models:`, () => {
    answering(frame, open, request);
    stopping(frame, open, request);
  });
}

function answering({ it }: SuiteFrame, open: OpenModel, request: ModelRequest): void {
  it('gives any number of deltas, then one answer, and nothing after it', async () => {
    const types = (await chunksOf(await open(), request)).map(({ type }) => type);
    assert.equal(types.at(-1), 'answer');
    assert.equal(types.filter((type) => type === 'answer').length, 1);
  });

  it('tells tokens in whole numbers, and no more of them than it was allowed', async () => {
    const answer = (await chunksOf(await open(), request)).at(-1);
    assert.ok(answer?.type === 'answer');
    const { input_tokens, output_tokens } = answer.usage;
    assert.ok(Number.isSafeInteger(input_tokens) && input_tokens > 0, `${input_tokens} tokens of input`);
    const isWithin = output_tokens >= 0 && output_tokens <= request.maxOutputTokens;
    assert.ok(Number.isSafeInteger(output_tokens) && isWithin, `${output_tokens} tokens of output`);
  });
}

function stopping({ it }: SuiteFrame, open: OpenModel, request: ModelRequest): void {
  it('answers nothing once its signal has fired', async () => {
    const model = await open();
    const signal = AbortSignal.abort(new Error('Nobody waits any more.'));
    await assert.rejects(chunksOf(model, request, signal));
  });
}

async function chunksOf(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of model.answer(request, { signal, idempotencyKey: 'contract' })) chunks.push(chunk);
  return chunks;
}
