/** Agents: they decide, act and observe; every turn is recorded before anything follows from it, and whoever goes on goes on in the
 *  middle. The model is scripted, all else is real. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type ExecutionEvent, type JsonObject, type JsonValue, type ToolDefinition } from '@ice/core';
import { ScriptedModel, type Script, type ScriptedAnswer } from '@ice/models';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type EngineOptions, type Played } from '../support/start-engine.js';

const usage = { input_tokens: 100, output_tokens: 20, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };

/** An answer that asks for calls: `[tool, arguments]` each. */
function calls(...asked: readonly (readonly [string, JsonValue | string])[]): ScriptedAnswer {
  const toolCalls = asked.map(([name, given], index) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    return { id: `call_${index}_${name}`, name, arguments: text };
  });
  return { text: '', toolCalls, usage };
}

const says = (text: string): ScriptedAnswer => ({ text, usage });

/** A tool that counts how often it is called, over all executions of a test. */
function counting(effect: 'idempotent' | 'at_most_once' = 'idempotent') {
  const keys: string[] = [];
  const tool: ToolDefinition = defineTool({
    name: 'look_up',
    description: 'Looks a number up.',
    input: z.object({ of: z.string() }),
    output: z.object({ number: z.number() }),
    effect,
    run: ({ of }, context) => {
      keys.push(context.idempotencyKey);
      return { number: of.length };
    },
  });
  return { tool, keys };
}

const agent = (rest: object = {}): JsonObject => ({
  id: 'helper',
  type: 'agent',
  model: 'openai/gpt-4o-mini',
  instructions: 'Help.',
  input: 'What is it?',
  tools: ['look_up', 'echo'],
  max_iterations: 6,
  max_output_tokens: 100,
  ...rest,
});

function engineWith(script: Script, options: EngineOptions = {}) {
  const model = new ScriptedModel(script);
  return { model, engine: new Engine({ model: () => model, tools: [counting().tool], ...options }) };
}

/** What the model was told in the last call, message by message. */
function told(model: ScriptedModel, call = model.calls.length - 1): readonly (readonly [string, string])[] {
  return (model.calls[call]?.request.messages ?? []).map(({ role, content }) => [role, content]);
}

const outputOf = ({ snapshot }: Played, path = 'helper'): JsonValue | undefined =>
  snapshot.nodes.find((node) => node.path === path)?.output;
const failureOf = ({ snapshot }: Played) => snapshot.nodes.find(({ path }) => path === 'helper')?.failure;
const count = (events: readonly ExecutionEvent[], type: string): number =>
  events.filter((event) => event.type === type).length;

