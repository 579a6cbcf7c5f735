import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ask, callAtMs, canaryKey, requestTo, sessionAt } from '../testing/ask.js';
import { PriceBook } from '../price/price-book.js';
import { openAiChunk, openAiStream } from '../testing/event-stream.js';
import { startReplayServer } from '../testing/replay-server.js';
import { liveProviders, missingKeys } from './live-providers.js';

const unset = { apiKey: null, baseUrl: null };
const clock = { now: () => callAtMs, after: () => () => undefined };

describe('the providers over the network', () => {
  it('are three with keys and two on the own machine', () => {
    const providers = liveProviders({ openai: unset, anthropic: unset, deepseek: unset, clock });

    expect(Object.keys(providers)).toEqual(['openai', 'deepseek', 'anthropic', 'ollama', 'lmstudio']);
  });

  it('are as many more as there are servers, and a local one may stand somewhere else', async () => {
    await using server = await startReplayServer();
    server.replay({ body: openAiStream(openAiChunk({ content: 'Hello.' }, 'stop')) });
    const servers = new Map([
      ['vllm', `${server.url}/v1`],
      ['ollama', `${server.url}/elsewhere`],
    ]);
    const providers = liveProviders({ openai: unset, anthropic: unset, deepseek: unset, clock, servers });

    expect(Object.keys(providers)).toEqual(['openai', 'deepseek', 'anthropic', 'lmstudio', 'vllm', 'ollama']);
    for (const name of ['vllm', 'ollama']) {
      const session = providers[name]?.(new PriceBook());
      const { answer } = await ask(session as NonNullable<typeof session>, requestTo(`${name}/qwen3`));
      expect(answer?.text).toBe('Hello.');
    }
    expect(server.requests.map(({ path: place, headers }) => [place, headers.authorization])).toEqual([
      ['/v1/chat/completions', undefined],
      ['/elsewhere/chat/completions', undefined],
    ]);
  });

  it('load an SDK with the first call and nowhere else: its types are all that is imported before', () => {
    const sources = path.join(import.meta.dirname, '..');
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!spec)\.ts$/.test(file),
    );
    const loads = files.flatMap((file) => {
      const text = readFileSync(path.join(sources, file), 'utf8');
      const found = text.matchAll(/^import (?!type)[^;]*'(?:openai|@anthropic-ai\/sdk)';|await import\('[^']+'\)/gm);
      return [...found].map(([load]) => `${file}: ${load}`);
    });

    expect(loads.sort()).toEqual([
      "anthropic/anthropic-client.ts: await import('@anthropic-ai/sdk')",
      "openai/openai-client.ts: await import('openai')",
    ]);
  });

  it('miss the keys that are not set and are needed', () => {
    const local = { apiKey: null, baseUrl: 'http://127.0.0.1:11434/v1' };
    const keyed = { apiKey: canaryKey, baseUrl: null };

    expect(missingKeys({ openai: unset, anthropic: unset, deepseek: unset })).toEqual([
      'ANTHROPIC_API_KEY',
      'DEEPSEEK_API_KEY',
      'OPENAI_API_KEY',
    ]);
    expect(missingKeys({ openai: local, anthropic: keyed, deepseek: keyed })).toEqual([]);
  });

  it.each([
    ['openai', 'openai/gpt-4o', 'OpenAI cannot be asked: OPENAI_API_KEY is not set.'],
    ['anthropic', 'anthropic/claude-opus-4-5', 'Anthropic cannot be asked: ANTHROPIC_API_KEY is not set.'],
    ['deepseek', 'deepseek/deepseek-chat', 'DeepSeek cannot be asked: DEEPSEEK_API_KEY is not set.'],
  ])('%s names the variable of its key where that is missing', async (provider, model, message) => {
    const { failure } = await ask(sessionAt(provider, { apiKey: null }), requestTo(model));

    expect(failure).toMatchObject({ code: 'model-unauthorized', retryable: false, message });
  });
});
