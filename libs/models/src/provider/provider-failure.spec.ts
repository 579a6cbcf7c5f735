/** The table of failures over a real server and both SDKs: what each refusal becomes, and that it is asked once only. */
import { describe, expect, it } from '@jest/globals';
import { ask, canaryKey, requestTo, sessionAt } from '../testing/ask.js';
import { startReplayServer, type Replay } from '../testing/replay-server.js';

const json = { 'content-type': 'application/json' };

const openAi = (status: number, error: object, headers: Readonly<Record<string, string>> = {}): Replay => ({
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify({ error }),
});
const anthropic = (status: number, error: object, headers: Readonly<Record<string, string>> = {}): Replay => ({
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify({ type: 'error', error }),
});

type Row = readonly [what: string, replay: Replay, code: string, retryable: boolean, waitMs?: number];

const openAiRows: readonly Row[] = [
  ['wrong key', openAi(401, { code: 'invalid_api_key', message: 'Incorrect.' }), 'model-unauthorized', false],
  ['no access', openAi(403, { code: null, message: 'Not for you.' }), 'model-unauthorized', false],
  ['unknown model', openAi(404, { code: 'model_not_found', message: 'None.' }), 'model-not-found', false],
  ['unknown address', { status: 404, body: '<html>', headers: {} }, 'model-not-found', false],
  [
    'wrong parameter',
    openAi(400, { code: 'unsupported_value', type: 'invalid_request_error' }),
    'model-request-invalid',
    false,
  ],
  ['unprocessable', openAi(422, { message: 'No.' }), 'model-request-invalid', false],
  ['too long', openAi(400, { code: 'context_length_exceeded', message: 'Long.' }), 'model-input-too-long', false],
  [
    'too long, in words',
    openAi(400, { message: "This model's maximum context length is 8192 tokens." }),
    'model-input-too-long',
    false,
  ],
  [
    'too large for the limit ever',
    openAi(429, { code: 'rate_limit_exceeded', message: 'Request too large for gpt-4o' }),
    'model-input-too-long',
    false,
  ],
  ['filtered', openAi(400, { code: 'content_filter', message: 'Filtered.' }), 'model-content-filtered', false],
  ['filtered at DeepSeek', openAi(400, { message: 'Content Exists Risk' }), 'model-content-filtered', false],
  ['rate', openAi(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '2' }), 'model-rate-limited', true, 2_000],
  ['rate, finer', openAi(429, { type: 'tokens' }, { 'retry-after-ms': '80' }), 'model-rate-limited', true, 80],
  ['rate, in words', openAi(429, { message: 'Please try again in 20ms.' }), 'model-rate-limited', true, 20],
  ['rate, unsaid', openAi(429, {}), 'model-rate-limited', true],
  ['quota', openAi(429, { code: 'insufficient_quota' }, { 'retry-after': '2' }), 'model-quota-exceeded', false],
  ['no balance', openAi(402, { message: 'Insufficient Balance' }), 'model-quota-exceeded', false],
  ['billing', openAi(403, { code: 'billing_not_active' }), 'model-quota-exceeded', false],
  ['overload', openAi(503, { message: 'Busy.' }, { 'retry-after': '5' }), 'model-overloaded', true, 5_000],
  ['overload by another status', openAi(500, { type: 'overloaded_error' }), 'model-overloaded', true],
  ['server fault', openAi(500, { message: 'Oops.' }), 'model-unavailable', true],
  [
    'gateway in HTML',
    { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' },
    'model-unavailable',
    true,
  ],
  ['gateway timeout', openAi(504, {}), 'timeout', true],
  ['request timeout', openAi(408, {}), 'timeout', true],
  ['conflict', openAi(409, {}), 'model-unavailable', true],
  ['redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }, 'model-unavailable', false],
];

const anthropicRows: readonly Row[] = [
  ['wrong key', anthropic(401, { type: 'authentication_error', message: 'x' }), 'model-unauthorized', false],
  ['no access', anthropic(403, { type: 'permission_error', message: 'x' }), 'model-unauthorized', false],
  ['unknown model', anthropic(404, { type: 'not_found_error', message: 'model: x' }), 'model-not-found', false],
  ['wrong request', anthropic(400, { type: 'invalid_request_error', message: 'x' }), 'model-request-invalid', false],
  [
    'too long',
    anthropic(400, { type: 'invalid_request_error', message: 'prompt is too long: 9 > 8' }),
    'model-input-too-long',
    false,
  ],
  ['too large', anthropic(413, { type: 'request_too_large', message: 'x' }), 'model-input-too-long', false],
  [
    'no credit',
    anthropic(400, { type: 'invalid_request_error', message: 'Your credit balance is too low' }),
    'model-quota-exceeded',
    false,
  ],
  ['billing', anthropic(402, { type: 'billing_error', message: 'x' }), 'model-quota-exceeded', false],
  [
    'spend limit',
    anthropic(429, { type: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } }),
    'model-quota-exceeded',
    false,
  ],
  ['rate', anthropic(429, { type: 'rate_limit_error' }, { 'retry-after': '7' }), 'model-rate-limited', true, 7_000],
  [
    'rate, by the limits',
    anthropic(
      429,
      { type: 'rate_limit_error' },
      {
        'anthropic-ratelimit-tokens-remaining': '0',
        'anthropic-ratelimit-tokens-reset': '2026-11-25T12:00:30Z',
      },
    ),
    'model-rate-limited',
    true,
    30_000,
  ],
  ['overload', anthropic(529, { type: 'overloaded_error', message: 'Overloaded' }), 'model-overloaded', true],
  ['server fault', anthropic(500, { type: 'api_error', message: 'x' }), 'model-unavailable', true],
  ['timeout', anthropic(504, { type: 'timeout_error', message: 'x' }), 'timeout', true],
];

