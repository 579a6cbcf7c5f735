import { describe, expect, it } from '@jest/globals';
import { runTool } from '../run-tool.js';
import { sleep } from './sleep.js';

describe('sleep', () => {
  it('waits through its context, so that a manual clock can be used', async () => {
    const waits: number[] = [];
    const context = { sleep: async (ms: number) => void waits.push(ms) };
    expect(await runTool(sleep, { ms: 86_400_000 }, context)).toEqual({ ms: 86_400_000 });
    expect(waits).toEqual([86_400_000]);
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const sleeping = runTool(sleep, { ms: 86_400_000 }, { signal: controller.signal });
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([-1, 1.5, 86_400_001, '5'])('refuses %p milliseconds', async (ms) => {
    await expect(runTool(sleep, { ms })).rejects.toMatchObject({ failure: { code: 'tool-input-invalid' } });
  });
});
