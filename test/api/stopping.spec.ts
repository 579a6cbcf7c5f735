/** A server that is told to stop while something runs: it keeps its lease, is not ready any more, and begins nothing. */
import { createApp, readAppConfig } from '@ice/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExecutionRepository, WorkerRepository, type Store, type Worker } from '@ice/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemClock, UlidSource } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../support/start-api.js';
import { openTestStore, testStore } from '../support/test-store.js';

const leaseMs = 2_000;
const executions = '/api/v1/executions';
const slow = {
  schema_version: '1.0',
  name: 'slow',
  nodes: [
    { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 5_000 } },
    { id: 'after', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.nap.ms }}' } },
  ],
};

let dataDir: string;
let app: NestFastifyApplication;
let url: string;
/** The store beside the server, as another process has it. */
let store: Store;
let workers: WorkerRepository;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-stopping-'));
  const variables = { NODE_ENV: 'test', ICE_STORE: 'sqlite', ICE_LOG_LEVEL: 'silent', ...(await testStore(dataDir)) };
  const settings = readAppConfig({ ...variables, ICE_DATA_DIR: dataDir, ICE_LEASE_MS: String(leaseMs) });
  app = await createApp({ ...settings, http: { ...settings.http, shutdownGraceMs: 10_000 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = await app.getUrl();
  store = await openTestStore(dataDir);
  workers = new WorkerRepository(store, new SystemClock(), new UlidSource());
});

afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function self(): Promise<Worker> {
  const [worker] = await workers.list();
  return worker!;
}

describe('a server that is told to stop', () => {
  it('lives for others as long as it drains, longer than a lease', async () => {
    const { body } = await send(`${url}${executions}`, 'POST', { json: { blueprint: slow } });
    const id = body.execution_id as string;
    while ((await send(`${url}${executions}/${id}`, 'GET')).body.status !== 'running') await sleep(20);
    let isClosed = false;
    const closing = app.close().then(() => (isClosed = true));

    const ready = await send(`${url}/ready`, 'GET');
    expect([ready.status, ready.body.code, ready.body.retryable]).toEqual([503, 'process-ending', true]);
    expect(ready.body.checks).toMatchObject({ store: { ok: true }, running: { ok: false } });
    expect((await send(`${url}/health`, 'GET')).status).toBe(200);

    await sleep(2 * leaseMs);
    expect(isClosed).toBe(false);
    const draining = await self();
    expect([draining.state, workers.hasRunOut(draining)]).toEqual(['alive', false]);

    await closing;
    expect(await self()).toMatchObject({ id: draining.id, state: 'drained' });
    expect((await journalOf(id)).at(-1)).toBe('node.completed nap');
  }, 30_000);
});

async function journalOf(id: string): Promise<readonly string[]> {
  const events: string[] = [];
  for await (const { type, path: place } of new ExecutionRepository(store).journal(id)) events.push(`${type} ${place}`);
  return events;
}
