/** `cache` through the real engine: when an attempt is spared, what is recorded of it, and what it costs. Calls are counted by the tool
 *  or the model that would have been called. */
import { describe, expect, it } from '@jest/globals';
import {
  CodeSandbox,
  FailureError,
  IceError,
  type CodeOutcome,
  type ExecutionEvent,
  type JsonObject,
  type JsonValue,
  type RecordWrite,
  type Store,
  type ToolDefinition,
  type Usage,
  type WriteResult,
} from '@ice/core';
import { ScriptedModel, type Script } from '@ice/models';
import { ManualClock, MemoryStore } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const origin = { execution_id: expect.stringMatching(/^ex_/), path: 'ask', at: expect.stringMatching(/Z$/) };
const usage: Usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };

/** An engine with a tool that counts its calls: it doubles `n`, and fails where it is told to. */
function open(options: { readonly clock?: ManualClock; readonly store?: Store; readonly script?: Script } = {}) {
  const calls: number[] = [];
  const double: ToolDefinition = defineTool({
    name: 'double',
    description: 'Doubles a number.',
    input: z.object({ n: z.number(), fails: z.number().optional() }),
    output: z.object({ twice: z.number() }),
    run: ({ n, fails = 0 }) => {
      calls.push(n);
      if (calls.length <= fails) throw new FailureError('busy', 'Later.', { retryable: false });
      return { twice: 2 * n };
    },
  });
  const { script, ...rest } = options;
  const model = new ScriptedModel(script ?? []);
  return { engine: new Engine({ tools: [double], model: () => model, ...rest }), calls, model };
}

function ask(rest: JsonObject = {}, cache: JsonObject = { ttl_s: 60 }): JsonObject {
  return { id: 'ask', type: 'tool', tool_name: 'double', tool_args: { n: 21 }, cache, ...rest };
}

function llm(rest: JsonObject = {}): JsonObject {
  const fields = { model: 'gpt-4o-mini', prompt: 'Say seven.', max_output_tokens: 50 };
  return { id: 'ask', type: 'llm', ...fields, cache: { ttl_s: 60 }, ...rest };
}

/** What was recorded of the end of a node run. */
function endOf({ events }: Played, path = 'ask'): JsonObject {
  return events.find((event) => event.path === path && event.type === 'node.completed')?.data as unknown as JsonObject;
}

