import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, IceError, type ExecutionQueue } from '@ice/core';
import { MemoryStore } from '@ice/storage';
import { LiveGauges } from './live-gauges.js';
import { Metrics } from './metrics.js';

const away = new IceError('store-unavailable', 'The line is gone.', { retryable: true });

/** What is told of these gauges by a process that runs nothing, whose line is as it is said. */
async function told(size: ExecutionQueue['size'], names: readonly string[]): Promise<readonly string[]> {
  const metrics = new Metrics();
  const executions = new ExecutionRepository(new MemoryStore());
  const gauges = new LiveGauges(metrics, executions, { size } as ExecutionQueue, null as never);
  await gauges.refresh();
  const lines = (await metrics.registry.metrics()).split('\n');
  return lines.filter((line) => names.some((name) => line.startsWith(name)));
}

describe('gauges of what is now', () => {
  it('tell nothing of a line that cannot be reached, and say how many wait in one that can', async () => {
    expect(await told(() => Promise.reject(away), ['ice_queue_waiting'])).toEqual([]);
    expect(await told(() => Promise.resolve(7), ['ice_queue_waiting'])).toEqual(['ice_queue_waiting 7']);
  });

  it('tell of no lease and no slots where nothing runs', async () => {
    const names = ['ice_worker_info', 'ice_worker_lease_age_seconds', 'ice_attempt_slots'];
    expect(await told(() => Promise.resolve(0), names)).toEqual([]);
  });
});
