import { describe, expect, it } from '@jest/globals';
import { Clock, compileSchema } from '@ice/core';
import type { JsonSchema, ModelChunk, ModelRequest } from '@ice/core';
import fc from 'fast-check';
import { PriceBook } from '../price/price-book.js';
import { countTextTokens } from '../token/count-text-tokens.js';
import { SyntheticModel } from './synthetic-model.js';

const prices = new PriceBook();
const listing: JsonSchema = {
  type: 'object',
  required: ['title', 'description'],
  properties: {
    title: { type: 'string', maxLength: 80 },
    description: { type: 'string', maxLength: 300 },
    price: { type: 'number' },
  },
};

const request: ModelRequest = {
  model: 'openai/gpt-4o-mini',
  messages: [
    { role: 'system', content: 'You write listings.' },
    { role: 'user', content: 'Write a title (max 80 characters) and a description for: Compact Refrigerator' },
  ],
  maxOutputTokens: 256,
};

function call(changes: Partial<ModelRequest> = {}, signal = new AbortController().signal): AsyncIterable<ModelChunk> {
  return new SyntheticModel({ prices }).answer({ ...request, ...changes }, { signal, idempotencyKey: 'key' });
}

async function chunksOf(chunks: AsyncIterable<ModelChunk>): Promise<readonly ModelChunk[]> {
  const all: ModelChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

async function answerTo(changes: Partial<ModelRequest> = {}): Promise<Extract<ModelChunk, { type: 'answer' }>> {
  const last = (await chunksOf(call(changes))).at(-1);
  if (last?.type !== 'answer') throw new Error('The last chunk is no answer.');
  return last;
}

describe('a synthetic answer', () => {
  // Written out, so that a process on another machine is held to the same texts.
  it('is the same in every process', async () => {
    expect(await answerTo()).toEqual({
      type: 'answer',
      text: 'The question was about Compact Refrigerator. In one word, it comes down to Refrigerator.',
      usage: { input_tokens: 31, output_tokens: 17, cost_usd: '0.00001485', model: 'openai/gpt-4o-mini' },
      finishReason: 'stop',
    });
    expect((await answerTo({ outputSchema: listing })).text).toBe(
      '{"title":"A Closer Look at Compact Refrigerator","description":"What matters about Compact Refrigerator stands at the beginning, and the details follow.","price":76.7}',
    );
  });

  it('depends on model, messages, schema and output limit only', async () => {
    const { text } = await answerTo({ outputSchema: listing });
    const reordered = {
      properties: { ...(listing as object as { properties: object }).properties },
      required: ['title', 'description'],
      type: 'object',
    };
    expect((await answerTo({ outputSchema: reordered as JsonSchema })).text).toBe(text);
    expect((await answerTo({ outputSchema: listing, temperature: 1.5 })).text).toBe(text);
    const others = await Promise.all([
      answerTo({ outputSchema: listing, model: 'openai/gpt-4o' }),
      answerTo({ outputSchema: listing, maxOutputTokens: 257 }),
      answerTo({ outputSchema: listing, messages: [...request.messages, { role: 'assistant', content: 'Yes.' }] }),
      answerTo({ outputSchema: { ...(listing as object), description: 'A listing.' } }),
    ]);
    expect(new Set([text, ...others.map((other) => other.text)]).size).toBe(5);
  });

  it('mentions in prose what was asked, within the limit', async () => {
    const limits = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z][a-z]{3,9}ium$/), limits, async (thing, maxOutputTokens) => {
        const messages = [{ role: 'user' as const, content: `Tell me about ${thing}, please.` }];
        const { text, usage, finishReason } = await answerTo({ messages, maxOutputTokens });
        expect(usage.output_tokens).toBe(countTextTokens(request.model, text));
        expect(usage.output_tokens).toBeLessThanOrEqual(maxOutputTokens);
        if (finishReason === 'stop') expect(text).toContain(thing);
        else expect(text).not.toMatch(/\.$/);
      }),
    );
  });

  it('gets shorter before it is cut: fewer fields, then fewer words, then nothing that need not be', async () => {
    const answers = await Promise.all(
      [256, 20, 10, 5].map((maxOutputTokens) => answerTo({ outputSchema: listing, maxOutputTokens })),
    );
    expect(answers.map(({ text, finishReason }) => [text, finishReason])).toEqual([
      [
        '{"title":"A Closer Look at Compact Refrigerator","description":"What matters about Compact Refrigerator stands at the beginning, and the details follow.","price":76.7}',
        'stop',
      ],
      ['{"title":"Compact Refrigerator","description":"Compact Refrigerator"}', 'stop'],
      ['{"title":"","description":""}', 'stop'],
      ['{"title":"Compact Ref', 'length'],
    ]);
  });

  it('is invalid only where nothing can fit', async () => {
    const impossible: JsonSchema = { allOf: [{ type: 'string' }, { type: 'integer' }] };
    expect(await answerTo({ outputSchema: impossible })).toMatchObject({ text: 'null', finishReason: 'stop' });
  });

  it('is cut where the least that fits is too long', async () => {
    const long: JsonSchema = { type: 'array', items: { type: 'string' }, minItems: 1_000_000 };
    const { text, usage, finishReason } = await answerTo({ outputSchema: long, maxOutputTokens: 50 });
    expect({ finishReason, start: text.slice(0, 2), output_tokens: usage.output_tokens }).toEqual({
      finishReason: 'length',
      start: '["',
      output_tokens: 50,
    });
  });

  it('throws the fault of a schema that is none', async () => {
    await expect(answerTo({ outputSchema: { type: 'strange' } })).rejects.toThrow('A schema was used unchecked');
  });

  it('fits its schema for every model and every limit, unless it says that it was cut', async () => {
    const models = fc.constantFrom('openai/gpt-4o-mini', 'openai/gpt-4', 'anthropic/claude-haiku-4-5', 'ollama/llama3');
    await fc.assert(
      fc.asyncProperty(
        models,
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 80 }),
        async (model, content, maxOutputTokens) => {
          const { text, finishReason } = await answerTo({
            model,
            messages: [{ role: 'user', content }],
            maxOutputTokens,
            outputSchema: listing,
          });
          expect(countTextTokens(model, text)).toBeLessThanOrEqual(maxOutputTokens);
          if (finishReason === 'stop') expect(compileSchema(listing)(JSON.parse(text))).toEqual([]);
          else expect(maxOutputTokens).toBeLessThan(9);
        },
      ),
    );
  });
});

