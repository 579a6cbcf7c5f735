import { describe, expect, it } from '@jest/globals';
import { CallPatience } from './call-patience.js';

const answerAfter = (ms: number) => (): Promise<string> => new Promise((resolve) => setTimeout(resolve, ms, 'answer'));

describe('the patience of a call', () => {
  it('is the same however many tries it has under way at a time', async () => {
    const patience = new CallPatience({ heardAt: 0 });
    const answers = await Promise.all(Array.from({ length: 500 }, () => patience.until(answerAfter(500))));
    expect(new Set(answers)).toEqual(new Set(['answer']));
  });

  it('ends for all of them when Redis answers nobody', async () => {
    const patience = new CallPatience({ heardAt: 0 });
    const tries = Array.from({ length: 3 }, () => patience.until(() => new Promise<never>(() => undefined)));
    const ends = await Promise.allSettled(tries);
    expect(ends).toEqual(
      ends.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'store-unavailable' }) })),
    );
  });

  it('goes on while Redis answers others', async () => {
    const connection = { heardAt: 0 };
    const answers = setInterval(() => (connection.heardAt += 1), 50);
    try {
      expect(await new CallPatience(connection).until(answerAfter(2_600))).toBe('answer');
    } finally {
      clearInterval(answers);
    }
  });
});
