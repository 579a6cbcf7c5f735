import { describe, expect, it } from '@jest/globals';
import { compileQuickJs } from './compile-quick-js.js';
import type { GuestOrder } from './guest-answer.js';
import { GuestThread } from './guest-thread.js';

const order: GuestOrder = { source: 'for (;;);', inputs: '{}', memoryBytes: 1_048_576, maxOutputBytes: 100 };

async function readyThread(): Promise<GuestThread> {
  const thread = new GuestThread({ module: await compileQuickJs(), maxMemoryBytes: 1_048_576 });
  expect(await thread.ready).toBe(true);
  return thread;
}

describe('a thread', () => {
  it('is gone after its one program', async () => {
    const thread = await readyThread();
    const { signal } = new AbortController();
    expect(await thread.run({ ...order, source: 'return 1;' }, 20_000, signal)).toEqual({ kind: 'value', json: '1' });
    await thread.ended;
    expect(thread.isThere).toBe(false);
  });

  it('that ends under its program answers for it', async () => {
    const thread = await readyThread();
    const answer = thread.run(order, 20_000, new AbortController().signal);
    thread.end();
    expect(await answer).toEqual({ kind: 'failed', name: 'InternalError', message: 'the interpreter ended' });
  });

  it('that ends before it is ready is not ready', async () => {
    const thread = new GuestThread({ module: await compileQuickJs(), maxMemoryBytes: 1_048_576 });
    thread.end();
    expect(await thread.ready).toBe(false);
  });

  it('gives all of a text, or says that its memory is used up: nothing between', async () => {
    const lengths = [10_000, 100_000, 200_000, 220_000, 240_000, 260_000, 280_000, 400_000];
    const kinds: string[] = [];
    for (const length of lengths) {
      const thread = await readyThread();
      const limits = { memoryBytes: 700_000, maxOutputBytes: 1_000_000 };
      const source = `return "€".repeat(${length});`;
      const answer = await thread.run({ ...order, ...limits, source }, 20_000, new AbortController().signal);
      if (answer.kind === 'value') expect(answer.json).toBe(`"${'€'.repeat(length)}"`);
      kinds.push(answer.kind);
    }
    expect([kinds[0], kinds.at(-1)]).toEqual(['value', 'memory']);
    expect(kinds.filter((kind) => kind !== 'value' && kind !== 'memory')).toEqual([]);
  });
});
