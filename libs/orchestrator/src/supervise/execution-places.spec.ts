import { describe, expect, it } from '@jest/globals';
import { ExecutionPlaces, maxRunning } from './execution-places.js';

const full = (most: number) => ({
  code: 'queue-full',
  message: `${most} executions are under way already, and no more are taken.`,
  retryable: true,
  retryAfterMs: 1_000,
});

describe('ExecutionPlaces', () => {
  it('gives no more places than there are, to however many begin at once', async () => {
    const running = new Set<number>();
    const places = new ExecutionPlaces(running, 3);
    const begun = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((number) =>
        places.within(async () => {
          await Promise.resolve();
          running.add(number);
          return number;
        }),
      ),
    );
    expect(begun).toEqual([
      ...[0, 1, 2].map((value) => ({ status: 'fulfilled', value })),
      ...[3, 4].map(() => ({ status: 'rejected', reason: expect.objectContaining(full(3)) })),
    ]);
  });

  it('gives a place to the next one when whoever had it has ended', async () => {
    const running = new Set(['a']);
    const places = new ExecutionPlaces(running, 1);
    await expect(places.within(async () => 'b')).rejects.toMatchObject(full(1));
    running.delete('a');
    expect(await places.within(async () => 'b')).toBe('b');
  });

  it('has a place back that nothing came of', async () => {
    const places = new ExecutionPlaces(new Set(), 1);
    await expect(places.within(() => Promise.reject(new Error('The disk is full.')))).rejects.toThrow(
      'The disk is full.',
    );
    expect(await places.within(async () => 'b')).toBe('b');
  });

  it('has as many places as a process has, where nobody says how many', async () => {
    await expect(new ExecutionPlaces({ size: maxRunning }).within(async () => 'b')).rejects.toMatchObject(full(10_000));
  });
});
