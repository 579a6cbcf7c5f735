/** Attempts that other workers make: the execution must not be able to tell the difference. The relay of these tests hands attempts, as
 *  JSON, to a second engine over the same store. */
import { describe, expect, it } from '@jest/globals';
import { IceError, type ExecutionEvent, type JsonObject, type JsonValue, type SecretStore } from '@ice/core';
import type { AttemptRelay, RelayedAttempt, RelayedEnd } from '@ice/orchestrator';
import { MemoryStore } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, type EngineOptions } from '../support/start-engine.js';

/** Gives attempts to another engine. */
class EngineRelay implements AttemptRelay {
  readonly seen: RelayedAttempt[] = [];
  worker: Engine | null = null;

  constructor(
    readonly width: number,
    private readonly document: JsonValue,
  ) {}

  async make(attempt: RelayedAttempt, signal: AbortSignal): Promise<RelayedEnd> {
    const { worker } = this;
    this.seen.push(attempt);
    if (!worker) throw new IceError('store-unavailable', 'Nobody takes attempts.', { retryable: true });
    const wire = JSON.parse(JSON.stringify(attempt)) as RelayedAttempt;
    const made = worker.factory.makeRelayed(worker.compile(this.document), wire, signal);
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    return JSON.parse(JSON.stringify(await Promise.race([made, left]))) as RelayedEnd;
  }
}

const say = defineTool({
  name: 'say',
  description: 'Says where it runs.',
  input: z.object({ text: z.string() }),
  output: z.object({ text: z.string() }),
  effect: 'idempotent',
  run: async ({ text }, context) => {
    context.log('info', `saying ${text}`);
    await context.sleep(5);
    if (text === 'bad') throw new Error(`${text} is not said.`);
    return { text: `${text}!` };
  },
});

const once = defineTool({
  name: 'once',
  description: 'Acts once.',
  input: z.object({ text: z.string() }),
  output: z.object({ text: z.string() }),
  effect: 'at_most_once',
  run: async ({ text }, context) => {
    await context.sleep(5);
    return { text };
  },
});

const each = (body: JsonObject, items: readonly JsonValue[]): JsonObject =>
  documentOf([{ id: 'each', type: 'loop', items, item_var: 'item', concurrency: 50, body: { nodes: [body] } }]);

const words = Array.from({ length: 20 }, (_, index) => `w${index}`);
const saying = each({ id: 'one', type: 'tool', tool_name: 'say', tool_args: { text: '{{ item }}' } }, words);

/** What was recorded, without times, ids and the order in which parallel runs ended. */
function contentOf(events: readonly ExecutionEvent[]): readonly string[] {
  return events
    .map(({ type, path, attempt, data }) => {
      const { duration_ms: _duration, worker: _worker, ...rest } = data as unknown as Record<string, JsonValue>;
      return JSON.stringify([type, path, attempt, rest]);
    })
    .sort();
}

async function playRelayed(document: JsonObject, options: EngineOptions = {}, width = 40) {
  const store = new MemoryStore();
  const relay = new EngineRelay(width, document);
  const shared = { tools: [say, once], ...options };
  const owner = new Engine({ ...shared, store, slots: 2, relay });
  relay.worker = new Engine({ ...shared, store });
  return { relay, owner, played: await owner.play(document) };
}

