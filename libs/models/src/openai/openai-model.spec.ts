import { describe, expect, it } from '@jest/globals';
import type { ModelRequest } from '@ice/core';
import { ask, canaryKey, requestTo, sessionAt } from '../testing/ask.js';
import { openAiChunk, openAiStream } from '../testing/event-stream.js';
import { startReplayServer, type Replay, type ReplayServer } from '../testing/replay-server.js';

const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 };
const hello = openAiStream(
  openAiChunk({ role: 'assistant', content: '' }),
  openAiChunk({ content: 'Hel' }),
  openAiChunk({ content: 'lo.' }),
  openAiChunk({}, 'stop'),
  { choices: [], usage },
);
const answerSchema = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 20 } },
  required: ['name'],
} as const;

async function asked(body: string | Replay, more: Partial<ModelRequest> = {}, model = 'openai/gpt-4o-mini') {
  await using server = await startReplayServer();
  server.replay(typeof body === 'string' ? { body } : body);
  const session = sessionAt(model.slice(0, model.indexOf('/')), { baseUrl: `${server.url}/v1` });
  return { ...(await ask(session, requestTo(model, more))), requests: server.requests };
}

const sent = async (model: string, more: Partial<ModelRequest>): Promise<Record<string, unknown>> =>
  (await asked(hello, more, model)).requests[0]?.body ?? {};

