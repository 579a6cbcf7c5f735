/** What was acknowledged is still there, byte for byte, after the server was killed; and what ran goes on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';

const chain = {
  schema_version: '1.0',
  name: 'chain',
  title: 'Größe, ½ and "quotes"',
  metadata: { studio: { a: { x: 1.5, y: -2 } }, 'odd key': [null, true, 1e-7] },
  nodes: [
    { id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: { text: 'äöü\u2028', list: [1, 2.5, -0.001] } } },
    { id: 'b', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.a.value.list }}' } },
  ],
};
const slow = {
  schema_version: '1.0',
  name: 'slow',
  nodes: [
    { id: 'first', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } },
    { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600 }, dependencies: ['first'] },
    { id: 'last', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.nap.ms }}' } },
  ],
};

describe('after SIGKILL and a new start', () => {
  let dataDir: string;
  let server: ApiProcess;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-restart-'));
    server = await startApiProcess({ dataDir });
  });
  afterAll(async () => {
    await server.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  });

  async function restart(): Promise<void> {
    await server.kill('SIGKILL');
    server = await startApiProcess({ dataDir });
  }

  it('a blueprint and a finished execution are there byte for byte, under the same lock', async () => {
    const created = await server.request('POST', '/api/v1/blueprints/', { json: chain });
    const started = await server.request('POST', '/api/v1/executions/', {
      json: { blueprint_id: created.body.id },
      headers: { prefer: 'wait=10' },
    });
    expect(started.body.status).toBe('completed');
    const places = [
      `/api/v1/blueprints/${created.body.id}`,
      started.body.links.self,
      `${started.body.links.self}/events?limit=1000`,
      '/api/v1/executions',
    ];
    const before = await Promise.all(places.map((place) => server.request('GET', place)));
    await restart();
    const after = await Promise.all(places.map((place) => server.request('GET', place)));
    expect(after.map((answer) => answer.text)).toEqual(before.map((answer) => answer.text));
    expect(before.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(after[0]?.headers.get('x-version-lock')).toBe(created.body.version_lock);
    expect(before[0]?.body).toEqual(chain);
  });

  it('an execution that was under way goes on: what had completed is not run again', async () => {
    const { body } = await server.request('POST', '/api/v1/executions/', { json: { blueprint: slow } });
    await until(async () =>
      (await server.request('GET', body.links.self)).body.nodes.some((node: { path: string }) => node.path === 'nap'),
    );
    await restart();
    await until(async () => (await server.request('GET', body.links.self)).body.status === 'completed');
    const { nodes } = (await server.request('GET', body.links.self)).body;
    expect(
      nodes.map((node: { path: string; attempts: number; status: string }) => [node.path, node.status, node.attempts]),
    ).toEqual([
      ['first', 'completed', 1],
      ['nap', 'completed', 2],
      ['last', 'completed', 1],
    ]);
  });
});

/** Asks until it is so, for at most half a minute. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not become so within 30 seconds.');
}