describe('an agent', () => {
  it('decides, acts and observes until it answers, and every turn and call is an event', async () => {
    const { tool, keys } = counting();
    const { model, engine } = engineWith([calls(['look_up', { of: 'abc' }]), says('It is 3.')], { tools: [tool] });
    const played = await engine.play(documentOf([agent()]));
    expect(storyOf(played.events)).toEqual([
      'execution.started',
      'node.started helper',
      'model.answered helper',
      'tool.called helper',
      'tool.returned helper',
      'model.answered helper',
      'node.completed helper',
      'execution.completed',
    ]);
    expect(outputOf(played)).toEqual({ text: 'It is 3.' });
    expect(told(model)).toEqual([
      ['system', 'Help.'],
      ['user', 'What is it?'],
      ['assistant', ''],
      ['tool', '{"number":3}'],
    ]);
    expect(model.calls[0]?.request.tools?.map(({ name }) => name)).toEqual(['look_up', 'echo']);
    expect(keys).toHaveLength(1);
    expect(played.snapshot.usage).toMatchObject({ input_tokens: 200, output_tokens: 40, cost_usd: '0.002' });
    expect(played.snapshot.nodes[0]?.usage).toMatchObject({ input_tokens: 200, output_tokens: 40 });
  });

  it('makes the calls of a turn at the same time, each under a key of its own, and gives the results back in order', async () => {
    const { tool, keys } = counting();
    const { model, engine } = engineWith(
      [calls(['look_up', { of: 'a' }], ['look_up', { of: 'bb' }], ['echo', { value: 'x' }]), says('Done.')],
      { tools: [tool] },
    );
    await engine.play(documentOf([agent()]));
    expect(new Set(keys).size).toBe(2);
    expect(told(model).slice(3)).toEqual([
      ['tool', '{"number":1}'],
      ['tool', '{"number":2}'],
      ['tool', '{"value":"x"}'],
    ]);
    expect(model.calls[1]?.request.messages.slice(3).map(({ toolCallId }) => toolCallId)).toEqual([
      'call_0_look_up',
      'call_1_look_up',
      'call_2_echo',
    ]);
  });

  it('is told in words of what it may not call, and nothing of that is called', async () => {
    const { tool, keys } = counting();
    const asked = calls(
      ['sleep', { ms: 1 }],
      ['look_up', '{"of": '],
      ['look_up', { of: 1, more: true }],
      ['look_up', []],
    );
    const { model, engine } = engineWith([asked, says('Sorry.')], { tools: [tool] });
    const played = await engine.play(documentOf([agent()]));
    expect(keys).toEqual([]);
    expect(count(played.events, 'tool.called')).toBe(0);
    const results = told(model)
      .slice(3)
      .map(([, content]) => content);
    expect(results).toEqual([
      'There is no tool "sleep". There are look_up, echo.',
      'Not called: the arguments are no JSON object.',
      expect.stringMatching(/^Not called: the arguments do not fit\.\n/) as unknown as string,
      'Not called: the arguments are no JSON object.',
    ]);
    expect(results[2]).toContain('/of');
  });

  it('makes at most max_tool_calls calls in a turn', async () => {
    const { tool, keys } = counting();
    const asked = calls(...['a', 'b', 'c'].map((of) => ['look_up', { of }] as const));
    const { model, engine } = engineWith([asked, says('Done.')], { tools: [tool] });
    await engine.play(documentOf([agent({ max_tool_calls: 2 })]));
    expect(keys).toHaveLength(2);
    expect(told(model)[5]).toEqual(['tool', 'Not called: a turn has at most 2 calls. Call it in the next.']);
  });

  it('hears of a tool that failed, and may do better', async () => {
    const refuse = defineTool({
      name: 'refuse',
      description: 'Fails.',
      input: z.object({}),
      output: z.object({}),
      run: () => {
        throw new FailureError('out-of-stock', 'No stock left.', { retryable: true });
      },
    });
    const { model, engine } = engineWith([calls(['refuse', '']), says('None left.')], { tools: [refuse] });
    const played = await engine.play(documentOf([agent({ tools: ['refuse'] })]));
    expect(told(model)[3]).toEqual([
      'tool',
      '{"error":{"code":"out-of-stock","message":"No stock left.","retryable":true}}',
    ]);
    expect(outputOf(played)).toEqual({ text: 'None left.' });
    expect(played.events.find(({ type }) => type === 'tool.returned')?.data).toMatchObject({ ok: false });
  });

  it('is not asked to repeat a call that may be made once at most', async () => {
    const pay = defineTool({
      name: 'pay',
      description: 'Fails, nobody knows how far.',
      effect: 'at_most_once',
      input: z.object({}),
      output: z.object({}),
      run: () => {
        throw new FailureError('gateway-silent', 'No answer came.', { retryable: true });
      },
    });
    const { model, engine } = engineWith([calls(['pay', {}]), says('Sorry.')], { tools: [pay] });
    await engine.play(documentOf([agent({ tools: ['pay'] })]));
    expect(told(model)[3]?.[1]).toBe(
      '{"error":{"code":"gateway-silent","message":"No answer came.","retryable":false}}',
    );
  });

  it('sees long outputs visibly cut, and the journal has them as the model saw them', async () => {
    const { model, engine } = engineWith([calls(['echo', { value: 'word '.repeat(20_000) }]), says('Long.')]);
    const played = await engine.play(documentOf([agent({ tools: ['echo'], max_tool_output_tokens: 50 })]));
    const [, content] = told(model)[3] as readonly [string, string];
    expect(content.length).toBeLessThan(400);
    expect(content).toMatch(/\n\[cut: the first \d+ of 100012 characters\]$/);
    const returned = played.events.find(({ type }) => type === 'tool.returned');
    expect(returned?.data).toMatchObject({ output: content });
  });

  it('fails when it does not come to an end, without making the calls of its last turn', async () => {
    const { tool, keys } = counting();
    const { engine } = engineWith(() => calls(['look_up', { of: 'a' }]), { tools: [tool] });
    const played = await engine.play(documentOf([agent({ max_iterations: 3 })]));
    expect(failureOf(played)).toMatchObject({ code: 'iteration-limit-exceeded', retryable: false });
    expect([keys.length, count(played.events, 'model.answered')]).toEqual([2, 3]);
  });

  it('works without any tool', async () => {
    const { model, engine } = engineWith([says('Hello.')]);
    expect(outputOf(await engine.play(documentOf([agent({ tools: [] })])))).toEqual({ text: 'Hello.' });
    expect(model.calls[0]?.request.tools).toBeUndefined();
  });

  it('stops at an answer that was cut or refused', async () => {
    const { engine } = engineWith([{ text: 'It is', finishReason: 'length', usage }]);
    const cut = await engine.play(documentOf([agent()]));
    expect([failureOf(cut)?.code, count(cut.events, 'model.answered')]).toEqual(['model-output-cut', 1]);
    expect(cut.snapshot.cost_usd).toBe('0.001');
  });
});

