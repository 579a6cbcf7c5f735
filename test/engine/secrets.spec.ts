/** Secrets through the real engine: resolved for each call anew, and masked wherever they come back, also for whoever goes on with the
 *  execution in another process. */
import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  FailureError,
  IceError,
  SecretCipher,
  SecretInputRepository,
  SecretMask,
  SecretStore,
  type JsonObject,
  type JsonValue,
  type ResolvedSecret,
  type Tenant,
  type Usage,
} from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';

/** Secrets in a map; the version counts the values that a name has had. */
class SecretMap extends SecretStore {
  readonly asked: (readonly [Tenant, string])[] = [];
  private readonly values = new Map<string, ResolvedSecret>();
  fault: IceError | null = null;

  set(name: string, value: string): this {
    const version = `${Number(this.values.get(name)?.version ?? 0) + 1}`;
    this.values.set(name, { value, version });
    return this;
  }

  override async resolve(tenant: Tenant, name: string): Promise<ResolvedSecret | null> {
    this.asked.push([tenant, name]);
    if (this.fault) throw this.fault;
    return this.values.get(name) ?? null;
  }
}

const canary = 'sesame-open-1234';
const usage: Usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };

/** An engine with a tool that takes a secret, keeps what it was given, and gives it back in some way. */
function open(options: {
  readonly secrets?: SecretMap;
  readonly store?: MemoryStore;
  readonly back?: (key: string, calls: number) => JsonValue;
  readonly model?: ScriptedModel;
  readonly ownKeys?: SecretMask;
}) {
  const secrets = options.secrets ?? new SecretMap().set('TOKEN', canary);
  const { back = (key) => ({ key }), store = new MemoryStore() } = options;
  const { model = new ScriptedModel([]), ownKeys = new SecretMask() } = options;
  const given: string[] = [];
  const learnt: string[] = [];
  const use = defineTool({
    name: 'use',
    description: 'Uses a key.',
    input: z.object({ key: z.string().default(''), other: z.unknown().optional() }),
    output: z.unknown(),
    secrets: ['/key'],
    run: ({ key }, context) => {
      given.push(key);
      context.log('info', `used ${key}`, { key });
      return back(key, given.length) as never;
    },
  });
  const learn = (name: string, value: string): void => void learnt.push(`${name}=${value}`);
  const cipher = new SecretCipher(createSecretKey(Buffer.alloc(32, 7)));
  const inputs = new SecretInputRepository(store, new SystemClock(), new UlidSource(), cipher);
  const source = { store: secrets, inputs, learn, ownKeys };
  const engine = new Engine({ tools: [use], secrets: source, model: () => model, store });
  return { engine, given, learnt, secrets, inputs };
}

const use = (
  id: string,
  more: JsonObject = {},
  args: JsonObject = { key: 'Bearer {{ secrets.TOKEN }}' },
): JsonObject => ({
  ...{ id, type: 'tool', tool_name: 'use', tool_args: args },
  ...more,
});
const read = (id: string, value: JsonValue): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
});

