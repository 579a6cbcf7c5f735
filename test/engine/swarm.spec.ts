/** Swarms through the real engine: how each strategy comes to its answer, what the agents are told, and what holds for any container. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type ExecutionEvent, type JsonObject, type JsonValue, type ModelRequest } from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { ManualClock } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const fast = { max_attempts: 3, initial_ms: 0 };

const agent = (role: string, more: JsonObject = {}): JsonObject => ({
  role,
  model: 'gpt-4o-mini',
  instructions: `You are ${role}. What is a chair worth?`,
  max_output_tokens: 64,
  ...more,
});

const swarm = (strategy: string, roles: readonly string[], more: JsonObject = {}): JsonObject => ({
  id: 'ask',
  type: 'swarm',
  strategy,
  agents: roles.map((role) => agent(role)),
  max_rounds: 3,
  ...more,
});

/** What an agent says, by its role, round after round; an error is thrown. The last word is repeated. */
type Lines = Readonly<Record<string, readonly (JsonValue | Error)[]>>;

/** Answers by who is asked: an agent is known by its instructions, a round by its prompt. */
function actors(lines: Lines) {
  const calls = new Map<string, number>();
  return new ScriptedModel((request) => {
    const role = /^You are (\w+)\./.exec(textOf(request, 'system'))?.[1] ?? '';
    const call = calls.get(role) ?? 0;
    calls.set(role, call + 1);
    const own = lines[role] ?? [];
    const line = own[Math.min(call, own.length - 1)];
    return line instanceof Error ? line : JSON.stringify(line);
  });
}

function textOf({ messages }: ModelRequest, role: string): string {
  return messages.find((message) => message.role === role)?.content ?? '';
}

async function play(node: JsonObject, lines: Lines, rest: JsonObject = {}, inputs: JsonObject = {}) {
  const model = actors(lines);
  const engine = new Engine({ model: () => model });
  return { ...(await engine.play(documentOf([node], rest), inputs)), model };
}

/** The prompts that an agent got, in their order. */
function promptsOf(model: ScriptedModel, role: string): readonly string[] {
  const own = model.calls.filter(({ request }) => textOf(request, 'system').startsWith(`You are ${role}.`));
  return own.map(({ request }) => textOf(request, 'user'));
}

function outputOf({ snapshot }: Played): unknown {
  return snapshot.nodes.find(({ path }) => path === 'ask')?.output;
}

function failureOf({ snapshot }: Played): unknown {
  return snapshot.nodes.find(({ path }) => path === 'ask')?.failure;
}

const says = (answer: JsonValue, reason = 'So it is.'): JsonObject => ({ reason, answer });
const bids = (answer: JsonValue, confidence: number): JsonObject => ({ answer, confidence });
const leads = (answer: JsonValue, done: boolean, instruction = ''): JsonObject => ({ answer, done, instruction });

