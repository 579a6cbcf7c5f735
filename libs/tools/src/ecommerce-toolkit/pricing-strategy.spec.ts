import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { runTool } from '../run-tool.js';
import { pricingStrategy } from './pricing-strategy.js';

function price(args: JsonObject): Promise<JsonValue> {
  return runTool(pricingStrategy, args);
}

describe('the price of the seller assistant', () => {
  it.each([
    ['Refrigerator', '$600.00', 750],
    ["Infared Heating Panel (2x2')", '$100.00', 125],
    ["Infared Heating Panel (2x4')", '$200.00', 250],
    ['Tile', '$300 per cs', 375],
    ['Brick Veneer', '$50 per cs', 62.5],
    ['Fire Escape Ladder', '$20.00', 25],
    ['Vanity (24")', '$150.00', 187.5],
    ['Vanity (30")', '$300.00', 375],
    ['Bathtub with Surround', '$450.00', 562.5],
  ])('of %s at %s is %p', async (_item, cost, expected) => {
    expect(await price({ cost, margin_percent: 25 })).toEqual({ price: expected });
  });
});

describe('a price', () => {
  it.each<[string, JsonObject, number]>([
    ['has a margin of 25 % by default', { cost: 100 }, 125],
    ['rounds a half up in decimals, not in binary', { cost: 1.005, margin_percent: 0 }, 1.01],
    ['rounds a half up after the margin', { cost: 0.3, margin_percent: 15, min_price: 0, decimals: 2 }, 0.35],
    ['is exact where doubles are not', { cost: 1.1, margin_percent: 10 }, 1.21],
    ['takes fractions of a percent', { cost: 200, margin_percent: 12.345 }, 224.69],
    ['may be the cost itself', { cost: 19.99, margin_percent: 0 }, 19.99],
    ['is never below the least price', { cost: 0 }, 0.99],
    ['may have a least price of nothing', { cost: 0, min_price: 0 }, 0],
    ['does not fall below the least price by rounding', { cost: 0, min_price: 0.994 }, 1],
    ['may be whole', { cost: 10.5, margin_percent: 0, decimals: 0 }, 11],
    ['may have four decimals', { cost: 1, margin_percent: 0.005, decimals: 4 }, 1.0001],
    ['may be very large', { cost: 1_000_000_000_000, margin_percent: 0 }, 1_000_000_000_000],
    ['may be of a very small cost', { cost: 1e-7, min_price: 0, decimals: 2 }, 0],
  ])('%s', async (_why, args, expected) => {
    expect(await price(args)).toEqual({ price: expected });
  });
});

describe('a cost as text', () => {
  it.each<[string, number]>([
    ['600', 600],
    ['$1,250.50 per cs', 1_250.5],
    ['1,234,567', 1_234_567],
    ['.50', 0.5],
    ['USD 12.', 12],
    ['from 300, 10 pieces', 300],
    ['10-20', 10],
    ['A-5', 5],
    ['25 % off 100', 25],
    ['007', 7],
  ])('%p is %p', async (cost, expected) => {
    expect(await price({ cost, margin_percent: 0, min_price: 0 })).toEqual({ price: expected });
  });

  it.each([
    ['free', 'holds no number'],
    ['$', 'holds no number'],
    ['-5', 'is negative'],
    ['$-5', 'is negative'],
    ['-$5', 'is negative'],
    ['(-5)', 'is negative'],
    ['12,50', 'can be read in more than one way; write 1250.50 or 1,250.50'],
    ['1.250,00', 'can be read in more than one way; write 1250.50 or 1,250.50'],
    ['1.2.3', 'can be read in more than one way; write 1250.50 or 1,250.50'],
    ['12,345,6', 'can be read in more than one way; write 1250.50 or 1,250.50'],
    ['1e3', 'has an exponent'],
    ['1'.repeat(41), 'holds a number of more than 40 characters'],
    ['1'.repeat(40), 'is more than 1000000000000'],
  ])('%p is no cost', async (cost, problem) => {
    await expect(price({ cost })).rejects.toMatchObject({
      failure: { code: 'cost-invalid', message: `The cost "${cost}" ${problem}.`, evidence: { cost } },
    });
  });

  it('that is long is not repeated in full', async () => {
    await expect(price({ cost: 'x'.repeat(1_000) })).rejects.toMatchObject({
      failure: { evidence: { cost: 'x'.repeat(200) } },
    });
  });

  it.each<[JsonObject]>([
    [{}],
    [{ cost: -1 }],
    [{ cost: null }],
    [{ cost: '' }],
    [{ cost: 1, margin_percent: -1 }],
    [{ cost: 1, decimals: 5 }],
    [{ cost: 1, decimals: 1.5 }],
    [{ cost: 1, min_price: -1 }],
  ])('%j does not fit', async (args) => {
    await expect(price(args)).rejects.toMatchObject({ failure: { code: 'tool-input-invalid' } });
  });
});
