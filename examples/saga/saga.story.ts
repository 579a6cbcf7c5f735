/** All three bookings, or none. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import type { ExampleStage, Played } from '../example-stage.js';

/** How the undoing went. */
function undone({ story }: Played): readonly string[] {
  return story.filter((line) => line.includes(' undo_') && !line.startsWith('node.started'));
}

/** Tells it. */
export function sagaStory(stage: ExampleStage): void {
  /** Bins that this test alone posts to. */
  const binsOf = (test: string): JsonObject =>
    Object.fromEntries(
      ['flights', 'hotels', 'cars', 'itineraries', 'cancellations'].map((name) => [name, stage.bin(`${test}-${name}`)]),
    );
  /** What was cancelled, by what it was. */
  const cancelled = (test: string): readonly string[] =>
    stage.posted(`${test}-cancellations`).map((payload) => Object.keys(payload as JsonObject).join());

  describe('a journey, all or nothing', () => {
    it('is booked, and nothing is undone', async () => {
      const played = await stage.play('saga', () => 500, binsOf('whole'));
      expect([played.snapshot.status, played.snapshot.outputs]).toEqual([
        'completed',
        { bookings: expect.stringMatching(/^LOC-/) },
      ]);
      expect(undone(played)).toEqual(['node.skipped undo_car', 'node.skipped undo_hotel', 'node.skipped undo_flight']);
      expect(cancelled('whole')).toEqual([]);
    });

    it('without a car: the hotel is undone, then the flight, and the failure is that of the car', async () => {
      const played = await stage.play('saga', () => 500, { ...binsOf('part'), cars: stage.bin('NO-CARS') });
      expect(played.snapshot).toMatchObject({ status: 'failed', failure: { code: 'http-status', path: 'car' } });
      expect(undone(played)).toEqual([
        'node.skipped undo_car',
        'node.completed undo_hotel',
        'node.completed undo_flight',
      ]);
      expect(cancelled('part')).toEqual(['hotel', 'flight']);
    });

    it('that fails after the last booking is undone as a whole, backwards', async () => {
      const inputs = { ...binsOf('late'), itineraries: stage.bin('NO-MAIL') };
      const played = await stage.play('saga', () => 500, inputs);
      expect(played.snapshot).toMatchObject({ status: 'failed', failure: { path: 'itinerary' } });
      expect(cancelled('late')).toEqual(['car', 'hotel', 'flight']);
    });

    it('that somebody cancels while the car is being booked is undone as far as it was booked', async () => {
      const inputs = { ...binsOf('given-up'), cars: stage.deaf };
      const booking = await stage.playUntil('node.started car', 'saga', inputs);
      const { snapshot } = await stage.cancel(booking);
      expect(snapshot.status).toBe('cancelled');
      expect(cancelled('given-up')).toEqual(['hotel', 'flight']);
    });
  });
}