describe('the usage of a synthetic answer', () => {
  it.each([
    ['openai/gpt-4o-mini', undefined],
    ['openai/gpt-4', undefined],
    ['anthropic/claude-haiku-4-5', true],
    ['ollama/llama3', true],
  ])('of %s is priced as its own, estimated: %s', async (model, estimated) => {
    const { usage } = await answerTo({ model });
    const nanoUsd = prices.chargeNanoUsd(model, usage);
    expect(usage.model).toBe(model);
    expect(usage.estimated).toBe(estimated);
    expect(Math.round(Number(usage.cost_usd) * 1e9)).toBe(nanoUsd);
  });
});

describe('the stream of a synthetic answer', () => {
  it('is several deltas that make up the text, and one answer at the end', async () => {
    const chunks = await chunksOf(call({ outputSchema: listing }));
    const deltas = chunks.slice(0, -1).map((chunk) => (chunk.type === 'delta' ? chunk.text : '?'));
    expect(deltas.length).toBeGreaterThan(3);
    expect(chunks.at(-1)).toMatchObject({ type: 'answer', text: deltas.join('') });
  });

  it('lets others have a turn before each delta', async () => {
    const story: string[] = [];
    let isReading = true;
    const other = (): void => {
      story.push('other');
      if (isReading) setImmediate(other);
    };
    setImmediate(other);
    for await (const chunk of call()) story.push(chunk.type);
    isReading = false;
    expect(story.join(' ')).toMatch(/^(other )+(delta (other )+){3,}delta answer$/);
  });

  it('does not begin when the signal has fired already', async () => {
    const reason = new Error('Cancelled before.');
    await expect(chunksOf(call({}, AbortSignal.abort(reason)))).rejects.toBe(reason);
  });

  it('ends with the reason of the signal at the next delta', async () => {
    const controller = new AbortController();
    const reason = new Error('Cancelled meanwhile.');
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of call({}, controller.signal)) {
        seen.push(chunk.type);
        if (seen.length === 2) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(seen).toEqual(['delta', 'delta']);
  });
});

/** A clock whose time passes when the test says so. */
class ManualClock extends Clock {
  readonly waiting: { readonly delayMs: number; readonly callback: () => void }[] = [];

  override now(): number {
    return 0;
  }

  override after(delayMs: number, callback: () => void): () => void {
    const entry = { delayMs, callback };
    this.waiting.push(entry);
    return () => this.waiting.splice(this.waiting.indexOf(entry), 1);
  }

  /** Waits for somebody to wait, and lets their time pass. */
  async pass(): Promise<number> {
    while (this.waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const [entry] = this.waiting.splice(0, 1);
    entry?.callback();
    return entry?.delayMs ?? -1;
  }
}

describe('a slow synthetic model', () => {
  const latencyOf = (clock: Clock) => ({ clock, firstDeltaMs: 400, furtherDeltaMs: 20 });

  it('waits before the first delta and before each further one', async () => {
    const clock = new ManualClock();
    const slow = new SyntheticModel({ prices, latency: latencyOf(clock) });
    const reading = chunksOf(slow.answer(request, { signal: new AbortController().signal, idempotencyKey: 'key' }));
    const waits = [await clock.pass(), await clock.pass(), await clock.pass(), await clock.pass(), await clock.pass()];
    expect(waits).toEqual([400, 20, 20, 20, 20]);
    expect((await reading).map(({ type }) => type)).toEqual(['delta', 'delta', 'delta', 'delta', 'delta', 'answer']);
  });

  it('stops waiting when the signal fires, and leaves no timer behind', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const reason = new Error('Timed out.');
    const slow = new SyntheticModel({ prices, latency: latencyOf(clock) });
    const reading = chunksOf(slow.answer(request, { signal: controller.signal, idempotencyKey: 'key' }));
    while (clock.waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(clock.waiting).toEqual([]);
  });
});
