/** Secret inputs through the real engine: kept before an execution is accepted, resolved for each call, masked wherever they come back,
 *  handed on to children as secrets alone, and in no journal of the whole tree. */
import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  FailureError,
  SecretCipher,
  SecretInputRepository,
  SecretMask,
  SecretStore,
  splitSecretInputs,
  type CompiledBlueprint,
  type JsonObject,
  type JsonValue,
  type ResolvedSecret,
} from '@ice/core';
import type { StartRequest } from '@ice/orchestrator';
import { MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const canary = 'input-sesame-1234';
const keptCanary = 'kept-sesame-5678';

/** Kept secrets of one process. */
class SecretMap extends SecretStore {
  readonly values = new Map<string, string>([['TOKEN', keptCanary]]);

  override resolve(_tenant: string, name: string): Promise<ResolvedSecret | null> {
    const value = this.values.get(name);
    return Promise.resolve(value === undefined ? null : { value, version: '1' });
  }
}

/** An engine with a tool that takes a secret, keeps what it was given, and gives something back. */
function open(store = new MemoryStore(), back: (key: string, calls: number) => JsonValue = (key) => ({ key })) {
  const given: string[] = [];
  const use = defineTool({
    name: 'use',
    description: 'Uses a key.',
    input: z.object({ key: z.string().default(''), other: z.unknown().optional() }),
    output: z.unknown(),
    secrets: ['/key'],
    run: ({ key }, context) => {
      given.push(key);
      context.log('info', `used ${key}`);
      return back(key, given.length) as never;
    },
  });
  const cipher = new SecretCipher(createSecretKey(Buffer.alloc(32, 7)));
  const inputs = new SecretInputRepository(store, new SystemClock(), new UlidSource(), cipher);
  const secrets = new SecretMap();
  const source = { store: secrets, inputs, learn: () => undefined, ownKeys: new SecretMask() };
  return { engine: new Engine({ tools: [use], secrets: source, store }), given, inputs, secrets, store };
}

const use = (id: string, key: string, more: JsonObject = {}): JsonObject => ({
  ...{ id, type: 'tool', tool_name: 'use', tool_args: { key } },
  ...more,
});
const echo = (id: string, value: JsonValue): JsonObject => ({
  ...{ id, type: 'tool', tool_name: 'echo', tool_args: { value } },
});
const run = (id: string, child: CompiledBlueprint, inputs: JsonObject, more: JsonObject = {}): JsonObject => ({
  ...{ id, type: 'workflow', blueprint: child.revision, inputs },
  ...more,
});
const secretKey = { inputs: { key: { type: 'string', writeOnly: true } } };
const key = '{{ inputs.key }}';
const hasEnded = ({ head }: Played): boolean => head.ended_at !== null;

/** As a start of the API does it: the values are taken out before anything else. */
function start(engine: Engine, document: JsonValue, inputs: JsonObject, more: Partial<StartRequest> = {}) {
  return engine.start(document, inputs, { ...splitSecretInputs(engine.compile(document).inputs, inputs), ...more });
}

async function play(engine: Engine, document: JsonValue, inputs: JsonObject = { key: canary }): Promise<Played> {
  return engine.until(await start(engine, document, inputs), hasEnded);
}

/** Journals, heads and records as they are stored. */
async function everything(store: MemoryStore, ...ids: readonly string[]): Promise<string> {
  const journals = await Promise.all(ids.map((id) => store.range(id, 0, 1_000)));
  const heads = await store.scan({ collection: 'executions', limit: 1_000 });
  const kept = await store.scan({ collection: 'secret_inputs', limit: 1_000 });
  return JSON.stringify([journals, heads, kept]);
}

const childrenOf = ({ events }: Played): readonly string[] =>
  events.flatMap((event) => (event.type === 'node.waiting' ? (event.data.signal.child_execution_id ?? []) : []));

describe('a secret input', () => {
  it('is what the tool is given, and a label everywhere else', async () => {
    const { engine, given, store } = open();
    const document = documentOf([use('a', `Bearer ${key}`), echo('b', '{{ [nodes.a, inputs] }}')], secretKey);
    const played = await play(engine, document);
    expect(given).toEqual([`Bearer ${canary}`]);
    const label = '••• inputs.key';
    expect(played.snapshot.inputs).toEqual({ key: label });
    expect(played.snapshot.outputs).toEqual({ b: { value: [{ key: `Bearer ${label}` }, { key: label }] } });
    const stored = await everything(store, played.head.execution_id);
    expect([stored.includes('secret_inputs') || stored.includes('key_id'), stored.includes(canary)]).toEqual([
      true,
      false,
    ]);
  });

  it('is masked in a failure', async () => {
    const { engine } = open(undefined, (value) => {
      throw new FailureError('no', `refused: ${value}`, { evidence: { value } });
    });
    const { snapshot } = await play(engine, documentOf([use('a', key)], secretKey));
    expect(snapshot.failure).toMatchObject({
      message: 'refused: ••• inputs.key',
      evidence: { value: '••• inputs.key' },
    });
  });

  it('is read again, and masked, by whoever goes on with the execution', async () => {
    const first = open();
    const pause = { id: 'pause', type: 'wait', signal: 'go', dependencies: ['a'] };
    const document = documentOf([use('a', key), pause, use('b', key, { dependencies: ['pause'] })], secretKey);
    const id = await start(first.engine, document, { key: canary }, {});
    await first.engine.until(id, ({ events }) => events.some(({ type }) => type === 'node.waiting'));
    await first.engine.supervisor.drain(1_000);
    const second = open(first.store);
    second.engine.compile(document);
    const head = await second.engine.executions.head(id);
    if (head?.status === 'running') await second.engine.supervisor.resume(head, 'drained');
    await second.engine.answer(id, { name: 'go' }, { value: 1 });
    const { snapshot } = await second.engine.until(id, hasEnded);
    expect([first.given, second.given]).toEqual([[canary], [canary]]);
    expect(snapshot.outputs).toEqual({ b: { key: '••• inputs.key' } });
    expect(await everything(first.store, id)).not.toContain(canary);
  });

  it('fails the call that finds it gone', async () => {
    const { engine, inputs, given } = open();
    const nodes = [{ id: 'pause', type: 'wait', signal: 'go' }, use('a', key, { dependencies: ['pause'] })];
    const id = await start(engine, documentOf(nodes, secretKey), { key: canary });
    await engine.until(id, ({ head }) => head.status === 'waiting');
    await inputs.remove(id);
    await engine.answer(id, { name: 'go' }, { value: 1 });
    const { snapshot } = await engine.until(id, hasEnded);
    expect([snapshot.failure?.code, snapshot.failure?.message, given]).toEqual([
      'secret-missing',
      'The secret inputs.key is not kept any more.',
      [],
    ]);
    await engine.supervisor.drain(0);
  });

  it('of one execution gives no output from the cache to another', async () => {
    const { engine, given } = open();
    const document = documentOf([use('a', key, { cache: { ttl_s: 60 } })], secretKey);
    await play(engine, document);
    await play(engine, document, { key: 'another-value-99' });
    await play(engine, document);
    expect(given).toEqual([canary, 'another-value-99', canary]);
  });

  it('that a rerun gives anew has what reads it run again, and nothing else', async () => {
    const { engine, given } = open();
    const document = documentOf([use('a', key), echo('b', 1), echo('c', '{{ nodes.a }}')], secretKey);
    const first = await play(engine, document);
    const link = { execution_id: first.head.execution_id, reuse: 'upstream', secret_inputs: ['key'] } as const;
    const id = await start(engine, document, { key: 'another-value-99' }, { rerun: link });
    const again = await engine.until(id, hasEnded);
    expect(given).toEqual([canary, 'another-value-99']);
    expect(storyOf(again.events).filter((line) => /^node.(reused|started)/.test(line))).toEqual([
      'node.reused b',
      'node.started a',
      'node.started c',
    ]);
  });
});

describe('a secret that is handed to a child', () => {
  it.each([
    ['an input', `Bearer ${key}`, `Bearer ${canary}`],
    ['a kept one', '{{ secrets.TOKEN }}', keptCanary],
  ])('as %s is kept with it, and in no journal', async (_what, handed, value) => {
    const { engine, given, inputs, store } = open();
    const child = engine.compile(documentOf([use('c', key)], secretKey));
    const played = await play(engine, documentOf([run('call', child, { key: handed })], secretKey));
    const [childId = ''] = childrenOf(played);
    const childPlayed = await engine.look(childId);
    expect(given).toEqual([value]);
    expect(childPlayed.snapshot.inputs).toEqual({ key: '••• inputs.key' });
    // A copy of a kept secret has two names.
    expect(childPlayed.snapshot.outputs).toEqual({ c: { key: expect.stringMatching(/^••• (inputs\.key|TOKEN)$/) } });
    expect((await inputs.resolve(childId, 'key'))?.value).toBe(value);
    const stored = await everything(store, played.head.execution_id, childId);
    expect([stored.includes(canary), stored.includes(keptCanary)]).toEqual([false, false]);
  });

  it('fails the child where it is gone, and where it could not be masked', async () => {
    const { engine, secrets } = open();
    const child = engine.compile(documentOf([use('c', key)], secretKey));
    const calling = documentOf([run('call', child, { key: '{{ secrets.TOKEN }}' })]);
    secrets.values.set('TOKEN', 'short');
    const short = await play(engine, calling, {});
    secrets.values.delete('TOKEN');
    const gone = await play(engine, calling, {});
    expect([short.snapshot.failure?.code, gone.snapshot.failure?.code]).toEqual(['inputs-invalid', 'secret-missing']);
    expect(short.snapshot.failure?.message).toMatch(/^\/key: key: it has fewer than 8 characters/);
  });
});

describe('a secret of an execution', () => {
  const reads = (value: string): JsonObject => use('a', value);
  /** Whoever is asked without a key repeats what was sent before. */
  const repeating =
    (sent: string) =>
    (value: string): JsonValue =>
      value === '' ? { repeated: sent } : 'sent';

  it.each([
    ['an input of it', key, canary, '••• inputs.key'],
    ['a kept one', '{{ secrets.TOKEN }}', keptCanary, '••• TOKEN'],
  ])('is masked in the journals of all below it: %s', async (_what, read, value, label) => {
    const { engine, store } = open(undefined, repeating(value));
    const grandchild = engine.compile(documentOf([use('g', '')]));
    const child = engine.compile(documentOf([use('c', ''), run('deep', grandchild, {})]));
    const rest = read === key ? secretKey : {};
    const document = documentOf([reads(read), run('call', child, {}, { dependencies: ['a'] })], rest);
    const played = await play(engine, document, read === key ? { key: canary } : {});
    const [childId = ''] = childrenOf(played);
    const [grandchildId = ''] = childrenOf(await engine.look(childId));
    expect((await engine.look(grandchildId)).snapshot.outputs).toEqual({ g: { repeated: label } });
    expect(await everything(store, played.head.execution_id, childId, grandchildId)).not.toContain(value);
  });

  it('that only a child reads is masked in its parent, and in the next child', async () => {
    const { engine, store } = open(undefined, repeating(keptCanary));
    const reading = engine.compile(documentOf([use('c', '{{ secrets.TOKEN }}')]));
    const other = engine.compile(documentOf([use('d', '')], { name: 'other' }));
    const nodes = [
      run('first', reading, {}),
      run('second', other, {}, { dependencies: ['first'] }),
      use('own', '', { dependencies: ['second'] }),
    ];
    const played = await play(engine, documentOf(nodes), {});
    expect(played.snapshot.outputs).toEqual({ own: { repeated: '••• TOKEN' } });
    expect(await everything(store, played.head.execution_id, ...childrenOf(played))).not.toContain(keptCanary);
  });
});
