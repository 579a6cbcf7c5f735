import { describe, expect, it } from '@jest/globals';
import { IceError } from '@ice/core';
import { createModelRegistry, SyntheticModel, type PriceOverrides } from '@ice/models';
import type { PriceReading } from './price-file.js';
import { ReloadingModels } from './reloading-models.js';

const model = 'local/tiny';
const of = (usd: number): PriceReading => {
  const overrides: PriceOverrides = { [model]: { input_usd_per_million: usd, output_usd_per_million: usd } };
  return { ok: true, overrides };
};
const gone: PriceReading = { ok: false, fault: new IceError('validation-failed', 'It is gone.') };
const wrong = { ok: true, overrides: { [model]: { input_usd_per_million: -1 } } } as unknown as PriceReading;

/** Models by whatever `reading` is at the moment, and what was logged. */
function open(reading: PriceReading | null) {
  const said: string[] = [];
  const say = (_facts: unknown, sentence?: string): void => void said.push(sentence ?? String(_facts));
  const file = { now: reading, look: () => file.now as PriceReading };
  const models = new ReloadingModels({
    file: reading && file,
    logger: { info: say, error: say },
    build: (overrides) =>
      createModelRegistry({
        allowedModels: ['local/*'],
        ...(overrides && { priceOverrides: overrides }),
        providers: { '*': (prices) => new SyntheticModel({ prices }) },
      }),
  });
  return { models, file, said };
}

const priceOf = ({ costFacts }: Pick<ReloadingModels, 'costFacts'>): unknown =>
  costFacts.modelCost(model)?.prices?.[0]?.input_usd_per_million;
const asked = (models: ReloadingModels): string => {
  try {
    models.checkPrices();
    return 'known';
  } catch (fault) {
    return (fault as IceError).code;
  }
};

describe('models with a price file', () => {
  it('follow it, while what was asked for before keeps its prices', () => {
    const { models, file, said } = open(of(1));
    const before = models.asOfNow();
    file.now = of(2);
    expect([priceOf(before), priceOf(models), priceOf(models.asOfNow()), priceOf(before)]).toEqual([1, 2, 2, 1]);
    expect(before.costFacts).not.toBe(models.costFacts);
    const request = { model, messages: [{ role: 'user', content: 'hi' }], maxOutputTokens: 1_000_000 } as const;
    expect(models.maxChargeNanoUsd(request)).toBeGreaterThanOrEqual(2 * before.maxChargeNanoUsd(request) - 1_000);
    expect(said).toEqual(['The price file was read again: its prices count from now on.']);
  });

  it.each([
    ['is gone', gone],
    ['has prices that are none', wrong],
  ])('say that nobody knows what anything costs while it %s, go on by the last prices, and recover', (_, broken) => {
    const { models, file, said } = open(of(1));
    file.now = broken;
    expect([asked(models), asked(models), priceOf(models), priceOf(models.asOfNow())]).toEqual([
      'estimator-unavailable',
      'estimator-unavailable',
      1,
      1,
    ]);
    expect(said).toEqual(['The price file cannot be used: nothing is started until it can.']);
    file.now = of(3);
    expect([asked(models), priceOf(models)]).toEqual(['known', 3]);
    expect(said).toHaveLength(2);
  });

  it('are the same ones when the same prices come back', () => {
    const first = of(1);
    const { models, file } = open(first);
    const { costFacts } = models;
    file.now = gone;
    expect(asked(models)).toBe('estimator-unavailable');
    file.now = first;
    expect([asked(models), models.costFacts === costFacts]).toEqual(['known', true]);
  });

  it('do not begin without it', () => {
    expect(() => open(gone)).toThrow('It is gone.');
    expect(() => open(wrong)).toThrow('must give "local/tiny" a number of at least 0');
  });

  it('need none', () => {
    const { models } = open(null);
    expect([asked(models), priceOf(models), models.asOfNow().list()]).toEqual(['known', undefined, models.list()]);
  });
});
