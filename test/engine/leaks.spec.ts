/** Many executions, a thousand with `ICE_LONG=1`, leave nothing behind: not one of them can still be reached, the heap does not grow with
 *  their number, and no timer, socket or subscription is left. On SQLite, since the memory store keeps every journal by design. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompiledBlueprint, JsonObject, ToolDefinition } from '@ice/core';
import { acceptExecution, type RunningExecution } from '@ice/orchestrator';
import { SqliteStore, SystemClock, UlidSource } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

const warmUp = 100;
const batches = 2;
const batchSize = process.env['ICE_LONG'] === '1' ? 500 : 160;
const slots = 16;
/** One forgotten execution of these nodes holds about 13,000; caches that still fill up after the warm-up, some hundreds. */
const mostBytesAnExecution = 4_096;

/** Real time, with a count of the call backs that are still to come. */
class CountingClock extends SystemClock {
  pending = 0;

  override after(delayMs: number, callback: () => void): () => void {
    let isPending = true;
    const settle = (): void => {
      if (isPending) this.pending -= 1;
      isPending = false;
    };
    this.pending += 1;
    const cancel = super.after(delayMs, () => {
      settle();
      callback();
    });
    return () => {
      settle();
      cancel();
    };
  }
}

const echo = (id: string, value: unknown, rest: object = {}): JsonObject =>
  ({ id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...rest }) as JsonObject;

/** Eleven nodes: a chain, a loop, a model call, a retry, a node that times out, a branch that is cancelled, and a sink. */
const document = documentOf([
  echo('first', 'x'.repeat(500)),
  echo('second', '{{ nodes.first.value }}'),
  { id: 'each', type: 'loop', items: [1, 2], item_var: 'item', body: { nodes: [echo('say', '{{ item }}')] } },
  { id: 'ask', type: 'llm', model: 'gpt-4o-mini', prompt: 'Say {{ nodes.first.value }}', max_output_tokens: 20 },
  {
    id: 'fails',
    type: 'fail',
    code: 'as-planned',
    message: 'As planned.',
    retry: { on: '*', max_attempts: 2, initial_ms: 0 },
    on_error: 'continue',
  },
  {
    id: 'late',
    type: 'tool',
    tool_name: 'sleep',
    tool_args: { ms: 60_000 },
    timeout_s: 0.001,
    on_error: 'continue',
    retry: { max_attempts: 1 },
  },
  {
    id: 'race',
    type: 'parallel',
    join: 'any',
    branches: {
      quick: { nodes: [echo('win', 1)] },
      slow: { nodes: [{ id: 'lose', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } }] },
    },
  },
  echo('last', "{{ default(nodes.ask.text, '') }}", {
    dependencies: ['each', 'fails', 'late', 'race'],
    join: 'all_settled',
  }),
]);

describe('many executions', () => {
  const collectGarbage = exposeGarbageCollection();
  let folder: string;
  let store: SqliteStore;
  let engine: Engine;
  const clock = new CountingClock();
  let compiled: CompiledBlueprint;
  const ids = new UlidSource();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ice-leaks-'));
    store = await SqliteStore.open({ path: path.join(folder, 'store.db'), durability: 'relaxed' });
    engine = new Engine({ store, clock, slots, tools: [meeting(slots)] });
    compiled = engine.compile(document);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('leave no execution, no memory, no timer, no handle and no listener behind', async () => {
    const opened: WeakRef<RunningExecution>[] = [];
    await runBatch(warmUp, opened);
    const resourcesBefore = resources().filter((resource) => resource !== 'Immediate');
    const heap = [await settledHeap()];
    for (let batch = 0; batch < batches; batch += 1) {
      await runBatch(batchSize, opened);
      heap.push(await settledHeap());
    }
    expect(opened).toHaveLength(warmUp + batches * batchSize);
    expect(opened.filter((reference) => reference.deref() !== undefined)).toHaveLength(0);
    expect(slope(heap) / batchSize).toBeLessThan(mostBytesAnExecution);
    expect({ timers: clock.pending, listeners: engine.feed.size }).toEqual({ timers: 0, listeners: 0 });
    // What is due in the next turn is none that was left behind.
    for (let turn = 0; turn < 20 && resources().includes('Immediate'); turn += 1) await setImmediate();
    expect(resources()).toEqual(resourcesBefore);
  });

  it('give every slot back: as many attempts as there are slots can still meet', async () => {
    const meet = (_value: unknown, index: number): JsonObject => ({ id: `n${index}`, type: 'tool', tool_name: 'meet' });
    const { head } = await engine.play(documentOf(Array.from({ length: slots }, meet)));
    expect(head.status).toBe('completed');
  });

  /** Runs a batch with some overlap, and one of each ten cancelled on its way. */
  async function runBatch(size: number, opened: WeakRef<RunningExecution>[]): Promise<void> {
    for (let begun = 0; begun < size; begun += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => runOne(opened, index % 10 === 0)));
    }
  }

  async function runOne(opened: WeakRef<RunningExecution>[], isCancelled: boolean): Promise<void> {
    const facts = { name: 'leaks', revision: compiled.revision, inputs: {} };
    const head = await acceptExecution(engine, ids.next('ex'), facts);
    await using execution = engine.factory.open({ compiled, head, inputs: {} });
    opened.push(new WeakRef(execution));
    const end = execution.run();
    if (isCancelled) await execution.cancel('enough');
    const { status } = await end;
    if (status !== (isCancelled ? 'cancelled' : 'completed')) throw new Error(`It ended ${status}.`);
  }

  /** Bytes in use when everything that can go has gone. */
  async function settledHeap(): Promise<number> {
    for (let turn = 0; turn < 2; turn += 1) {
      await setImmediate();
      collectGarbage();
    }
    return process.memoryUsage().heapUsed;
  }
});

/** A tool whose calls wait for each other until they are that many. */
function meeting(size: number): ToolDefinition {
  const waiting: (() => void)[] = [];
  return defineTool({
    name: 'meet',
    description: 'Waits for the others.',
    input: z.object({}),
    output: z.object({}),
    run: async () => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === size) for (const go of waiting) go();
      });
      return {};
    },
  });
}

/** What keeps the process alive beside timers: those of the engine are counted by its clock, the others are the test runner's. */
function resources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((resource) => resource !== 'Timeout')
    .toSorted();
}

/** What a batch adds on the whole: the line of least squares through the measurements. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return rise / values.reduce((sum, _value, index) => sum + (index - middle) ** 2, 0);
}

function exposeGarbageCollection(): () => void {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}
