/** A loop of as many items as are allowed holds no more of those that are done than what they gave. On SQLite, since the memory store
 *  keeps every journal by design. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject, ToolDefinition } from '@ice/core';
import { SqliteStore } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

const items = 10_000;
const early = 2_000;
const late = 9_500;
/** What an item gave is a number. A frame of this body that is kept holds about 950 bytes. */
const mostBytesAnItem = 256;

describe('a loop of ten thousand items', () => {
  const collectGarbage = exposeGarbageCollection();
  const heap = new Map<number, number>();
  let folder: string;
  let store: SqliteStore;
  let engine: Engine;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ice-scale-'));
    store = await SqliteStore.open({ path: path.join(folder, 'store.db'), durability: 'relaxed' });
    engine = new Engine({ store, tools: [weighing([early, late], settledHeap, heap)] });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('holds nothing of an item that is done but its output', async () => {
    const execution = await engine.open(documentOf([loop], { inputs: { list: { type: 'array' } } }), {
      list: Array.from({ length: items }, (_, index) => index),
    });
    const { status, sequence } = await execution.run();
    expect([status, sequence]).toEqual(['completed', 2 + 2 + items * 2 + 1]);
    const growth = (heap.get(late) as number) - (heap.get(early) as number);
    expect(growth / (late - early)).toBeLessThan(mostBytesAnItem);
  });

  /** Bytes in use when everything that can go has gone. */
  async function settledHeap(): Promise<number> {
    for (let turn = 0; turn < 2; turn += 1) {
      await setImmediate();
      collectGarbage();
    }
    return process.memoryUsage().heapUsed;
  }
});

const loop: JsonObject = {
  id: 'each',
  type: 'loop',
  items: '{{ inputs.list }}',
  item_var: 'item',
  max_items: items,
  body: {
    nodes: [{ id: 'weigh', type: 'tool', tool_name: 'weigh', tool_args: { item: '{{ item }}' } }],
    output: '{{ nodes.weigh.item }}',
  },
};

/** Notes how much is held when some items come by. */
function weighing(at: readonly number[], weigh: () => Promise<number>, weights: Map<number, number>): ToolDefinition {
  return defineTool({
    name: 'weigh',
    description: 'Notes what the process holds.',
    input: z.object({ item: z.number() }),
    output: z.object({ item: z.number() }),
    async run({ item }) {
      if (at.includes(item)) weights.set(item, await weigh());
      return { item };
    },
  });
}

function exposeGarbageCollection(): () => void {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}
