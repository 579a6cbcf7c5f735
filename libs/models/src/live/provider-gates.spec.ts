/** Gates around the real SDKs: what one call learns from a provider on loopback holds for all others of this provider, and for no other. */
import { describe, expect, it } from '@jest/globals';
import { ask, canaryKey, requestTo, type Asked } from '../testing/ask.js';
import { openAiChunk, openAiStream } from '../testing/event-stream.js';
import { HandClock } from '../testing/hand-clock.js';
import { startReplayServer, type Replay, type ReplayServer } from '../testing/replay-server.js';
import { PriceBook } from '../price/price-book.js';
import type { GateLimits } from '../gate/provider-gate.js';
import { liveProviders } from './live-providers.js';

const prices = new PriceBook();
const hello: Replay = {
  body: openAiStream(
    openAiChunk({ content: 'Hello.' }, 'stop', {
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    }),
  ),
};

function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Replay {
  const body = JSON.stringify({ error: { code, message: 'No.' } });
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** Two providers on one server, each call in a session of its own. */
class Bench {
  readonly clock = new HandClock();
  readonly #providers;

  constructor(
    readonly server: ReplayServer,
    limits: GateLimits = {},
  ) {
    const set = { apiKey: canaryKey, baseUrl: server.url };
    this.#providers = liveProviders({ openai: set, anthropic: set, deepseek: set, clock: this.clock, limits });
  }

  ask(model: string, signal?: AbortSignal): Promise<Asked> {
    const open = this.#providers[model.split('/')[0] ?? ''];
    if (!open) throw new Error(`no provider for ${model}`);
    return ask(open(prices), requestTo(model), signal);
  }

  /** Resolves when the server has been asked so often. */
  async asked(times: number): Promise<void> {
    while (this.server.requests.length < times) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What a call came to, in one word. */
function outcome({ answer, failure }: Asked): string | undefined {
  return answer?.text ?? failure?.code;
}

describe('a 429 with Retry-After', () => {
  it('holds the next call to the same provider until then, and none to another', async () => {
    await using server = await startReplayServer();
    const bench = new Bench(server);
    server.replay(refusal(429, 'rate_limit_exceeded', { 'retry-after': '7' }), hello);
    expect((await bench.ask('openai/gpt-4o')).failure).toMatchObject({
      code: 'model-rate-limited',
      retry_after_ms: 7_000,
    });
    const held = bench.ask('openai/gpt-4o-mini');
    expect(outcome(await bench.ask('deepseek/deepseek-chat'))).toBe('Hello.');
    await bench.clock.advance(6_999);
    expect(server.requests).toHaveLength(2);
    await bench.clock.advance(1);
    expect(outcome(await held)).toBe('Hello.');
  });

  it('lets a call that waits be cancelled', async () => {
    await using server = await startReplayServer();
    const bench = new Bench(server);
    server.replay(refusal(429, 'rate_limit_exceeded', { 'retry-after': '7' }), hello);
    await bench.ask('openai/gpt-4o');
    const controller = new AbortController();
    const held = bench.ask('openai/gpt-4o', controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(held).rejects.toThrow('cancelled');
    expect([server.requests.length, bench.clock.pending]).toEqual([1, 0]);
  });
});

describe('a key that is not accepted', () => {
  it('holds nobody', async () => {
    await using server = await startReplayServer();
    const bench = new Bench(server);
    server.replay(...Array<Replay>(6).fill(refusal(401, 'invalid_api_key', { 'retry-after': '7' })), hello);
    const outcomes: (string | undefined)[] = [];
    for (let count = 0; count < 7; count += 1) outcomes.push(outcome(await bench.ask('openai/gpt-4o')));
    expect(outcomes).toEqual([...Array<string>(6).fill('model-unauthorized'), 'Hello.']);
  });
});

describe('a provider that hangs up five times', () => {
  it('is not called for ten seconds, and then once', async () => {
    await using server = await startReplayServer();
    const bench = new Bench(server);
    server.replay(...Array<Replay>(5).fill({ body: '', then: 'reset' }), hello);
    for (let count = 0; count < 5; count += 1) await bench.ask('openai/gpt-4o');
    expect((await bench.ask('openai/gpt-4o')).failure).toEqual({
      code: 'model-unavailable',
      message: 'OpenAI keeps failing, so it is not asked for another 10 s.',
      retryable: true,
      retry_after_ms: 10_000,
      evidence: { provider: 'openai', circuit: 'open' },
    });
    expect(server.requests).toHaveLength(5);
    await bench.clock.advance(10_000);
    expect(outcome(await bench.ask('openai/gpt-4o'))).toBe('Hello.');
    expect(server.requests).toHaveLength(6);
  });
});

describe('the limits of a gate', () => {
  it('hold for all sessions together, and a cancelled call gives its place back', async () => {
    await using server = await startReplayServer();
    const bench = new Bench(server, { concurrency: 1 });
    server.replay({ body: '', then: 'silence' }, hello);
    const controller = new AbortController();
    const silent = bench.ask('openai/gpt-4o', controller.signal);
    const next = bench.ask('openai/gpt-4o-mini');
    await bench.asked(1);
    controller.abort(new Error('cancelled'));
    await expect(silent).rejects.toThrow('cancelled');
    expect(outcome(await next)).toBe('Hello.');
  });
});
