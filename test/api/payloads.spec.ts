/** Large outputs: events and the snapshot refer to them, and one address gives each value whole, whichever form it was recorded in. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startApi, type RunningApi } from '../support/start-api.js';

const start = '/api/v1/executions/';
const wait = { prefer: 'wait=10' };
const echo = (id: string, value: unknown, more: object = {}) => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
  ...more,
});

/** A value for `echo` whose output `{"value":"…"}` has so many bytes. */
const valueOf = (bytes: number): string => 'x'.repeat(bytes - '{"value":""}'.length);
const large = valueOf(8_193);
const blueprint = {
  schema_version: '1.0',
  name: 'payloads',
  nodes: [
    echo('small', valueOf(8_192)),
    echo('large', large),
    echo('wide', 'é😀'.repeat(2_000)),
    echo('huge', 'z'.repeat(70_000)),
    echo('off', 1, { when: '{{ false }}' }),
    { id: 'fails', type: 'fail', code: 'broken', message: 'It broke.', on_error: 'continue' },
    {
      id: 'each',
      type: 'loop',
      items: [1, 2],
      max_items: 2,
      item_var: 'item',
      body: { nodes: [echo('say', '{{ nodes.large.value }}')] },
    },
  ],
};

describe('outputs and inputs over REST', () => {
  let api: RunningApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi({ config: { store: 'sqlite' } });
    const { body } = await api.request('POST', start, { json: { blueprint }, headers: wait });
    expect(body.status).toBe('completed');
    id = body.execution_id;
  });
  afterAll(() => api.close());

  const io = (path: string, query = '') => api.request('GET', `${start}${id}/nodes/${path}/io${query}`);
  const referenceTo = (value: unknown) => {
    const text = JSON.stringify(value);
    const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    return { hash, bytes: Buffer.byteLength(text), preview: text.slice(0, 200) };
  };

  it('stand in events and snapshot up to 8 KiB, and are referred to above, in the same form in both', async () => {
    const snapshot = (await api.request('GET', `${start}${id}`)).body;
    const page = (await api.request('GET', `${start}${id}/events?limit=1000`)).body;
    const shown = (path: string) => {
      const node = snapshot.nodes.find((one: { path: string }) => one.path === path);
      const event = page.data.find(
        (one: { type: string; path: string }) => one.type === 'node.completed' && one.path === path,
      );
      const of = ({ output, output_ref }: Record<string, unknown>) => JSON.stringify({ output, output_ref });
      expect(of(node)).toBe(of(event.data));
      return JSON.parse(of(node));
    };
    expect(shown('small')).toEqual({ output: { value: valueOf(8_192) } });
    expect(shown('large')).toEqual({ output_ref: referenceTo({ value: large }) });
    expect(shown('large').output_ref.bytes).toBe(8_193);
    expect(shown('wide').output_ref.preview).toBe(`{"value":"${'é😀'.repeat(63)}é`);
    expect(shown('each[1].say')).toEqual(shown('large'));
    expect(shown('each')).toEqual({
      output_ref: referenceTo({ items: [{ value: large }, { value: large }], failures: [] }),
    });
  });

  it('come whole from their own address, in whichever form they were recorded', async () => {
    const answer = await io('large');
    expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([
      200,
      'application/json; charset=utf-8',
      { value: large },
    ]);
    expect((await io('small', '?part=output')).body).toEqual({ value: valueOf(8_192) });
    expect((await io('wide')).body).toEqual({ value: 'é😀'.repeat(2_000) });
  });

  it('are found by an encoded path, and by one that was not', async () => {
    for (const path of ['each%5B1%5D.say', 'each[1].say']) expect((await io(path)).body).toEqual({ value: large });
  });

  it('are inputs too, large ones included', async () => {
    expect((await io('large', '?part=input')).body).toEqual({ value: large });
    expect((await io('small', '?part=input')).body).toEqual({ value: valueOf(8_192) });
    expect((await io('each', '?part=input')).body).toEqual({ item_count: 2 });
  });

  it.each([
    ['each%5B2%5D.say', '', /no node run "each\[2\].say"/, /%5B/],
    ['__proto__', '', /no node run/, /shows the paths/],
    ['fails', '', /"fails" has no output/, /It is failed/],
    ['off', '', /"off" has no output/, /It is skipped/],
    ['off', '?part=input', /"off" has no input/, /No attempt/],
    ['huge', '?part=input', /"huge" has no input/, /too large/],
  ])('are not there at %s%s, and the answer says why', async (path, query, detail, hint) => {
    const { status, body } = await io(path, query);
    expect([status, body.code]).toEqual([404, 'not-found']);
    expect(body.detail).toMatch(detail);
    expect(body.hint).toMatch(hint);
  });

  it('are not there of an execution that is not there', async () => {
    for (const unknown of ['ex_00000000000000000000000000', 'ex_none'])
      expect((await api.request('GET', `${start}${unknown}/nodes/a/io`)).body).toMatchObject({
        status: 404,
        detail: `There is no execution "${unknown}".`,
      });
  });

  it('have two parts and no third', async () => {
    expect((await io('large', '?part=usage')).status).toBe(400);
  });

  it('of a node run under way come when it has completed', async () => {
    const nap = { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 86_400_000 } };
    const sleeping = { schema_version: '1.0', name: 'sleeping', nodes: [nap] };
    const { body } = await api.request('POST', start, { json: { blueprint: sleeping } });
    const address = `${start}${body.execution_id}/nodes/nap/io`;
    let answer = await api.request('GET', `${address}?part=input`);
    while (answer.status !== 200) answer = await api.request('GET', `${address}?part=input`);
    expect(answer.body).toEqual({ ms: 86_400_000 });
    expect((await api.request('GET', address)).body.hint).toMatch(/It is running/);
    await api.request('POST', `${start}${body.execution_id}/cancel`);
  });
});
