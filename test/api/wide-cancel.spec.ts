/** A cancel while a wide execution is under way: at once for whatever runs, for good for whatever has not begun. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startApi, type RunningApi } from '../support/start-api.js';

const width = 1_099;
const concurrency = 256;

/** As a survey of earthquakes has them: many readings side by side, and one node that waits for all of them. */
const readings = Array.from({ length: width }, (_, index) => ({
  id: `reading_${index}`,
  type: 'tool',
  tool_name: 'sleep',
  tool_args: { ms: 3_600_000 },
}));
const summary = { id: 'summary', type: 'tool', tool_name: 'echo', dependencies: readings.map(({ id }) => id) };
const survey = { schema_version: '1.0', name: 'survey', max_concurrency: concurrency, nodes: [...readings, summary] };

describe('a cancel of 1,100 nodes', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('has ended what runs by its answer, lets nothing start afterwards, and is the same the second time', async () => {
    const idleTimers = timers();
    const { body } = await api.request('POST', '/api/v1/executions/', { json: { blueprint: survey } });
    const { links } = body as { links: { self: string; cancel: string } };
    const eventsOf = async (): Promise<readonly { readonly type: string }[]> =>
      (await api.request('GET', `${links.self}?include=events`)).body.events;
    while (count(await eventsOf(), 'node.started') < concurrency) await delay(10);
    // A tool begins a moment after its start was recorded.
    while (timers() - idleTimers < concurrency) await delay(10);

    const first = await api.request('POST', links.cancel);
    const events = await eventsOf();

    expect([first.status, first.body.status]).toEqual([202, 'cancelled']);
    expect(timers() - idleTimers).toBeLessThan(concurrency / 2);
    expect([count(events, 'node.started'), count(events, 'node.cancelled')]).toEqual([concurrency, concurrency]);
    expect(events.at(-1)?.type).toBe('execution.cancelled');

    const second = await api.request('POST', links.cancel);
    await delay(100);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(await eventsOf()).toEqual(events);
  });
});

function count(events: readonly { readonly type: string }[], type: string): number {
  return events.filter((event) => event.type === type).length;
}

/** Of this process; a tool that sleeps has one until it ends or hears that it is cancelled. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}
