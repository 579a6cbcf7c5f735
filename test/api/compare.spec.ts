/** Comparisons of executions over REST: what differs, and why, told from what was recorded. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const start = '/api/v1/executions/';
const echo = (id: string, value: unknown, more: object = {}) => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
  ...more,
});
const document = (nodes: readonly object[], more: object = {}) => ({
  schema_version: '1.0',
  name: 'compared',
  nodes,
  ...more,
});
const chain = (greeting: string) =>
  document(
    [
      echo('fixed', 1),
      echo('greet', `${greeting} {{ inputs.who }}`),
      echo('loud', '{{ nodes.greet.value }}!', { dependencies: ['fixed'] }),
    ],
    { inputs: { who: { type: 'string' } } },
  );

describe('comparing executions', () => {
  let api: RunningApi;
  let counting: Server;
  let count = 0;
  let isBroken = false;
  let port = 0;

  beforeAll(async () => {
    counting = createServer((_request, response) => {
      count += 1;
      if (isBroken) return void response.destroy();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ count }));
    });
    await new Promise<void>((resolve) => void counting.listen(0, '127.0.0.1', resolve));
    port = (counting.address() as AddressInfo).port;
    api = await startApi({ config: { httpToolAllow: [`127.0.0.1:${port}`] } });
  });
  afterAll(async () => {
    await api.close();
    counting.closeAllConnections();
    await new Promise((resolve) => counting.close(resolve));
  });

  const execute = async (blueprint: object, inputs: object = {}): Promise<string> => {
    const answer = await api.request('POST', start, { json: { blueprint, inputs }, headers: { prefer: 'wait=20' } });
    return answer.body.execution_id;
  };
  const compare = (left: string, right: string, query = ''): Promise<ApiAnswer> =>
    api.request('GET', `${start}${left}/compare/${right}${query}`);
  const reasons = ({ body }: ApiAnswer): readonly (readonly unknown[])[] =>
    body.nodes.map(({ path, reason }: { path: string; reason: { code: string; because?: string } | null }) => [
      path,
      reason?.code,
      reason?.because,
    ]);

  it('finds an execution the same as itself, and as another that came to the same', async () => {
    const [one, other] = [await execute(chain('Dear'), { who: 'Ada' }), await execute(chain('Dear'), { who: 'Ada' })];
    const itself = await compare(one, one);
    expect([itself.status, itself.body.same, itself.body.cause, itself.body.nodes]).toEqual([200, true, null, []]);
    const twin = await compare(one, other);
    expect(twin.body).toMatchObject({ same: true, cause: null, counts: { same: 3, different: 0 }, truncated: false });
    const all = await compare(one, other, '?include=equal');
    expect(all.body.nodes).toHaveLength(3);
    expect(all.body.nodes[0]).toMatchObject({ output: 'same', pointers: [], reason: null, left: { attempts: 1 } });
  });

  it('tells other inputs, and what follows from them', async () => {
    const answer = await compare(
      await execute(chain('Dear'), { who: 'Ada' }),
      await execute(chain('Dear'), { who: 'Bob' }),
    );
    expect(answer.body).toMatchObject({
      same: false,
      cause: { code: 'inputs-differ', message: 'The inputs differ at /who.', pointers: ['/who'], path: 'greet' },
      inputs: ['/who'],
      outputs: ['/loud/value'],
      revision: { same: true, nodes: [], document: [] },
      counts: { same: 1, different: 2 },
    });
    expect(reasons(answer)).toEqual([
      ['greet', 'inputs-differ', undefined],
      ['loud', 'predecessor-differs', 'greet'],
    ]);
    expect(answer.body.nodes[0]).toMatchObject({ output: 'differs', pointers: ['/value'], node_id: 'greet' });
  });

  it('tells another revision, by the node that it defines differently', async () => {
    const answer = await compare(await execute(chain('Dear'), { who: 'A' }), await execute(chain('Hi'), { who: 'A' }));
    expect(answer.body).toMatchObject({
      cause: { code: 'definition-differs', path: 'greet' },
      inputs: [],
      revision: { same: false, nodes: [{ id: 'greet', change: 'changed' }] },
    });
    expect(reasons(answer)).toEqual([
      ['greet', 'definition-differs', undefined],
      ['loud', 'predecessor-differs', 'greet'],
    ]);
  });

  it('tells a tool that gives something else on the same input', async () => {
    const flaky = document([
      { id: 'ask', type: 'tool', tool_name: 'http_request', tool_args: { url: `http://127.0.0.1:${port}/` } },
      echo('show', '{{ nodes.ask.body.count }}'),
    ]);
    const answer = await compare(await execute(flaky), await execute(flaky));
    expect(answer.body.cause).toMatchObject({ code: 'not-deterministic', path: 'ask' });
    expect(answer.body.nodes[0].pointers).toContain('/body/count');
    expect(reasons(answer)).toEqual([
      ['ask', 'not-deterministic', undefined],
      ['show', 'predecessor-differs', 'ask'],
    ]);
  });

  it('tells a failure against a success', async () => {
    const guarded = document(
      [
        { id: 'check', type: 'fail', code: 'too-small', message: 'Too small.', when: '{{ inputs.n < 10 }}' },
        echo('after', 1, { dependencies: ['check'], join: 'all_settled' }),
      ],
      { inputs: { n: { type: 'integer' } } },
    );
    const answer = await compare(await execute(guarded, { n: 1 }), await execute(guarded, { n: 20 }));
    expect(answer.body).toMatchObject({
      left: { status: 'failed', failure: 'too-small' },
      right: { status: 'completed' },
      cause: { code: 'inputs-differ', path: 'check', pointers: ['/n'] },
    });
    expect(answer.body.nodes[0]).toMatchObject({
      left: { status: 'failed', failure: 'too-small' },
      right: { status: 'skipped' },
      output: 'none',
    });
  });

  it('tells a failure of one of them on the same input', async () => {
    const shaky = document([
      {
        id: 'ask',
        type: 'tool',
        tool_name: 'http_request',
        tool_args: { url: `http://127.0.0.1:${port}/` },
        retry: { max_attempts: 1 },
      },
      echo('show', '{{ nodes.ask.status }}'),
    ]);
    const good = await execute(shaky);
    isBroken = true;
    const bad = await execute(shaky);
    isBroken = false;
    const answer = await compare(good, bad);
    const code = answer.body.nodes[0].right.failure;
    expect(answer.body).toMatchObject({
      cause: { code: 'failed', message: `On the right it failed with ${code}.`, path: 'ask' },
      right: { status: 'failed', failure: code },
    });
    expect(reasons(answer)).toEqual([
      ['ask', 'failed', undefined],
      ['show', 'predecessor-differs', 'ask'],
    ]);
  });

  it('tells one that was cancelled, and compares one that still runs as far as it got', async () => {
    const napping = document([
      echo('a', 1),
      { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 }, dependencies: ['a'] },
    ]);
    const begin = async (): Promise<string> =>
      (await api.request('POST', start, { json: { blueprint: napping } })).body.execution_id;
    const [one, other] = [await begin(), await begin()];
    for (const id of [one, other]) await until(async () => isNapping((await api.request('GET', `${start}${id}`)).body));
    expect((await compare(one, other)).body).toMatchObject({
      same: true,
      left: { status: 'running', duration_ms: null },
    });
    await api.request('POST', `${start}${one}/cancel`);
    const answer = await compare(one, other);
    expect(answer.body).toMatchObject({
      left: { status: 'cancelled' },
      right: { status: 'running' },
      cause: { code: 'not-reached', path: 'nap' },
      counts: { same: 1, different: 1 },
    });
    await api.request('POST', `${start}${other}/cancel`);
  });

  it('compares large outputs by their hashes', async () => {
    const large = document([echo('big', '{{ inputs.text }}')], { inputs: { text: { type: 'string' } } });
    const text = 'x'.repeat(20_000);
    const [one, other] = [await execute(large, { text }), await execute(large, { text: `${text}y` })];
    expect((await compare(one, await execute(large, { text }))).body.same).toBe(true);
    const [node] = (await compare(one, other)).body.nodes;
    expect([node.output, node.pointers, node.reason.code]).toEqual(['differs', [], 'inputs-differ']);
  });

  it.each([
    ['the first', 'ex_00000000000000000000000000', null],
    ['the second', null, 'ex_00000000000000000000000000'],
    ['what is no id', 'nonsense', null],
  ])('answers 404 where %s is not there', async (_what, left, right) => {
    const id = await execute(document([echo('a', 1)]));
    const { status, body } = await compare(left ?? id, right ?? id);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('refuses a parameter that it does not know', async () => {
    const id = await execute(document([echo('a', 1)]));
    const statuses = ['?include=all', '?what=1'].map(async (query) => (await compare(id, id, query)).body.code);
    expect(await Promise.all(statuses)).toEqual(['query-invalid', 'query-invalid']);
  });
});

function isNapping({ nodes }: { readonly nodes: readonly { readonly path: string }[] }): boolean {
  return nodes.some(({ path }) => path === 'nap');
}

/** Asks until it is so, for at most ten seconds. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not become so within 10 seconds.');
}
