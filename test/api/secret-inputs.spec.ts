/** Secret inputs over REST: what a start, a repeat, a dry run and a rerun make of them, and what is refused. What becomes of the value is
 *  shown by `secrets.spec.ts`. */
import { SecretInputRepository, type JsonObject } from '@ice/core';
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

const executions = '/api/v1/executions';
const value = 'input-sesame-1234';
const label = '••• inputs.key';
const secretKey = createSecretKey(randomBytes(32));

/** Answers with 200, and with 503 while it is out of order; remembers the keys that it was sent. */
let server: Server;
let isOutOfOrder = false;
const sent: (string | undefined)[] = [];
let host: string;
let api: RunningApi;

beforeAll(async () => {
  server = createServer((request, response) => {
    sent.push(request.headers['x-key'] as string | undefined);
    response.writeHead(isOutOfOrder ? 503 : 200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = await startApi({ config: { secretKey, httpToolAllow: [host] } });
});

afterAll(async () => {
  await api.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

afterEach(() => {
  isOutOfOrder = false;
  sent.length = 0;
});

const document = (more: JsonObject = {}) => ({
  schema_version: '1.0',
  name: 'keyed',
  inputs: { key: { type: 'string', writeOnly: true }, who: { type: 'string', default: 'Ada' } },
  nodes: [
    { id: 'greet', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.who }}' } },
    {
      ...{ id: 'send', type: 'tool', tool_name: 'http_request', retry: { max_attempts: 1 } },
      tool_args: { url: `http://${host}/`, headers: { 'x-key': '{{ inputs.key }}' } },
    },
  ],
  outputs: { greeting: '{{ nodes.greet.value }}', status: '{{ nodes.send.status }}' },
  ...more,
});
const wait = { prefer: 'wait=20' };

const start = (inputs: object, headers: Readonly<Record<string, string>> = wait, from = api) =>
  from.request('POST', `${executions}/`, { json: { blueprint: document(), inputs }, headers });
const rerun = (id: string, json: object, from = api) => from.request('POST', `${executions}/${id}/rerun`, { json });

async function ended(id: string, from = api) {
  for (;;) {
    const { body } = await from.request('GET', `${executions}/${id}`);
    if (body.ended_at !== null) return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a start with a secret input', () => {
  it('shows a label for it, and sends it where it is meant for', async () => {
    const { body } = await start({ key: value });
    expect([body.status, body.inputs, body.outputs]).toEqual([
      'completed',
      { key: label, who: 'Ada' },
      { greeting: 'Ada', status: 200 },
    ]);
    expect(sent).toEqual([value]);
  });

  it.each<[string, object, string]>([
    ['is short', { key: 'seven77' }, 'key: it has fewer than 8 characters, so it cannot be masked'],
    [
      'is of blanks around a word',
      { key: `   short${' '.repeat(9)}` },
      'key: it has fewer than 8 characters, so it cannot be masked',
    ],
    ['is long', { key: 'x'.repeat(65_537) }, 'key: it has more than 65536 bytes'],
    ['is the label of one', { key: label }, 'key: it is a label that is shown in the place of a secret'],
    ['is no text', { key: { pass: value } }, 'key: expected string, got object'],
    ['is not there', {}, 'The input "key" is required.'],
  ])('is refused where the value %s', async (_what, inputs, detail) => {
    const { status, body, text } = await start(inputs);
    expect([status, body.code, body.errors[0].pointer, body.errors[0].detail]).toEqual([
      422,
      'inputs-invalid',
      '/inputs/key',
      detail,
    ]);
    expect(text).not.toMatch(/seven77|sesame|x{100}/);
  });

  it('that is only tried is judged like one, and keeps nothing', async () => {
    const dry = (inputs: object) =>
      api.request('POST', `${executions}/`, { json: { blueprint: document(), inputs, dry_run: true } });
    const [good, bad] = [await dry({ key: value }), await dry({ key: 'seven77' })];
    expect([good.status, good.body.admitted, bad.status, bad.body.code]).toEqual([200, true, 422, 'inputs-invalid']);
    expect(`${good.text}${bad.text}`).not.toMatch(/seven77|sesame/);
  });

  it('may be repeated under its key, and not with another value', async () => {
    const key = { 'idempotency-key': 'one', ...wait };
    const first = await start({ key: value }, key);
    const again = await start({ key: value }, key);
    const other = await start({ key: 'another-value-99' }, key);
    expect([again.body.execution_id, again.headers.get('idempotency-replayed')]).toEqual([
      first.body.execution_id,
      'true',
    ]);
    expect([other.status, other.body.code, other.text.includes('another-value-99')]).toEqual([
      422,
      'idempotency-key-reused',
      false,
    ]);
    expect(sent).toEqual([value]);
  });
});

describe('a rerun', () => {
  it('uses the value again that the execution was started with', async () => {
    isOutOfOrder = true;
    const first = await start({ key: value });
    expect(first.body.status).toBe('failed');
    isOutOfOrder = false;
    const again = await rerun(first.body.execution_id, {});
    const second = await ended(again.body.execution_id);
    const third = await rerun(again.body.execution_id, { reuse: 'none' });
    const snapshots = [second, await ended(third.body.execution_id)];
    expect(snapshots.map(({ status, inputs }) => [status, inputs.key])).toEqual([
      ['completed', label],
      ['completed', label],
    ]);
    expect([again.body.reused_nodes, sent]).toEqual([['greet'], [value, value, value]]);
  });

  it('takes another value, and has what reads it run again', async () => {
    const first = await start({ key: value });
    const again = await rerun(first.body.execution_id, { input_overrides: { key: 'another-value-99' } });
    expect([again.body.reused_nodes, again.body.nodes_to_run_again]).toEqual([['greet'], ['send']]);
    const snapshot = await ended(again.body.execution_id);
    expect([snapshot.status, snapshot.rerun.secret_inputs, sent]).toEqual([
      'completed',
      ['key'],
      [value, 'another-value-99'],
    ]);
    const short = await rerun(first.body.execution_id, { input_overrides: { key: 'seven77' } });
    expect([short.status, short.body.errors[0].pointer]).toEqual([422, '/input_overrides/key']);
  });

  it('is refused where the value is not kept any more, unless it is given again', async () => {
    const first = await start({ key: value });
    await api.app.get(SecretInputRepository).remove(first.body.execution_id);
    const refused = await rerun(first.body.execution_id, { reuse: 'none' });
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'secret-missing',
      detail: 'Not kept any more: inputs.key.',
      hint: 'Give the values again in input_overrides.',
      secrets: ['inputs.key'],
      errors: [{ pointer: '/input_overrides/key', code: 'secret-missing' }],
    });
    const again = await rerun(first.body.execution_id, { input_overrides: { key: value } });
    expect((await ended(again.body.execution_id)).status).toBe('completed');
  });

  it('is refused like a start where a kept secret is not set any more', async () => {
    const put = () => api.request('PUT', '/api/v1/secrets/TOKEN', { json: { value: 'long-enough' } });
    await put();
    const nodes = [
      {
        ...{ id: 'send', type: 'tool', tool_name: 'http_request' },
        tool_args: { url: `http://${host}/`, headers: { 'x-key': '{{ secrets.TOKEN }}' } },
      },
    ];
    const blueprint = { schema_version: '1.0', name: 'kept', nodes };
    const { body } = await api.request('POST', `${executions}/`, { json: { blueprint }, headers: wait });
    await api.request('DELETE', '/api/v1/secrets/TOKEN');
    const refused = await rerun(body.execution_id, { reuse: 'none' });
    expect([refused.status, refused.body.code, refused.body.secrets]).toEqual([422, 'secret-missing', ['TOKEN']]);
    await put();
    const again = await rerun(body.execution_id, { reuse: 'none' });
    expect((await ended(again.body.execution_id)).status).toBe('completed');
  });
});

describe('a server', () => {
  it('without a key starts no blueprint with a secret input, and keeps nothing of it', async () => {
    await using keyless = await startApi({ config: { httpToolAllow: [host] } });
    const answers = [
      await start({ key: value }, { 'idempotency-key': 'keyless' }, keyless),
      await keyless.request('POST', `${executions}/`, {
        json: { blueprint: document(), inputs: { key: value }, dry_run: true },
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code, body.detail])).toEqual(
      answers.map(() => [
        409,
        'secret-key-missing',
        'ICE_SECRET_KEY is not set, so the values of secret inputs cannot be kept here.',
      ]),
    );
    expect(answers[0]?.body.hint).toMatch(/^Set ICE_SECRET_KEY to 32 random bytes/);
    expect((await keyless.request('GET', executions)).body.data).toEqual([]);
  });

  it('that is started again reads what was kept, and one with another key does not', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-secret-inputs-'));
    const config = { store: 'sqlite' as const, httpToolAllow: [host] };
    const waiting = document({
      nodes: [
        { id: 'pause', type: 'wait', signal: 'go' },
        ...document().nodes.map((node) => ({ ...node, dependencies: ['pause'] })),
      ],
    });
    const json = { blueprint: waiting, inputs: { key: value } };
    try {
      const ids: string[] = [];
      {
        await using first = await startApi({ dataDir, config: { ...config, secretKey } });
        for (let count = 0; count < 2; count += 1)
          ids.push((await first.request('POST', `${executions}/`, { json })).body.execution_id);
      }
      const go = { json: { name: 'go', value: 1 } };
      const [one = '', two = ''] = ids;
      {
        await using second = await startApi({ dataDir, config: { ...config, secretKey } });
        await second.request('POST', `${executions}/${one}/signals`, go);
        expect([(await ended(one, second)).status, sent]).toEqual(['completed', [value]]);
      }
      await using third = await startApi({
        dataDir,
        config: { ...config, secretKey: createSecretKey(randomBytes(32)) },
      });
      await third.request('POST', `${executions}/${two}/signals`, go);
      expect((await ended(two, third)).failure).toMatchObject({
        code: 'secret-unreadable',
        message: 'The secret inputs.key cannot be read: it was kept under another ICE_SECRET_KEY.',
      });
      const refused = await rerun(one, { reuse: 'none' }, third);
      expect([refused.status, refused.body.code]).toEqual([409, 'secret-unreadable']);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
