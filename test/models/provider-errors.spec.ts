/** The kinds of error that providers are known for, over loopback and both official SDKs: what each becomes, whether the same may be asked
 *  again, and when. No SDK tries again by itself. */
import { describe, expect, it } from '@jest/globals';
import { isFailureError, type Failure, type LanguageModel, type ModelChunk } from '@ice/core';
import { liveProviders, PriceBook } from '@ice/models';
import { startModelServer, type ModelReply } from '../support/model-server.js';

type Answer = Extract<ModelChunk, { type: 'answer' }>;
type Provider = 'openai' | 'anthropic' | 'deepseek';

/** Wednesday, 2026-11-25T12:00:00Z. */
const nowMs = Date.UTC(2026, 10, 25, 12);
const clock = { now: () => nowMs, after: () => () => undefined };
const prices = new PriceBook();

function refused(status: number, error: object, headers: Readonly<Record<string, string>> = {}): ModelReply {
  return { status, contentType: 'application/json', headers, body: JSON.stringify({ type: 'error', error }) };
}

function chunks(...all: readonly object[]): string {
  return all.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
}

function choice(delta: object, finish_reason: string | null = null): object {
  return { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] };
}

function completed(...all: readonly object[]): ModelReply {
  const usage = { choices: [], usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } };
  return { body: `${chunks(...all, usage)}data: [DONE]\n\n` };
}

