/** The ladder of an `llm` node through the real engine: first answer, repairs, fallback models, and what stops it before money is spent. */
import { describe, expect, it } from '@jest/globals';
import {
  FailureError,
  LanguageModel,
  type ExecutionEvent,
  type JsonObject,
  type ModelChunk,
  type ModelContext,
  type ModelRequest,
  type Usage,
} from '@ice/core';
import { ScriptedModel, type Script } from '@ice/models';
import { ManualClock } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const usage: Usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };
const twice: Usage = { ...usage, input_tokens: 20, output_tokens: 10, cost_usd: '0.002' };
const schema: JsonObject = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const once = { retry: { max_attempts: 1 } };

const answer = (text: string) => ({ text, usage });
const ask = (rest: object = {}): JsonObject => ({
  id: 'ask',
  type: 'llm',
  model: 'gpt-4o-mini',
  prompt: 'Give me a number.',
  max_output_tokens: 50,
  ...once,
  ...rest,
});

async function play(script: Script, nodes: readonly JsonObject[], rest: JsonObject = {}) {
  const model = new ScriptedModel(script);
  const engine = new Engine({ model: () => model });
  return { ...(await engine.play(documentOf(nodes, rest))), model };
}

function nodeOf({ snapshot }: Played) {
  return snapshot.nodes[0];
}

function dataOf(events: readonly ExecutionEvent[], type: string): unknown {
  return events.find((event) => event.type === type)?.data;
}

describe('an answer', () => {
  it('as text is the output, with its usage', async () => {
    const played = await play([answer('Seven.')], [ask()]);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started ask',
      'node.completed ask',
      'execution.completed',
    ]);
    expect(dataOf(played.events, 'node.completed')).toEqual({
      output: { text: 'Seven.' },
      duration_ms: expect.any(Number),
      usage,
      quality: 'clean',
    });
    expect(played.head).toMatchObject({ cost_usd: '0.001', usage: { input_tokens: 10, output_tokens: 5 } });
  });

  it('that fits the schema at once is clean', async () => {
    const played = await play([answer('{"n": 7}')], [ask({ output_schema: schema })]);
    expect(dataOf(played.events, 'node.completed')).toMatchObject({ output: { n: 7 }, usage, quality: 'clean' });
    expect(played.model.calls[0]?.request).toEqual({
      model: 'openai/gpt-4o-mini',
      messages: [{ role: 'user', content: 'Give me a number.' }],
      maxOutputTokens: 50,
      outputSchema: schema,
    });
  });

  it('is asked for with the conversation that the node holds', async () => {
    const node = ask({
      prompt: undefined,
      system: 'You are {{ inputs.who }}.',
      messages: [
        { role: 'user', content: 'Hello.' },
        { role: 'assistant', content: '{{ inputs.said }}' },
      ],
      temperature: 0,
    });
    const { prompt: _none, ...rest } = node;
    const model = new ScriptedModel(['Yes.']);
    const inputs = { who: { type: 'string' }, said: { type: 'object' } };
    await new Engine({ model: () => model }).play(documentOf([rest], { inputs }), { who: 'terse', said: { a: 1 } });
    expect(model.calls[0]?.request).toEqual({
      model: 'openai/gpt-4o-mini',
      messages: [
        { role: 'system', content: 'You are terse.' },
        { role: 'user', content: 'Hello.' },
        { role: 'assistant', content: '{"a":1}' },
      ],
      maxOutputTokens: 50,
      temperature: 0,
    });
  });

  it('streams its text to whoever watches, in order, and records none of it twice', async () => {
    const text = 'One two three four five six seven.';
    const model = new ScriptedModel([answer(text)]);
    const engine = new Engine({ model: () => model });
    const deltas: { readonly n: number; readonly text: string }[] = [];
    engine.feed.subscribe(null, { events: () => undefined, delta: (delta) => deltas.push(delta) });
    const { events } = await engine.play(documentOf([ask()]));
    expect(deltas.map((delta) => delta.text).join('')).toBe(text);
    expect(deltas.map((delta) => delta.n)).toEqual(deltas.map((_, index) => index));
    expect(events.filter((event) => event.type.startsWith('model.'))).toEqual([]);
  });
});

