import { describe, expect, it } from '@jest/globals';
import type { ModelRequest } from '@ice/core';
import { ask, canaryKey, requestTo, sessionAt } from '../testing/ask.js';
import { anthropicAnswer, anthropicStream } from '../testing/event-stream.js';
import { startReplayServer, type Replay } from '../testing/replay-server.js';

const text = (...deltas: readonly string[]) => ({
  block: { type: 'text', text: '' },
  deltas: deltas.map((each) => ({ type: 'text_delta', text: each })),
});
const call = (id: string, name: string, ...deltas: readonly string[]) => ({
  block: { type: 'tool_use', id, name, input: {} },
  deltas: deltas.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
});
const hello = anthropicAnswer([text('Hel', 'lo.')], { stop_reason: 'end_turn' });
const model = 'anthropic/claude-sonnet-4-5';
const answerSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } as const;

async function asked(body: string | Replay, more: Partial<ModelRequest> = {}) {
  await using server = await startReplayServer();
  server.replay(typeof body === 'string' ? { body } : body);
  const session = sessionAt('anthropic', { baseUrl: server.url });
  return { ...(await ask(session, requestTo(model, more))), requests: server.requests };
}

const sent = async (more: Partial<ModelRequest>): Promise<Record<string, unknown>> =>
  (await asked(hello, more)).requests[0]?.body ?? {};

describe('a model behind Messages', () => {
  it('streams, and answers with the usage that was reported last, priced', async () => {
    const { deltas, answer } = await asked(hello);

    expect(deltas).toEqual(['Hel', 'lo.']);
    expect(answer).toEqual({
      type: 'answer',
      text: 'Hello.',
      usage: { input_tokens: 12, output_tokens: 30, cost_usd: '0.000486', model },
      finishReason: 'stop',
    });
  });

  it('asks for no call where the provider calls a tool of its own', async () => {
    const { answer } = await asked(
      anthropicAnswer(
        [
          {
            block: { type: 'server_tool_use', id: 'srv_1', name: 'web_fetch', input: {} },
            deltas: [{ type: 'input_json_delta', partial_json: '{"url":"https://example.com"}' }],
          },
          { block: { type: 'text', text: '' }, deltas: [{ type: 'text_delta', text: 'Fetched.' }] },
        ],
        { stop_reason: 'end_turn' },
      ),
    );

    expect([answer?.text, answer?.toolCalls]).toEqual(['Fetched.', undefined]);
  });

  it('is asked by the official SDK, once, with the key and the idempotency key', async () => {
    const { requests } = await asked(hello);

    expect(requests.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: '/v1/messages',
        body: {
          model: 'claude-sonnet-4-5',
          max_tokens: 100,
          stream: true,
          messages: [{ role: 'user', content: 'Say hello.' }],
        },
      },
    ]);
    expect(requests[0]?.headers).toMatchObject({
      'user-agent': 'Anthropic/JS 1.12.0',
      'anthropic-version': '2026-10-21',
      authorization: `Bearer ${canaryKey}`,
      'idempotency-key': 'key-1',
      'x-stainless-retry-count': '0',
    });
  });

  it('is asked in the older version of the API where a temperature is wanted: the newer one takes none', async () => {
    const { requests } = await asked(hello, { temperature: 0.2 });

    expect([requests[0]?.headers['anthropic-version'], requests[0]?.body['temperature']]).toEqual(['2023-06-01', 0.2]);
  });

  it('is asked without a key where none is set for an address of its own', async () => {
    await using server = await startReplayServer();
    server.replay({ body: hello });
    await ask(sessionAt('anthropic', { apiKey: null, baseUrl: server.url }), requestTo(model));

    expect(server.requests.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
      [undefined, undefined],
    ]);
  });

  it('is told what the system says before the conversation', async () => {
    const body = await sent({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello.' },
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Bye' },
      ],
    });

    expect([body['system'], body['messages']]).toEqual([
      'Be brief.\n\nBe kind.',
      [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello.' },
        { role: 'user', content: 'Bye' },
      ],
    ]);
  });

  it('counts what caches gave and took as input, and says what was thought', async () => {
    const start = { input_tokens: 10, cache_read_input_tokens: 200, cache_creation_input_tokens: 30, output_tokens: 1 };
    const end = { input_tokens: null, output_tokens: 50, output_tokens_details: { thinking_tokens: 20 } };
    const { answer } = await asked(anthropicAnswer([text('x')], { stop_reason: 'end_turn', usage: end }, start));

    expect(answer?.usage).toMatchObject({
      input_tokens: 240,
      output_tokens: 50,
      cache_read_tokens: 200,
      cache_write_tokens: 30,
      reasoning_tokens: 20,
    });
    expect(answer?.usage.estimated).toBeUndefined();
  });

  it('has its usage counted and marked as an estimate where none is reported', async () => {
    const { answer } = await asked(anthropicAnswer([text('Hello.')], { stop_reason: 'end_turn', usage: {} }, {}));

    expect(answer?.usage).toMatchObject({ input_tokens: 10, output_tokens: 2, estimated: true });
  });

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'refusal'],
  ])('that stops for %s is answered as %s', async (stop_reason, finishReason) => {
    const { answer } = await asked(anthropicAnswer([text('Hel')], { stop_reason }));

    expect([answer?.text, answer?.finishReason]).toEqual(['Hel', finishReason]);
  });

  it('thinks without saying so', async () => {
    const thought = {
      block: { type: 'thinking', thinking: '', signature: '' },
      deltas: [{ type: 'thinking_delta', thinking: 'Hm.' }],
    };
    const { answer, deltas } = await asked(anthropicAnswer([thought, text('Yes.')], { stop_reason: 'end_turn' }));

    expect([answer?.text, deltas]).toEqual(['Yes.', ['Yes.']]);
  });

  it('gives the calls that it asks for, with their arguments as they were written', async () => {
    const blocks = [text('Well.'), call('toolu_1', 'find', '', '{"q"', ':"é"}'), call('toolu_2', 'list')];
    const { answer } = await asked(anthropicAnswer(blocks, { stop_reason: 'tool_use' }));

    expect([answer?.text, answer?.finishReason, answer?.toolCalls]).toEqual([
      'Well.',
      'stop',
      [
        { id: 'toolu_1', name: 'find', arguments: '{"q":"é"}' },
        { id: 'toolu_2', name: 'list', arguments: '' },
      ],
    ]);
  });

  it('is sent tools, calls and their results', async () => {
    const body = await sent({
      tools: [{ name: 'find', description: 'Finds.', inputSchema: { type: 'object' } }],
      messages: [
        {
          role: 'assistant',
          content: 'Well.',
          toolCalls: [
            { id: 'a', name: 'find', arguments: '{"q":1}' },
            { id: 'b', name: 'find', arguments: '{"q"' },
          ],
        },
        { role: 'tool', content: '[]', toolCallId: 'a' },
      ],
    });

    expect([body['tools'], body['messages']]).toEqual([
      [{ name: 'find', description: 'Finds.', input_schema: { type: 'object' } }],
      [
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Well.' },
            { type: 'tool_use', id: 'a', name: 'find', input: { q: 1 } },
            { type: 'tool_use', id: 'b', name: 'find', input: { malformed: '{"q"' } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '[]' }] },
      ],
    ]);
  });
});