describe('the answer of an agent with an output_schema', () => {
  const schema = { type: 'object', required: ['number'], properties: { number: { type: 'integer' } } };
  const document = documentOf([agent({ output_schema: schema })]);

  it('is JSON that fits', async () => {
    const { model, engine } = engineWith([says('{"number": 3}')]);
    const played = await engine.play(document);
    expect(outputOf(played)).toEqual({ number: 3 });
    expect(model.calls[0]?.request.outputSchema).toEqual(schema);
  });

  it('is sent back once when it does not', async () => {
    const { model, engine } = engineWith([says('three'), says('{"number": 3}')]);
    const played = await engine.play(document);
    expect(outputOf(played)).toEqual({ number: 3 });
    expect(storyOf(played.events)).toContain('model.repaired helper');
    expect(played.events.find(({ type }) => type === 'node.completed')?.data).toMatchObject({ quality: 'repaired' });
    expect(told(model)[3]).toEqual([
      'user',
      'That answer does not fit the required schema:\n- the answer is not JSON\nAnswer again with JSON only.',
    ]);
  });

  it('makes it fail when it does not fit again', async () => {
    const { engine } = engineWith([says('three'), says('{"number": "3"}')]);
    expect(failureOf(await engine.play(document))).toMatchObject({ code: 'model-output-invalid' });
  });
});

describe('an agent whose model fails', () => {
  it('goes on with its next attempt where it stood, and calls nothing again', async () => {
    const { tool, keys } = counting();
    const overloaded = new FailureError('model-overloaded', 'Too much to do.', { retryable: true });
    const script = [calls(['look_up', { of: 'abc' }]), overloaded, says('It is 3.')];
    const { model, engine } = engineWith(script, { tools: [tool] });
    const retry = { max_attempts: 3, initial_ms: 0 };
    const played = await engine.play(documentOf([agent({ retry })]));
    expect(storyOf(played.events).filter((line) => line.startsWith('node.'))).toEqual([
      'node.started helper',
      'node.retrying helper',
      'node.started helper',
      'node.completed helper',
    ]);
    expect([keys.length, model.calls.length]).toEqual([1, 3]);
    expect(told(model)).toHaveLength(4);
  });

  it('begins anew after a failure that does not pass', async () => {
    const { tool, keys } = counting();
    const refused = new FailureError('model-refused', 'No.');
    const script = [calls(['look_up', { of: 'abc' }]), refused, says('Again.')];
    const { model, engine } = engineWith(script, { tools: [tool] });
    const retry = { max_attempts: 2, initial_ms: 0, on: '*' };
    const played = await engine.play(documentOf([agent({ retry })]));
    expect(outputOf(played)).toEqual({ text: 'Again.' });
    expect([keys.length, told(model).length]).toEqual([1, 2]);
  });
});

