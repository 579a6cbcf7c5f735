/** The AsyncAPI document says what the stream says: complete, true, and served without anybody else's help. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileSchema, type JsonObject, type JsonValue, type ValueChecker } from '@ice/core';
import { StreamClient, type Frame } from '../support/stream-client.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { MarkdownPage } from './markdown-page.js';

const officialFile = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.1.0-without-$id.json');

interface Message {
  readonly name: string;
  readonly summary: string;
  readonly payload: JsonObject;
  readonly examples: readonly { readonly payload: JsonObject }[];
}

interface Document {
  readonly asyncapi: string;
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: object; readonly 'x-close-codes': object }>
  >;
  readonly operations: Readonly<
    Record<string, { readonly action: string; readonly messages: readonly { readonly $ref: string }[] }>
  >;
  readonly components: { readonly messages: Readonly<Record<string, Message>>; readonly schemas: JsonObject };
}

const blueprint = {
  schema_version: '1.0',
  name: 'watched',
  nodes: [
    { id: 'ask', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Say hello.', max_output_tokens: 50 },
    { id: 'back', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.ask.text }}' } },
  ],
};

describe('the AsyncAPI document', () => {
  let api: RunningApi;
  let document: Document;
  let knownSchemas: Readonly<Record<string, JsonObject>>;
  const checkers = new Map<string, ValueChecker>();

  beforeAll(async () => {
    api = await startApi();
    document = (await api.request('GET', '/asyncapi.json')).body as Document;
    knownSchemas = { 'urn:stream': { $defs: definitionsOf(document) } };
  });
  afterAll(() => api.close());

  /** What keeps a frame from fitting the payload of a message. */
  function problemsOf(message: string, frame: JsonValue): readonly string[] {
    const check = checkers.get(message) ?? compileSchema({ $ref: `urn:stream#/$defs/${message}` }, { knownSchemas });
    checkers.set(message, check);
    return check(frame).map(({ pointer, message: text }) => `${pointer}: ${text}`);
  }

  const messagesOf = (side: 'client' | 'server'): readonly Message[] =>
    Object.values(document.components.messages).filter(({ name }) => name.startsWith(side));

  it('is AsyncAPI by the schema of those who define it, which refuses others', () => {
    const official = JSON.parse(readFileSync(officialFile, 'utf8')) as object;
    const judge = new Ajv({ unknownFormats: 'ignore', logger: false }).compile(official);
    expect([judge(document), judge.errors]).toEqual([true, null]);
    expect(judge({ ...document, channels: { watched: { addres: '/ws' } } })).toBe(false);
  });

  it('is AsyncAPI 3.1 with both places of the stream', () => {
    expect(document.asyncapi).toBe('3.1.0');
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual([
      '/api/v1/stream',
      '/ws/executions/{execution_id}',
    ]);
  });

  it('refers to nothing that is not there', () => {
    const targets = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer = '']) => pointer);
    const missing = targets.filter((pointer) => at(document, pointer) === undefined);

    expect([...new Set(missing)]).toEqual([]);
    expect(targets.length).toBeGreaterThan(100);
  });

  it('uses every message in every place, each on one side, and every schema', () => {
    const names = Object.keys(document.components.messages).sort();
    const used = Object.values(document.operations).flatMap(({ messages }) => messages.map(({ $ref }) => $ref));
    const text = JSON.stringify(document);
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    );

    expect(used.sort()).toEqual(
      Object.keys(document.channels)
        .flatMap((channel) => names.map((name) => `#/channels/${channel}/messages/${name}`))
        .sort(),
    );
    expect(unused).toEqual([]);
  });

  it('has an example or more of every message, which fits it, and no other of the same side', () => {
    const wrong = (['client', 'server'] as const).flatMap((side) =>
      messagesOf(side).flatMap(({ name, examples }) =>
        examples.flatMap(({ payload }) =>
          messagesOf(side)
            .filter((other) => (problemsOf(other.name, payload).length === 0) !== (other.name === name))
            .map((other) => `${name}: ${other.name} ${problemsOf(other.name, payload).join('; ')}`),
        ),
      ),
    );
    const without = Object.values(document.components.messages).filter(({ examples }) => examples.length === 0);

    expect(wrong).toEqual([]);
    expect(without).toEqual([]);
  });

  it('gives the close codes of the reference', () => {
    const codes = new MarkdownPage('docs/reference/stream.md').rows('Close codes').map((row) => row['code']);

    expect(Object.values(document.channels).map((channel) => Object.keys(channel['x-close-codes']))).toEqual([
      codes,
      codes,
    ]);
  });

  it('describes every frame of a socket on which an execution is watched, refused and finished', async () => {
    const started = await api.request('POST', '/api/v1/executions', { json: { blueprint } });
    const { execution_id } = started.body as { readonly execution_id: string };
    using client = await StreamClient.connect(`${api.url}/api/v1/stream`);
    client.send({ type: 'subscribe', id: 'a', execution_id, deltas: true });
    client.send({ type: 'subscribe', id: 'b', execution_id: 'ex_00000000000000000000000000' });
    client.send({ type: 'ping', t: 4 });
    await client.until((frame: Frame) => frame.type === 'complete');
    client.send({ type: 'subscribe', id: 'c', execution_id, snapshot: true });
    await client.until((frame: Frame) => frame.type === 'complete' && frame.id === 'c');
    const frames = client.frames as readonly { readonly type: string }[];
    const wrong = frames.flatMap((frame) =>
      problemsOf(
        `server${frame.type.charAt(0).toUpperCase()}${frame.type.slice(1)}`,
        frame as unknown as JsonValue,
      ).map((problem) => `${frame.type}${problem}`),
    );

    expect(wrong).toEqual([]);
    expect([...new Set(frames.map(({ type }) => type))]).toEqual(
      expect.arrayContaining(['welcome', 'error', 'pong', 'complete', 'snapshot']),
    );
  });
});

/** Schemas and payloads side by side, as one library of schemas. */
function definitionsOf({ components }: Document): JsonObject {
  const payloads = Object.values(components.messages).map(({ name, payload }) => [name, payload] as const);
  const text = JSON.stringify({ ...components.schemas, ...Object.fromEntries(payloads) });
  return JSON.parse(text.replaceAll('"#/components/schemas/', '"#/$defs/')) as JsonObject;
}

function at(document: object, pointer: string): unknown {
  const segments = pointer.slice(1).split('/');
  return segments.reduce<unknown>(
    (value, segment) => (value as Record<string, unknown> | undefined)?.[segment.replaceAll('~1', '/')],
    document,
  );
}