function events(...all: readonly { readonly type: string }[]): string {
  return all.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

const begun = {
  type: 'message_start',
  message: { id: 'm', role: 'assistant', content: [], usage: { input_tokens: 9 } },
};
const said = [
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half an' } },
];

function ended(stop_reason: string): ModelReply {
  const end = { type: 'message_delta', delta: { stop_reason }, usage: { output_tokens: 3 } };
  return { body: events(begun, ...said, end, { type: 'message_stop' }) };
}

type FailureRow = readonly [
  kind: string,
  provider: Provider,
  reply: ModelReply,
  code: string,
  retryable: boolean,
  waitMs?: number,
];

const failureRows: readonly FailureRow[] = [
  [
    '429, retry-after in seconds',
    'openai',
    refused(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '3' }),
    'model-rate-limited',
    true,
    3_000,
  ],
  [
    '429, retry-after-ms',
    'openai',
    refused(429, { code: 'rate_limit_exceeded' }, { 'retry-after-ms': '250' }),
    'model-rate-limited',
    true,
    250,
  ],
  [
    '429, retry-after as a date',
    'anthropic',
    refused(429, { type: 'rate_limit_error' }, { 'retry-after': 'Wed, 25 Nov 2026 12:00:20 GMT' }),
    'model-rate-limited',
    true,
    20_000,
  ],
  ['429, nothing said', 'anthropic', refused(429, { type: 'rate_limit_error' }), 'model-rate-limited', true],
  [
    '429, quota',
    'openai',
    refused(429, { code: 'insufficient_quota' }, { 'retry-after': '3' }),
    'model-quota-exceeded',
    false,
  ],
  [
    '429, spend cap',
    'anthropic',
    refused(429, { type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } }),
    'model-quota-exceeded',
    false,
  ],
  ['402, no balance', 'deepseek', refused(402, { message: 'Insufficient Balance' }), 'model-quota-exceeded', false],
  [
    '400, no credit',
    'anthropic',
    refused(400, { type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' }),
    'model-quota-exceeded',
    false,
  ],
  [
    '529, overloaded',
    'anthropic',
    refused(529, { type: 'overloaded_error', message: 'Overloaded' }),
    'model-overloaded',
    true,
  ],
  [
    '503 with retry-after',
    'openai',
    refused(503, { message: 'The engine is overloaded.' }, { 'retry-after': '7' }),
    'model-overloaded',
    true,
    7_000,
  ],
  ['500', 'openai', refused(500, { message: 'The server had an error.' }), 'model-unavailable', true],
  [
    '502 in HTML',
    'openai',
    { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' },
    'model-unavailable',
    true,
  ],
  ['504', 'anthropic', refused(504, { type: 'timeout_error', message: 'Timed out.' }), 'timeout', true],
  [
    '401',
    'anthropic',
    refused(401, { type: 'authentication_error', message: 'invalid x-api-key' }),
    'model-unauthorized',
    false,
  ],
  [
    '404, no such model',
    'openai',
    refused(404, { code: 'model_not_found', message: 'None.' }),
    'model-not-found',
    false,
  ],
  [
    '400, a wrong parameter',
    'openai',
    refused(400, { code: 'unsupported_value', type: 'invalid_request_error' }),
    'model-request-invalid',
    false,
  ],
  ['400, too long', 'openai', refused(400, { code: 'context_length_exceeded' }), 'model-input-too-long', false],
  [
    '413',
    'anthropic',
    refused(413, { type: 'request_too_large', message: 'Too large.' }),
    'model-input-too-long',
    false,
  ],
  [
    '400, filtered',
    'openai',
    refused(400, { code: 'content_filter', message: 'Filtered.' }),
    'model-content-filtered',
    false,
  ],
  [
    'an error inside a 200 stream',
    'openai',
    { body: chunks(choice({ content: 'Half an' }), { error: { type: 'server_error', message: 'Oops.' } }) },
    'model-unavailable',
    true,
  ],
  [
    'an overload inside a 200 stream',
    'anthropic',
    {
      body: events(begun, ...said, {
        type: 'error',
        ...{ error: { type: 'overloaded_error', message: 'Overloaded' } },
      }),
    },
    'model-overloaded',
    true,
  ],
  [
    'a quota inside a 200 stream',
    'openai',
    { body: chunks({ error: { code: 'insufficient_quota', message: 'Used up.' } }) },
    'model-quota-exceeded',
    false,
  ],
  ['200 without JSON in the stream', 'openai', { body: 'data: {"choices": [\n\n' }, 'model-response-invalid', true],
  ['200 in HTML', 'openai', { contentType: 'text/html', body: '<html>Log in</html>' }, 'model-response-invalid', true],
  ['a connection that breaks', 'anthropic', { body: events(begun, ...said), breaks: true }, 'model-unavailable', true],
];

type AnswerRow = readonly [kind: string, provider: Provider, reply: ModelReply, answer: Partial<Answer>];

const weather = { tool_calls: [{ index: 0, id: 'a', function: { name: 'weather', arguments: '{"city": "Ro' } }] };

/** Answers with status 200 that are none, or not all of one: the model says so, and the engine decides. */
const answerRows: readonly AnswerRow[] = [
  [
    '200, content filter',
    'openai',
    completed(choice({ content: 'Half an' }), choice({}, 'content_filter')),
    { text: 'Half an', finishReason: 'content-filter' },
  ],
  [
    '200, refusal',
    'openai',
    completed(choice({ refusal: 'I cannot.' }), choice({}, 'stop')),
    { text: 'I cannot.', finishReason: 'refusal' },
  ],
  ['200, refusal', 'anthropic', ended('refusal'), { text: 'Half an', finishReason: 'refusal' }],
  [
    '200, length',
    'openai',
    completed(choice({ content: '{"title": "Half an' }), choice({}, 'length')),
    { text: '{"title": "Half an', finishReason: 'length' },
  ],
  ['200, length', 'anthropic', ended('max_tokens'), { text: 'Half an', finishReason: 'length' }],
  [
    '200, half a call, cut by length',
    'openai',
    completed(choice(weather), choice({}, 'length')),
    { finishReason: 'length', toolCalls: [{ id: 'a', name: 'weather', arguments: '{"city": "Ro' }] },
  ],
  [
    '200, half a call that is said to be whole',
    'deepseek',
    completed(choice(weather), choice({}, 'tool_calls')),
    { finishReason: 'stop', toolCalls: [{ id: 'a', name: 'weather', arguments: '{"city": "Ro' }] },
  ],
  [
    '200, comments that keep it alive',
    'deepseek',
    { body: `: keep-alive\n\n: keep-alive\n\n${completed(choice({ content: 'Hi.' }), choice({}, 'stop')).body}` },
    { text: 'Hi.', finishReason: 'stop' },
  ],
];

async function asked(
  provider: Provider,
  reply: ModelReply,
): Promise<{ readonly end: Answer | Failure; readonly calls: number }> {
  await using server = await startModelServer(reply);
  const set = { apiKey: 'sk-x', baseUrl: server.url };
  const session = liveProviders({ openai: set, anthropic: set, deepseek: set, clock })[provider]?.(prices);
  const end = await read(session as LanguageModel, `${provider}/model-x`);
  return { end, calls: server.requests.length };
}

async function read(session: LanguageModel, model: string): Promise<Answer | Failure> {
  const request = { model, messages: [{ role: 'user' as const, content: 'Hi' }], maxOutputTokens: 500 };
  try {
    const context = { signal: new AbortController().signal, idempotencyKey: 'k' };
    for await (const chunk of session.answer(request, context)) if (chunk.type === 'answer') return chunk;
  } catch (thrown) {
    if (isFailureError(thrown)) return thrown.failure;
    throw thrown;
  }
  throw new Error('The stream ended without an answer.');
}

describe('an error of a provider', () => {
  it.each(failureRows)('%s (%s)', async (_kind, provider, reply, ...wanted) => {
    const [code, retryable, waitMs] = wanted;
    const { end, calls } = await asked(provider, reply);

    expect(end).toMatchObject({ code, retryable });
    expect([calls, 'code' in end ? end.retry_after_ms : 'an answer']).toEqual([1, waitMs]);
  });

  it.each(answerRows)('%s (%s) is told as it is', async (_kind, provider, reply, answer) => {
    const { end, calls } = await asked(provider, reply);

    expect(end).toMatchObject({ type: 'answer', ...answer });
    expect(calls).toBe(1);
  });
});