describe('a consensus', () => {
  const agree = (more: JsonObject = {}) => swarm('consensus', ['a', 'b', 'c'], { threshold: 0.6, ...more });

  it('is reached by whoever says the same, and each model call is a node run of its own', async () => {
    const played = await play(agree(), { a: [says('40 dollars')], b: [says('50')], c: [says(' 40  Dollars.')] });
    expect(outputOf(played)).toEqual({
      answer: '40 dollars',
      rounds: 1,
      votes: { a: '40 dollars', b: '50', c: ' 40  Dollars.' },
    });
    const story = storyOf(played.events);
    expect(story.slice(0, 5)).toEqual([
      'execution.started',
      'node.started ask',
      'node.started ask[0].a',
      'node.started ask[0].b',
      'node.started ask[0].c',
    ]);
    expect(story.slice(5, 8).toSorted()).toEqual([
      'node.completed ask[0].a',
      'node.completed ask[0].b',
      'node.completed ask[0].c',
    ]);
    expect(story.slice(8)).toEqual(['node.completed ask', 'execution.completed']);
  });

  it('may need another round, in which all see what all have said', async () => {
    const played = await play(agree(), {
      a: [says('40', 'Old.')],
      b: [says('50', 'Oak.')],
      c: [says('60'), says('50')],
    });
    expect(outputOf(played)).toEqual({ answer: '50', rounds: 2, votes: { a: '40', b: '50', c: '50' } });
    expect(promptsOf(played.model, 'b')).toEqual([
      'Round 1 of at most 3. You are "b", one of 3 agents who answer the same question and do not see each other yet. Give your reason in a sentence or two, and your answer in as few words as it needs.',
      'Round 2 of at most 3. You are "b". You have not agreed yet. In the round before, all agents said:\n- a: {"answer":"40","reason":"Old."}\n- b (you): {"answer":"50","reason":"Oak."}\n- c: {"answer":"60","reason":"So it is."}\nAgree with one of these answers, or keep yours if you have good reason to. To agree with an answer, repeat it word for word.',
    ]);
  });

  it('asks with the instructions, the model and the limit of each agent, and for its words in a form', async () => {
    const node = agree({
      agents: [agent('a', { instructions: 'You are a. Sell {{ inputs.what }}.' }), agent('b')],
      threshold: 1,
    });
    const inputs = { what: { type: 'string' } };
    const { model } = await play(node, { a: [says('1')], b: [says('1')] }, { inputs }, { what: 'it' });
    expect(model.calls[0]?.request).toEqual({
      model: 'openai/gpt-4o-mini',
      messages: [
        { role: 'system', content: 'You are a. Sell it.' },
        { role: 'user', content: expect.stringContaining('You are "a", one of 2 agents') },
      ],
      maxOutputTokens: 64,
      outputSchema: {
        type: 'object',
        properties: { reason: { type: 'string' }, answer: { type: 'string' } },
        required: ['reason', 'answer'],
        additionalProperties: false,
      },
    });
  });

  it('counts the usage of all calls for the execution', async () => {
    const usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };
    const model = new ScriptedModel(() => ({ text: JSON.stringify(says('1')), usage }));
    const { head } = await new Engine({ model: () => model }).play(documentOf([agree()]));
    expect(head).toMatchObject({ cost_usd: '0.003', usage: { input_tokens: 30, output_tokens: 15 } });
  });

  it('that is not reached fails the node, with what each has said last', async () => {
    const played = await play(agree({ threshold: 1, max_rounds: 2 }), {
      a: [says('1')],
      b: [says('2')],
      c: [says('2')],
    });
    expect(failureOf(played)).toEqual({
      code: 'consensus-not-reached',
      message: 'At most 2 of 3 agents agree after 2 rounds; the threshold is 1.',
      retryable: false,
      evidence: { votes: { a: '1', b: '2', c: '2' }, share: 2 / 3, threshold: 1 },
    });
    expect([played.head.status, played.model.calls.length]).toEqual(['failed', 6]);
    expect(promptsOf(played.model, 'a')[1]).toContain('Round 2 of at most 2. This is the last one.');
  });

  it('of two groups of one size takes the one whose first agent comes first', async () => {
    const played = await play(swarm('consensus', ['a', 'b', 'c', 'd'], { threshold: 0.5 }), {
      ...{ a: [says('x')], b: [says('y')], c: [says('y')], d: [says('x')] },
    });
    expect(outputOf(played)).toMatchObject({ answer: 'x', rounds: 1 });
  });

  it('compares answers that are no text as JSON, and asks for the form that output_schema has', async () => {
    const schema = { type: 'object', properties: { cents: { type: 'integer' } }, required: ['cents'] };
    const node = agree({ threshold: 1, output_schema: schema });
    const rest = { outputs: { twice: '{{ nodes.ask.answer.cents * 2 + nodes.ask.votes.a.cents }}' } };
    const lines = {
      a: [says({ cents: 5, why: 1 })],
      b: [says({ why: 1, cents: 5 })],
      c: [says({ cents: 6 }), says({ cents: 5, why: 1 })],
    };
    const played = await play(node, lines, rest);
    expect(outputOf(played)).toMatchObject({ answer: { cents: 5, why: 1 }, rounds: 2 });
    expect(played.snapshot.outputs).toEqual({ twice: 15 });
    expect(played.model.calls[0]?.request.outputSchema).toMatchObject({ properties: { answer: schema } });
  });
});