describe('an answer that does not fit', () => {
  it('is sent back with its problems; the second one is marked as repaired, and both are paid', async () => {
    const played = await play([answer('{"n": "seven"}'), answer('{"n": 7}')], [ask({ output_schema: schema })]);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started ask',
      'model.repaired ask',
      'node.completed ask',
      'execution.completed',
    ]);
    expect(dataOf(played.events, 'model.repaired')).toEqual({
      model: 'gpt-4o-mini',
      problems: [expect.stringMatching(/^\/n: .*integer/)],
    });
    expect(dataOf(played.events, 'node.completed')).toMatchObject({
      output: { n: 7 },
      usage: twice,
      quality: 'repaired',
    });
    expect(played.model.calls[1]?.request.messages).toEqual([
      { role: 'user', content: 'Give me a number.' },
      { role: 'assistant', content: '{"n": "seven"}' },
      { role: 'user', content: expect.stringContaining('/n: ') },
    ]);
  });

  it('and is no JSON at all is sent back too', async () => {
    const played = await play([answer('Seven!'), answer('{"n": 7}')], [ask({ output_schema: schema })]);
    expect(dataOf(played.events, 'model.repaired')).toMatchObject({ problems: ['the answer is not JSON'] });
  });

  it('fails when the repairs are used up, with the problems of the last one and the usage of all', async () => {
    const script = [answer('{}'), answer('{"n": 1.5}'), answer('[]')];
    const played = await play(script, [ask({ output_schema: schema, repair_attempts: 2 })]);
    expect(played.model.calls).toHaveLength(3);
    expect(dataOf(played.events, 'node.failed')).toMatchObject({
      failure: {
        code: 'model-output-invalid',
        retryable: true,
        evidence: { problems: [expect.stringContaining('the answer: ')] },
      },
      usage: { input_tokens: 30, output_tokens: 15, cost_usd: '0.003' },
    });
    expect(played.head.cost_usd).toBe('0.003');
  });

  it('is not sent back where no repair is allowed', async () => {
    const played = await play([answer('{}')], [ask({ output_schema: schema, repair_attempts: 0 })]);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started ask',
      'node.failed ask',
      'execution.failed',
    ]);
  });

  it('is retried as a whole attempt when the policy says so', async () => {
    const script = [answer('{}'), answer('{}'), answer('{"n": 7}')];
    const retry = { max_attempts: 2, initial_ms: 0 };
    const played = await play(script, [ask({ output_schema: schema, retry })]);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started ask',
      'model.repaired ask',
      'node.retrying ask',
      'node.started ask',
      'node.completed ask',
      'execution.completed',
    ]);
    expect(nodeOf(played)).toMatchObject({ attempts: 2, usage: { input_tokens: 30, cost_usd: '0.003' } });
    const [first, second, third] = played.model.calls.map((call) => call.idempotencyKey);
    expect([second, third]).toEqual([first, first]);
  });
});

