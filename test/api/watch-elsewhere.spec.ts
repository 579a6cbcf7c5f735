/** Two servers that share what is stored: whoever watches an execution at one sees all that the other records of it, as it is recorded, also
 *  while it goes over from one to the other. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventFeed } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import { startApi, type RunningApi } from '../support/start-api.js';
import { StreamClient, type Frame } from '../support/stream-client.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

/** `count` rows one after the other, each after a nap. */
const rows = (count: number, ms: number): object =>
  watchedBlueprint([
    {
      id: 'rows',
      type: 'loop',
      items: Array.from({ length: count }, (_, index) => index),
      item_var: 'row',
      max_items: count,
      concurrency: 1,
      body: { nodes: [toolNode('nap', 'sleep', { ms }), toolNode('copy', 'echo', { value: '{{ row }}' }, 'nap')] },
    },
  ]);

describe('two servers that share what is stored', () => {
  let dataDir: string;
  let first: RunningApi;
  let second: RunningApi;
  const open = (): Promise<RunningApi> => startApi({ dataDir, config: { store: 'sqlite', leaseMs: 1_500 } });
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-elsewhere-'));
    [first, second] = await Promise.all([open(), open()]);
  });
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(at: RunningApi, blueprint: object, headers: Record<string, string> = {}): Promise<string> {
    const { status, body } = await at.request('POST', '/api/v1/executions/', { json: { blueprint }, headers });
    expect(status).toBe(202);
    return body.execution_id as string;
  }

  async function journal(at: RunningApi, id: string): Promise<readonly Frame[]> {
    return (await at.request('GET', `/api/v1/executions/${id}/events?limit=1000`)).body.data as readonly Frame[];
  }

  const watch = (at: RunningApi, id: string): Promise<StreamClient> =>
    StreamClient.connect(`${at.url}/ws/executions/${id}`);

  it('show the same events as they are recorded, wherever the execution runs', async () => {
    const id = await start(first, rows(10, 40));
    using near = await watch(first, id);
    using far = await watch(second, id);
    await Promise.all([near.untilType('complete'), far.untilType('complete')]);
    const events = await journal(second, id);
    expect(near.events()).toEqual(events);
    expect(far.events()).toEqual(events);
    // Live, and not when it was over.
    expect(far.frames.findIndex(({ type }) => type === 'live')).toBeLessThan(far.frames.length - 2);
    for (const { app } of [first, second])
      expect(app.get<EventFeed & { readonly size: number }>(EventFeed).size).toBeLessThanOrEqual(1);
  });

  it('stream the same events to whoever takes server-sent events', async () => {
    const id = await start(first, rows(5, 40));
    const { text } = await second.request('GET', `/api/v1/executions/${id}/events`, {
      headers: { accept: 'text/event-stream' },
    });
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, sequence]) => Number(sequence));
    expect(ids.filter((each, index) => each !== ids[index - 1])).toEqual(
      (await journal(first, id)).map(({ sequence }) => sequence),
    );
    expect(text).toMatch(/^event: complete$/m);
  });

  it('wait for an end that comes elsewhere', async () => {
    const key = { 'idempotency-key': 'elsewhere-1' };
    const blueprint = rows(4, 40);
    const id = await start(first, blueprint, key);
    const { status, body } = await second.request('POST', '/api/v1/executions/', {
      json: { blueprint },
      headers: { ...key, prefer: 'wait=30' },
    });
    expect([status, body.execution_id, body.status]).toEqual([200, id, 'completed']);
  });

  it('go on showing it while it goes over from one to the other', async () => {
    const id = await start(first, rows(12, 150));
    // Where a line stands between them, either may have taken it.
    const [runner, other] = (await runs(first, second)) === first ? [first, second] : [second, first];
    using far = await watch(other, id);
    await far.until(() => far.events().some(({ type }) => type === 'node.completed'));
    await runner.close();
    await far.untilType('complete');
    const events = await journal(other, id);
    expect(far.events()).toEqual(events);
    expect(far.events().filter(({ type }) => type === 'execution.resumed')).toHaveLength(1);
    [first, second] = [await open(), other];
  });

  async function runs(...servers: readonly RunningApi[]): Promise<RunningApi> {
    for (;;) {
      const running = servers.find(({ app }) => app.get(ExecutionSupervisor).size > 0);
      if (running) return running;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});
