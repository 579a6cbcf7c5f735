import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatUsd } from '../cost/money.js';
import { addUsage, noUsage, type Usage } from './usage.js';

const detail = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined });

const usage: fc.Arbitrary<Usage> = fc
  .tuple(fc.nat(), fc.nat(), fc.nat(1_000_000_000), detail, detail)
  .map(([input_tokens, output_tokens, nano, cache_read_tokens, reasoning_tokens]) => ({
    input_tokens,
    output_tokens,
    ...(cache_read_tokens !== undefined && { cache_read_tokens }),
    ...(reasoning_tokens !== undefined && { reasoning_tokens }),
    cost_usd: formatUsd(nano),
  }));

describe('the sum of two usages', () => {
  it('adds tokens, and money without a rounding error', () => {
    const tenth = { input_tokens: 1, output_tokens: 2, cost_usd: '0.1' };
    const fifth = { input_tokens: 3, output_tokens: 4, cost_usd: '0.2' };
    expect(addUsage(tenth, fifth)).toEqual({ input_tokens: 4, output_tokens: 6, cost_usd: '0.3' });
  });

  it('adds what is known of caches and reasoning, and leaves out what is 0', () => {
    const left = { ...noUsage, cache_read_tokens: 5, reasoning_tokens: 2 };
    const right = { ...noUsage, cache_read_tokens: 1, cache_write_tokens: 0 };
    expect(addUsage(left, right)).toEqual({ ...noUsage, cache_read_tokens: 6, reasoning_tokens: 2 });
  });

  it('does not depend on the order or on the grouping', () => {
    fc.assert(
      fc.property(usage, usage, usage, (a, b, c) => {
        expect(addUsage(a, b)).toEqual(addUsage(b, a));
        expect(addUsage(addUsage(a, b), c)).toEqual(addUsage(a, addUsage(b, c)));
      }),
    );
  });

  it('is unchanged by no usage', () => {
    fc.assert(fc.property(usage, (one) => expect(addUsage(one, noUsage)).toEqual(one)));
  });

  it.each([
    ['m', 'm', 'm'],
    ['m', 'n', undefined],
    ['m', undefined, undefined],
    [undefined, undefined, undefined],
  ])('of models %s and %s names %s', (left, right, model) => {
    const of = (name: string | undefined): Usage => ({ ...noUsage, ...(name !== undefined && { model: name }) });
    expect(addUsage(of(left), of(right))).toEqual(of(model));
  });

  it('is an estimate as soon as a part of it is one', () => {
    const guess = { ...noUsage, estimated: true };
    expect([addUsage(guess, noUsage), addUsage(noUsage, guess)]).toEqual([guess, guess]);
    expect(addUsage(noUsage, { ...noUsage, estimated: false })).toEqual(noUsage);
  });
});

describe('no usage', () => {
  it('is shared by all and can be changed by nobody', () => {
    expect(Object.isFrozen(noUsage)).toBe(true);
  });
});
