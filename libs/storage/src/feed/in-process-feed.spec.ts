import { describe, expect, it, jest } from '@jest/globals';
import type { Delta, ExecutionEvent, FeedListener } from '@ice/core';
import { InProcessFeed } from './in-process-feed.js';

const events: readonly ExecutionEvent[] = [
  { sequence: 1, type: 'execution.started', at: '2026-01-01T00:00:00.000Z', execution_id: 'ex_1', data: {} },
];
const delta: Delta = { execution_id: 'ex_1', path: 'copy', attempt: 1, n: 0, text: 'Hel' };

describe('InProcessFeed', () => {
  it('tells those who watch the execution and those who watch all, and nobody else', () => {
    const { feed, heard, listen } = open();
    feed.subscribe('ex_1', listen('one'));
    feed.subscribe('ex_2', listen('two'));
    feed.subscribe(null, listen('all'));
    feed.publish('ex_1', events);
    feed.publishDelta(delta);
    expect(heard).toEqual([
      ['one', 'ex_1', events],
      ['all', 'ex_1', events],
      ['one', delta],
      ['all', delta],
    ]);
  });

  it('wakes those who watch an execution, or those who watch all, and only those who have an ear for other processes', () => {
    const { feed, heard } = open();
    const waking = (name: string): FeedListener => ({
      events: () => void heard.push([name, 'events']),
      delta: (told) => heard.push([name, told]),
      woken: (...told) => heard.push([name, ...told]),
      missed: () => heard.push([name, 'missed']),
    });
    feed.subscribe('ex_1', waking('one'));
    feed.subscribe('ex_2', waking('two'));
    feed.subscribe(null, waking('all'));
    feed.subscribe('ex_1', { events: () => void heard.push(['deaf']), delta: () => heard.push(['deaf']) });
    feed.wake('ex_1', 'ex_1', 3, 5);
    feed.wake(null, 'ex_1', 3, 4);
    feed.passDelta(delta);
    feed.tellMissed();
    expect(heard).toEqual([
      ['one', 'ex_1', 3, 5],
      ['all', 'ex_1', 3, 4],
      ['one', delta],
      ['all', 'missed'],
    ]);
  });

  it('says at once to those who watch all that nothing is missed from here on, and to each of them once', () => {
    const { feed, heard } = open();
    const listener = (name: string): FeedListener => ({
      events: () => undefined,
      listening: () => void heard.push([name, 'listening']),
    });
    feed.subscribe(null, listener('first'));
    feed.subscribe('ex_1', listener('one'));
    feed.subscribe(null, listener('second'));
    expect(heard).toEqual([
      ['first', 'listening'],
      ['second', 'listening'],
    ]);
  });

  it('passes over a listener that has no ear for deltas', () => {
    const { feed, heard, faults } = open();
    feed.subscribe('ex_1', { events: () => void heard.push(['events only']) });
    feed.publishDelta(delta);
    expect({ heard, faults }).toEqual({ heard: [], faults: [] });
  });

  it('keeps what a listener throws from the publisher and from the others, and reports it', () => {
    const { feed, heard, faults, listen } = open();
    const fault = new Error('broken listener');
    const throwing = (): never => {
      throw fault;
    };
    feed.subscribe('ex_1', { events: throwing, delta: throwing });
    feed.subscribe('ex_1', listen('next'));
    feed.publish('ex_1', events);
    feed.publishDelta(delta);
    expect(heard.map(([name]) => name)).toEqual(['next', 'next']);
    expect(faults).toEqual([fault, fault]);
  });

  it('warns of a throwing listener when nobody else was asked to report it', () => {
    const warnings: unknown[] = [];
    const spy = jest.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(warning));
    const feed = new InProcessFeed();
    feed.subscribe(null, {
      events: () => {
        throw new Error('broken listener');
      },
    });
    feed.publish('ex_1', events);
    spy.mockRestore();
    expect(warnings).toEqual([expect.stringContaining('broken listener')]);
  });

  it('forgets a subscription that ended, whether ended once or twice', () => {
    const { feed, heard, listen } = open();
    const ends = [
      feed.subscribe('ex_1', listen('one')),
      feed.subscribe('ex_1', listen('two')),
      feed.subscribe(null, listen('all')),
    ];
    expect(feed.size).toBe(3);
    ends[0]!();
    ends[0]!();
    expect(feed.size).toBe(2);
    feed.publish('ex_1', events);
    expect(heard.map(([name]) => name)).toEqual(['two', 'all']);
    for (const end of ends) end();
    expect(feed.size).toBe(0);
  });

  it('counts the same listener once for each of its subscriptions', () => {
    const { feed, heard, listen } = open();
    const listener = listen('twice');
    const end = feed.subscribe('ex_1', listener);
    feed.subscribe('ex_1', listener);
    feed.publish('ex_1', events);
    end();
    feed.publish('ex_1', events);
    expect(heard).toHaveLength(3);
  });

  it('lets a listener end its own or another subscription, and begin one, while it is told', () => {
    const { feed, heard, listen } = open();
    const ends: (() => void)[] = [];
    const busy = (): void => {
      heard.push(['busy']);
      for (const end of ends) end();
      feed.subscribe('ex_1', listen('new'));
    };
    ends.push(feed.subscribe('ex_1', { events: busy }), feed.subscribe('ex_1', listen('ended')));
    feed.publish('ex_1', events);
    expect(heard).toEqual([['busy']]);
    feed.publish('ex_1', events);
    expect(heard.map(([name]) => name)).toEqual(['busy', 'new']);
  });
});

/** A feed with a list of what its listeners heard. */
function open() {
  const heard: unknown[][] = [];
  const faults: unknown[] = [];
  const listen = (name: string): FeedListener => ({
    events: (...told) => heard.push([name, ...told]),
    delta: (...told) => heard.push([name, ...told]),
  });
  return { feed: new InProcessFeed((fault) => faults.push(fault)), heard, faults, listen };
}
