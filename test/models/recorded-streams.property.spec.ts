/** Every stream that a provider was recorded with, in a protocol that is spoken here, over loopback and the official SDKs: it says what it
 *  was recorded to say, in whatever pieces it arrives, and cut off anywhere it is never half of itself. `ICE_LONG=1` cuts small ones at
 *  every byte. Recordings of whole bodies (JSON) are not played: a model is only ever asked for a stream. */
import { expect, it } from '@jest/globals';
import { isFailureError, type Failure, type LanguageModel, type ModelChunk } from '@ice/core';
import { liveProviders, PriceBook } from '@ice/models';
import fc from 'fast-check';
import { startModelServer, type ModelReply, type ModelServer } from '../support/model-server.js';
import { chunkFolder, recordedStreams, type RecordedStream } from '../support/recorded-stream.js';

type Answer = Extract<ModelChunk, { type: 'answer' }>;

const isLong = process.env['ICE_LONG'] === '1';

/** Streams that are cut at every byte when there is time. */
const smallBytes = 2_000;

/** What arrives byte by byte at both ends of a stream when there is no time for all of it. */
const endBytes = 100;
const sampledCuts = isLong ? 40 : 8;
const sampledSplits = isLong ? 10 : 1;

const prices = new PriceBook();
const clock = { now: () => 0, after: () => () => undefined };
const { spoken, foreign } = recordedStreams();
const rows = spoken.map((stream) => [stream.name, stream] as const);

const finishes: Readonly<Record<string, Answer['finishReason']>> = {
  ...{ stop: 'stop', tool_calls: 'stop', length: 'length', end_turn: 'stop', tool_use: 'stop', max_tokens: 'length' },
  refusal: 'refusal',
};

/** Asks the model of a stream at a server. */
async function asked(server: ModelServer, { provider }: RecordedStream, reply: ModelReply): Promise<Answer | Failure> {
  server.reply = reply;
  const set = { apiKey: 'sk-x', baseUrl: server.url };
  const session = liveProviders({ openai: set, anthropic: set, deepseek: set, clock })[provider]?.(prices);
  return read(session as LanguageModel, `${provider}/model-x`);
}

async function read(session: LanguageModel, model: string): Promise<Answer | Failure> {
  const request = { model, messages: [{ role: 'user' as const, content: 'Hi' }], maxOutputTokens: 500 };
  let streamed = '';
  try {
    const context = { signal: new AbortController().signal, idempotencyKey: 'k' };
    for await (const chunk of session.answer(request, context)) {
      if (chunk.type === 'answer')
        return { ...chunk, text: streamed === chunk.text ? chunk.text : `${streamed} ≠ ${chunk.text}` };
      streamed += chunk.text;
    }
  } catch (thrown) {
    if (isFailureError(thrown)) return thrown.failure;
    throw thrown;
  }
  throw new Error('The stream ended without an answer.');
}

/** What the whole stream has to come to. */
function expected({ said: { text, calls, finish, tokens } }: RecordedStream): object {
  return {
    type: 'answer',
    text,
    finishReason: finishes[finish],
    ...(calls.length > 0 && { toolCalls: calls }),
    usage: expect.objectContaining({ input_tokens: tokens.input, output_tokens: tokens.output }),
  };
}

/** Between all bytes; in streams that are long for the time there is, between those at both ends. */
function singleBytes(bytes: number): readonly number[] {
  const all = Array.from({ length: bytes - 1 }, (_, index) => index + 1);
  return isLong ? all : all.filter((position) => position < endBytes || position > bytes - endBytes);
}

/** Where a stream is cut: everywhere, or at places by chance, of which some are near its end. */
function cutsOf(bytes: number): readonly number[] {
  if (isLong && bytes <= smallBytes) return Array.from({ length: bytes }, (_, index) => index);
  const nearEnd = sampledCuts / 4;
  const anywhere = fc.sample(fc.integer({ min: 0, max: bytes - 1 }), sampledCuts - nearEnd);
  return [...anywhere, ...fc.sample(fc.integer({ min: Math.max(0, bytes - 800), max: bytes - 1 }), nearEnd)];
}

chunkFolder.describe('a recorded stream', () => {
  it('is one of those that are spoken here; the others are counted', () => {
    console.log(`recorded streams: ${spoken.length} played, ${foreign} of protocols that are not spoken here`);
    expect(spoken.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows)('%s says the same whole, byte by byte, and in pieces of any size', async (_name, stream) => {
    await using server = await startModelServer();
    const bytes = Buffer.byteLength(stream.body);
    const wanted = expected(stream);

    expect(await asked(server, stream, { body: stream.body })).toEqual(wanted);
    expect(await asked(server, stream, { body: stream.body, cuts: singleBytes(bytes) })).toEqual(wanted);
    const places = fc.uniqueArray(fc.integer({ min: 1, max: bytes - 1 }), { minLength: 1, maxLength: 60 });
    for (const cuts of fc.sample(places, sampledSplits)) {
      const inOrder = cuts.toSorted((left, right) => left - right);
      expect({ cuts: inOrder, ...(await asked(server, stream, { body: stream.body, cuts: inOrder })) }).toEqual({
        cuts: inOrder,
        ...wanted,
      });
    }
  });

  it.each(rows)('%s cut off anywhere is a failure that may be tried again, or all of it', async (_name, stream) => {
    await using server = await startModelServer();
    const body = Buffer.from(stream.body);
    const { usage: _usage, ...whole } = expected(stream) as { readonly usage: unknown };
    const half: object[] = [];
    for (const length of cutsOf(body.length)) {
      const end = await asked(server, stream, { body: body.subarray(0, length), breaks: length % 2 === 1 });
      const isRight = 'code' in end ? end.retryable : isAll(end, whole);
      if (!isRight) half.push({ length, end });
    }

    expect(half).toEqual([]);
  });
});

function isAll({ usage: _usage, ...answer }: Answer, whole: object): boolean {
  try {
    expect(answer).toEqual(whole);
    return true;
  } catch {
    return false;
  }
}