describe('a marketplace', () => {
  const market = (more: JsonObject = {}) => swarm('marketplace', ['a', 'b', 'c'], { max_rounds: 2, ...more });

  it('takes the answer of the highest confidence in its last round', async () => {
    const lines = { a: [bids('x', 0.9), bids('x', 0.2)], b: [bids('y', 0.5)], c: [bids('z', 0.4), bids('zz', 0.6)] };
    const played = await play(market(), lines);
    expect(outputOf(played)).toEqual({
      answer: 'zz',
      rounds: 2,
      votes: { a: bids('x', 0.2), b: bids('y', 0.5), c: bids('zz', 0.6) },
    });
    expect(promptsOf(played.model, 'c')).toEqual([
      'Round 1 of at most 2. You are "c", one of 3 agents who answer the same question and do not see each other yet. Give your answer, and your confidence in it from 0 (a guess) to 1 (certain). The answer of the highest confidence is taken.',
      'Round 2 of at most 2. This is the last one. You are "c". In the round before, all agents bid:\n- a: {"answer":"x","confidence":0.9}\n- b: {"answer":"y","confidence":0.5}\n- c (you): {"answer":"z","confidence":0.4}\nBid again: keep, raise or lower your confidence, or change your answer. The answer of the highest confidence is taken.',
    ]);
  });

  it('ends as soon as one is as sure as the threshold', async () => {
    const played = await play(market({ threshold: 0.8 }), {
      a: [bids('x', 0.7)],
      b: [bids('y', 0.8)],
      c: [bids('z', 0)],
    });
    expect(outputOf(played)).toMatchObject({ answer: 'y', rounds: 1 });
  });

  it('takes the first agent of several that are as sure', async () => {
    const played = await play(market(), { a: [bids('x', 0.1)], b: [bids('y', 0.8)], c: [bids('z', 0.8)] });
    expect(outputOf(played)).toMatchObject({ answer: 'y', rounds: 2 });
  });

  it('does not take a confidence above 1: the agent is asked again', async () => {
    const played = await play(market({ max_rounds: 1 }), {
      ...{ a: [bids('x', 2), bids('x', 0.3)], b: [bids('y', 0.5)], c: [bids('z', 0.4)] },
    });
    expect(outputOf(played)).toMatchObject({ answer: 'y', votes: { a: bids('x', 0.3) } });
    expect(storyOf(played.events)).toContain('model.repaired ask[0].a');
  });
});