describe('a second execution', () => {
  it('takes what the first was given: recorded, shown, and without a call', async () => {
    const { engine, calls } = open();
    const first = await engine.play(documentOf([ask()]));
    const second = await engine.play(documentOf([ask()]));
    expect(calls).toEqual([21]);
    expect(endOf(first)).toEqual({ output: { twice: 42 }, duration_ms: expect.any(Number) });
    const cached = { ...origin, execution_id: first.head.execution_id };
    expect(endOf(second)).toEqual({ output: { twice: 42 }, duration_ms: expect.any(Number), cached });
    expect(second.snapshot).toMatchObject({ status: 'completed', outputs: { ask: { twice: 42 } } });
    expect([first.snapshot.nodes[0]?.cached, second.snapshot.nodes[0]?.cached]).toEqual([undefined, cached]);
    expect(storyOf(second.events)).toEqual(storyOf(first.events));
  });

  it('makes the attempt itself without `cache`', async () => {
    const { engine, calls } = open();
    const { cache: _cache, ...plain } = ask();
    await engine.play(documentOf([ask()]));
    expect(endOf(await engine.play(documentOf([plain])))).not.toHaveProperty('cached');
    expect(calls).toEqual([21, 21]);
  });

  it('makes the attempt itself once the time is over', async () => {
    const clock = new ManualClock();
    const { engine, calls } = open({ clock });
    const play = async (): Promise<unknown> => endOf(await engine.play(documentOf([ask()])))['cached'];
    const first = await play();
    clock.advance(59_999);
    const second = await play();
    clock.advance(1);
    const third = await play();
    expect([first, second, third, calls.length]).toEqual([undefined, origin, undefined, 2]);
  });

  it('asks again what has failed', async () => {
    const { engine, calls } = open();
    const document = documentOf([ask({ tool_args: { n: 21, fails: 1 } })]);
    const first = await engine.play(document);
    const second = await engine.play(document);
    expect([first.head.status, second.head.status, calls.length]).toEqual(['failed', 'completed', 2]);
    expect(endOf(second)).not.toHaveProperty('cached');
  });

  it('asks again what its own output_schema has refused', async () => {
    const { engine, calls } = open();
    const document = documentOf([ask({ output_schema: { type: 'object', properties: { twice: { maximum: 1 } } } })]);
    for (const { head } of [await engine.play(document), await engine.play(document)]) {
      expect(head.failure).toMatchObject({ code: 'output-invalid' });
    }
    expect(calls).toHaveLength(2);
  });

  it('asks for another argument, and with another output_schema', async () => {
    const { engine, calls } = open();
    const organisation = { ttl_s: 60, scope: 'organisation' };
    const schema = { type: 'object', required: ['twice'] };
    for (const change of [{}, { tool_args: { n: 2 } }, { output_schema: schema }]) {
      expect(endOf(await engine.play(documentOf([ask(change, organisation)])))).not.toHaveProperty('cached');
    }
    expect(calls).toEqual([21, 2, 21]);
  });

  it('finds what another process has kept in the same store', async () => {
    const store = new MemoryStore();
    const [one, other] = [open({ store }), open({ store })];
    await one.engine.play(documentOf([ask()]));
    expect(endOf(await other.engine.play(documentOf([ask()])))['cached']).toEqual(origin);
    expect([one.calls.length, other.calls.length]).toEqual([1, 0]);
  });

  it('works on a large output as on any other', async () => {
    const { engine } = open();
    const args = { value: 'x'.repeat(20_000) };
    const nodes = [
      { ...ask({ tool_name: 'echo', tool_args: args }) },
      { id: 'size', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.ask.value.size() }}' } },
    ];
    const first = await engine.play(documentOf(nodes));
    const second = await engine.play(documentOf(nodes));
    expect(endOf(second)).toEqual({ ...endOf(first), duration_ms: expect.any(Number), cached: origin });
    expect(endOf(second)['output_ref']).toMatchObject({ hash: expect.stringMatching(/^sha256:/) });
    expect(second.snapshot.outputs).toEqual({ size: { value: 20_000 } });
  });
});

describe('the scope', () => {
  async function cachedIn(scope: 'blueprint' | 'organisation', ids: readonly (string | null)[]): Promise<boolean[]> {
    const { engine } = open();
    const hits: boolean[] = [];
    for (const [index, blueprintId] of ids.entries()) {
      // Every document has another revision.
      const compiled = engine.compile(documentOf([ask({}, { ttl_s: 60, scope })], { description: `No. ${index}` }));
      const head = await engine.supervisor.start({ executionId: engine.newId(), compiled, blueprintId, inputs: {} });
      const played = await engine.until(head.execution_id, ({ snapshot }) => snapshot.ended_at !== null);
      hits.push('cached' in endOf(played));
    }
    return hits;
  }

  it('`blueprint` is one stored blueprint in all its revisions, or one revision of what is not stored', async () => {
    expect(await cachedIn('blueprint', ['bp_1', 'bp_1', 'bp_2', null, null])).toEqual([
      ...[false, true],
      ...[false, false, false],
    ]);
  });

  it('`organisation` is every blueprint', async () => {
    expect(await cachedIn('organisation', ['bp_1', 'bp_1', 'bp_2', null])).toEqual([false, true, true, true]);
  });
});

describe('items of a loop that ask for the same at the same time', () => {
  it('make one call, and each has an event of its own', async () => {
    const { engine, calls } = open();
    const items = Array.from({ length: 20 }, () => 21);
    const body = { nodes: [ask({ tool_args: { n: '{{ item }}' } })] };
    const loop: JsonObject = { id: 'each', type: 'loop', items, item_var: 'item', concurrency: 20, body };
    const played = await engine.play(documentOf([loop]));
    expect(calls).toEqual([21]);
    expect(played.snapshot.outputs).toEqual({ each: { items: items.map(() => ({ twice: 42 })), failures: [] } });
    const cached = items.map((_item, index) => endOf(played, `each[${index}].ask`)['cached']);
    const expected = { ...origin, execution_id: played.head.execution_id, path: 'each[0].ask' };
    expect(cached).toEqual(items.map((_item, index) => (index === 0 ? undefined : expected)));
  });
});

