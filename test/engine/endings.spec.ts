/** The ways in which an execution ends before it is done: cancelled early, late or twice, halted, or left without a store; and tools that
 *  throw whatever they like. Nothing of it may hang, crash the process, or be written down twice. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IceError, type AppendRequest, type AppendResult, type JsonObject, type ToolDefinition } from '@ice/core';
import { ManualClock, MemoryStore } from '@ice/storage';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

/** Tools as plain objects, since `defineTool` would be more careful than some tools are. */
function toolOf(name: string, run: ReturnType<ToolDefinition['create']>['run']): ToolDefinition {
  const facts = { name, toolkit: '', description: name, effect: 'pure' as const, input: {}, output: {}, examples: [] };
  return { ...facts, create: () => ({ run }) };
}

const call = (tool_name: string, rest: object = {}): JsonObject => ({
  id: 'a',
  type: 'tool',
  tool_name,
  retry: { max_attempts: 1 },
  ...rest,
});
const sleep = (id: string, ms: number): JsonObject => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms } });
const echo = (id: string, rest: object = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value: 1 },
  ...rest,
});
const andFinally = (node: JsonObject): JsonObject => ({ finally: { nodes: [node] } });

describe('a cancel', () => {
  it('before the execution runs lets nothing of it happen but its end', async () => {
    const engine = new Engine();
    const execution = await engine.open(documentOf([sleep('a', 60_000), echo('b', { dependencies: ['a'] })]));
    const cancelled = execution.cancel('too late to begin');
    const end = await execution.run();
    expect([await cancelled, end.status]).toEqual([true, 'cancelled']);
    const { events } = await engine.look(end.execution_id);
    expect(storyOf(events).filter((line) => line.includes(' b'))).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'execution.cancelled', data: { reason: 'too late to begin' } });
  });

  it('before the execution runs leaves its finally block all that it reads', async () => {
    const engine = new Engine();
    const value = '{{ runs.a.status + " " + runs.b.status + " " + execution.status }}';
    const nodes = [sleep('a', 60_000), echo('b', { dependencies: ['a'] })];
    const bye = echo('bye', { tool_args: { value } });
    const execution = await engine.open(documentOf(nodes, andFinally(bye)));
    const cancelled = execution.cancel('too late to begin');
    const end = await execution.run();
    await cancelled;
    const { events, snapshot } = await engine.look(end.execution_id);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started a',
      'node.cancelled a',
      'execution.ending',
      'node.started bye',
      'node.completed bye',
      'execution.cancelled',
    ]);
    expect(snapshot.nodes.at(-1)).toMatchObject({ output: { value: 'cancelled pending cancelled' } });
  });

  it('after the end changes nothing and gives the end', async () => {
    const engine = new Engine();
    const execution = await engine.open(documentOf([echo('a')]));
    const end = await execution.run();
    expect([await execution.cancel('too late'), execution.head]).toEqual([false, end]);
    expect((await engine.look(end.execution_id)).events).toHaveLength(end.sequence);
  });

  it('while the finally block of a completed root runs cuts it off, and the execution was not completed', async () => {
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const execution = await engine.open(documentOf([echo('a')], andFinally(sleep('bye', 60_000))));
    const end = execution.run();
    await clock.advanceSettled(10);
    await execution.cancel('enough');
    const { events, snapshot } = await engine.look((await end).execution_id);
    expect(storyOf(events).slice(-3)).toEqual(['node.started bye', 'node.cancelled bye', 'execution.cancelled']);
    expect(snapshot).toMatchObject({ status: 'cancelled', outputs: null });
  });

  it('while the finally block of a failed root runs leaves the failure as it was', async () => {
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const broken = { id: 'a', type: 'fail', code: 'broken', message: 'It broke.' };
    const execution = await engine.open(documentOf([broken], andFinally(sleep('bye', 60_000))));
    const end = execution.run();
    await clock.advanceSettled(10);
    await execution.cancel('enough');
    expect(await end).toMatchObject({ status: 'failed', failure: { code: 'broken', path: 'a' } });
  });

  it('does not wait for an attempt that does not listen, whose result changes nothing', async () => {
    let finish: (value: string) => void = () => undefined;
    const deaf = toolOf('deaf', () => new Promise((resolve) => (finish = resolve)));
    const engine = new Engine({ tools: [deaf], slots: 1 });
    const execution = await engine.open(documentOf([call('deaf')]));
    const end = execution.run();
    await new Promise((resolve) => setImmediate(resolve));
    await execution.cancel('enough');
    const head = await end;
    finish('late');
    await new Promise((resolve) => setImmediate(resolve));
    const { events, snapshot } = await engine.look(head.execution_id);
    expect(events).toHaveLength(head.sequence);
    expect(snapshot.nodes).toMatchObject([{ path: 'a', status: 'cancelled' }]);
    expect(await engine.play(documentOf([echo('next')]))).toMatchObject({ head: { status: 'completed' } });
  });

  it('asked for by many at once ends it once, and answers all of them', async () => {
    const engine = new Engine();
    const execution = await engine.open(documentOf([sleep('a', 60_000)]));
    const end = execution.run();
    const recorded = await Promise.all(['one', 'two', 'three'].map((reason) => execution.cancel(reason)));
    const { events } = await engine.look((await end).execution_id);
    expect([recorded, execution.head.status]).toEqual([[true, true, true], 'cancelled']);
    expect(events.filter((event) => event.type === 'execution.cancelled').map((event) => event.data)).toEqual([
      { reason: 'one', duration_ms: expect.any(Number) },
    ]);
  });
});