describe('a hierarchy', () => {
  const hierarchy = (more: JsonObject = {}) => swarm('hierarchical', ['boss', 'a', 'b'], more);

  it('is led by its first agent, who instructs the others until it is done', async () => {
    const played = await play(hierarchy(), {
      boss: [leads('40?', false, 'Look for flaws.'), leads('30', true)],
      ...{ a: [{ answer: 'A leg is loose.' }], b: [{ answer: 'None.' }] },
    });
    expect(outputOf(played)).toEqual({ answer: '30', rounds: 2, votes: { a: 'A leg is loose.', b: 'None.' } });
    expect(storyOf(played.events).filter((line) => line.startsWith('node.started'))).toEqual([
      'node.started ask',
      'node.started ask[0].boss',
      'node.started ask[0].a',
      'node.started ask[0].b',
      'node.started ask[1].boss',
    ]);
    expect(promptsOf(played.model, 'boss')).toEqual([
      'Round 1 of at most 3. You are "boss" and lead a, b.\nGive the best answer that you have so far. If it is final, say that you are done. If not, give one instruction that all of them answer before the next round.',
      'Round 2 of at most 3. You are "boss" and lead a, b.\nIn the round before, you said:\n- answer: "40?"\n- instruction: "Look for flaws."\nThey answered:\n- a: "A leg is loose."\n- b: "None."\nGive the best answer that you have so far. If it is final, say that you are done. If not, give one instruction that all of them answer before the next round.',
    ]);
    expect(promptsOf(played.model, 'b')).toEqual([
      'Round 1 of at most 3. You are "b". "boss" leads and instructs all of you:\nLook for flaws.',
    ]);
  });

  it('may be done at once, when nobody else was asked', async () => {
    const played = await play(hierarchy(), { boss: [leads('30', true)] });
    expect(outputOf(played)).toEqual({ answer: '30', rounds: 1, votes: {} });
    expect(played.model.calls).toHaveLength(1);
  });

  it('has to decide in the last round, whatever its leader says of being done', async () => {
    const played = await play(hierarchy({ max_rounds: 2 }), {
      boss: [leads('?', false, 'Go on.')],
      ...{ a: [{ answer: '1' }], b: [{ answer: '2' }] },
    });
    expect(outputOf(played)).toEqual({ answer: '?', rounds: 2, votes: { a: '1', b: '2' } });
    expect(promptsOf(played.model, 'boss')[1]).toContain(
      'Round 2 of at most 2. This is the last one. You are "boss" and lead a, b.\n',
    );
    expect(promptsOf(played.model, 'boss')[1]).toContain(
      '\nYou have to decide now: whatever you say of being done, your answer is final.',
    );
    expect(played.model.calls).toHaveLength(4);
  });

  it('of two has a vote by role too, and only its leader answers in the form of output_schema', async () => {
    const node = swarm('hierarchical', ['boss', 'a'], { output_schema: { type: 'integer' } });
    const rest = { outputs: { sum: '{{ nodes.ask.answer + 1 }}', a: '{{ default(nodes.ask.votes.a, "nothing") }}' } };
    const lines = { boss: [leads(1, false, 'Go.'), leads(2, true)], a: [{ answer: 'text' }] };
    expect((await play(node, lines, rest)).snapshot.outputs).toEqual({ sum: 3, a: 'text' });
    expect((await play(node, { boss: [leads(2, true)] }, rest)).snapshot.outputs).toEqual({ sum: 3, a: 'nothing' });
  });
});

