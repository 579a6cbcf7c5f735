/** Streams that real providers sent, replayed over loopback to the models behind the official SDKs, whole and in small pieces. */
import { expect, it } from '@jest/globals';
import { isFailureError, type Failure, type LanguageModel, type ModelChunk } from '@ice/core';
import { liveProviders, PriceBook } from '@ice/models';
import { CaseFolder } from '../support/case-folder.js';
import { startModelServer, type ModelReply } from '../support/model-server.js';

type Answer = Extract<ModelChunk, { type: 'answer' }>;

const answers = new CaseFolder('llm/vercel-ai');
const prices = new PriceBook();
const clock = { now: () => 0, after: () => () => undefined };

/** File, model, finish, tokens in and out, other counts, text or calls: read by hand from the recordings. */
const recorded: readonly (readonly [string, string, Partial<Answer>, object])[] = [
  [
    'deepseek__chat__deepseek-text',
    'deepseek/deepseek-chat',
    { finishReason: 'length' },
    { input_tokens: 13, output_tokens: 400 },
  ],
  [
    'deepseek__chat__deepseek-tool-call',
    'deepseek/deepseek-reasoner',
    {
      finishReason: 'stop',
      toolCalls: [
        { id: expect.any(String) as unknown as string, name: 'weather', arguments: '{"location": "San Francisco"}' },
      ],
    },
    { input_tokens: 339, output_tokens: 83, cache_read_tokens: 320, reasoning_tokens: 39 },
  ],
  ['groq__groq-text', 'openai/llama-3.3-70b', { finishReason: 'stop' }, { input_tokens: 45, output_tokens: 662 }],
  [
    'xai__xai-text',
    'openai/grok-3-mini',
    { finishReason: 'stop', text: 'Hello' },
    { input_tokens: 12, output_tokens: 291, cache_read_tokens: 11, reasoning_tokens: 290 },
  ],
  [
    'openai-compatible__chat__xai-tool-call',
    'openai/grok-3-mini',
    { toolCalls: [{ id: 'call_79382389', name: 'weather', arguments: '{"location":"San Francisco"}' }] },
    { input_tokens: 307, output_tokens: 253, cache_read_tokens: 306, reasoning_tokens: 227 },
  ],
  [
    'mistral__mistral-incremental-tool-call',
    'openai/glm',
    {
      toolCalls: [
        {
          id: 'chatcmpl-tool-9f149c74c42f265b',
          name: 'webSearchTool',
          arguments: '{"query": "current Berlin weather"}',
        },
      ],
    },
    { input_tokens: 171, output_tokens: 14, cache_read_tokens: 128 },
  ],
  [
    'anthropic__anthropic-text',
    'anthropic/claude-sonnet-4-5',
    { finishReason: 'stop' },
    { input_tokens: 12, output_tokens: 30 },
  ],
  [
    'anthropic__anthropic-json-output-format.1',
    'anthropic/claude-sonnet-4-5',
    { finishReason: 'stop' },
    { input_tokens: 313, output_tokens: 305 },
  ],
  [
    'anthropic__duplicate-message-start',
    'anthropic/claude-x',
    { finishReason: 'stop' },
    { input_tokens: 17, output_tokens: 227 },
  ],
  ['anthropic__anthropic-message-delta-input-tokens', 'anthropic/claude-x', {}, { input_tokens: 61, output_tokens: 2 }],
  [
    'anthropic__anthropic-fallback',
    'anthropic/claude-x',
    { finishReason: 'stop' },
    { input_tokens: 412, output_tokens: 264 },
  ],
  [
    'anthropic__anthropic-tool-no-args',
    'anthropic/claude-x',
    { toolCalls: [{ id: expect.any(String) as unknown as string, name: 'updateIssueList', arguments: '' }] },
    {},
  ],
];

/** The lines of a recording as the provider framed them. */
function streamOf(file: string): string {
  const lines = answers
    .text(`${file}.chunks.txt`)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const frames = lines.map((line) => {
    const name = file.startsWith('anthropic') ? `event: ${(JSON.parse(line) as { type: string }).type}\n` : '';
    return `${name}data: ${line}\n\n`;
  });
  return frames.join('') + (file.startsWith('anthropic') ? '' : 'data: [DONE]\n\n');
}

/** All text pieces of a recording, joined. */
function textIn(file: string): string {
  const pieces = [
    ...answers.text(`${file}.chunks.txt`).matchAll(/"delta":\{[^{}]*?"(?:content|text)":("(?:[^"\\]|\\.)*")/g),
  ];
  return pieces.map(([, text = '""']) => JSON.parse(text) as string).join('');
}

async function replayed(reply: ModelReply, model: string): Promise<Answer | Failure> {
  await using server = await startModelServer(reply);
  const set = { apiKey: 'sk-x', baseUrl: server.url };
  const provider = model.slice(0, model.indexOf('/'));
  const session = liveProviders({ openai: set, anthropic: set, deepseek: set, clock })[provider]?.(prices);
  return await read(session as LanguageModel, model);
}

async function read(session: LanguageModel, model: string): Promise<Answer | Failure> {
  const request = { model, messages: [{ role: 'user' as const, content: 'Hi' }], maxOutputTokens: 500 };
  const context = { signal: new AbortController().signal, idempotencyKey: 'k' };
  let streamed = '';
  try {
    for await (const chunk of session.answer(request, context)) {
      if (chunk.type === 'delta') streamed += chunk.text;
      else {
        expect(streamed).toBe(chunk.text);
        return chunk;
      }
    }
  } catch (thrown) {
    if (isFailureError(thrown)) return thrown.failure;
    throw thrown;
  }
  throw new Error('no answer');
}

answers.describe('a recorded stream', () => {
  it.each(recorded)('%s gives the same answer whole and in pieces of 7 bytes', async (file, model, answer, usage) => {
    const body = streamOf(file);
    const whole = await replayed({ body }, model);

    expect(whole).toMatchObject({ type: 'answer', text: textIn(file), ...answer, usage });
    expect(await replayed({ body: body.slice(0, 6_000), pieceBytes: 7 }, model)).toEqual(
      body.length <= 6_000 ? whole : expect.objectContaining({ code: 'model-response-invalid', retryable: true }),
    );
  });

  it('of an error is a failure', async () => {
    const body = answers.text('openai__chat__reasoning-model-legacy-parameter-error.json');
    const failure = await replayed({ status: 400, contentType: 'application/json', body }, 'openai/o3');

    expect(failure).toMatchObject({
      code: 'model-request-invalid',
      retryable: false,
      message: expect.stringContaining("'max_tokens' is not supported with this model"),
    });
  });
});