describe('a halt', () => {
  it('records nothing more, lets go of everything, and leaves the journal to whoever goes on', async () => {
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const document = documentOf([sleep('a', 30_000), echo('b', { dependencies: ['a'] })]);
    const execution = await engine.open(document);
    const end = execution.run();
    await clock.advanceSettled(1_000);
    await execution.halt();
    await clock.advanceSettled(100_000);
    const { events, head } = await engine.look((await end).execution_id);
    expect([storyOf(events), clock.pending]).toEqual([['execution.started', 'node.started a'], 0]);
    expect(head.status).toBe('running');
    const resumed = engine.resumeFrom(document, events);
    await clock.advanceSettled(60_000);
    expect((await resumed).head.status).toBe('completed');
  });

  it('of one that never ran is no fault', async () => {
    const engine = new Engine();
    const execution = await engine.open(documentOf([echo('a')]));
    await execution.halt();
    expect((await engine.look(execution.head.execution_id)).events).toHaveLength(1);
  });

  it('is what a scope does at its end', async () => {
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    {
      await using execution = await engine.open(documentOf([sleep('a', 60_000)]));
      void execution.run();
      await clock.advanceSettled(10);
      expect(clock.pending).toBeGreaterThan(0);
    }
    expect(clock.pending).toBe(0);
  });
});

describe('a store that takes no more', () => {
  /** Takes so many appends, then fails. */
  class Full extends MemoryStore {
    constructor(private left: number) {
      super();
    }

    override async append(request: AppendRequest): Promise<AppendResult> {
      this.left -= 1;
      if (this.left < 0) throw new IceError('store-unavailable', 'The disk is full.', { retryable: true });
      return super.append(request);
    }
  }

  it.each([1, 2])('after %d appends rejects the run and tells who cancels that it is not recorded', async (appends) => {
    const engine = new Engine({ store: new Full(appends), slots: 1 });
    const execution = await engine.open(documentOf([echo('a'), echo('b', { dependencies: ['a'] })]));
    const end = execution.run();
    const cancelled = execution.cancel('while it is full');
    await expect(end).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await cancelled).toBe(false);
    expect((await engine.look(execution.head.execution_id)).events.length).toBe(execution.head.sequence);
  });

  it('answers who wants to begin one', async () => {
    await expect(new Engine({ store: new Full(0) }).open(documentOf([echo('a')]))).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });
});

describe('a tool that throws', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(() => void process.off('unhandledRejection', note));

  const oddFailure = { code: 'odd', message: 'm', retryable: false, evidence: { n: 10n } };
  it.each<[string, unknown]>([
    ['an object without a prototype', Object.create(null)],
    ['an object that is no text', { toString: null, valueOf: null }],
    ['undefined', undefined],
    ['a failure whose evidence is no JSON', { [Symbol.for('ice.failure')]: true, failure: oddFailure }],
  ])('%s fails its node, and neither the execution hangs nor the process ends', async (_what, thrown) => {
    const reason = thrown as Error;
    const tool = toolOf('throws', () => Promise.reject(reason));
    const { snapshot } = await new Engine({ tools: [tool] }).play(documentOf([call('throws')]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(snapshot).toMatchObject({ status: 'failed', nodes: [{ path: 'a', status: 'failed' }] });
    expect(unhandled).toEqual([]);
  });

  it('nothing, but logs what is no JSON, does not harm the journal', async () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    const tool = toolOf('logs', async (_input, context) => {
      context.log('info', 'round and round', ring as JsonObject);
      return null;
    });
    const { events, head } = await new Engine({ tools: [tool] }).play(documentOf([call('logs')]));
    expect(head.status).toBe('completed');
    expect(events.find((event) => event.type === 'log')?.data).toEqual({ level: 'info', message: 'round and round' });
  });
});