describe('a swarm', () => {
  const both = (more: JsonObject = {}) => swarm('consensus', ['a', 'b'], { threshold: 1, ...more });
  const shaky = new FailureError('model-overloaded', 'Too much to do.', { retryable: true });
  const broken = new FailureError('model-unauthorized', 'No key.');

  it('goes on when an agent that has failed answers at its next attempt', async () => {
    const engine = new Engine({ clock: new ManualClock(), model: () => model });
    const model = actors({ a: [shaky, says('1')], b: [says('1')] });
    const execution = await engine.open(documentOf([both()]));
    const ended = execution.run();
    await (engine.clock as ManualClock).advanceSettled(60_000);
    const played = await engine.look((await ended).execution_id);
    expect(outputOf(played)).toMatchObject({ answer: '1', rounds: 1 });
    expect(storyOf(played.events)).toContain('node.retrying ask[0].a');
  });

  it('fails with the failure of its agent, once the others of the round have ended', async () => {
    const played = await play(both(), { a: [broken], b: [says('1')] });
    expect(failureOf(played)).toMatchObject({ code: 'model-unauthorized', path: 'ask[0].a' });
    expect(played.snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['ask', 'failed'],
      ['ask[0].a', 'failed'],
      ['ask[0].b', 'completed'],
    ]);
  });

  it('begins anew with its first round when it is retried', async () => {
    const played = await play(both({ max_rounds: 2, retry: { ...fast, on: ['consensus-not-reached'] } }), {
      a: [says('1'), says('2'), says('3')],
      b: [says('0'), says('0'), says('3')],
    });
    expect(outputOf(played)).toMatchObject({ answer: '3', rounds: 1 });
    expect(storyOf(played.events).filter((line) => line.endsWith(' ask'))).toEqual([
      'node.started ask',
      'node.retrying ask',
      'node.started ask',
      'node.completed ask',
    ]);
  });

  it('may be handled, and what each said is there to be read', async () => {
    const pick = { id: 'pick', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ failure.code }}' } };
    const output = { answer: '{{ nodes.pick.value }}', rounds: 0, votes: {} };
    const node = both({ max_rounds: 1, on_error: { handle: { nodes: [pick], output } } });
    const handled = await play(node, { a: [says('1')], b: [says('2')] });
    expect(outputOf(handled)).toEqual({ answer: 'consensus-not-reached', rounds: 0, votes: {} });
    const rest = { outputs: { b: '{{ default(runs.ask.failure.evidence.votes.b, null) }}' } };
    const continued = await play(
      both({ max_rounds: 1, on_error: 'continue' }),
      { a: [says('1')], b: [says('2')] },
      rest,
    );
    expect(continued.snapshot.outputs).toEqual({ b: '2' });
  });

  it('falls back to a value whose answer fits output_schema, and to no other', async () => {
    const lines = { a: [says(1)], b: [says(2)] };
    const node = (answer: string) =>
      both({ max_rounds: 1, output_schema: { type: 'integer' }, on_error: { fallback: { answer } } });
    const inputs = { n: {} };
    const fitting = await play(node('{{ inputs.n }}'), lines, { inputs }, { n: 7 });
    expect(outputOf(fitting)).toEqual({ answer: 7 });
    const other = await play(node('{{ inputs.n }}'), lines, { inputs }, { n: 'seven' });
    expect(failureOf(other)).toMatchObject({ code: 'output-invalid', cause: { code: 'consensus-not-reached' } });
  });

  it('cancels its agents when its time is up', async () => {
    const clock = new ManualClock();
    const model = new ScriptedModel(() => new Promise(() => undefined));
    const engine = new Engine({ clock, model: () => model });
    const execution = await engine.open(documentOf([both({ timeout_s: 10 })]));
    const ended = execution.run();
    await clock.advanceSettled(10_000);
    const played = await engine.look((await ended).execution_id);
    expect(failureOf(played)).toMatchObject({ code: 'timeout' });
    expect(played.snapshot.nodes.map(({ path, status }) => [path, status])).toEqual([
      ['ask', 'failed'],
      ['ask[0].a', 'cancelled'],
      ['ask[0].b', 'cancelled'],
    ]);
  });

  it('may stand in a recursion, and its instructions read the state around it', async () => {
    const inner = both({
      agents: ['a', 'b'].map((role) =>
        agent(role, { instructions: `You are ${role}. From {{ state }} on, in pass {{ iteration }}.` }),
      ),
    });
    const node = {
      ...{ id: 'again', type: 'recursive', state: '1', until: '{{ iteration == 1 }}', max_iterations: 3 },
      body: { nodes: [inner], output: '{{ nodes.ask.answer }}' },
    };
    const played = await play(node, { a: [says('2'), says('3'), says('5')], b: [says('4'), says('3'), says('5')] });
    expect(played.snapshot.outputs).toEqual({ again: { state: '5', iterations: 2, converged: true } });
    expect(
      played.model.calls
        .map(({ request }) => textOf(request, 'system'))
        .filter((text) => text.startsWith('You are a.')),
    ).toEqual([
      'You are a. From 1 on, in pass 0.',
      'You are a. From 1 on, in pass 0.',
      'You are a. From 3 on, in pass 1.',
    ]);
    expect(played.snapshot.nodes.map(({ path }) => path)).toContain('again[0].ask[1].b');
  });
});

