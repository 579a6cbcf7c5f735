/** Agents in a real server that asks a provider on loopback over the official SDK: what was paid for before a SIGKILL is not paid again, and
 *  large turns are there whole. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { startModelServer, type ModelServer } from '../support/model-server.js';
import { openAiReply } from '../support/openai-reply.js';

const usage = { prompt_tokens: 100, completion_tokens: 20 };
const blueprint = {
  schema_version: '1.0',
  name: 'agents',
  nodes: [
    {
      id: 'helper',
      type: 'agent',
      model: 'openai/gpt-4o-mini',
      instructions: 'Help.',
      input: 'What is it?',
      tools: ['echo', 'sleep'],
      max_iterations: 5,
      max_output_tokens: 100,
      max_tool_output_tokens: 100_000,
    },
  ],
};

describe('agents in a server', () => {
  let dataDir: string;
  let provider: ModelServer;
  let server: ApiProcess;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-agents-'));
    provider = await startModelServer();
    env = { ICE_TEST_MODE: '0', OPENAI_BASE_URL: `${provider.url}/v1`, OPENAI_API_KEY: 'sk-test' };
    server = await startApiProcess({ dataDir, env });
  });
  afterAll(async () => {
    await server.kill('SIGTERM');
    await provider[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<string> => {
    const { body } = await server.request('POST', '/api/v1/executions/', { json: { blueprint } });
    return body.execution_id;
  };
  const eventsOf = async (id: string) =>
    (await server.request('GET', `/api/v1/executions/${id}/events?limit=1000`)).body.data;

  async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('It did not come to that.');
  }

  it('go on after SIGKILL in the middle of a call: no turn is asked for twice, and the call is made again', async () => {
    provider.reply = (body) => {
      const turns = (body['messages'] as readonly { role: string }[]).filter(({ role }) => role === 'assistant').length;
      return openAiReply(turns === 0 ? [{ name: 'sleep', arguments: { ms: 1_500 } }] : [], 'Rested.', usage);
    };
    const before = provider.bodies.length;
    const id = await start();
    await until(async () => {
      const events: readonly { type: string }[] = await eventsOf(id);
      return events.find(({ type }) => type === 'tool.called');
    });
    await server.kill('SIGKILL');
    server = await startApiProcess({ dataDir, env });
    const snapshot = await until(async () => {
      const { body } = await server.request('GET', `/api/v1/executions/${id}`);
      return body.ended_at === null ? undefined : body;
    });
    expect(snapshot).toMatchObject({ status: 'completed', outputs: { helper: { text: 'Rested.' } } });
    expect(provider.bodies.length - before).toBe(2);
    const types = (await eventsOf(id)).map(({ type }: { type: string }) => type);
    const count = (wanted: string): number => types.filter((type: string) => type === wanted).length;
    expect(['model.answered', 'tool.called', 'tool.returned'].map(count)).toEqual([2, 1, 1]);
    expect(snapshot.usage).toMatchObject({ input_tokens: 200, output_tokens: 40 });
  });

  it('show turns and results that are too large for their event whole under the sequence of the event', async () => {
    const long = 'word '.repeat(4_000);
    provider.reply = (body) => {
      const turns = (body['messages'] as readonly { role: string }[]).filter(({ role }) => role === 'assistant').length;
      return openAiReply(turns === 0 ? [{ name: 'echo', arguments: { value: long } }] : [], 'Done.', usage);
    };
    const id = await start();
    const events: readonly { type: string; sequence: number; data: Record<string, unknown> }[] = await until(
      async () => {
        const seen = await eventsOf(id);
        return seen.at(-1)?.type === 'execution.completed' ? seen : undefined;
      },
    );
    const io = async (type: string, part: string) => {
      const event = events.find((one) => one.type === type);
      expect(event?.data).toHaveProperty(`${part}_ref.hash`);
      const place = `/api/v1/executions/${id}/nodes/helper/io?part=${part}&sequence=${event?.sequence}`;
      return (await server.request('GET', place)).body;
    };
    const [call] = (await io('model.answered', 'output')).tool_calls;
    expect(JSON.parse(call.arguments)).toEqual({ value: long });
    expect(await io('tool.called', 'input')).toEqual({ value: long });
    expect(JSON.parse(await io('tool.returned', 'output'))).toEqual({ value: long });
    const other = await server.request('GET', `/api/v1/executions/${id}/nodes/helper/io?sequence=1`);
    expect([other.status, other.body.code]).toEqual([404, 'not-found']);
  });
});