async function failureAt(provider: 'openai' | 'anthropic', replay: Replay) {
  await using server = await startReplayServer();
  server.replay(replay);
  const model = provider === 'openai' ? 'openai/gpt-4o' : 'anthropic/claude-sonnet-4-5';
  const { failure } = await ask(sessionAt(provider, { baseUrl: server.url }), requestTo(model));
  return { failure, calls: server.requests.length };
}

describe('a refusal', () => {
  it.each(openAiRows)('of OpenAI: %s', async (_what, replay, ...wanted) => {
    const { failure, calls } = await failureAt('openai', replay);

    const [code, retryable, waitMs] = wanted;
    expect([calls, failure?.code, failure?.retryable, failure?.retry_after_ms]).toEqual([1, code, retryable, waitMs]);
  });

  it.each(anthropicRows)('of Anthropic: %s', async (_what, replay, ...wanted) => {
    const { failure, calls } = await failureAt('anthropic', replay);

    const [code, retryable, waitMs] = wanted;
    expect([calls, failure?.code, failure?.retryable, failure?.retry_after_ms]).toEqual([1, code, retryable, waitMs]);
  });

  it('is told in one sentence, with facts that help', async () => {
    const error = { code: 'invalid_api_key', message: 'Incorrect API key\n provided.' };
    const { failure } = await failureAt('openai', openAi(401, error, { 'x-request-id': 'req_1' }));

    expect(failure).toEqual({
      code: 'model-unauthorized',
      message: 'OpenAI did not accept the key of OPENAI_API_KEY: Incorrect API key provided.',
      retryable: false,
      evidence: {
        provider: 'openai',
        model: 'openai/gpt-4o',
        status: 401,
        provider_code: 'invalid_api_key',
        request_id: 'req_1',
      },
    });
  });

  it('never gives the key away, whatever the provider repeats of it', async () => {
    const error = { code: canaryKey, message: `${canaryKey} ${'x'.repeat(400)} ${canaryKey}` };
    const headers = { 'x-request-id': canaryKey };
    const { failure } = await failureAt('openai', openAi(400, error, headers));

    expect(JSON.stringify(failure)).not.toContain(canaryKey.slice(3, 12));
    expect(failure?.message.length).toBeLessThan(400);
  });
});

describe('a network', () => {
  it.each([
    ['nobody listens', 'http://127.0.0.1:1999', 'ECONNREFUSED'],
    ['no such host is known', 'http://no-such-host.invalid', 'ENOTFOUND'],
  ])('where %s makes a provider unavailable', async (_case, baseUrl, code) => {
    const { failure } = await ask(sessionAt('openai', { baseUrl }), requestTo('openai/gpt-4o'));

    expect(failure).toMatchObject({ code: 'model-unavailable', retryable: true });
    expect(failure?.message).toMatch(new RegExp(`cannot be reached, or hung up: (${code}|EAI_AGAIN)`));
  });

  it('that takes no such key is told without it', async () => {
    const { failure } = await ask(
      sessionAt('openai', { apiKey: 'sk-canary\nline', baseUrl: 'http://127.0.0.1:1999' }),
      requestTo('openai/gpt-4o'),
    );

    expect(failure?.code).toBe('model-failed');
    expect(failure?.message).not.toMatch(/canary|line/);
  });
});
