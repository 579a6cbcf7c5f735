import { describe, expect, it } from '@jest/globals';
import type { PriceTier } from '@ice/core';
import fc from 'fast-check';
import { createModelRegistry } from '../registry/create-model-registry.js';
import { PriceBook } from './price-book.js';

const prices = new PriceBook();
const models = createModelRegistry({ allowedModels: ['*'], providers: {} })
  .list()
  .map(({ name }) => name);

describe('the price table of a model', () => {
  it('has one tier where the length of the input does not matter', () => {
    const flat = { input_usd_per_million: 0.15, max_input_usd_per_million: 0.15, output_usd_per_million: 0.6 };
    expect(prices.tiers('openai/gpt-4o-mini')).toEqual([{ from_input_tokens: 0, ...flat }]);
  });

  it('has a tier for each tier', () => {
    expect(
      prices.tiers('openai/gpt-5.4')?.map((tier) => [tier.from_input_tokens, tier.output_usd_per_million]),
    ).toEqual([
      [0, 15],
      [272_000, 22.5],
    ]);
  });

  it('knows that input costs more when it is written to the cache', () => {
    expect(prices.tiers('anthropic/claude-sonnet-4-0')?.[0]).toMatchObject({
      input_usd_per_million: 3,
      max_input_usd_per_million: 3.75,
    });
  });

  it('is none without a price', () => {
    expect(prices.tiers('ollama/llama3')).toBeNull();
  });

  it('never charges less than the price book, for no model of the list', () => {
    const tokens = fc.nat(1_000_000);
    fc.assert(
      fc.property(fc.constantFrom(...models), tokens, tokens, (model, input, output) => {
        const tiers = prices.tiers(model);
        if (!tiers) return;
        const charge = prices.maxChargeNanoUsd(model, { input_tokens: input, output_tokens: output });
        expect(chargeByTable(tiers, input, output)).toBeGreaterThanOrEqual(charge);
      }),
      { numRuns: 500 },
    );
  });
});

function chargeByTable(tiers: readonly PriceTier[], input: number, output: number): number {
  const tier = tiers.filter(({ from_input_tokens: from }) => from <= input).at(-1);
  if (!tier) return 0;
  const usd = input * tier.max_input_usd_per_million + output * tier.output_usd_per_million;
  return Math.ceil(Number((usd * 1_000).toFixed(3)));
}

describe('the most that a call can be charged', () => {
  it('is not below the charge of any usage with fewer tokens, at any time, cached or not', () => {
    const count = fc.nat(500_000);
    const moment = fc.integer({ min: Date.parse(`${prices.date}T00:00:00Z`), max: Date.parse('2028-01-01T00:00:00Z') });
    const usage = fc.record({ input: count, output: count, share: fc.double({ min: 0, max: 1, noNaN: true }), moment });
    fc.assert(
      fc.property(fc.constantFrom(...models, 'ollama/llama3'), usage, count, count, (model, used, input, output) => {
        const { share, moment: atMs } = used;
        const most = prices.maxChargeNanoUsd(model, {
          input_tokens: used.input + input,
          output_tokens: used.output + output,
        });
        const read = Math.floor(used.input * share);
        const written = used.input - read;
        const tokens = { input_tokens: used.input, output_tokens: used.output };
        for (const cached of [
          {},
          { cache_read_tokens: read },
          { cache_read_tokens: read, cache_write_tokens: written },
        ]) {
          expect(prices.chargeNanoUsd(model, { ...tokens, ...cached })).toBeLessThanOrEqual(most);
          expect(prices.chargeNanoUsd(model, { ...tokens, ...cached }, atMs)).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 500 },
    );
  });
});
