/** Live models through the whole API, with a provider on loopback: what a call costs is shown, and its key is not, anywhere. */
import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelCatalog } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { pino } from 'pino';
import type { AppConfig } from '../../config/app-config.js';
import { readAppConfig, type Environment } from '../../config/read-app-config.js';
import { createApp } from '../../create-app.js';
import { createModels, missingModelKeys } from './create-models.js';

const canary = 'sk-canary-41c8e7';
const delta = (content: string, finish_reason: string | null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;
const usage = { choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } };
const hello = `${delta('Hel', null)}${delta('lo.', 'stop')}data: ${JSON.stringify(usage)}\n\ndata: [DONE]\n\n`;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

interface Ran {
  /** With its events. */
  readonly snapshot: string;
  readonly logs: string;
  /** What the provider was shown, if it was asked at all. */
  readonly key?: string;
}

/** Runs one llm node against a provider that answers so, and gives whatever was said anywhere. */
async function ran(reply: Reply, more: Environment = {}): Promise<Ran> {
  let key: string | undefined;
  const provider = createServer((request, response) => {
    key = request.headers.authorization;
    request.resume().on('end', () => response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body));
  });
  const baseUrl = await listening(provider);
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const app = await createApp(configOf({ OPENAI_BASE_URL: baseUrl, ...more }), logger);
  try {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const snapshot = await executed(`http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`);
    return { snapshot, logs: lines.join(''), ...(key !== undefined && { key }) };
  } finally {
    await app.close();
    await new Promise((resolve) => provider.close(resolve));
  }
}

function configOf(more: Environment): AppConfig {
  const live = { PORT: '0', ICE_STORE: 'memory', ICE_TEST_MODE: '0', OPENAI_API_KEY: canary };
  const config = readAppConfig({ ...live, ...more });
  return { ...config, http: { ...config.http, shutdownGraceMs: 100 } };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

async function executed(url: string): Promise<string> {
  const node = { id: 'a', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Say hello.', max_output_tokens: 50 };
  const blueprint = { schema_version: '1.0', name: 'greeting', nodes: [node] };
  const headers = { 'content-type': 'application/json', prefer: 'wait=20' };
  const started = await fetch(`${url}/api/v1/executions/`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ blueprint }),
  });
  const { execution_id } = (await started.json()) as { execution_id: string };
  return (await fetch(`${url}/api/v1/executions/${execution_id}?include=events`)).text();
}

describe('live models', () => {
  it('answer, and what they used stands in the snapshot', async () => {
    const { snapshot, key } = await ran({ status: 200, type: 'text/event-stream', body: hello });

    expect(key).toBe(`Bearer ${canary}`);
    expect(JSON.parse(snapshot)).toMatchObject({
      status: 'completed',
      nodes: [
        {
          output: { text: 'Hello.' },
          usage: { input_tokens: 12, output_tokens: 3, cost_usd: '0.0000036', model: 'openai/gpt-4o-mini' },
        },
      ],
    });
  });

  it('fail in a sentence, and the key stands in no event, snapshot or log, although the provider repeats it', async () => {
    const error = { error: { code: 'invalid_api_key', message: `Incorrect API key provided: ${canary}.` } };
    const { snapshot, logs } = await ran({ status: 401, type: 'application/json', body: JSON.stringify(error) });

    expect(JSON.parse(snapshot)).toMatchObject({
      status: 'failed',
      nodes: [
        {
          failure: {
            code: 'model-unauthorized',
            message: 'OpenAI did not accept the key of OPENAI_API_KEY: Incorrect API key provided: [key].',
          },
        },
      ],
    });
    expect(logs.length).toBeGreaterThan(0);
    expect([snapshot, logs].filter((text) => text.includes(canary))).toEqual([]);
  });

  it('miss the keys that are not set; in test mode and in a replay none is missed', () => {
    const missedBy = (more: Environment): readonly string[] =>
      missingModelKeys(readAppConfig({ OPENAI_API_KEY: canary, ...more }));

    expect(missedBy({ ICE_TEST_MODE: '0' })).toEqual(['ANTHROPIC_API_KEY', 'DEEPSEEK_API_KEY']);
    expect(missedBy({ ICE_TEST_MODE: '0', ICE_CASSETTES: 'record' })).toEqual(missedBy({ ICE_TEST_MODE: '0' }));
    expect([missedBy({}), missedBy({ ICE_TEST_MODE: '0', ICE_CASSETTES: 'replay' })]).toEqual([[], []]);
  });
});