describe('an agent whose process ends', () => {
  const document = documentOf([agent()]);
  const script = [
    calls(['look_up', { of: 'abc' }], ['echo', { value: 1 }]),
    calls(['look_up', { of: 'ab' }]),
    says('It is 3 and 2.'),
  ];

  /** A model whose answer depends on the conversation alone, as any number of processes may ask it. */
  const byTurn: Script = ({ messages }) =>
    script[messages.filter(({ role }) => role === 'assistant').length] as ScriptedAnswer;

  it('comes to the same answer from any place, and no recorded turn or result is asked for again', async () => {
    const whole = counting();
    const first = engineWith(byTurn, { tools: [whole.tool] });
    const played = await first.engine.play(document);
    for (let length = 1; length < played.events.length; length += 1) {
      const { tool, keys } = counting();
      const { model, engine } = engineWith(byTurn, { tools: [tool] });
      const recorded = played.events.slice(0, length);
      const resumed = await engine.resumeFrom(document, recorded);
      expect(outputOf(resumed)).toEqual({ text: 'It is 3 and 2.' });
      expect(model.calls.length).toBe(3 - count(recorded, 'model.answered'));
      const results = recorded.filter(
        (event) => event.type === 'tool.returned' && (event.data as { tool: string }).tool === 'look_up',
      );
      expect(keys.length).toBe(2 - results.length);
      expect(count(resumed.events, 'tool.returned')).toBe(3);
      expect(resumed.snapshot.usage.output_tokens).toBe(60);
    }
  });

  it('does not make a call twice that may be made once at most', async () => {
    const first = counting('at_most_once');
    const { engine } = engineWith(byTurn, { tools: [first.tool] });
    const { events } = await engine.play(document);
    const upTo = events.findIndex(({ type }) => type === 'tool.called') + 2;
    const second = counting('at_most_once');
    const resuming = engineWith(byTurn, { tools: [second.tool] });
    const resumed = await resuming.engine.resumeFrom(document, events.slice(0, upTo));
    expect(failureOf(resumed)).toMatchObject({ code: 'outcome-unknown', retryable: false });
    expect(second.keys).toEqual([]);
  });

  it('goes on from answers and results that stand beside the journal', async () => {
    const long = 'x'.repeat(9_000);
    const longScript: Script = ({ messages }) =>
      messages.some(({ role }) => role === 'assistant')
        ? says(`It is long: ${messages.at(-1)?.content.length}`)
        : { ...calls(['echo', { value: long }]), text: long };
    const own = documentOf([agent({ tools: ['echo'], max_tool_output_tokens: 100_000 })]);
    const { engine } = engineWith(longScript);
    const { events } = await engine.play(own);
    const answered = events.findIndex(({ type }) => type === 'tool.returned');
    expect(events.filter(({ data }) => 'output_ref' in data)).toHaveLength(2);
    expect(events.filter(({ data }) => 'input_ref' in data)).toHaveLength(1);
    const resumed = await engine.resumeFrom(own, events.slice(0, answered + 1));
    expect(outputOf(resumed)).toEqual({ text: `It is long: ${long.length + 12}` });
  });
});

describe('a blueprint in the place of a tool', () => {
  const child = documentOf(
    [{ id: 'size', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.list.size() }}' } }],
    {
      name: 'count-all',
      description: 'Counts a list.',
      inputs: { list: { type: 'array', items: { type: 'string' } } },
      outputs: { size: '{{ nodes.size.value }}' },
    },
  );

  it('runs as a child execution, and its outputs are the result', async () => {
    const { model, engine } = engineWith([calls(['count-all', { list: ['a', 'b'] }]), says('Two.')], { slots: 1 });
    const { revision } = engine.compile(child);
    const id = await engine.start(documentOf([agent({ tools: [revision] })]));
    const played = await engine.until(id, ({ head }) => head.ended_at !== null);
    expect(model.calls[0]?.request.tools).toEqual([
      {
        name: 'count-all',
        description: 'Counts a list.',
        inputSchema: {
          type: 'object',
          properties: { list: { type: 'array', items: { type: 'string' } } },
          required: ['list'],
          additionalProperties: false,
        },
      },
    ]);
    expect(told(model)[3]).toEqual(['tool', '{"size":2}']);
    const called = played.events.find(({ type }) => type === 'tool.called')?.data as { child_execution_id: string };
    const { head } = await engine.look(called.child_execution_id);
    const parent = { execution_id: id, path: 'helper', depth: 1, root_execution_id: id };
    expect([head.status, head.parent]).toEqual(['completed', parent]);
  });

  it('is cancelled with its agent', async () => {
    const slow = documentOf([{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } }], {
      name: 'nap',
    });
    const { engine } = engineWith([calls(['nap', {}])]);
    const { revision } = engine.compile(slow);
    const id = await engine.start(documentOf([agent({ tools: [revision] })]));
    const called = await engine.until(id, ({ events }) => events.some(({ type }) => type === 'tool.called'));
    const { child_execution_id } = called.events.find(({ type }) => type === 'tool.called')?.data as {
      child_execution_id: string;
    };
    await engine.until(child_execution_id, ({ head }) => head.status === 'running');
    await engine.supervisor.cancel(id, 'enough');
    const ended = await engine.until(child_execution_id, ({ head }) => head.ended_at !== null);
    expect(ended.head.status).toBe('cancelled');
  });
});

