/** What becomes of failures: an endpoint that fails at first, a model that is away, and things that stay broken. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import type { Asked, ExampleStage } from '../example-stage.js';

/** The first model is away. */
function model({ model: name }: Asked): JsonObject | number {
  return name === 'gpt-4o-mini' ? 500 : { line: 'It shines.' };
}

/** Tells it. */
export function retryAndFallbackStory(stage: ExampleStage): void {
  const inputs = (more: JsonObject = {}): JsonObject => ({
    endpoint: stage.bin('orders'),
    broken_endpoint: stage.bin('NO-SUCH-BIN'),
    alerts: stage.bin('alerts'),
    ...more,
  });

  describe('retries and fallbacks', () => {
    it('bring an order through: its third attempt, the second model, a handled rate, and two prices of three', async () => {
      const { snapshot, events } = await stage.play('retry-and-fallback', model, inputs());
      expect(snapshot.outputs).toEqual({
        order: { id: expect.stringMatching(/^LOC-/), attempts: 3 },
        line: 'It shines.',
        usd: 1.1,
        has_banner: false,
        prices: [15.63, null, 10],
        unpriced: ['cost-invalid'],
      });
      expect(stage.posted('orders')).toEqual([{ item: 'lamp', attempt: 3 }]);
      expect(stage.posted('alerts')).toEqual([{ code: 'http-status', path: 'rate' }]);
      const of = (type: string, path: string) =>
        events.filter((event) => event.type === type && event.path === path).map(({ data }) => data);
      expect(of('node.retrying', 'order')).toMatchObject([
        { failure: { code: 'http-status' }, next_attempt: 2 },
        { failure: { code: 'http-status' }, next_attempt: 3 },
      ]);
      expect(of('model.fell_back', 'text')).toMatchObject([
        { from: 'openai/gpt-4o-mini', to: 'openai/gpt-4.1-mini', failure: { code: 'model-unavailable' } },
      ]);
      expect(of('node.completed', 'text')).toMatchObject([{ quality: 'degraded' }]);
      expect(of('node.completed', 'rate')).toMatchObject([{ recovered: { by: 'handle' } }]);
      expect(of('node.failed', 'banner')).toMatchObject([{ continued: true, failure: { code: 'http-status' } }]);
    });

    it('end when the order fails more often than it is tried', async () => {
      const { snapshot } = await stage.play('retry-and-fallback', model, inputs({ failing_attempts: 4 }));
      expect(snapshot.failure).toMatchObject({ code: 'http-status', path: 'order' });
      expect(snapshot.nodes.find(({ path }) => path === 'order')).toMatchObject({ status: 'failed', attempts: 4 });
    });

    it('end when more prices are missing than is tolerated', async () => {
      const costs = ['1', 'on request', 'ask us'];
      const { snapshot } = await stage.play('retry-and-fallback', model, inputs({ costs }));
      expect(snapshot.failure).toMatchObject({
        code: 'too-many-failures',
        path: 'prices',
        cause: { code: 'cost-invalid', path: 'prices[1].price' },
      });
    });
  });
}