describe('a structured answer from Messages', () => {
  it('is held to the schema by the output format', async () => {
    const body = await sent({ outputSchema: answerSchema });

    expect([body['output_config'], body['tools']]).toEqual([
      { format: { type: 'json_schema', schema: { ...answerSchema, additionalProperties: false } } },
      undefined,
    ]);
  });

  it('is a call that an older model has to make, and its arguments are the answer', async () => {
    const blocks = [text('Here it is:'), call('toolu_1', 'answer', '{"name"', ':"Ada"}')];
    const old = { model: 'anthropic/claude-sonnet-4-0', outputSchema: answerSchema };
    const { answer, deltas, requests } = await asked(anthropicAnswer(blocks, { stop_reason: 'tool_use' }), old);

    expect(requests[0]?.body).toMatchObject({
      tools: [{ name: 'answer', input_schema: answerSchema }],
      tool_choice: { type: 'tool', name: 'answer', disable_parallel_tool_use: true },
    });
    expect([deltas, answer?.text, answer?.toolCalls]).toEqual([['{"name"', ':"Ada"}'], '{"name":"Ada"}', undefined]);
  });

  it.each([
    ['has free keys', { outputSchema: { type: 'object', additionalProperties: true } }],
    ['is a list', { outputSchema: { type: 'array', items: { type: 'string' } } }],
    [
      'is wanted of an older model that has tools',
      {
        model: 'anthropic/claude-opus-4-1',
        outputSchema: answerSchema,
        tools: [{ name: 'find', description: '', inputSchema: true }],
      },
    ],
  ] as readonly (readonly [string, Partial<ModelRequest>])[])(
    'is asked for in words where it %s',
    async (_case, more) => {
      const body = await sent(more);

      expect([body['output_config'], body['tool_choice']]).toEqual([undefined, undefined]);
      expect(body['system']).toContain(JSON.stringify(more.outputSchema));
    },
  );
});

describe('a stream of Messages that goes wrong', () => {
  const error = (type: string) => anthropicStream({ type: 'error', ...{ error: { type, message: 'No.' } } });
  const begun = hello.slice(0, hello.indexOf('event: content_block_stop'));

  it.each<readonly [string, Replay, object]>([
    ['is empty', { body: '' }, { code: 'model-response-invalid', retryable: true }],
    ['ends before the answer does', { body: begun }, { code: 'model-response-invalid', retryable: true }],
    [
      'has half a JSON text',
      { body: `${begun}event: content_block_delta\ndata: {"type":"con\n\n` },
      { code: 'model-response-invalid', retryable: true },
    ],
    ['is cut by the other side', { body: begun, then: 'reset' }, { code: 'model-unavailable', retryable: true }],
    [
      'tells of an overload',
      { body: begun + error('overloaded_error') },
      { code: 'model-overloaded', retryable: true },
    ],
    ['tells of a fault', { body: begun + error('api_error') }, { code: 'model-unavailable', retryable: true }],
    [
      'tells of a wrong request',
      { body: error('invalid_request_error') },
      { code: 'model-request-invalid', retryable: false },
    ],
  ])('%s', async (_case, replay, failure) => {
    expect((await asked(replay)).failure).toMatchObject(failure);
  });

  it('is closed when the signal fires, and its reason is thrown', async () => {
    await using server = await startReplayServer();
    server.replay({ body: begun, then: 'silence' });
    const abort = new AbortController();
    const session = sessionAt('anthropic', { baseUrl: server.url });
    const end = (async () => {
      for await (const chunk of session.answer(requestTo(model), { signal: abort.signal, idempotencyKey: 'k' })) {
        if (chunk.type === 'delta') abort.abort(new Error('enough'));
      }
    })();

    await expect(end).rejects.toEqual(new Error('enough'));
    await server.requests[0]?.closed;
  });
});