describe('a model behind Chat Completions', () => {
  it('streams, and answers with the usage that was reported, priced', async () => {
    const { deltas, answer } = await asked(hello);

    expect(deltas).toEqual(['Hel', 'lo.']);
    expect(answer).toEqual({
      type: 'answer',
      text: 'Hello.',
      usage: { input_tokens: 12, output_tokens: 3, cost_usd: '0.0000036', model: 'openai/gpt-4o-mini' },
      finishReason: 'stop',
    });
  });

  it('is asked by the official SDK, once, with the key, the idempotency key and a wish for usage', async () => {
    const { requests } = await asked(hello, { temperature: 0.2 });

    expect(requests.map(({ path, headers, body }) => ({ path, body, agent: headers['user-agent'] }))).toEqual([
      {
        path: '/v1/chat/completions',
        agent: 'OpenAI/JS 6.49.0',
        body: {
          model: 'gpt-4o-mini',
          messages: [{ role: 'user', content: 'Say hello.' }],
          stream: true,
          stream_options: { include_usage: true },
          max_completion_tokens: 100,
          temperature: 0.2,
        },
      },
    ]);
    expect(requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${canaryKey}`,
      'idempotency-key': 'key-1',
      'x-stainless-retry-count': '0',
    });
  });

  it('is asked without a key where none is set for an address of its own', async () => {
    await using server = await startReplayServer();
    server.replay({ body: hello });
    const session = sessionAt('openai', { apiKey: null, baseUrl: `${server.url}/v1` });
    await ask(session, requestTo('openai/llama3'));

    expect(server.requests.map(({ headers, body }) => [headers.authorization, body['max_tokens']])).toEqual([
      [undefined, 100],
    ]);
  });

  it('is not asked at its public address without a key, and the variable is named', async () => {
    const { failure } = await ask(sessionAt('deepseek', { apiKey: null }), requestTo('deepseek/deepseek-chat'));

    expect(failure).toEqual({
      code: 'model-unauthorized',
      message: 'DeepSeek cannot be asked: DEEPSEEK_API_KEY is not set.',
      retryable: false,
      evidence: { provider: 'deepseek', variable: 'DEEPSEEK_API_KEY' },
    });
  });

  it('has no part of what it thought in its text, where content comes in parts', async () => {
    const thought = [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }];
    const said = [{ type: 'text', text: 'Hel' }];
    const { deltas, answer } = await asked(
      openAiStream(...[thought, said, 'lo.'].map((content) => openAiChunk({ content })), openAiChunk({}, 'stop')),
    );

    expect([deltas, answer?.text]).toEqual([['Hel', 'lo.'], 'Hello.']);
  });

  it('tells what caches and reasoning had of the tokens, and what was paid beside the completion', async () => {
    const counted = {
      prompt_tokens: 307,
      completion_tokens: 26,
      total_tokens: 560,
      prompt_tokens_details: { cached_tokens: 300 },
      completion_tokens_details: { reasoning_tokens: 227 },
    };
    const { answer } = await asked(openAiStream(openAiChunk({ content: 'x' }, 'stop', { usage: counted })));

    expect(answer?.usage).toMatchObject({
      input_tokens: 307,
      output_tokens: 253,
      cache_read_tokens: 300,
      reasoning_tokens: 227,
    });
  });

  it.each([
    ['is left out', undefined],
    ['is negative', { prompt_tokens: -5, completion_tokens: 3 }],
    ['is text', { prompt_tokens: '12', completion_tokens: '3' }],
    ['is absurd', { prompt_tokens: 1e15, completion_tokens: 3 }],
  ])('has its usage counted and marked as an estimate where it %s', async (_case, reported) => {
    const { answer } = await asked(openAiStream(openAiChunk({ content: 'Hello.' }, 'stop', { usage: reported })));

    expect(answer?.usage).toEqual({
      input_tokens: 10,
      output_tokens: 2,
      cost_usd: '0.0000027',
      model: 'openai/gpt-4o-mini',
      estimated: true,
    });
  });

  it.each([
    ['length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'stop'],
    ['eos', 'stop'],
  ])('that finishes with %s is answered as %s', async (reason, finishReason) => {
    const { answer } = await asked(openAiStream(openAiChunk({ content: 'Hel' }, reason, { usage })));

    expect([answer?.text, answer?.finishReason]).toEqual(['Hel', finishReason]);
  });

  it('gives a refusal as one, and does not stream it as the answer', async () => {
    const chunks = [
      openAiChunk({ refusal: 'I can' }),
      openAiChunk({ refusal: 'not.' }),
      openAiChunk({}, 'stop', { usage }),
    ];
    const { answer, deltas } = await asked(openAiStream(...chunks));

    expect([deltas, answer?.text, answer?.finishReason]).toEqual([[], 'I cannot.', 'refusal']);
  });

  it('gives the calls that it asks for, with their arguments as they were written', async () => {
    const piece = (index: number, more: object): object => openAiChunk({ tool_calls: [{ index, ...more }] });
    const { answer } = await asked(
      openAiStream(
        piece(0, { id: 'call_a', type: 'function', function: { name: 'find', arguments: '' } }),
        piece(0, { function: { name: '', arguments: '{"q":' } }),
        piece(1, { id: 'call_b', function: { name: 'list' } }),
        piece(0, { function: { arguments: '"é"}' } }),
        openAiChunk({}, 'tool_calls', { usage }),
      ),
    );

    expect([answer?.toolCalls, answer?.finishReason]).toEqual([
      [
        { id: 'call_a', name: 'find', arguments: '{"q":"é"}' },
        { id: 'call_b', name: 'list', arguments: '' },
      ],
      'stop',
    ]);
  });

  it('is sent tools, calls and their results', async () => {
    const body = await sent('openai/gpt-4o', {
      tools: [{ name: 'find', description: 'Finds.', inputSchema: { type: 'object' } }],
      messages: [
        { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'find', arguments: '{}' }] },
        { role: 'tool', content: '[]', toolCallId: 'a' },
      ],
    });

    expect([body['tools'], body['messages']]).toEqual([
      [{ type: 'function', function: { name: 'find', description: 'Finds.', parameters: { type: 'object' } } }],
      [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'find', arguments: '{}' } }],
        },
        { role: 'tool', content: '[]', tool_call_id: 'a' },
      ],
    ]);
  });
});

describe('a structured answer from Chat Completions', () => {
  const strict = {
    type: 'json_schema',
    json_schema: {
      name: 'answer',
      strict: true,
      schema: {
        type: 'object',
        properties: { name: { type: 'string', description: '{"maxLength":20}' } },
        required: ['name'],
        additionalProperties: false,
      },
    },
  };
  const open = { type: 'object', additionalProperties: { type: 'number' } } as const;
  const loose = { type: 'json_schema', json_schema: { name: 'answer', strict: false, schema: open } };

  it.each([
    ['is held to the schema to the letter', 'openai/gpt-4o-mini', answerSchema, strict, 1],
    ['is held to a schema with free keys as far as may be', 'openai/gpt-4o-mini', open, loose, 1],
    ['is asked for in words where the root is a list', 'openai/gpt-4o-mini', { type: 'array' }, undefined, 2],
    ['is asked for in words where the model is too old', 'openai/gpt-4', answerSchema, undefined, 2],
    ['is some JSON where no more can be had', 'openai/gpt-4-turbo', answerSchema, { type: 'json_object' }, 2],
    ['is some JSON at DeepSeek', 'deepseek/deepseek-chat', answerSchema, { type: 'json_object' }, 2],
  ] as const)('%s', async (_case, model, outputSchema, format, messages) => {
    const body = await sent(model, { outputSchema });

    expect([body['response_format'], (body['messages'] as unknown[]).length]).toEqual([format, messages]);
  });

  it('loses the fence around it where only words could ask for it', async () => {
    const fenced = openAiStream(openAiChunk({ content: '```json\n{"name":"Ada"}\n```' }, 'stop', { usage }));
    const { answer } = await asked(fenced, { outputSchema: answerSchema }, 'deepseek/deepseek-chat');

    expect(answer?.text).toBe('{"name":"Ada"}');
  });
});

describe('a stream of Chat Completions that goes wrong', () => {
  it.each<readonly [string, Replay, object]>([
    ['is empty', { body: '' }, { code: 'model-response-invalid', retryable: true }],
    [
      'ends before the answer does',
      { body: openAiStream(openAiChunk({ content: 'Hel' })) },
      { code: 'model-response-invalid', retryable: true },
    ],
    [
      'has half a JSON text',
      { body: 'data: {"choices":[{"del\n\n' },
      { code: 'model-response-invalid', retryable: true },
    ],
    [
      'is cut by the other side',
      { body: hello.slice(0, 200), then: 'reset' },
      { code: 'model-unavailable', retryable: true },
    ],
    [
      'is cut before a byte came',
      { body: '', headers: {}, then: 'reset' },
      { code: 'model-unavailable', retryable: true },
    ],
    [
      'tells of an error',
      {
        body: `${openAiStream(openAiChunk({ content: 'Hel' }), { error: { message: 'Busy.', type: 'overloaded_error' } })}`,
      },
      { code: 'model-overloaded', retryable: true },
    ],
    [
      'is given up by the provider',
      { body: openAiStream(openAiChunk({ content: 'Hel' }, 'insufficient_system_resource')) },
      { code: 'model-overloaded', retryable: true },
    ],
    [
      'is an error with status 200',
      {
        headers: { 'content-type': 'application/json' },
        body: '{"error":{"message":"No.","code":"rate_limit_exceeded"}}',
      },
      { code: 'model-rate-limited', retryable: true },
    ],
    [
      'is no stream',
      { headers: { 'content-type': 'application/json' }, body: '{"choices":[]}' },
      { code: 'model-response-invalid', retryable: true },
    ],
    [
      'has an event without an end',
      { body: 'data: x\n'.repeat(150_000) },
      { code: 'output-too-large', retryable: false },
    ],
  ])('%s', async (_case, replay, failure) => {
    expect((await asked(replay)).failure).toMatchObject(failure);
  });
});

describe('the signal of a call', () => {
  const stopped = async (server: ReplayServer, abort: AbortController): Promise<unknown> => {
    const session = sessionAt('openai', { baseUrl: server.url });
    const request = requestTo('openai/gpt-4o');
    try {
      for await (const chunk of session.answer(request, { signal: abort.signal, idempotencyKey: 'k' })) {
        if (chunk.type === 'delta') abort.abort(new Error('enough'));
      }
    } catch (thrown) {
      return thrown;
    }
    return undefined;
  };

  it('closes the socket in the middle of an answer, and its reason is thrown', async () => {
    await using server = await startReplayServer();
    server.replay({
      body: openAiStream(openAiChunk({ content: 'Hel' })).replace(/data: \[DONE\]\n\n$/, ''),
      then: 'silence',
    });

    expect(await stopped(server, new AbortController())).toEqual(new Error('enough'));
    await server.requests[0]?.closed;
  });

  it('closes the socket while nothing has come yet', async () => {
    await using server = await startReplayServer();
    server.replay({ body: '', then: 'silence' });
    const abort = new AbortController();
    const end = stopped(server, abort);
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort(new Error('late'));

    expect(await end).toEqual(new Error('late'));
    await server.requests[0]?.closed;
  });

  it('that has fired before keeps the call from being made', async () => {
    await using server = await startReplayServer();
    const abort = new AbortController();
    abort.abort(new Error('before'));

    expect([await stopped(server, abort), server.requests]).toEqual([new Error('before'), []]);
  });

  it('is not needed where the reader stops: the socket is closed too', async () => {
    await using server = await startReplayServer();
    server.replay({
      body: openAiStream(openAiChunk({ content: 'Hel' })).replace(/data: \[DONE\]\n\n$/, ''),
      then: 'silence',
    });
    const session = sessionAt('openai', { baseUrl: server.url });
    const context = { signal: new AbortController().signal, idempotencyKey: 'k' };
    for await (const chunk of session.answer(requestTo('openai/gpt-4o'), context)) if (chunk.type === 'delta') break;

    expect(server.requests).toHaveLength(1);
    await server.requests[0]?.closed;
  });
});
