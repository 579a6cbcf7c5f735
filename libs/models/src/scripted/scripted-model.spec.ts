import { describe, expect, it } from '@jest/globals';
import { FailureError, isFailureError } from '@ice/core';
import type { ModelChunk, ModelRequest } from '@ice/core';
import { PriceBook } from '../price/price-book.js';
import { ScriptedModel } from './scripted-model.js';

const request: ModelRequest = {
  model: 'openai/gpt-4o-mini',
  messages: [{ role: 'user', content: 'tiktoken is great!' }],
  maxOutputTokens: 100,
};

async function read(
  model: ScriptedModel,
  signal = new AbortController().signal,
  seen: ModelChunk[] = [],
): Promise<readonly ModelChunk[]> {
  for await (const chunk of model.answer(request, { signal, idempotencyKey: `key ${String(model.calls.length)}` }))
    seen.push(chunk);
  return seen;
}

const usage = { input_tokens: 13, output_tokens: 6, cost_usd: '0.00000555', model: 'openai/gpt-4o-mini' };

describe('a scripted model', () => {
  it('gives its replies in order, streamed, with counted and priced usage', async () => {
    const model = new ScriptedModel(['tiktoken is great!', { text: 'No.', finishReason: 'refusal' }]);
    expect(await read(model)).toEqual([
      { type: 'delta', text: 'tiktoken is great!' },
      { type: 'answer', text: 'tiktoken is great!', usage, finishReason: 'stop' },
    ]);
    expect((await read(model)).at(-1)).toMatchObject({ text: 'No.', finishReason: 'refusal' });
  });

  it('takes a usage that is given, and the prices that it was made with', async () => {
    const given = { input_tokens: 1, output_tokens: 2, cost_usd: '3' };
    const prices = new PriceBook({
      overrides: { 'openai/gpt-4o-mini': { input_usd_per_million: 1_000, output_usd_per_million: 0 } },
    });
    const model = new ScriptedModel([{ text: '', usage: given }, 'x'], prices);
    expect(await read(model)).toEqual([{ type: 'answer', text: '', usage: given, finishReason: 'stop' }]);
    expect((await read(model)).at(-1)).toMatchObject({ usage: { input_tokens: 13, cost_usd: '0.013' } });
  });

  it('fails as it is told: before anything is said, or half-way', async () => {
    const busy = new FailureError('rate-limited', 'Too many requests.', { retryable: true });
    const broken = new FailureError('connection-lost', 'Gone.', { retryable: true });
    const model = new ScriptedModel([busy, { text: 'Half an ans', failure: broken }]);
    await expect(read(model)).rejects.toBe(busy);
    const seen: ModelChunk[] = [];
    await expect(read(model, undefined, seen)).rejects.toBe(broken);
    expect(seen).toEqual([{ type: 'delta', text: 'Half an ans' }]);
  });

  it('answers by a function of the request and the number of the call', async () => {
    const model = new ScriptedModel(({ messages }, call) => `${String(call)}: ${messages[0]?.content ?? ''}`);
    await read(model);
    expect((await read(model)).at(-1)).toMatchObject({ text: '1: tiktoken is great!' });
  });

  it('remembers what it was asked', async () => {
    const model = new ScriptedModel(['one', new Error('two')]);
    await read(model);
    await expect(read(model)).rejects.toThrow('two');
    expect(model.calls).toEqual([
      { request, idempotencyKey: 'key 0' },
      { request, idempotencyKey: 'key 1' },
    ]);
  });

  it('fails by name after its last reply', async () => {
    const failure = await read(new ScriptedModel([])).catch((error: unknown) => error);
    expect(isFailureError(failure) && failure.failure).toEqual({
      code: 'script-exhausted',
      message: 'The script has 0 replies, and call 1 came.',
      retryable: false,
    });
  });

  it('ends with the reason of the signal: before, between deltas, and while its function waits', async () => {
    const reason = new Error('Cancelled.');
    await expect(read(new ScriptedModel(['x']), AbortSignal.abort(reason))).rejects.toBe(reason);

    const between = new AbortController();
    const words = new ScriptedModel(['one two three four five six seven eight']);
    const reading = (async () => {
      for await (const _ of words.answer(request, { signal: between.signal, idempotencyKey: 'k' }))
        between.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);

    const waiting = new AbortController();
    const silent = new ScriptedModel(() => new Promise(() => undefined));
    const hanging = read(silent, waiting.signal);
    waiting.abort(reason);
    await expect(hanging).rejects.toBe(reason);
  });
});
