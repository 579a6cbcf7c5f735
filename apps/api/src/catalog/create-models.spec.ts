/** Live models through the whole API, with a provider on loopback: what a call costs is shown, and its key is not, anywhere. */
import { describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { AppConfig } from '../config/app-config.js';
import { readAppConfig } from '../config/read-app-config.js';
import { createApp } from '../create-app.js';
import { missingModelKeys } from './create-models.js';

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

/** Runs one llm node against a provider that answers so; gives the snapshot with its events, and everything that was logged. */
async function ran(reply: Reply): Promise<{ readonly snapshot: string; readonly logs: string; readonly key?: string }> {
  let key: string | undefined;
  const provider = createServer((request, response) => {
    key = request.headers.authorization;
    request.resume().on('end', () => response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body));
  });
  const baseUrl = await listening(provider);
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const app = await createApp(liveConfig(baseUrl), logger);
  try {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const snapshot = await executed(`http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`);
    return { snapshot, logs: lines.join(''), ...(key !== undefined && { key }) };
  } finally {
    await app.close();
    await new Promise((resolve) => provider.close(resolve));
  }
}

function liveConfig(baseUrl: string): AppConfig {
  const environment = { PORT: '0', ICE_STORE: 'memory', ICE_TEST_MODE: '0', OPENAI_API_KEY: canary };
  const config = readAppConfig({ ...environment, OPENAI_BASE_URL: baseUrl });
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

  it('miss the keys that are not set; in test mode none is missed', () => {
    const named = missingModelKeys(readAppConfig({ ICE_TEST_MODE: '0', OPENAI_API_KEY: canary }));

    expect([named, missingModelKeys(readAppConfig({}))]).toEqual([['ANTHROPIC_API_KEY', 'DEEPSEEK_API_KEY'], []]);
  });
});