describe('a swarm that is resumed after any event', () => {
  /** Answers by what was asked alone, so that it does not matter who asks again. */
  const thoughtful = () =>
    new ScriptedModel((request) => {
      const role = /^You are (\w+)\./.exec(textOf(request, 'system'))?.[1] ?? '';
      const round = Number(/^Round (\d+)/.exec(textOf(request, 'user'))?.[1]);
      return JSON.stringify(words(role, round));
    });

  function words(role: string, round: number): JsonObject {
    if (role === 'boss') return leads(`${round}`, round === 3, `Instruction ${round}`);
    if (role === 'm') return { answer: `m${round}` };
    if (role === 'x' || role === 'y') return bids(`${role}${round}`, role === 'x' ? round / 10 : 0.25);
    return says(role === 'a' ? `${round}` : '3');
  }

  it.each([
    [
      'consensus',
      swarm('consensus', ['a', 'b'], { threshold: 1 }),
      { answer: '3', rounds: 3, votes: { a: '3', b: '3' } },
    ],
    [
      'consensus that is not reached',
      { ...swarm('consensus', ['a', 'b'], { threshold: 1, max_rounds: 2 }), on_error: { fallback: 'none' } },
      'none',
    ],
    [
      'marketplace',
      swarm('marketplace', ['x', 'y']),
      { answer: 'x3', rounds: 3, votes: { x: bids('x3', 0.3), y: bids('y3', 0.25) } },
    ],
    ['hierarchical', swarm('hierarchical', ['boss', 'm']), { answer: '3', rounds: 3, votes: { m: 'm2' } }],
  ])('%s comes to the same answer, and asks nobody again who has answered', async (_strategy, node, output) => {
    const document = documentOf([node]);
    const engine = new Engine({ model: thoughtful });
    const whole = await engine.play(document);
    expect(outputOf(whole)).toEqual(output);
    for (let cut = 1; cut < whole.events.length; cut += 1) {
      const recorded = whole.events.slice(0, cut);
      const resumed = await engine.resumeFrom(document, recorded);
      expect([cut, outputOf(resumed), endsOf(resumed.events)]).toEqual([cut, output, endsOf(whole.events)]);
      expect([cut, startsAfter(resumed.events, cut).filter((path) => hasEnded(recorded, path))]).toEqual([cut, []]);
    }
  });

  it.each(['consensus', 'marketplace', 'hierarchical'])(
    'a %s whose time was up is handled: what was cancelled in its round says nothing',
    async (strategy) => {
      const clock = new ManualClock();
      const engine = new Engine({ clock, model: () => new ScriptedModel(() => new Promise(() => undefined)) });
      const echo = { id: 'instead', type: 'tool', tool_name: 'echo', tool_args: { value: 'nothing' } };
      const needed = strategy === 'consensus' ? { threshold: 1 } : {};
      const late = { ...needed, timeout_s: 10, on_error: { handle: { nodes: [echo] } } };
      const document = documentOf([swarm(strategy, ['x', 'y'], late)]);
      const execution = await engine.open(document);
      const ended = execution.run();
      await clock.advanceSettled(10_000);
      const whole = await engine.look((await ended).execution_id);
      expect(outputOf(whole)).toEqual({ value: 'nothing' });
      const handled = whole.events.findIndex(({ type }) => type === 'node.handling') + 1;
      for (let cut = handled; cut < whole.events.length; cut += 1) {
        const resumed = await engine.resumeFrom(document, whole.events.slice(0, cut));
        expect([cut, endsOf(resumed.events)]).toEqual([cut, endsOf(whole.events)]);
      }
    },
  );

  function endsOf(events: readonly ExecutionEvent[]): readonly unknown[] {
    const ends = events.filter(({ type }) => type === 'node.completed' || type === 'node.failed');
    return ends.map(({ type, path }) => [type, path]).toSorted();
  }

  function startsAfter(events: readonly ExecutionEvent[], cut: number): readonly string[] {
    return events.slice(cut).flatMap(({ type, path }) => (type === 'node.started' ? [path ?? ''] : []));
  }

  function hasEnded(events: readonly ExecutionEvent[], path: string): boolean {
    return events.some((event) => event.type === 'node.completed' && event.path === path);
  }
});

