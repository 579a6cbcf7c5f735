/** In which pieces an answer arrives changes nothing of it. `ICE_LONG=1` tries many more. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, requestTo, sessionAt, type Asked } from '../testing/ask.js';
import { anthropicAnswer, openAiChunk, openAiStream } from '../testing/event-stream.js';
import { startReplayServer, type ReplayServer } from '../testing/replay-server.js';

const openAiBody = openAiStream(
  openAiChunk({ role: 'assistant', content: '' }),
  openAiChunk({ content: 'Ä été 日本 ' }),
  openAiChunk({ content: '👩‍🚀\n\ndata: x' }),
  openAiChunk({ tool_calls: [{ index: 0, id: 'call_a', function: { name: 'find', arguments: '{"q":' } }] }),
  openAiChunk({ tool_calls: [{ index: 0, function: { arguments: '"é"}' } }] }),
  openAiChunk({}, 'tool_calls'),
  { choices: [], usage: { prompt_tokens: 21, completion_tokens: 9, total_tokens: 30 } },
);
const anthropicBody = anthropicAnswer(
  [
    {
      block: { type: 'text', text: '' },
      deltas: [
        { type: 'text_delta', text: 'Ä été 日本 ' },
        { type: 'text_delta', text: '👩‍🚀\n\ndata: x' },
      ],
    },
    {
      block: { type: 'tool_use', id: 'call_a', name: 'find', input: {} },
      deltas: [
        { type: 'input_json_delta', partial_json: '{"q":' },
        { type: 'input_json_delta', partial_json: '"é"}' },
      ],
    },
  ],
  { stop_reason: 'tool_use', usage: { output_tokens: 9 } },
  { input_tokens: 21, output_tokens: 1 },
);
const numRuns = process.env['ICE_LONG'] === '1' ? 300 : 30;

const providers = [
  ['openai', 'openai/gpt-4o', openAiBody],
  ['anthropic', 'anthropic/claude-sonnet-4-5', anthropicBody],
] as const;

describe.each(providers)('an answer of %s', (provider, model, lines) => {
  const expected = {
    deltas: ['Ä été 日本 ', '👩‍🚀\n\ndata: x'],
    answer: {
      type: 'answer',
      text: 'Ä été 日本 👩‍🚀\n\ndata: x',
      finishReason: 'stop',
      toolCalls: [{ id: 'call_a', name: 'find', arguments: '{"q":"é"}' }],
      usage: { input_tokens: 21, output_tokens: 9, cost_usd: expect.any(String), model },
    },
  };
  const inPieces = (server: ReplayServer, body: string, cuts: readonly number[]): Promise<Asked> => {
    server.replay({ body, cuts });
    return ask(sessionAt(provider, { baseUrl: server.url }), requestTo(model));
  };
  const bodies = [lines, lines.replaceAll('\n', '\r\n'), lines.replaceAll('\n\n', '\n\n: keep-alive\n\n')];

  it.each(['\\n', '\\r\\n', 'comments between'].map((form, index) => [form, bodies[index] ?? ''] as const))(
    'is the same whole and byte by byte (%s)',
    async (_form, body) => {
      await using server = await startReplayServer();
      const eachByte = Array.from({ length: Buffer.byteLength(body) - 1 }, (_, index) => index + 1);

      expect(await inPieces(server, body, [])).toEqual(expected);
      expect(await inPieces(server, body, eachByte)).toEqual(expected);
    },
  );

  it('is the same in any pieces', async () => {
    await using server = await startReplayServer();
    const cases = fc.constantFrom(...bodies).chain((body) => {
      const positions = fc.integer({ min: 1, max: Buffer.byteLength(body) - 1 });
      return fc.tuple(fc.constant(body), fc.uniqueArray(positions, { maxLength: 40 }));
    });

    await fc.assert(
      fc.asyncProperty(cases, async ([body, cuts]) => {
        expect(await inPieces(server, body, cuts)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  it('is never half of itself: cut off anywhere before its finish, it is a failure that may be tried again', async () => {
    await using server = await startReplayServer();
    const finish = provider === 'openai' ? '"finish_reason":"tool_calls"' : '"stop_reason":"tool_use"';
    const last = Buffer.byteLength(lines.slice(0, lines.indexOf(finish)));
    const ends = fc.constantFrom('end' as const, 'reset' as const);

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: last }), ends, async (length, then) => {
        server.replay({ body: Buffer.from(lines).subarray(0, length), then });
        const { answer, failure } = await ask(sessionAt(provider, { baseUrl: server.url }), requestTo(model));
        expect([answer, failure?.retryable]).toEqual([undefined, true]);
      }),
      { numRuns },
    );
  });
});
