/** Executions recorded from a provider on loopback run again without it: the same outputs, costs and pieces of text, and no key. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject, LanguageModel } from '@ice/core';
import { liveProviders, recordingProviders, replayingProvider, type PriceBook } from '@ice/models';
import { SystemClock } from '@ice/storage';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startModelServer } from '../support/model-server.js';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

const key = 'sk-canary-5d9e02b7c1';
const unset = { apiKey: null, baseUrl: null };
const clock = new SystemClock();

/** A stream of Chat Completions. */
function streamOf(content: string): string {
  const chunks = [
    { choices: [{ index: 0, delta: { content } }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: { prompt_tokens: 12, completion_tokens: 6, total_tokens: 18 } },
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}

/** Two prompts, the second made of the answer to the first. */
function lampIn(city: string): JsonObject {
  const llm = { type: 'llm', model: 'openai/gpt-4o-mini', max_output_tokens: 50, retry: { max_attempts: 1 } };
  return documentOf(
    [
      { ...llm, id: 'describe', prompt: `Describe a lamp for a shop in ${city}. Sign with ${key}.` },
      { ...llm, id: 'repeat', prompt: 'Say it again: {{ nodes.describe.text }}' },
    ],
    { outputs: { text: '{{ nodes.repeat.text }}' } },
  );
}

let directory: string;
let recorded: Played;
let asked: number;

/** Runs a document; gives what was recorded of it with the text that was streamed. */
async function play(document: JsonObject, model: (prices: PriceBook) => LanguageModel) {
  const engine = new Engine({ model });
  const texts: string[] = [];
  engine.feed.subscribe(null, { events: () => undefined, delta: ({ text }) => texts.push(text) });
  const played = await engine.play(document);
  return { ...played, streamed: texts.join('') };
}

function replay(document: JsonObject) {
  return play(document, replayingProvider({ directory, secrets: [] }));
}

/** What an execution came to, without its times. */
function result({ head, snapshot }: Played): unknown {
  const nodes = snapshot.nodes.map(({ path: at, status, output, usage }) => ({ at, status, output, usage }));
  return { status: head.status, outputs: snapshot.outputs, cost: head.cost_usd, usage: head.usage, nodes };
}

beforeAll(async () => {
  directory = path.join(mkdtempSync(path.join(tmpdir(), 'ice-cassettes-')), 'made', 'when-missing');
  await using server = await startModelServer({ body: streamOf('A lamp that keeps you company.'), pieceBytes: 40 });
  const openai = { apiKey: key, baseUrl: `${server.url}/v1` };
  const live = liveProviders({ openai, anthropic: unset, deepseek: unset, clock });
  const recording = recordingProviders(live, { directory, secrets: [key], clock })['openai'];
  recorded = await play(lampIn('Paris'), recording as (prices: PriceBook) => LanguageModel);
  asked = server.requests.length;
});

afterAll(() => rmSync(path.join(directory, '..', '..'), { recursive: true, force: true }));

describe('a recorded execution', () => {
  it('has asked the provider, and has one file for each answer, without the key', () => {
    expect([recorded.head.status, asked]).toEqual(['completed', 2]);
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    );
    expect(files).toHaveLength(2);
    const texts = files.map((file) => readFileSync(path.join(directory, file), 'utf8'));
    expect(texts.filter((text) => text.includes(key))).toEqual([]);
    expect(texts.filter((text) => text.includes('Sign with [redacted].'))).toHaveLength(1);
  });

  it('runs again with the same result when the provider is gone', async () => {
    const replayed = await replay(lampIn('Paris'));
    expect(result(replayed)).toEqual(result(recorded));
    expect(replayed.snapshot.outputs).toEqual({ text: 'A lamp that keeps you company.' });
    expect(replayed.head).toMatchObject({ usage: { input_tokens: 24, output_tokens: 12 } });
    expect(replayed.streamed).toBe('A lamp that keeps you company.'.repeat(2));
  });

  it('fails where its prompt has changed, and is told the nearest recording and the place', async () => {
    const { snapshot, head } = await replay(lampIn('Rome'));
    const [failed, skipped] = snapshot.nodes;
    expect([head.status, skipped?.status]).toEqual(['failed', 'skipped']);
    expect(failed?.failure).toMatchObject({
      code: 'cassette-missing',
      retryable: false,
      evidence: { nearest: expect.stringMatching(/^openai\/gpt-4o-mini\//), pointer: '/messages/0/content' },
    });
    expect(failed?.failure?.message).toContain(
      '/messages/0/content differs: recorded "… for a shop in Paris. Sign with [redacted].", asked "… for a shop in Rome. Sign with [redacted]."',
    );
  });
});
