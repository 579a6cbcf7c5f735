/** A server that keeps executions for some days removes older ones from its store when it starts, and serves the others. */
import { describe, expect, it } from '@jest/globals';
import { defaultTenant, emptyState, ExecutionRepository, type ExecutionEvent } from '@ice/core';
import { UlidSource } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '../support/start-api.js';
import { openTestStore } from '../support/test-store.js';

const dayMs = 86_400_000;

/** Writes an execution that ended so many days ago; gives its id. */
async function addEnded(dataDir: string, daysAgo: number): Promise<string> {
  const store = await openTestStore(dataDir);
  const id = new UlidSource().next('ex', defaultTenant);
  const at = new Date(Date.now() - daysAgo * dayMs).toISOString();
  const events = [
    { type: 'execution.queued', data: { name: 'old', revision: 'sha256:0', inputs: {} } },
    { type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } },
  ].map((draft, index) => ({ sequence: index + 1, at, execution_id: id, ...draft }));
  const result = await new ExecutionRepository(store).append(emptyState(id).head, 1, events as ExecutionEvent[]);
  await store.close();
  expect(result.ok).toBe(true);
  return id;
}

describe('ICE_RETENTION_DAYS', () => {
  it('has what ended before that removed, and the rest served', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-retention-'));
    try {
      const [old, kept] = [await addEnded(dataDir, 31), await addEnded(dataDir, 29)];
      await using api = await startApi({ dataDir, config: { store: 'sqlite', retentionDays: 30 } });
      const status = async (id: string) => (await api.request('GET', `/api/v1/executions/${id}`)).status;
      while ((await status(old)) !== 404) await new Promise((resolve) => setImmediate(resolve));
      expect(await status(kept)).toBe(200);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});