describe('a model that cannot answer', () => {
  const busy = new FailureError('model-overloaded', 'Overloaded.', { retryable: true });
  const ladder = ask({ fallback_models: ['gpt-4o', 'claude-sonnet-4-5'] });

  it('is followed by the next one, whose answer is degraded', async () => {
    const played = await play([busy, answer('Seven.')], [ladder]);
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started ask',
      'model.fell_back ask',
      'node.completed ask',
      'execution.completed',
    ]);
    expect(dataOf(played.events, 'model.fell_back')).toEqual({
      from: 'gpt-4o-mini',
      to: 'gpt-4o',
      failure: { code: 'model-overloaded', message: 'Overloaded.', retryable: true },
    });
    expect(dataOf(played.events, 'node.completed')).toMatchObject({ output: { text: 'Seven.' }, quality: 'degraded' });
    expect(played.model.calls.map((call) => call.request.model)).toEqual(['openai/gpt-4o-mini', 'openai/gpt-4o']);
  });

  it('is followed by each of them, and the last failure counts; all that was spent is paid', async () => {
    const script = [answer('{}'), busy, new FailureError('model-away', 'Away.')];
    const played = await play(script, [{ ...ladder, output_schema: schema, repair_attempts: 0 }]);
    expect(
      played.events.flatMap((event) => (event.type === 'model.fell_back' ? [[event.data.from, event.data.to]] : [])),
    ).toEqual([
      ['gpt-4o-mini', 'gpt-4o'],
      ['gpt-4o', 'claude-sonnet-4-5'],
    ]);
    expect(dataOf(played.events, 'node.failed')).toMatchObject({ failure: { code: 'model-away' }, usage });
  });

  it('by a plain error fails as model-failed', async () => {
    const played = await play([new Error('socket hang up')], [ask()]);
    expect(nodeOf(played)?.failure).toEqual({ code: 'model-failed', message: 'socket hang up', retryable: false });
  });

  it('in the middle of its text fails, and the text is no answer', async () => {
    const script: Script = [{ text: 'Half an', failure: new FailureError('model-cut', 'Cut.', { retryable: true }) }];
    const played = await play(script, [ask()]);
    expect(nodeOf(played)).toMatchObject({ status: 'failed', failure: { code: 'model-cut' } });
  });

  it.each([
    ['length', 'model-output-cut', 'The answer was cut at max_output_tokens.'],
    ['content-filter', 'model-content-filtered', "The provider's content filter stopped the answer."],
    ['refusal', 'model-refused', 'The model refused to answer.'],
  ] as const)('and ends by %s has failed as %s, and is paid all the same', async (finishReason, code, message) => {
    const played = await play([{ text: '{"n": 7}', usage, finishReason }], [ask({ output_schema: schema })]);
    expect(dataOf(played.events, 'node.failed')).toMatchObject({
      failure: { code, message, retryable: false, evidence: { finish_reason: finishReason } },
      usage,
    });
    expect(played.model.calls).toHaveLength(1);
  });

  it('is no end where another model may be asked: what one refuses, the next may answer', async () => {
    const script: Script = [
      { text: 'I cannot.', usage, finishReason: 'refusal' },
      { text: 'Seven', finishReason: 'length' },
      'Seven.',
    ];
    const played = await play(script, [ladder]);
    expect(
      played.events.flatMap((event) => (event.type === 'model.fell_back' ? [event.data.failure.code] : [])),
    ).toEqual(['model-refused', 'model-output-cut']);
    expect(dataOf(played.events, 'node.completed')).toMatchObject({ output: { text: 'Seven.' }, quality: 'degraded' });
  });
});

describe('before money is spent', () => {
  it('a prompt above max_input_tokens is refused, and no model is asked', async () => {
    const node = ask({ prompt: 'one two three four five six seven eight nine ten', max_input_tokens: 5 });
    const played = await play(['never'], [node]);
    expect(nodeOf(played)?.failure).toMatchObject({
      code: 'model-input-too-long',
      message: 'The prompt has up to 17 tokens, as its provider may count them; 5 are allowed.',
      evidence: { tokens: 17, limit: 5 },
    });
    expect(played.model.calls).toEqual([]);
  });

  it('the whole conversation counts, also what a repair adds to it', async () => {
    const node = ask({ output_schema: schema, max_input_tokens: 200 });
    const played = await play([answer(`{"n": "${'seven '.repeat(100)}"}`), 'never'], [node]);
    expect(nodeOf(played)?.failure).toMatchObject({ code: 'model-input-too-long' });
    expect(nodeOf(played)?.usage).toEqual(usage);
    expect(played.model.calls).toHaveLength(1);
  });

  it('a budget that does not cover the next attempt keeps it from asking anyone', async () => {
    const nodes = [ask(), ask({ id: 'again', dependencies: ['ask'], fallback_models: ['gpt-4o'] })];
    const played = await play([answer('Seven.'), 'never'], nodes, { budget_usd: 0.001, on_budget: 'fail' });
    expect(played.snapshot).toMatchObject({
      status: 'failed',
      cost_usd: '0.001',
      failure: {
        code: 'budget-exceeded',
        path: 'again',
        evidence: { level: 'execution', spent_usd: '0.001', reserved_usd: '0', limit_usd: '0.001' },
      },
    });
    expect(played.model.calls).toHaveLength(1);
    const again = storyOf(played.events).filter((line) => line.endsWith(' again'));
    expect(again).toEqual(['node.started again', 'node.failed again']);
  });

  it('a prompt that is too long is told of, however little money there is', async () => {
    const node = ask({ prompt: 'one two three four five six seven eight nine ten', max_input_tokens: 5 });
    const played = await play(['never'], [node], { budget_usd: 0.000_000_001, on_budget: 'fail' });
    expect(nodeOf(played)?.failure).toMatchObject({ code: 'model-input-too-long' });
  });
});