describe('a secret in the argument of a tool', () => {
  it('is what the tool is given, and its name is what is recorded and what others read', async () => {
    const { engine, given, learnt, secrets } = open({});
    const { snapshot, events } = await engine.play(documentOf([use('a'), read('b', '{{ nodes.a }}')]));
    expect(given).toEqual([`Bearer ${canary}`]);
    expect(snapshot.outputs).toEqual({ b: { value: { key: 'Bearer ••• TOKEN' } } });
    expect(events.filter(({ type }) => type === 'node.started' || type === 'log').map(({ data }) => data)).toEqual([
      { kind: 'tool', input: { key: 'Bearer ••• TOKEN' } },
      { level: 'info', message: 'used Bearer ••• TOKEN', fields: { key: 'Bearer ••• TOKEN' } },
      { kind: 'tool', input: { value: { key: 'Bearer ••• TOKEN' } } },
    ]);
    expect(JSON.stringify(events)).not.toContain(canary);
    expect(learnt).toContain(`TOKEN=${canary}`);
    expect(secrets.asked.every(([tenant, name]) => tenant === '00000' && name === 'TOKEN')).toBe(true);
  });

  it('is masked in a failure, its evidence, and where the message was cut', async () => {
    const back = (key: string): never => {
      throw new FailureError('no', `${'x'.repeat(1_990)} ${key}`, { evidence: { [key]: [key] } });
    };
    const { snapshot } = await open({ back }).engine.play(documentOf([use('a', {}, { key: '{{ secrets.TOKEN }}' })]));
    expect(snapshot.failure).toMatchObject({ code: 'no', evidence: { '••• TOKEN': ['••• TOKEN'] } });
    expect(snapshot.failure?.message.slice(1_985)).toBe('xxxxx ••• TOKEN');
  });

  it('is resolved anew for each attempt, and an earlier value stays masked', async () => {
    const secrets = new SecretMap().set('TOKEN', canary);
    const back = (key: string, calls: number): JsonValue => {
      if (calls === 2) return { now: key, before: canary };
      secrets.set('TOKEN', 'another-value-99');
      throw new FailureError('busy', 'Later.', { retryable: true });
    };
    const { engine, given } = open({ secrets, back });
    const { snapshot } = await engine.play(documentOf([use('a', { retry: { max_attempts: 2, initial_ms: 1 } })]));
    expect(given).toEqual([`Bearer ${canary}`, 'Bearer another-value-99']);
    expect(snapshot.outputs).toEqual({ a: { now: 'Bearer ••• TOKEN', before: '••• TOKEN' } });
  });

  it('fails the call that finds it gone, with every name that is missing', async () => {
    const args = { key: '{{ secrets.GONE }}{{ secrets.TOKEN }}{{ secrets.AWAY }}' };
    const { engine, given } = open({});
    const { snapshot } = await engine.play(documentOf([use('a', {}, args)]));
    expect([snapshot.failure?.code, snapshot.failure?.message, given]).toEqual([
      'secret-missing',
      'Not set are: GONE, AWAY.',
      [],
    ]);
    expect(snapshot.failure?.evidence).toEqual({ secrets: ['GONE', 'AWAY'] });
  });

  it.each([
    ['secret-unreadable', false],
    ['store-unavailable', true],
  ] as const)('fails the call while the store says %s', async (code, retryable) => {
    const { engine, secrets, given } = open({});
    secrets.fault = new IceError(code, 'It cannot be read.', { retryable });
    const { snapshot } = await engine.play(documentOf([use('a')]));
    expect(snapshot.failure).toMatchObject({ code, message: 'It cannot be read.' });
    expect(given).toEqual([]);
  });

  it('is known again to whoever goes on with the execution: what was sent before may come back', async () => {
    const document = documentOf([use('a'), use('b', { dependencies: ['a'] }, { other: 1 })]);
    const first = open({ back: () => 'sent' });
    const { events } = await first.engine.play(document);
    const firstEnded = events.findIndex(({ type }) => type === 'node.completed');
    const second = open({ back: () => ({ kept: canary }), store: first.engine.store as MemoryStore });
    const { snapshot, events: after } = await second.engine.resumeFrom(document, events.slice(0, firstEnded + 1));
    expect(second.given).toEqual(['']);
    expect(snapshot.outputs).toEqual({ b: { kept: '••• TOKEN' } });
    expect(JSON.stringify(after)).not.toContain(canary);
  });

  it('is masked in what a tool tells the model of an agent', async () => {
    const model = new ScriptedModel((request, call) => {
      if (call > 0) return { text: JSON.stringify(request.messages), usage };
      return { text: '', toolCalls: [{ id: 'call_0', name: 'use', arguments: '{"key":"mine"}' }], usage };
    });
    const { engine } = open({ model, back: (_key, calls) => (calls === 1 ? 'sent' : { kept: canary }) });
    const agent = {
      ...{ id: 'helper', type: 'agent', model: 'openai/gpt-4o-mini', instructions: 'i', input: 'x', tools: ['use'] },
      ...{ max_iterations: 3, max_output_tokens: 50, dependencies: ['a'] },
    };
    const { events } = await engine.play(documentOf([use('a'), agent]));
    const returned = events.find(({ type }) => type === 'tool.returned');
    expect(returned?.data).toMatchObject({ ok: true, output: '{"kept":"••• TOKEN"}' });
    expect(JSON.stringify(events)).not.toContain(canary);
  });
});

describe('what a child execution gives', () => {
  it('is without the secrets of its parent', async () => {
    const { engine, given } = open({ back: (_key, calls) => (calls === 1 ? 'sent' : { kept: canary }) });
    const child = engine.compile(documentOf([use('c', {}, { other: 1 })]));
    const calling = { id: 'call', type: 'workflow', blueprint: child.revision, inputs: {}, dependencies: ['a'] };
    const id = await engine.start(documentOf([use('a'), calling, read('b', '{{ nodes.call }}')]));
    const { snapshot } = await engine.until(id, (played) => played.head.ended_at !== null);
    expect(given).toEqual([`Bearer ${canary}`, '']);
    expect(snapshot.outputs).toEqual({ b: { value: { c: { kept: '••• TOKEN' } } } });
  });
});

describe('a cached output', () => {
  const cached = use('a', { cache: { ttl_s: 60 } });

  it('is used again while the secret is the same, and not for another value of it', async () => {
    const secrets = new SecretMap().set('TOKEN', canary);
    const { engine, given } = open({ secrets });
    await engine.play(documentOf([cached]));
    await engine.play(documentOf([cached]));
    expect(given).toHaveLength(1);
    secrets.set('TOKEN', 'another-value-99');
    await engine.play(documentOf([cached]));
    expect(given).toEqual([`Bearer ${canary}`, 'Bearer another-value-99']);
  });

  it('is not that of a text that only looks the same', async () => {
    const { engine, given } = open({});
    await engine.play(documentOf([cached]));
    await engine.play(documentOf([{ ...cached, tool_args: { key: 'Bearer ••• TOKEN' } }]));
    expect(given).toEqual([`Bearer ${canary}`, 'Bearer ••• TOKEN']);
  });
});

describe('a key of the process', () => {
  it('is masked in failures and log lines, also of an execution that reads no secret', async () => {
    const ownKeys = new SecretMask();
    ownKeys.learn('OPENAI_API_KEY', 'sk-own-key-12345');
    const back = (): never => {
      throw new Error('Incorrect key: sk-own-key-12345');
    };
    const { engine } = open({ ownKeys, back });
    const { snapshot } = await engine.play(documentOf([use('a', {}, { key: 'x' })]));
    expect(snapshot.failure?.message).toBe('Incorrect key: ••• OPENAI_API_KEY');
  });
});
