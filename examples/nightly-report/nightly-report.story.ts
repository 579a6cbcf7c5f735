/** When the nightly report comes, and what is in it. */
import { describe, expect, it } from '@jest/globals';
import type { ExampleStage } from '../example-stage.js';

const regions = [
  { region: 'north', orders: 3, total: 226.75 },
  { region: 'south', orders: 2, total: 99.75 },
  { region: 'west', orders: 1, total: 310 },
];

/** The next time of day after a moment, both in UTC. */
function nextAfter(moment: string, time: string): string {
  const today = `${moment.slice(0, 10)}T${time}:00.000Z`;
  return today > moment ? today : new Date(Date.parse(today) + 86_400_000).toISOString();
}

/** Tells it. */
export function nightlyReportStory(stage: ExampleStage): void {
  describe('the nightly report', () => {
    it('sums up the table after the wait, and puts into words what the figures say', async () => {
      const { snapshot, story } = await stage.play('nightly-report', ({ prompt }) => prompt, {
        endpoint: stage.bin('reports'),
      });
      const text = 'north: 3 orders, 226.75 EUR\nsouth: 2 orders, 99.75 EUR\nwest: 1 orders, 310 EUR';
      expect(snapshot.outputs).toEqual({ total: 636.5, regions, text, receipt: expect.stringMatching(/^LOC-/) });
      expect(stage.posted('reports')).toEqual([{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), regions, text }]);
      const order = ['node.completed due', 'node.waiting night', 'node.completed night', 'node.started load'];
      expect(story.filter((line) => order.includes(line))).toEqual(order);
    });

    it.each([6, 18])('waits for a time in %d hours without memory, and goes when it is cancelled', async (hours) => {
      const at = new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
      const waiting = await stage.play('nightly-report', () => '', { at });
      const { snapshot } = waiting;
      const due = nextAfter(String(snapshot.started_at), at);
      expect([snapshot.status, snapshot.wakes_at]).toEqual(['waiting', due]);
      expect(snapshot.open_signals).toMatchObject([{ kind: 'timer', path: 'night', expires_at: due }]);
      expect((await stage.cancel(waiting)).snapshot.status).toBe('cancelled');
    });
  });
}
