import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PriceBook } from './price-book.js';
import type { PriceBookOptions } from './price-book.js';
import { priceDataVersion } from './price-data.js';

const prices = new PriceBook();
const thousand = { input_tokens: 1_000, output_tokens: 1_000 };

describe('the price data', () => {
  it('is that of the installed release, whose date is written beside it', () => {
    const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
    const manifest = JSON.parse(readFileSync(path.join(path.dirname(entry), '../package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ name: '@pydantic/genai-prices', version: priceDataVersion });
    expect(prices.date).toBe('2026-09-23');
  });
});

describe('a charge', () => {
  // USD per million tokens in and out, as printed from the price book; the charges are worked out by hand.
  it.each([
    ['openai/gpt-4o-mini', 0.15, 0.6, { input_tokens: 610, output_tokens: 118 }, 162_300],
    ['openai/gpt-4o-mini', 0.15, 0.6, { input_tokens: 1, output_tokens: 0 }, 150],
    ['openai/gpt-4o', 2.5, 10, { input_tokens: 1_234, output_tokens: 56 }, 3_645_000],
    ['openai/gpt-5-nano', 0.05, 0.4, { input_tokens: 7, output_tokens: 3 }, 1_550],
    ['anthropic/claude-sonnet-4-0', 3, 15, thousand, 18_000_000],
    ['anthropic/claude-haiku-4-5', 1, 5, { input_tokens: 333, output_tokens: 333 }, 1_998_000],
    ['deepseek/deepseek-chat', 0.27, 1.1, thousand, 1_370_000],
    ['google/gemini-3.5-flash', 1.5, 9, thousand, 10_500_000],
  ])('of %s at %d/%d USD a million is exact', (model, input, output, tokens, nanoUsd) => {
    expect(prices.rates(model)).toEqual({ inputUsdPerMillion: input, outputUsdPerMillion: output });
    expect(prices.chargeNanoUsd(model, tokens)).toBe(nanoUsd);
  });

  it('is rounded up to a nano-USD', () => {
    const cheap = new PriceBook({
      overrides: { 'local/tiny': { input_usd_per_million: 0.0001, output_usd_per_million: 0.0001 } },
    });
    expect(cheap.chargeNanoUsd('local/tiny', { input_tokens: 1, output_tokens: 0 })).toBe(1);
    expect(cheap.chargeNanoUsd('local/tiny', { input_tokens: 10, output_tokens: 1 })).toBe(2);
  });

  it('takes the higher tier for the whole call once the input is long', () => {
    // gpt-5.4: 2.50 and 15 USD up to 271,999 input tokens, 5 and 22.50 above.
    expect(prices.chargeNanoUsd('openai/gpt-5.4', { input_tokens: 271_999, output_tokens: 10 })).toBe(680_147_500);
    expect(prices.chargeNanoUsd('openai/gpt-5.4', { input_tokens: 272_000, output_tokens: 10 })).toBe(1_360_225_000);
  });

  it('prices cached input by its own rates', () => {
    // claude-sonnet-4-0: 0.30 USD a million read from the cache, 3.75 written to it, 3 otherwise; 15 out.
    const tokens = { input_tokens: 1_000, output_tokens: 10, cache_read_tokens: 600, cache_write_tokens: 100 };
    expect(prices.chargeNanoUsd('anthropic/claude-sonnet-4-0', tokens)).toBe(180_000 + 375_000 + 900_000 + 150_000);
  });

  it('depends on the hour where the list does, and is that of the dearest hour when none is given', () => {
    // deepseek-chat: 0.27 and 1.10 USD between 00:30 and 16:30 UTC, 0.135 and 0.55 otherwise.
    const at = (time: string): number =>
      prices.chargeNanoUsd('deepseek/deepseek-chat', thousand, Date.parse(`2026-10-01T${time}Z`));
    expect([at('00:29:59'), at('00:30:00'), at('16:29:59'), at('16:30:00')]).toEqual([
      685_000, 1_370_000, 1_370_000, 685_000,
    ]);
    expect(prices.chargeNanoUsd('deepseek/deepseek-chat', thousand)).toBe(1_370_000);
  });

  it('knows announced prices: the dearest from the date of the data on counts', () => {
    // gemini-3.8-flash: 0.75 and 3.75 USD until 2026, 1.50 and 7.50 from 2027 on.
    const at = (day: string): number =>
      prices.chargeNanoUsd('google/gemini-3.8-flash', thousand, Date.parse(`${day}T00:00:00Z`));
    expect([at('2026-12-31'), at('2027-01-01')]).toEqual([4_500_000, 9_000_000]);
    expect(prices.chargeNanoUsd('google/gemini-3.8-flash', thousand)).toBe(9_000_000);
  });

  it('forgets prices of the past', () => {
    // gpt-5.6-sol: 5 and 30 USD until 2026-08-20, 4 and 20 since.
    expect(prices.rates('openai/gpt-5.6-sol')).toEqual({ inputUsdPerMillion: 4, outputUsdPerMillion: 20 });
    expect(prices.chargeNanoUsd('openai/gpt-5.6-sol', thousand)).toBe(24_000_000);
  });

  it('of a dated snapshot is that of the snapshot where it has one, else that of its model', () => {
    expect(prices.chargeNanoUsd('openai/gpt-4o-2024-05-13', thousand)).toBe(20_000_000);
    expect(prices.chargeNanoUsd('openai/gpt-4o-2024-08-06', thousand)).toBe(12_500_000);
  });

  it.each([
    'openai/no-such-model',
    'openai/omni-moderation-latest',
    'openai/whisper-1',
    'ollama/llama3',
    'gpt-4o',
    '__proto__',
    'openai/constructor',
  ])('of %s, which has no price, is the floor and never 0', (model) => {
    expect(prices.rates(model)).toBeNull();
    expect(prices.chargeNanoUsd(model, { input_tokens: 0, output_tokens: 0 })).toBe(1_000_000);
    expect(new PriceBook({ floorUsd: 0.02 }).chargeNanoUsd(model, thousand)).toBe(20_000_000);
  });

  it('never falls when there are more tokens', () => {
    const count = fc.nat(2_000_000);
    const models = fc.constantFrom(
      'openai/gpt-4o-mini',
      'openai/gpt-5.4',
      'deepseek/deepseek-v4-pro',
      'openai/unpriced',
    );
    fc.assert(
      fc.property(models, count, count, count, (model, input, output, more) => {
        const charge = prices.chargeNanoUsd(model, { input_tokens: input, output_tokens: output });
        const larger = prices.chargeNanoUsd(model, { input_tokens: input + more, output_tokens: output + more });
        expect(Number.isSafeInteger(charge)).toBe(true);
        expect(larger).toBeGreaterThanOrEqual(charge);
      }),
    );
  });

  it.each([
    [{ input_tokens: -1, output_tokens: 0 }],
    [{ input_tokens: 0, output_tokens: Number.NaN }],
    [{ input_tokens: 10, output_tokens: 0, cache_read_tokens: 11 }],
  ])('refuses impossible counts %j', (tokens) => {
    expect(() => prices.chargeNanoUsd('openai/gpt-4o', tokens)).toThrow('Token counts must be 0 or more');
  });
});

describe('a price of the operator', () => {
  const own = new PriceBook({
    overrides: {
      'openai/gpt-4o': {
        input_usd_per_million: 1,
        output_usd_per_million: 2,
        cache_read_usd_per_million: 0.5,
        context_tokens: 9_000,
      },
      'ollama/llama3': { input_usd_per_million: 0, output_usd_per_million: 0 },
    },
  });

  it('stands above the list, for snapshots and at every hour too', () => {
    expect(own.chargeNanoUsd('openai/gpt-4o', thousand)).toBe(3_000_000);
    expect(own.chargeNanoUsd('openai/gpt-4o-2024-05-13', thousand, 0)).toBe(3_000_000);
    expect(own.contextTokens('openai/gpt-4o')).toBe(9_000);
  });

  it('has cached tokens at its own rate, or at the input rate', () => {
    const tokens = { input_tokens: 1_000, output_tokens: 0, cache_read_tokens: 400, cache_write_tokens: 100 };
    expect(own.chargeNanoUsd('openai/gpt-4o', tokens)).toBe(500_000 + 200_000 + 100_000);
  });

  it('may be 0: then the model is free, not unpriced', () => {
    expect(own.chargeNanoUsd('ollama/llama3', thousand)).toBe(0);
    expect(own.rates('ollama/llama3')).toEqual({ inputUsdPerMillion: 0, outputUsdPerMillion: 0 });
  });

  const price = { input_usd_per_million: 1, output_usd_per_million: 1 };
  it.each<[unknown, string]>([
    [[], 'The price file must be an object of "provider/name": prices.'],
    [{ 'gpt-4o': price }, 'The price file has the key "gpt-4o", which is not "provider/name".'],
    [{ 'a/b': 1 }, 'The price file must give an object of prices for "a/b".'],
    [{ 'a/b': { ...price, input: 1 } }, 'The price file gives "a/b" the unknown field "input".'],
    [
      { 'a/b': { input_usd_per_million: 1 } },
      'The price file must give "a/b" a number of at least 0 as output_usd_per_million.',
    ],
    [
      { 'a/b': { ...price, cache_read_usd_per_million: '1' } },
      'The price file must give "a/b" a number of at least 0 as cache_read_usd_per_million.',
    ],
    [
      { 'a/b': { ...price, input_usd_per_million: -1 } },
      'The price file must give "a/b" a number of at least 0 as input_usd_per_million.',
    ],
    [
      { 'a/b': { ...price, context_tokens: 0.5 } },
      'The price file must give "a/b" a whole number above 0 as context_tokens.',
    ],
  ])('%j is refused with a sentence', (overrides, sentence) => {
    expect(() => new PriceBook({ overrides } as PriceBookOptions)).toThrow(sentence);
  });

  it.each([0, -1, Number.NaN, Infinity])('a floor of %d is refused', (floorUsd) => {
    expect(() => new PriceBook({ floorUsd })).toThrow('The price floor must be a number of USD above 0.');
  });
});
