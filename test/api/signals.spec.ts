/** Signals over REST: questions that are listed, answered once, early, late and wrongly, and across a restart; children as well. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

const executions = '/api/v1/executions';
const review = {
  schema_version: '1.0',
  name: 'review',
  nodes: [
    { id: 'ok', type: 'human', prompt: 'Publish?', approval: 'approve_reject', timeout_s: 3600, on_timeout: 'fail' },
    { id: 'paid', type: 'wait', signal: 'paid', answer_schema: { cents: 'integer' }, timeout_s: 3600 },
    { id: 'done', type: 'tool', tool_name: 'echo', tool_args: { value: ['{{ nodes.ok }}', '{{ nodes.paid.cents }}'] } },
  ],
};

interface Signal {
  readonly signal_id: string;
  readonly path: string;
}

async function start(api: RunningApi, blueprint: object = review): Promise<string> {
  const { status, body } = await api.request('POST', `${executions}/`, { json: { blueprint } });
  expect(status).toBe(202);
  return body.execution_id as string;
}

async function until(api: RunningApi, id: string, status: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await api.request('GET', `${executions}/${id}`);
    if (body.status === status) return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${id} never was ${status}.`);
}

async function openOf(api: RunningApi, id: string): Promise<readonly Signal[]> {
  await until(api, id, 'waiting');
  const { body } = await api.request('GET', `${executions}/${id}/signals`);
  return body.data as readonly Signal[];
}

describe('signals over REST', () => {
  it('are listed, answered once each, and end in the outputs', async () => {
    await using api = await startApi();
    const id = await start(api);
    const [ok, paid] = (await openOf(api, id)) as [Signal, Signal];
    expect([ok.path, paid.path]).toEqual(['ok', 'paid']);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api.request('POST', `${executions}/${id}/signals/${ok.signal_id}`, {
          json: { value: index % 2 === 0 ? 'approve' : 'reject' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'signal-closed' });
    const byName = await api.request('POST', `${executions}/${id}/signals`, {
      json: { name: 'paid', value: { cents: 5 } },
    });
    expect([byName.status, byName.body]).toEqual([200, { execution_id: id, status: 'applied' }]);
    const ended = await until(api, id, 'completed');
    expect(ended.outputs.done.value[1]).toBe(5);
    expect(ended.open_signals).toEqual([]);
  });

  it('say what is wrong with an answer, and take the next one', async () => {
    await using api = await startApi();
    const id = await start(api);
    const [ok] = (await openOf(api, id)) as [Signal];
    const place = `${executions}/${id}/signals`;
    const refusals = [
      [`${place}/${ok.signal_id}`, { value: 'maybe' }, 422, 'answer-invalid'],
      [`${place}/${ok.signal_id}`, {}, 422, 'validation-failed'],
      [
        `${place}/${ok.signal_id}`,
        { value: 'approve', failure: { code: 'a', message: 'b' } },
        422,
        'validation-failed',
      ],
      [`${place}/${ok.signal_id}`, { failure: { code: 'NOT OK', message: 'b' } }, 422, 'validation-failed'],
      [`${place}/sg_00000000000000000000000000`, { value: 1 }, 404, 'not-found'],
      [`${executions}/ex_01JD2X8Q4N6T9VZK3R5M7P0W1B/signals/${ok.signal_id}`, { value: 1 }, 404, 'not-found'],
      [place, { name: 'payd', value: { cents: 5 } }, 422, 'answer-invalid'],
      [place, { name: 'paid', value: { cents: 'five' } }, 422, 'answer-invalid'],
      [place, { value: 5 }, 422, 'validation-failed'],
      [place, { path: 'x\u0000.ok', value: 'approve' }, 422, 'validation-failed'],
      [place, { path: '\ud800.ok', value: 'approve' }, 400, 'malformed-json'],
      [`${executions}/%00/signals`, { name: 'paid', value: { cents: 1 } }, 404, 'not-found'],
      [place, { name: 'paid', path: 'paid', value: 5 }, 422, 'validation-failed'],
    ] as const;
    for (const [url, json, status, code] of refusals) {
      const answer = await api.request('POST', url, { json });
      expect([json, answer.status, answer.body.code]).toEqual([json, status, code]);
    }
    const misspelt = await api.request('POST', place, { json: { name: 'payd', value: 1 } });
    expect(misspelt.body.hint).toBe('Did you mean "paid"?');
    expect((await api.request('POST', `${place}/${ok.signal_id}`, { json: { value: 'reject' } })).status).toBe(200);
  });

  it('take a failure as an answer, with which the node run ends', async () => {
    await using api = await startApi();
    const id = await start(api);
    const [ok] = (await openOf(api, id)) as [Signal];
    const json = { failure: { code: 'rejected', message: 'The picture is missing.' } };
    expect((await api.request('POST', `${executions}/${id}/signals/${ok.signal_id}`, { json })).status).toBe(200);
    const wrong = { name: 'paid', failure: { code: 'NO', message: '', more: 1 } };
    const refused = await api.request('POST', `${executions}/${id}/signals`, { json: wrong });
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect([refused.status, pointers]).toEqual([422, ['/failure/code', '/failure/message', '/failure']]);
    await api.request('POST', `${executions}/${id}/signals`, { json: { name: 'paid', value: { cents: 1 } } });
    expect((await until(api, id, 'failed')).failure).toMatchObject({ ...json.failure, path: 'ok' });
  });

  it('of a pause are answered once as well', async () => {
    await using api = await startApi();
    const bad = { id: 'bad', type: 'fail', code: 'bad', message: 'Bad.', on_error: 'continue' };
    const next = { id: 'next', type: 'tool', tool_name: 'echo', tool_args: { value: 1 }, dependencies: ['bad'] };
    const last = { ...next, id: 'last', dependencies: ['next'] };
    const monitors = [{ when: 'execution.failures > 0', action: 'pause', message: 'One failed.' }];
    const id = await start(api, { schema_version: '1.0', name: 'held', monitors, nodes: [bad, next, last] });
    const [pause] = (await openOf(api, id)) as [Signal];
    const place = `${executions}/${id}/signals/${pause.signal_id}`;
    expect((await api.request('POST', place, { json: { value: 'resume' } })).status).toBe(200);
    const second = await api.request('POST', place, { json: { value: 'cancel' } });
    expect([second.status, second.body.code]).toEqual([409, 'signal-closed']);
    expect((await until(api, id, 'completed')).status).toBe('completed');
  });

  it('of a budget take a raise that is one, and nothing else', async () => {
    await using api = await startApi();
    const say = { id: 'say', type: 'llm', model: 'gpt-4o-mini', prompt: 'Say something.', max_output_tokens: 1_000 };
    const id = await start(api, { schema_version: '1.0', name: 'dear', budget_usd: 0.0005, nodes: [say] });
    const [asked] = (await openOf(api, id)) as [Signal];
    expect(asked).toMatchObject({ kind: 'budget', path: 'budget[0]' });
    const place = `${executions}/${id}/signals/${asked.signal_id}`;
    for (const value of [{ raise_to_usd: 0.0005 }, { raise_to_usd: '1' }, 'approve', null]) {
      const { status, body } = await api.request('POST', place, { json: { value } });
      expect([value, status, body.code]).toEqual([value, 422, 'answer-invalid']);
    }
    const raised = await api.request('POST', place, { json: { value: { raise_to_usd: 0.01 } } });
    expect([raised.status, raised.body.status]).toEqual([200, 'applied']);
    await until(api, id, 'completed');
    const again = await api.request('POST', place, { json: { value: 'resume' } });
    expect([again.status, again.body.code]).toEqual([409, 'signal-closed']);
  });

  it('take no answer after a cancel', async () => {
    await using api = await startApi();
    const id = await start(api);
    const [ok] = (await openOf(api, id)) as [Signal];
    expect((await api.request('POST', `${executions}/${id}/cancel`)).body.status).toBe('cancelled');
    const late = await api.request('POST', `${executions}/${id}/signals/${ok.signal_id}`, {
      json: { value: 'approve' },
    });
    expect([late.status, late.body.code]).toEqual([409, 'signal-closed']);
    const early = await api.request('POST', `${executions}/${id}/signals`, {
      json: { name: 'paid', value: { cents: 1 } },
    });
    expect([early.status, early.body.code]).toEqual([409, 'signal-closed']);
  });

  it('keep an early answer, once for each place, and say so', async () => {
    await using api = await startApi();
    const nap = { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 300 } };
    const [, wait] = review.nodes;
    const id = await start(api, { ...review, nodes: [nap, { ...wait, dependencies: ['nap'] }] });
    const json = { name: 'paid', value: { cents: 7 } };
    const first = await api.request('POST', `${executions}/${id}/signals`, { json });
    expect([first.status, first.body.status]).toEqual([202, 'kept']);
    expect((await api.request('POST', `${executions}/${id}/signals`, { json })).status).toBe(409);
    expect((await until(api, id, 'completed')).outputs).toEqual({ paid: { cents: 7 } });
  });

  it('stay open across a restart, and are answered under the same ids', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-signals-'));
    const options = { dataDir, config: { store: 'sqlite' as const } };
    const first = await startApi(options);
    const id = await start(first);
    const before = await openOf(first, id);
    const early = await first.request('POST', `${executions}/${id}/signals`, {
      json: { path: 'ok', value: 'approve' },
    });
    expect(early.status).toBe(200);
    await first.close();
    const second = await startApi(options);
    const after = await openOf(second, id);
    expect(after).toEqual(before.slice(1));
    const { signal_id } = after[0] as Signal;
    await second.request('POST', `${executions}/${id}/signals/${signal_id}`, { json: { value: { cents: 9 } } });
    expect((await until(second, id, 'completed')).outputs).toEqual({ done: { value: ['approve', 9] } });
    await second.close();
    await rm(dataDir, { recursive: true });
  });
});

describe('a child execution', () => {
  const double = {
    schema_version: '1.0',
    name: 'double',
    inputs: { n: { type: 'number' } },
    nodes: [{ id: 'sum', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.n * 2 }}' } }],
    outputs: { twice: '{{ nodes.sum.value }}' },
  };

  const parentOf = (blueprint: string, more: object = {}): object => ({
    schema_version: '1.0',
    name: 'parent',
    nodes: [
      { id: 'child', type: 'workflow', blueprint, inputs: { n: 21 }, ...more },
      { id: 'after', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.child }}' } },
    ],
  });

  const store = async (api: RunningApi, document: object): Promise<string> =>
    (await api.request('POST', '/api/v1/blueprints/', { json: document })).body.id as string;

  it('has its own journal, and its outputs are its node run’s', async () => {
    await using api = await startApi();
    const id = await start(api, parentOf(await store(api, double)));
    const ended = await until(api, id, 'completed');
    expect(ended.outputs).toEqual({ after: { value: { twice: 42 } } });
    const childId = ended.nodes[0].child_execution_id as string;
    const child = await api.request('GET', `${executions}/${childId}`);
    expect(child.body).toMatchObject({ status: 'completed', parent: { execution_id: id, path: 'child', depth: 1 } });
  });

  it('runs the revision that its parent was compiled with, whatever becomes of the blueprint', async () => {
    await using api = await startApi();
    const blueprintId = await store(api, double);
    const gate = { id: 'gate', type: 'wait', signal: 'go' };
    const document = parentOf(blueprintId, { dependencies: ['gate'] }) as { nodes: object[] };
    const id = await start(api, { ...document, nodes: [gate, ...document.nodes] });
    await until(api, id, 'waiting');
    const { headers } = await api.request('GET', `/api/v1/blueprints/${blueprintId}`);
    const lock = headers.get('x-version-lock') as string;
    const changed = { ...double, outputs: { twice: 0 } };
    const put = await api.request('PUT', `/api/v1/blueprints/${blueprintId}`, {
      json: changed,
      headers: { 'x-version-lock': lock },
    });
    expect(put.status).toBe(200);
    await api.request('POST', `${executions}/${id}/signals`, { json: { name: 'go', value: null } });
    expect((await until(api, id, 'completed')).outputs).toEqual({ after: { value: { twice: 42 } } });
  });

  it('that fails fails its node run, with the path inside', async () => {
    await using api = await startApi();
    const failing = {
      ...double,
      nodes: [{ id: 'sum', type: 'fail', code: 'no-sums', message: 'None today.' }],
      outputs: {},
    };
    const id = await start(api, parentOf(await store(api, failing)));
    const { failure } = await until(api, id, 'failed');
    expect(failure).toMatchObject({ code: 'no-sums', path: 'child', cause: { code: 'no-sums', path: 'sum' } });
  });

  it('is cancelled with its parent', async () => {
    await using api = await startApi();
    const sleeping = {
      ...double,
      nodes: [{ id: 'sum', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } }],
      outputs: {},
    };
    const id = await start(api, parentOf(await store(api, sleeping)));
    let childId: string | undefined;
    while (childId === undefined) {
      const { body } = await api.request('GET', `${executions}/${id}`);
      childId = body.nodes[0]?.child_execution_id as string | undefined;
    }
    expect((await api.request('POST', `${executions}/${id}/cancel`)).body.status).toBe('cancelled');
    expect(await until(api, childId, 'cancelled')).toMatchObject({ status: 'cancelled' });
  });

  it('may be its own blueprint, as deep as is allowed', async () => {
    await using api = await startApi();
    const countDown = {
      schema_version: '1.0',
      name: 'count_down',
      inputs: { n: { type: 'integer' } },
      nodes: [
        {
          id: 'more',
          type: 'condition',
          expression: '{{ inputs.n > 0 }}',
          then: {
            nodes: [
              { id: 'next', type: 'workflow', blueprint: 'self', inputs: { n: '{{ inputs.n - 1 }}' }, max_depth: 5 },
            ],
          },
          else: { nodes: [{ id: 'end', type: 'tool', tool_name: 'echo', tool_args: { value: 'down' } }] },
        },
      ],
    };
    const deep = async (n: number) => {
      const { body } = await api.request('POST', `${executions}/`, {
        json: { blueprint: countDown, inputs: { n } },
        headers: { prefer: 'wait=20' },
      });
      return body;
    };
    expect((await deep(5)).status).toBe('completed');
    const tooDeep = await deep(6);
    expect(tooDeep.failure).toMatchObject({ code: 'depth-limit-exceeded', path: 'more.next' });
  });
});