describe('a rerun of a swarm', () => {
  /** Each round takes two, so the third round is the last. */
  const rounds = async (node: JsonObject, lines: Lines, from: string) => {
    const model = actors(lines);
    const engine = new Engine({ model: () => model });
    const document = documentOf([node]);
    const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
    const old = await engine.until(await engine.start(document), hasEnded);
    const rerun = { execution_id: old.snapshot.execution_id, from_node: from, reuse: 'upstream' } as const;
    const executionId = engine.newId();
    const start = { executionId, compiled: engine.compile(document), blueprintId: null, inputs: {}, rerun };
    const again = await engine.until((await engine.supervisor.start(start)).execution_id, hasEnded);
    expect(again.snapshot.status).toBe('completed');
    const startsOf = (type: string) => storyOf(again.events).filter((line) => line.startsWith(`${type} ask[`));
    return { reused: startsOf('node.reused'), started: startsOf('node.started') };
  };

  it('from one agent asks it again, and everybody in the rounds after', async () => {
    const lines = { a: [bids('x', 0.1)], b: [bids('y', 0.2)] };
    expect(await rounds(swarm('marketplace', ['a', 'b']), lines, 'ask[1].b')).toEqual({
      reused: ['node.reused ask[0].a', 'node.reused ask[0].b', 'node.reused ask[1].a'],
      started: ['node.started ask[1].b', 'node.started ask[2].a', 'node.started ask[2].b'],
    });
  });

  it('from a leader asks those that it instructs again', async () => {
    const lines = { boss: [leads('x', false, 'Go.')], a: [{ answer: '1' }] };
    expect(await rounds(swarm('hierarchical', ['boss', 'a']), lines, 'ask[1].boss')).toEqual({
      reused: ['node.reused ask[0].boss', 'node.reused ask[0].a'],
      started: ['node.started ask[1].boss', 'node.started ask[1].a', 'node.started ask[2].boss'],
    });
  });

  it('from one that is led does not ask its leader again before that', async () => {
    const lines = { boss: [leads('x', false, 'Go.')], a: [{ answer: '1' }], b: [{ answer: '2' }] };
    expect(await rounds(swarm('hierarchical', ['boss', 'a', 'b']), lines, 'ask[1].b')).toEqual({
      reused: ['boss', 'a', 'b']
        .map((role) => `node.reused ask[0].${role}`)
        .concat(['node.reused ask[1].boss', 'node.reused ask[1].a']),
      started: ['node.started ask[1].b', 'node.started ask[2].boss'],
    });
  });
});

describe('synthetic agents', () => {
  it.each(['marketplace', 'hierarchical'])('of a %s come to an answer', async (strategy) => {
    const { head, snapshot } = await new Engine().play(documentOf([swarm(strategy, ['a', 'b'])]));
    expect([head.status, Object.keys((snapshot.outputs as { ask: JsonObject }).ask)]).toEqual([
      'completed',
      ['answer', 'rounds', 'votes'],
    ]);
  });

  it('of a consensus do not agree about a text, and about a flag they do', async () => {
    const node = swarm('consensus', ['a', 'b'], { threshold: 1, max_rounds: 2 });
    const texts = await new Engine().play(documentOf([node]));
    expect(texts.snapshot.failure).toMatchObject({ code: 'consensus-not-reached', path: 'ask' });
    const constant = await new Engine().play(documentOf([{ ...node, output_schema: { enum: ['yes'] } }]));
    expect(constant.snapshot.outputs).toMatchObject({ ask: { answer: 'yes', rounds: 1 } });
  });
});