describe('what an agent remembers', () => {
  it('within an execution is what it was asked and what it answered there', async () => {
    const { model, engine } = engineWith([says('One.'), says('Two.')]);
    const body = { nodes: [agent({ input: 'Say {{ n }}.', memory: { scope: 'execution' } })] };
    const loop = { id: 'each', type: 'loop', items: [1, 2], item_var: 'n', concurrency: 1, body };
    const played = await engine.play(documentOf([loop]));
    expect(played.head.status).toBe('completed');
    expect(told(model)).toEqual([
      ['system', 'Help.'],
      ['user', 'Say 1.'],
      ['assistant', 'One.'],
      ['user', 'Say 2.'],
    ]);
  });

  it('under a key is there for other executions, and for no other key', async () => {
    const { model, engine } = engineWith([says('Hello Ada.'), says('Hello again.'), says('Who?')]);
    const document = documentOf([agent({ memory: { scope: 'key', key: 'user {{ inputs.user }}' } })], {
      inputs: { user: { type: 'string' } },
    });
    await engine.play(document, { user: 'ada' });
    const second = await engine.play(document, { user: 'ada' });
    expect(told(model).map(([, content]) => content)).toEqual(['Help.', 'What is it?', 'Hello Ada.', 'What is it?']);
    expect(second.events.find(({ type }) => type === 'memory.recalled')?.data).toEqual({
      output: [{ input: 'What is it?', answer: { text: 'Hello Ada.' } }],
    });
    await engine.play(document, { user: 'bob' });
    expect(told(model)).toHaveLength(2);
  });
});

describe('an answer that no memory takes', () => {
  it('is told, and the agent completes all the same', async () => {
    const { engine } = engineWith([says('x'.repeat(300_000))]);
    const played = await engine.play(documentOf([agent({ memory: { scope: 'execution' } })]));
    expect(played.head.status).toBe('completed');
    const logs = played.events.filter(({ type }) => type === 'log').map(({ data }) => data);
    expect(logs).toMatchObject([{ level: 'warn', message: expect.stringMatching(/^The answer is not remembered: /) }]);
  });
});

describe('the limits of an agent', () => {
  it('stops before a turn that the budget does not allow', async () => {
    const { tool } = counting();
    const { engine } = engineWith(() => calls(['look_up', { of: 'a' }]), { tools: [tool] });
    const played = await engine.play(documentOf([agent()], { budget_usd: 0.0015, on_budget: 'fail' }));
    expect(failureOf(played)).toMatchObject({ code: 'budget-exceeded' });
    expect(count(played.events, 'model.answered')).toBe(2);
  });

  it('ends with its timeout, and what it had recorded is not asked for again', async () => {
    const script: Script = ({ messages }, call) => {
      if (messages.some(({ role }) => role === 'tool')) return says('Done.');
      return call === 0 ? calls(['echo', { value: 1 }]) : says('Never asked.');
    };
    let isFirst = true;
    const stuck = defineTool({
      name: 'stuck',
      description: 'Never ends the first time.',
      input: z.object({}),
      output: z.object({}),
      run: () => {
        if (!isFirst) return {};
        isFirst = false;
        return new Promise(() => undefined);
      },
    });
    const { engine } = engineWith((request, call) => (call === 0 ? calls(['stuck', {}]) : script(request, call)), {
      tools: [stuck],
    });
    const retry = { max_attempts: 2, initial_ms: 0 };
    const played = await engine.play(documentOf([agent({ tools: ['stuck'], timeout_s: 0.2, retry })]));
    expect(outputOf(played)).toEqual({ text: 'Done.' });
    expect([count(played.events, 'model.answered'), count(played.events, 'tool.called')]).toEqual([2, 1]);
  });

  it('is cancelled in the middle of a call, which hears of it', async () => {
    let reason: unknown;
    const listens = defineTool({
      name: 'listens',
      description: 'Waits for its signal.',
      input: z.object({}),
      output: z.object({}),
      run: (_input, { signal }) =>
        new Promise<never>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject((reason = signal.reason as Error))),
        ),
    });
    const { engine } = engineWith([calls(['listens', {}])], { tools: [listens] });
    const execution = await engine.open(documentOf([agent({ tools: ['listens'] })]));
    const finished = execution.run();
    await engine.until(execution.head.execution_id, ({ events }) => events.some(({ type }) => type === 'tool.called'));
    await execution.cancel('enough');
    expect((await finished).status).toBe('cancelled');
    expect(reason).toBeInstanceOf(Error);
  });
});