describe('the ladder of one attempt', () => {
  /** By the evidence of a budget that covers nothing. */
  const worstCase = async (rest: object): Promise<number> => {
    const { snapshot } = await play(['never'], [ask(rest)], { budget_usd: 0.000_000_001, on_budget: 'fail' });
    return Number(snapshot.failure?.evidence?.['needed_usd']);
  };

  it('is paid for before its first call: by a nano-USD less, nobody is asked', async () => {
    const rest = { output_schema: schema, fallback_models: ['gpt-4o'] };
    const needed = await worstCase(rest);
    const short = await play(['never'], [ask(rest)], { budget_usd: needed - 1e-9, on_budget: 'fail' });
    expect(short.snapshot).toMatchObject({ failure: { code: 'budget-exceeded' } });
    expect(short.model.calls).toEqual([]);
    const enough = await play([answer('{"n": 7}')], [ask(rest)], { budget_usd: needed, on_budget: 'fail' });
    expect(enough.head.status).toBe('completed');
  });

  it('costs more at worst with each repair and each further model', async () => {
    const plain = await worstCase({});
    const once = await worstCase({ output_schema: schema, repair_attempts: 1 });
    const twice = await worstCase({ output_schema: schema, repair_attempts: 2 });
    const second = await worstCase({ fallback_models: ['gpt-4o'] });
    expect(plain).toBeCloseTo(0.000_03, 5);
    expect([once > 2 * plain, twice > 1.5 * once, second > 10 * plain]).toEqual([true, true, true]);
  });
});

describe('a model call that is no longer wanted', () => {
  /** A model that never answers, and what it was asked with. */
  class Silent extends LanguageModel {
    readonly calls: { readonly model: string; readonly signal: AbortSignal }[] = [];

    override async *answer({ model }: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
      this.calls.push({ model, signal });
      yield { type: 'delta', text: 'Well' };
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }
  }

  it('gets the signal at its timeout', async () => {
    const clock = new ManualClock();
    const model = new Silent();
    const engine = new Engine({ clock, model: () => model });
    const execution = await engine.open(documentOf([ask({ timeout_s: 30, fallback_models: ['gpt-4o'] })]));
    const end = execution.run();
    await clock.advanceSettled(29_999);
    expect(model.calls.map(({ signal }) => signal.aborted)).toEqual([false]);
    await clock.advanceSettled(1);
    expect((await end).failure).toMatchObject({ code: 'timeout', path: 'ask', evidence: { limit_ms: 30_000 } });
    expect(model.calls.map(({ signal }) => signal.aborted)).toEqual([true]);
    expect(clock.pending).toBe(0);
  });

  it('gets the signal when the execution is cancelled, and no other model is asked', async () => {
    const model = new Silent();
    const engine = new Engine({ model: () => model });
    const execution = await engine.open(documentOf([ask({ fallback_models: ['gpt-4o'] })]));
    const end = execution.run();
    while (model.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await execution.cancel('enough');
    const { events } = await engine.look((await end).execution_id);
    await new Promise((resolve) => setImmediate(resolve));
    expect(model.calls).toMatchObject([{ model: 'openai/gpt-4o-mini', signal: { aborted: true } }]);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started ask',
      'node.cancelled ask',
      'execution.cancelled',
    ]);
  });
});

/** Answers after a while, whether anybody still waits or not. */
class DeafModel extends LanguageModel {
  async *answer(): AsyncIterable<ModelChunk> {
    await new Promise((resolve) => setTimeout(resolve, 80));
    yield { type: 'answer', text: 'Late.', usage, finishReason: 'stop' };
  }
}

describe('an answer that comes after its time', () => {
  it('changes nothing but the costs, which are counted', async () => {
    const engine = new Engine({ model: () => new DeafModel() });
    const nodes = [
      ask({ timeout_s: 0.02, on_error: 'continue' }),
      { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 200 } },
    ];
    const { events, snapshot } = await engine.play(documentOf(nodes));
    const late = events.filter(({ type }) => type === 'attempt.late');
    expect(late).toMatchObject([{ path: 'ask', attempt: 1, data: { ok: true, usage } }]);
    expect(snapshot).toMatchObject({ status: 'completed', cost_usd: '0.001' });
    expect(snapshot.nodes.find(({ path }) => path === 'ask')).toMatchObject({
      status: 'failed',
      failure: { code: 'timeout' },
      usage,
    });
  });
});