describe('the gate of a provider', () => {
  it('lets out as many calls at a time as the operator allows', async () => {
    await using bench = await gateBench({ ICE_MODEL_CONCURRENCY: '1' });
    const first = callOf(bench.models);
    await first.next();
    const second = callOf(bench.models).next();
    await callOf(bench.models, 'deepseek/deepseek-chat').next();
    expect(bench.calls).toEqual(['/openai', '/deepseek']);
    await first.return?.();
    expect(await second).toMatchObject({ value: { type: 'delta' } });
    expect(bench.calls).toEqual(['/openai', '/deepseek', '/openai']);
  });

  it('lets out as many calls a minute as the operator allows', async () => {
    await using bench = await gateBench({ ICE_MODEL_REQUESTS_PER_MINUTE: '1' });
    await callOf(bench.models).next();
    const second = callOf(bench.models).next();
    await bench.clock.advanceSettled(59_999);
    await callOf(bench.models, 'deepseek/deepseek-chat').next();
    expect(bench.calls).toEqual(['/openai', '/deepseek']);
    await bench.clock.advanceSettled(1);
    expect(await second).toMatchObject({ value: { type: 'delta' } });
    expect(bench.calls).toEqual(['/openai', '/deepseek', '/openai']);
  });
});

interface GateBench extends AsyncDisposable {
  readonly models: ModelCatalog;
  readonly clock: ManualClock;
  /** Whose calls came, in their order. */
  readonly calls: readonly string[];
}

/** The models of a process with these limits, in front of a server that answers for two providers. */
async function gateBench(limits: Environment): Promise<GateBench> {
  const calls: string[] = [];
  const provider = createServer((request, response) => {
    calls.push((request.url ?? '').replace(/^\/v1|\/chat\/completions$/g, ''));
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(hello));
  });
  const clock = new ManualClock();
  const url = await listening(provider);
  const urls = { OPENAI_BASE_URL: `${url}/openai`, DEEPSEEK_BASE_URL: `${url}/deepseek` };
  const models = createModels(configOf({ ...urls, ...limits }), clock, pino({ level: 'silent' }));
  const close = async (): Promise<void> => {
    provider.closeAllConnections();
    await new Promise((resolve) => provider.close(resolve));
  };
  return { models, clock, calls, [Symbol.asyncDispose]: close };
}

/** A call of a session of its own, not begun yet. */
function callOf(models: ModelCatalog, model = 'openai/gpt-4o'): AsyncIterator<unknown> {
  const request = { model, messages: [{ role: 'user', content: 'Hello.' }], maxOutputTokens: 50 } as const;
  const context = { signal: new AbortController().signal, idempotencyKey: 'k' };
  return models.open(model).answer(request, context)[Symbol.asyncIterator]();
}

describe('cassettes', () => {
  it('recorded from a provider answer in its place, without a key and in test mode too', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ice-cassettes-'));
    try {
      const answer = { status: 200, type: 'text/event-stream', body: hello };
      const recorded = await ran(answer, { ICE_CASSETTES: 'record', ICE_CASSETTE_DIR: folder });
      expect(recorded.key).toBe(`Bearer ${canary}`);
      const replay = { ICE_CASSETTES: 'replay', ICE_CASSETTE_DIR: folder, OPENAI_API_KEY: '' };
      for (const ICE_TEST_MODE of ['0', '1']) {
        const replayed = await ran({ status: 500, type: 'text/plain', body: '' }, { ...replay, ICE_TEST_MODE });
        expect(replayed.key).toBeUndefined();
        expect(nodesOf(replayed)).toEqual(nodesOf(recorded));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What the node runs gave and used. */
function nodesOf({ snapshot }: Ran): readonly object[] {
  const { nodes } = JSON.parse(snapshot) as { readonly nodes: readonly Record<string, unknown>[] };
  return nodes.map(({ status, output, usage }) => ({ status, output, usage }));
}
