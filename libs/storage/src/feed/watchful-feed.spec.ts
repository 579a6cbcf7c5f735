import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent, FeedListener } from '@ice/core';
import { ManualClock } from '../testing/manual-clock.js';
import { InProcessFeed } from './in-process-feed.js';
import { WatchfulFeed } from './watchful-feed.js';

const everyMs = 250;

/** A feed over journals of which only the lengths matter. */
class Stage {
  readonly clock = new ManualClock();
  readonly inner = new InProcessFeed();
  /** The last sequence of each journal; an error where it cannot be read. */
  readonly lengths = new Map<string, number | Error>();
  readonly asked: string[] = [];
  readonly heard: unknown[][] = [];
  readonly feed: WatchfulFeed;

  constructor(atOnce?: number) {
    const sequenceOf = (id: string): Promise<number> => {
      this.asked.push(id);
      const length = this.lengths.get(id) ?? 0;
      return length instanceof Error ? Promise.reject(length) : Promise.resolve(length);
    };
    const { clock, inner } = this;
    this.feed = new WatchfulFeed(inner, { sequenceOf, clock, everyMs, ...(atOnce !== undefined && { atOnce }) });
  }

  watch(id: string | null, name: string = id ?? 'all'): () => void {
    const listener: FeedListener = {
      events: (told, events) => this.heard.push([name, told, events.map(({ sequence }) => sequence)]),
      woken: (...told) => this.heard.push([name, ...told]),
      delta: ({ text }) => this.heard.push([name, text]),
    };
    return this.feed.subscribe(id, listener);
  }

  publish(id: string, ...sequences: readonly number[]): void {
    this.feed.publish(id, sequences.map((sequence) => ({ sequence, execution_id: id })) as unknown as ExecutionEvent[]);
  }

  look(times = 1): Promise<void> {
    return this.clock.advanceSettled(everyMs * times);
  }
}

describe('a feed that looks at what other processes record', () => {
  it('wakes for each growth of a journal once', async () => {
    const stage = new Stage();
    stage.watch('ex_1');
    stage.watch('ex_1', 'second');
    stage.lengths.set('ex_1', 3);
    await stage.look(3);
    stage.lengths.set('ex_1', 7);
    await stage.look(3);
    expect(stage.heard).toEqual([
      ['ex_1', 'ex_1', 1, 3],
      ['second', 'ex_1', 1, 3],
      ['ex_1', 'ex_1', 4, 7],
      ['second', 'ex_1', 4, 7],
    ]);
    expect(stage.asked).toHaveLength(6);
  });

  it('tells what is recorded here at once, and does not look while it is', async () => {
    const stage = new Stage();
    stage.watch('ex_1');
    stage.watch(null);
    for (const sequence of [1, 2]) {
      stage.publish('ex_1', sequence);
      stage.lengths.set('ex_1', sequence);
      await stage.look();
    }
    expect(stage.asked).toEqual([]);
    stage.lengths.set('ex_1', 4);
    await stage.look();
    stage.feed.publishDelta({ execution_id: 'ex_1', path: 'a', attempt: 1, n: 0, text: 'word' });
    expect(stage.heard).toEqual([
      ['ex_1', 'ex_1', [1]],
      ['all', 'ex_1', [1]],
      ['ex_1', 'ex_1', [2]],
      ['all', 'ex_1', [2]],
      ['ex_1', 'ex_1', 3, 4],
      ['ex_1', 'word'],
      ['all', 'word'],
    ]);
  });

  it('looks only while somebody watches who hears of other processes', async () => {
    const stage = new Stage();
    stage.watch(null);
    stage.feed.subscribe('ex_1', { events: () => undefined });
    expect(stage.clock.pending).toBe(0);
    const ends = [stage.watch('ex_1'), stage.watch('ex_1'), stage.watch('ex_2')];
    for (const end of ends) {
      expect(stage.clock.pending).toBe(1);
      end();
      end();
    }
    expect(stage.clock.pending).toBe(0);
    stage.lengths.set('ex_1', 1);
    await stage.look();
    expect(stage.heard).toEqual([]);
    stage.watch('ex_1');
    await stage.look();
    expect(stage.heard).toEqual([['ex_1', 'ex_1', 1, 1]]);
  });

  it('takes turns where more is watched than one look may ask for', async () => {
    const stage = new Stage(2);
    for (const id of ['ex_1', 'ex_2', 'ex_3', 'ex_4', 'ex_5']) stage.watch(id);
    stage.publish('ex_2', 1);
    await stage.look(4);
    expect(stage.asked).toEqual(['ex_1', 'ex_3', 'ex_2', 'ex_4', 'ex_5', 'ex_1', 'ex_3', 'ex_2']);
  });

  it('asks again when a journal could not be read', async () => {
    const stage = new Stage();
    stage.watch('ex_1');
    stage.lengths.set('ex_1', new Error('away'));
    await stage.look();
    stage.lengths.set('ex_1', 2);
    await stage.look();
    expect(stage.heard).toEqual([['ex_1', 'ex_1', 1, 2]]);
  });

  it('wakes for what it is told from elsewhere, and then does not find it again', async () => {
    const stage = new Stage();
    stage.watch('ex_1');
    stage.feed.wake('ex_1', 3, 4);
    stage.feed.wake('ex_2', 1, 1);
    stage.lengths.set('ex_1', 4);
    await stage.feed.look(['ex_1', 'ex_2']);
    expect(stage.heard).toEqual([['ex_1', 'ex_1', 3, 4]]);
    expect(stage.asked).toEqual(['ex_1']);
  });

  it('wakes nobody who has ended while it looked, and nobody when it is closed', async () => {
    const stage = new Stage();
    const end = stage.watch('ex_1');
    stage.lengths.set('ex_1', 1).set('ex_2', 1);
    const looking = stage.feed.look(['ex_1']);
    end();
    await looking;
    stage.watch('ex_2');
    await stage.feed.close();
    await stage.feed.close();
    await stage.look();
    stage.watch('ex_3');
    expect({ heard: stage.heard, pending: stage.clock.pending }).toEqual({ heard: [], pending: 0 });
  });
});
