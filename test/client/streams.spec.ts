/** A stream through the client, over real connections that break: every event once and in order, by socket and over HTTP alike. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IceClient, type IceClientOptions, type StreamItem } from '@ice/client';
import type { ExecutionEvent } from '@ice/core';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { quick, toolNode, watchedBlueprint } from '../support/watched-blueprint.js';
import { CuttingProxy } from './cutting-proxy.js';

const ways = { 'a WebSocket': WebSocket, HTTP: false } as const satisfies Record<string, IceClientOptions['webSocket']>;
const wayNames = Object.keys(ways) as (keyof typeof ways)[];

/** Ends when it is cancelled. */
const endless = watchedBlueprint([toolNode('wait', 'sleep', { ms: 600_000 })]);
/** Writes once its reader is there. */
const written = watchedBlueprint([
  toolNode('wait', 'sleep', { ms: 300 }),
  {
    ...{ id: 'copy', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Describe a lamp in three sentences.' },
    ...{ max_output_tokens: 200, dependencies: ['wait'] },
  },
]);

/** Breaks out of one stream of each kind, gives up another, and has nothing more to do. */
const leaver = `
  import { IceClient } from '@ice/client';
  import { WebSocket } from 'ws';
  const { URL: url, KEY: apiKey, EXECUTION: id } = process.env;
  const firsts = [WebSocket, false].map(async (webSocket) => {
    const execution = new IceClient({ url, apiKey, webSocket }).executions.of(id);
    const controller = new AbortController();
    const waiting = execution.wait({ signal: controller.signal }).catch(() => undefined);
    for await (const { type } of execution.events()) {
      setTimeout(() => controller.abort(), 50);
      await waiting;
      return type;
    }
  });
  console.log((await Promise.all(firsts)).join(' '));
`;

const sequences = (items: readonly StreamItem[]): number[] => items.map((item) => (item as ExecutionEvent).sequence);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('a stream', () => {
  let api: KeyedApi;
  let proxy: CuttingProxy;
  beforeAll(async () => {
    api = await startKeyedApi();
    proxy = await CuttingProxy.start(api.port);
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await api.close();
  });

  const clientOf = (webSocket: IceClientOptions['webSocket'], options: Partial<IceClientOptions> = {}): IceClient =>
    new IceClient({ url: proxy.url, apiKey: api.keys.all, ...(webSocket !== undefined && { webSocket }), ...options });

  describe.each(wayNames)('over %s', (way) => {
    it('shows a running execution whole, though the connection is cut again and again', async () => {
      const ice = clientOf(ways[way]);
      const execution = await ice.executions.start({ blueprint: quick });
      const { cuts } = proxy;
      proxy.cutAfter(700, 900, 1_500, 2_500, 4_000);
      const events = await all(execution.events());
      proxy.cutAfter();
      const recorded = await all(execution.history({ limit: 7 }));
      expect(proxy.cuts - cuts).toBeGreaterThanOrEqual(3);
      expect(events).toEqual(recorded);
      expect(sequences(events)).toEqual(upTo(events.length));
      expect(events.at(-1)?.type).toBe('execution.completed');
    });

    it('shows an execution that has ended whole, wherever the connection is cut', async () => {
      const ice = clientOf(ways[way]);
      const execution = await ice.executions.start({ blueprint: quick });
      const { sequence } = await execution.wait();
      const places = fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 1, maxLength: 2 });
      await fc.assert(
        fc.asyncProperty(places, async (bytes) => {
          proxy.cutAfter(...bytes);
          const events = await all(execution.events());
          proxy.cutAfter();
          expect(sequences(events)).toEqual(upTo(sequence));
        }),
        { numRuns: 6 },
      );
    });

    it('begins where it is asked to, and has nothing to say behind the end', async () => {
      const execution = await clientOf(ways[way]).executions.start({ blueprint: quick });
      const { sequence } = await execution.wait();
      expect(sequences(await all(execution.events({ after: sequence - 2 })))).toEqual([sequence - 1, sequence]);
      expect(await all(execution.events({ after: sequence }))).toEqual([]);
      await expect(all(execution.events({ after: sequence + 1 }))).rejects.toMatchObject({ code: 'cursor-ahead' });
    });

    it('shows what its globs want, before a cut and after it', async () => {
      const execution = await clientOf(ways[way]).executions.start({ blueprint: quick });
      await execution.wait();
      proxy.cutAfter(900, 2_000);
      const events = await all(execution.events({ nodes: ['rows[*].copy'], types: ['node.completed'] }));
      proxy.cutAfter();
      expect(events.map(({ type, path }) => `${type} ${path}`).sort()).toEqual(
        upTo(5).map((row) => `node.completed rows[${row - 1}].copy`),
      );
    });

    it('of an unknown execution, or for an unknown key, says so', async () => {
      const ice = clientOf(ways[way]);
      const unknown = ice.executions.of('ex_01JD2X8Q4N6T9VZK3R5M7P0W1B');
      await expect(all(unknown.events())).rejects.toMatchObject({ name: 'IceProblem', code: 'not-found' });
      const stranger = clientOf(ways[way], { apiKey: api.dead.unknown }).executions.of(unknown.id);
      await expect(all(stranger.events())).rejects.toMatchObject({ name: 'IceProblem', code: 'unauthenticated' });
    });

    it('ends with its caller’s reason, as waiting does', async () => {
      const reason = new Error('enough');
      const controller = new AbortController();
      const execution = await clientOf(ways[way]).executions.start({ blueprint: endless });
      const reading = all(execution.events({ signal: controller.signal }));
      const waiting = execution.result({ signal: controller.signal });
      await untilRunning(execution.id);
      controller.abort(reason);
      await expect(reading).rejects.toBe(reason);
      await expect(waiting).rejects.toBe(reason);
      await execution.cancel();
      await expect(execution.result()).rejects.toMatchObject({ name: 'ExecutionFailed', status: 'cancelled' });
    });

    it('is closed by whoever breaks out of it', async () => {
      const execution = await clientOf(ways[way]).executions.start({ blueprint: endless });
      for await (const { type } of execution.events()) if (type === 'node.started') break;
      await execution.cancel();
      expect((await execution.wait()).status).toBe('cancelled');
    });

    it('goes on after a token is over, with a new one', async () => {
      const ice = clientOf(ways[way]);
      const tokens: string[] = [];
      const streamToken = async (): Promise<string> => {
        const { token } = await ice.streamTokens.create({ ttl_s: 1 });
        tokens.push(token);
        return token;
      };
      const watching = new IceClient({ url: proxy.url, webSocket: ways[way], streamToken });
      const execution = await ice.executions.start({ blueprint: endless });
      const reading = all(watching.executions.of(execution.id).events());
      while (tokens.length < 2) await sleep(20);
      await execution.cancel();
      const events = await reading;
      expect(sequences(events)).toEqual(upTo(events.length));
      expect(events.at(-1)?.type).toBe('execution.cancelled');
    });
  });

  it('brings pieces of text by socket, which make up the text that is recorded', async () => {
    const execution = await clientOf(WebSocket).executions.start({ blueprint: written });
    const items = await all(execution.events({ deltas: true }));
    const text = items.map((item) => (item.type === 'delta' ? item.text : '')).join('');
    const { nodes } = await execution.snapshot();
    expect(text).not.toBe('');
    expect(nodes[1]?.output).toMatchObject({ text });
  });

  it('refuses pieces of text where there are no sockets', async () => {
    const execution = await clientOf(false).executions.start({ blueprint: endless });
    expect(() => execution.events({ deltas: true })).toThrow(TypeError);
    await execution.cancel();
  });

  it('goes over HTTP where sockets do not get through', async () => {
    class BlockedSocket extends WebSocket {
      constructor(url: string) {
        super(url.replace('/api/v1/stream', '/not/there'));
      }
    }
    const execution = await clientOf(BlockedSocket).executions.start({ blueprint: quick });
    const events = await all(execution.events());
    expect(sequences(events)).toEqual(upTo((await execution.snapshot()).sequence));
  });

  it('says that nobody is there once nobody is', async () => {
    const gone = await CuttingProxy.start(api.port);
    const ice = new IceClient({ url: gone.url, apiKey: api.keys.all, webSocket: WebSocket, reconnectForMs: 300 });
    const execution = await ice.executions.start({ blueprint: endless });
    const events = execution.events();
    await events.next();
    await gone[Symbol.asyncDispose]();
    await expect(all(events)).rejects.toMatchObject({ name: 'IceUnreachable' });
    await clientOf(WebSocket).executions.of(execution.id).cancel();
  });

  it('holds up no program that has given it up', async () => {
    const execution = await clientOf(false).executions.start({ blueprint: endless });
    const program = spawn(process.execPath, ['--input-type=module', '-e', leaver], {
      cwd: path.resolve(__dirname, '../..'),
      env: { ...process.env, URL: api.url, KEY: api.keys.all, EXECUTION: execution.id },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [[said], [code]] = await Promise.all([once(program.stdout, 'data'), once(program, 'exit')]);
    expect([String(said), code]).toEqual(['execution.queued execution.queued\n', 0]);
    await execution.cancel();
  });

  async function untilRunning(id: string): Promise<void> {
    while ((await api.ask(api.keys.all, 'GET', `/api/v1/executions/${id}`)).body.nodes.length === 0);
  }
});
