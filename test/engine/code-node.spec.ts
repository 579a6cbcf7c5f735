/** Code nodes through the whole engine: what they work on, what becomes of their results and failures, and whose time counts. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { CodeSandbox, type CodeOutcome, type CodeRequest, type JsonObject, type JsonValue } from '@ice/core';
import { QuickJsSandbox } from '@ice/sandbox';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

const sandbox = new QuickJsSandbox();
const engine = new Engine({ sandbox });

afterAll(() => sandbox.dispose());

function code(source: string, rest: JsonObject = {}): JsonObject {
  return { id: 'compute', type: 'code', language: 'javascript', source, ...rest };
}

function echo(id: string, value: JsonValue): JsonObject {
  return { id, type: 'tool', tool_name: 'echo', tool_args: { value } };
}

async function failureOf(node: JsonObject): Promise<unknown> {
  const { head } = await engine.play(documentOf([node]));
  expect(head.status).toBe('failed');
  return head.failure;
}

describe('a code node', () => {
  it('works on its rendered inputs, and what it returns is its output', async () => {
    const inputs = { prices: '{{ nodes.prices.value }}', percent: 25, text: 'Total of {{ inputs.name }}' };
    const source =
      'const sum = inputs.prices.reduce((all, price) => all + price, 0);\nreturn { text: inputs.text, sum: sum * (1 + inputs.percent / 100) };';
    const nodes = [
      echo('prices', [1, 2.5]),
      code(source, { inputs }),
      echo('told', '{{ nodes.compute.text }}: {{ nodes.compute.sum }}'),
    ];

    const { head, events, snapshot } = await engine.play(documentOf(nodes, { inputs: { name: { type: 'string' } } }), {
      name: 'May',
    });

    expect(head.status).toBe('completed');
    expect(snapshot.outputs).toEqual({ told: { value: 'Total of May: 4.375' } });
    expect(events.find((event) => event.type === 'node.started' && event.path === 'compute')?.data).toEqual({
      kind: 'code',
      input: { prices: [1, 2.5], percent: 25, text: 'Total of May' },
    });
  });

  it('without inputs works on an empty object', async () => {
    const { snapshot } = await engine.play(documentOf([code('return Object.keys(inputs).length;')]));
    expect(snapshot.outputs).toEqual({ compute: 0 });
  });

  it('takes its source as it stands: braces in it are no expression', async () => {
    const { snapshot } = await engine.play(documentOf([code('return `{{ nodes.zzz }}`;')]));
    expect(snapshot.outputs).toEqual({ compute: '{{ nodes.zzz }}' });
  });

  it('keeps a member that is called __proto__ as data', async () => {
    const source = 'return JSON.parse(\'{"__proto__":{"polluted":true}}\');';
    const { snapshot } = await engine.play(documentOf([code(source)]));
    expect(JSON.stringify(snapshot.outputs)).toBe('{"compute":{"__proto__":{"polluted":true}}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('runs in every pass of a loop with nothing left of the pass before', async () => {
    const source = 'globalThis.seen = (globalThis.seen ?? 0) + 1;\nreturn [inputs.n, globalThis.seen];';
    const body = { nodes: [code(source, { inputs: { n: '{{ item }}' } })] };
    const loop = { id: 'each', type: 'loop', items: [1, 2, 3], item_var: 'item', concurrency: 3, body };
    const { snapshot } = await engine.play(documentOf([loop]));
    expect(snapshot.outputs).toEqual({
      each: {
        items: [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
        failures: [],
      },
    });
  });
});

describe('the schemas of a code node', () => {
  it('judge its inputs', async () => {
    const node = code('return 1;', { inputs: { n: 'one' }, input_schema: { n: 'number' } });
    expect(await failureOf(node)).toMatchObject({ code: 'input-invalid', path: 'compute' });
  });

  it('judge its output', async () => {
    const node = code('return { n: "one" };', { output_schema: { n: 'number' } });
    expect(await failureOf(node)).toMatchObject({ code: 'output-invalid', path: 'compute' });
  });
});

describe('a code node that fails', () => {
  it('says which line of the source it was', async () => {
    expect(await failureOf(code('const rows = inputs.rows;\n\nreturn rows.length;'))).toEqual({
      code: 'code-failed',
      message: "TypeError: cannot read property 'length' of undefined (line 3)",
      retryable: false,
      path: 'compute',
      evidence: { name: 'TypeError', line: 3, column: 12 },
    });
  });

  it('is handled like any other', async () => {
    const node = code('throw new Error("no stock");', {
      on_error: { handle: { nodes: [echo('told', '{{ failure.message }}')] } },
    });
    const { head, snapshot } = await engine.play(documentOf([node]));
    expect(head.status).toBe('completed');
    expect(snapshot.outputs).toEqual({ compute: { value: 'Error: no stock (line 1)' } });
  });

  it('is tried again where it says so', async () => {
    const { events } = await engine.play(
      documentOf([code('throw 1;', { retry: { on: ['code-failed'], max_attempts: 2, initial_ms: 0, jitter: false } })]),
    );
    expect(storyOf(events).filter((line) => line === 'node.started compute')).toHaveLength(2);
  });

  it.each([
    ['timeout', 'for (;;);', { timeout_s: 0.2 }],
    ['code-memory-exceeded', 'return new Uint8Array(2 ** 30);', {}],
    ['code-output-invalid', 'return () => 1;', {}],
    ['output-too-large', 'return "x".repeat(5e6);', {}],
    ['output-too-large', 'return Array.from({ length: 700_000 }, () => 1);', {}],
  ])('with %s names it', async (name, source, rest) => {
    expect(await failureOf(code(source, rest))).toMatchObject({ code: name, path: 'compute' });
  });
});

describe('the time of a code node', () => {
  it('does not count while others are before it', async () => {
    const narrow = new QuickJsSandbox({ programs: 1 });
    const others = new AbortController();
    const limits = { timeoutMs: 60_000, memoryBytes: 1_048_576, maxOutputBytes: 100 };
    const before = narrow.run({ source: 'for (;;);', inputs: {}, ...limits, signal: others.signal });
    const played = new Engine({ sandbox: narrow }).play(documentOf([code('return 1;', { timeout_s: 1 })]));
    setTimeout(() => others.abort(new Error('enough')), 1_500);
    await expect(before).rejects.toThrow('enough');
    expect((await played).head.status).toBe('completed');
    await narrow.dispose();
  });

  it('is what its document says, and 5 s where it says nothing', async () => {
    const recording = new RecordingSandbox();
    const other = new Engine({ sandbox: recording });
    const nodes = [
      code('return 1;'),
      { ...code('return 1;', { timeout_s: 2.5 }), id: 'literal' },
      { ...code('return 1;', { timeout_s: '{{ inputs.limit }}' }), id: 'computed' },
    ];
    await other.play(documentOf(nodes, { inputs: { limit: { type: 'number', default: 60 } } }));
    expect(
      recording.requests.map(({ timeoutMs, memoryBytes, maxOutputBytes }) => [timeoutMs, memoryBytes, maxOutputBytes]),
    ).toEqual([
      [5_000, 33_554_432, 4_194_304],
      [2_500, 33_554_432, 4_194_304],
      [60_000, 33_554_432, 4_194_304],
    ]);
  });

  it('is never longer than 60 s, also where an expression gives it', async () => {
    const document = documentOf([code('return 1;', { timeout_s: '{{ inputs.limit }}' })], {
      inputs: { limit: { type: 'number' } },
    });
    const { head } = await engine.play(document, { limit: 61 });
    expect(head.failure).toMatchObject({
      code: 'expression-failed',
      message: 'timeout_s gave 61; it must be a number of seconds above 0 and up to 60.',
    });
  });
});

describe('a cancelled execution', () => {
  it('ends the program at once', async () => {
    const execution = await engine.open(documentOf([code('for (;;);', { timeout_s: 60 })]));
    const end = execution.run();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await execution.cancel('requested');
    expect((await end).status).toBe('cancelled');
    // The places are free again: as many programs as there are places run to their end.
    const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ ...code('return 1;'), id }));
    expect((await engine.play(documentOf(nodes))).head.status).toBe('completed');
  });
});

describe('a sandbox that is closed', () => {
  it('fails the node as a fault of the engine', async () => {
    const closed = new QuickJsSandbox();
    await closed.dispose();
    const { head } = await new Engine({ sandbox: closed }).play(documentOf([code('return 1;')]));
    expect(head.failure).toMatchObject({ code: 'engine-fault', message: 'The sandbox is closed.', path: 'compute' });
  });
});

/** Runs nothing, and says what it was asked. */
class RecordingSandbox extends CodeSandbox {
  readonly requests: CodeRequest[] = [];

  override run(request: CodeRequest): Promise<CodeOutcome> {
    this.requests.push(request);
    return Promise.resolve({ ok: true, output: 1 });
  }

  override dispose(): Promise<void> {
    return Promise.resolve();
  }
}