describe('attempts for which no slot is free', () => {
  it('are made by other workers, and recorded like all others', async () => {
    const { relay, played } = await playRelayed(saying);
    const alone = await new Engine({ tools: [say], slots: 64 }).play(saying);
    expect(played.head.status).toBe('completed');
    expect(contentOf(played.events)).toEqual(contentOf(alone.events));
    expect(played.snapshot.outputs).toEqual(alone.snapshot.outputs);
    expect(relay.seen.length).toBeGreaterThanOrEqual(words.length - 2);
  });

  it('cost the same, and are paid for by their owner', async () => {
    const document = each(
      { id: 'one', type: 'llm', model: 'gpt-5-mini', prompt: 'Say {{ item }}.', max_output_tokens: 50 },
      words,
    );
    const { relay, owner, played } = await playRelayed({ ...document, budget_usd: 5 });
    const alone = await new Engine().play(document);
    expect(relay.seen.length).toBeGreaterThan(0);
    expect(played.head.usage).toEqual(alone.head.usage);
    const [account] = await owner.ledger.balances([`execution:${played.head.execution_id}`]);
    expect(account).toMatchObject({ spent: Math.round(Number(played.head.cost_usd) * 1e9), reserved: 0 });
  });

  it('fail as they do at home, retries included', async () => {
    const body = {
      ...{ id: 'one', type: 'tool', tool_name: 'say', tool_args: { text: '{{ item }}' } },
      ...{ on_error: 'continue', retry: { max_attempts: 2, backoff: 'fixed', initial_ms: 1 } },
    };
    const document = each(body, ['a', 'bad', 'c', 'bad', 'e']);
    const { relay, played } = await playRelayed(document);
    const alone = await new Engine({ tools: [say], slots: 64 }).play(document);
    expect(contentOf(played.events)).toEqual(contentOf(alone.events));
    expect(relay.seen.length).toBeGreaterThan(0);
  });

  it('are made here when nobody takes them', async () => {
    const relay = new EngineRelay(40, saying);
    const played = await new Engine({ tools: [say], slots: 2, relay }).play(saying);
    expect(played.head.status).toBe('completed');
    expect(relay.seen.length).toBeGreaterThan(0);
  });

  it('stay here when they must not be made twice', async () => {
    const document = each({ id: 'one', type: 'tool', tool_name: 'once', tool_args: { text: '{{ item }}' } }, words);
    const { relay, played } = await playRelayed(document);
    expect([played.head.status, relay.seen]).toEqual(['completed', []]);
  });

  it('stay here while there are no other workers', async () => {
    const { relay, played } = await playRelayed(saying, {}, 0);
    expect([played.head.status, relay.seen]).toEqual(['completed', []]);
  });

  it('are stopped with their execution', async () => {
    const document = each({ id: 'one', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } }, words);
    const store = new MemoryStore();
    const relay = new EngineRelay(40, document);
    const owner = new Engine({ store, slots: 2, relay });
    relay.worker = new Engine({ store });
    const execution = await owner.open(document);
    const running = execution.run();
    while (relay.seen.length < words.length - 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await execution.cancel('enough');
    expect((await running).status).toBe('cancelled');
  });

  it('get their secrets where they are made, and nothing of them comes back', async () => {
    const value = 'canary-0123456789';
    const secrets = {
      store: { resolve: () => Promise.resolve({ value, version: 'v1' }) } as unknown as SecretStore,
      learn: () => undefined,
      ownKeys: { json: <Value>(given: Value): Value => given },
      inputs: { keep: () => Promise.resolve(), resolve: () => Promise.resolve(null) },
    };
    const seen: string[] = [];
    const call = defineTool({
      name: 'call',
      description: 'Calls with a key.',
      input: z.object({ key: z.string(), n: z.string() }),
      output: z.object({ text: z.string() }),
      effect: 'idempotent',
      secrets: ['/key'],
      run: async ({ key, n }, context) => {
        seen.push(key);
        context.log('info', `with ${key}`);
        await context.sleep(5);
        return { text: `${n} ${key}` };
      },
    });
    const args = { key: '{{ secrets.API_KEY }}', n: '{{ item }}' };
    const document = each({ id: 'one', type: 'tool', tool_name: 'call', tool_args: args }, words);
    const { relay, played } = await playRelayed(document, { tools: [call], secrets });
    expect(new Set(seen)).toEqual(new Set([value]));
    expect(relay.seen.length).toBeGreaterThan(0);
    expect(JSON.stringify([played.events, relay.seen])).not.toContain(value);
  });
});