describe('an answer of a model that is used again', () => {
  const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

  it('has no usage and costs nothing; how it was won is kept', async () => {
    const { engine, model } = open({
      script: [
        { text: 'seven', usage },
        { text: '{"n": 7}', usage },
      ],
    });
    const document = documentOf([llm({ output_schema: schema })]);
    const first = await engine.play(document);
    const second = await engine.play(document);
    expect([first.head.cost_usd, second.head.cost_usd, model.calls.length]).toEqual(['0.002', '0', 2]);
    expect(endOf(second)).toEqual({
      output: { n: 7 },
      duration_ms: expect.any(Number),
      quality: 'repaired',
      cached: origin,
    });
    expect(second.snapshot.usage).toEqual({ input_tokens: 0, output_tokens: 0, cost_usd: '0' });
  });

  it.each<[string, JsonObject]>([
    ['another model', { model: 'gpt-4o' }],
    ['another prompt', { prompt: 'Say eight.' }],
    ['another temperature', { temperature: 0 }],
    ['another output_schema', { output_schema: schema }],
  ])('is not that of %s', async (_what, change) => {
    const { engine, model } = open({
      script: [
        { text: 'Seven.', usage },
        { text: '{"n": 8}', usage },
      ],
    });
    const organisation = { cache: { ttl_s: 60, scope: 'organisation' } };
    await engine.play(documentOf([llm(organisation)]));
    expect(endOf(await engine.play(documentOf([llm({ ...organisation, ...change })])))).not.toHaveProperty('cached');
    expect(model.calls).toHaveLength(2);
  });
});

/** Gives each program the number of the call. */
class CountingSandbox extends CodeSandbox {
  count = 0;

  override async run(): Promise<CodeOutcome> {
    return { ok: true, output: (this.count += 1) };
  }

  override async dispose(): Promise<void> {}
}

describe('a code node', () => {
  it('is computed once', async () => {
    const sandbox = new CountingSandbox();
    const engine = new Engine({ sandbox });
    const program = { id: 'ask', type: 'code', language: 'javascript', source: 'return 1;', cache: { ttl_s: 60 } };
    const document = documentOf([program]);
    const [first, second] = [await engine.play(document), await engine.play(document)];
    expect([endOf(first)['output'], endOf(second)['output'], sandbox.count]).toEqual([1, 1, 1]);
    expect(endOf(second)['cached']).toEqual(origin);
  });
});

describe('an execution that is resumed', () => {
  const after = { id: 'after', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.ask.twice }}' } };
  const document = documentOf([ask(), after], { outputs: { value: '{{ nodes.after.value }}' } });

  const upTo = (events: readonly ExecutionEvent[], type: string): readonly ExecutionEvent[] =>
    events.slice(0, events.findIndex((event) => event.path === 'ask' && event.type === type) + 1);

  it('goes on from a recorded hit as from any output', async () => {
    const { engine, calls } = open();
    await engine.play(document);
    const second = await engine.play(document);
    const resumed = await engine.resumeFrom(document, upTo(second.events, 'node.completed'));
    expect([resumed.snapshot.outputs, calls.length]).toEqual([{ value: 42 }, 1]);
    expect(resumed.snapshot.nodes[0]?.cached).toEqual(second.snapshot.nodes[0]?.cached);
  });

  it('does not ask again what was kept before its process ended', async () => {
    const { engine, calls } = open();
    const { events } = await engine.play(document);
    const resumed = await engine.resumeFrom(document, upTo(events, 'node.started'));
    expect([resumed.snapshot.outputs, calls.length]).toEqual([{ value: 42 }, 1]);
  });
});

/** A store that keeps everything but cached outputs. */
class CachelessStore extends MemoryStore {
  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    if (write.collection.startsWith('cache')) throw new IceError('store-unavailable', 'The disk is full.');
    return super.compareAndSet(write);
  }
}

describe('a cache that cannot be written', () => {
  it('is told in the journal, and no failure of the node', async () => {
    const { engine, calls } = open({ store: new CachelessStore() });
    const [first, second] = [await engine.play(documentOf([ask()])), await engine.play(documentOf([ask()]))];
    expect([first.head.status, second.head.status, calls.length]).toEqual(['completed', 'completed', 2]);
    const warnings = first.events
      .filter((event) => event.type === 'log')
      .map((event): JsonValue => ({ ...event.data }));
    const fields = { reason: 'The disk is full.' };
    expect(warnings).toEqual([{ level: 'warn', message: 'The cache could not be written.', fields }]);
  });
});
