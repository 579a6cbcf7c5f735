/** Reruns over REST: from a failed node, from any node, with other inputs, and with an outcome that somebody knows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

const executions = '/api/v1/executions';

/** `post` goes to the loopback bin; `check` fails where `inputs.ok` is false. */
const document = {
  schema_version: '1.0',
  name: 'publish',
  inputs: { ok: { type: 'boolean', default: false }, title: { type: 'string', default: 'Oak table' } },
  nodes: [
    {
      id: 'copy',
      type: 'llm',
      model: 'openai/gpt-4o-mini',
      prompt: 'Describe {{ inputs.title }}.',
      max_output_tokens: 20,
    },
    {
      id: 'post',
      type: 'tool',
      tool_name: 'http_request',
      tool_args: { method: 'POST', url: 'mock://bin/items', body: { text: '{{ nodes.copy.text }}' } },
    },
    {
      id: 'check',
      type: 'condition',
      expression: '{{ inputs.ok }}',
      then: {
        nodes: [{ id: 'fine', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.post.status }}' } }],
      },
      else: { nodes: [{ id: 'wrong', type: 'fail', code: 'not-ok', message: 'Not ok.' }] },
    },
  ],
};

describe('POST /executions/{id}/rerun', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(async () => {
    await api.close();
  });

  async function finished(inputs: object = {}): Promise<string> {
    const json = { blueprint: document, inputs };
    const { body } = await api.request('POST', `${executions}/`, { json, headers: { prefer: 'wait=20' } });
    return body.execution_id as string;
  }

  async function rerun(id: string, json: object) {
    return api.request('POST', `${executions}/${id}/rerun`, { json });
  }

  async function ended(id: string) {
    for (;;) {
      const { body } = await api.request('GET', `${executions}/${id}`);
      if (body.ended_at !== null) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('of a failed execution uses again what had completed, and says so', async () => {
    const id = await finished();
    const { status, body, headers } = await rerun(id, {});
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`${executions}/${body.execution_id}`);
    expect(body).toMatchObject({
      parent_execution_id: id,
      reused_nodes: ['copy', 'post'],
      nodes_to_run_again: ['check.wrong'],
      repeated_effects: [],
    });
    const again = await ended(body.execution_id as string);
    expect(again).toMatchObject({ status: 'failed', cost_usd: '0', rerun: { execution_id: id, reuse: 'upstream' } });
  });

  it('with other inputs goes another way, and repeats nothing that does not depend on them', async () => {
    const id = await finished();
    const { body } = await rerun(id, { input_overrides: { ok: true } });
    expect(body).toMatchObject({ reused_nodes: ['copy', 'post'], repeated_effects: [] });
    expect(await ended(body.execution_id as string)).toMatchObject({ status: 'completed', inputs: { ok: true } });
  });

  it('from a node lists the effects that it repeats', async () => {
    const id = await finished({ ok: true });
    const { body } = await rerun(id, { from_node: 'post' });
    expect(body).toMatchObject({
      reused_nodes: ['copy'],
      nodes_to_run_again: ['post', 'check', 'check.fine'],
      repeated_effects: [{ path: 'post', effect: 'idempotent' }],
    });
    expect((await ended(body.execution_id as string)).status).toBe('completed');
  });

  it('takes the output of a node run from whoever knows it', async () => {
    const id = await finished({ ok: true });
    const outputs = { post: { status: 208, headers: {}, body: null } };
    const { body } = await rerun(id, { outputs });
    expect(body).toMatchObject({ reused_nodes: ['copy'], nodes_to_run_again: ['check', 'check.fine'] });
    expect((await ended(body.execution_id as string)).outputs).toMatchObject({ check: { output: { value: 208 } } });
  });

  it('is refused where it makes no sense, with the reason', async () => {
    const id = await finished();
    const refusals = [
      [id, { from_node: 'nowhere' }, 422, 'unknown-node'],
      [id, { outputs: { nowhere: 1 } }, 422, 'unknown-node'],
      [id, { input_overrides: { ok: 'yes' } }, 422, 'inputs-invalid'],
      [id, { input_overrides: { okay: true } }, 422, 'inputs-invalid'],
      [id, { reuse: 'some' }, 422, 'validation-failed'],
      [id, { from: 'copy' }, 422, 'validation-failed'],
      ['ex_01JD2X8Q4N6T9VZK3R5M7P0W1B', {}, 404, 'not-found'],
    ] as const;
    for (const [execution, json, status, code] of refusals) {
      const answer = await rerun(execution, json);
      expect([json, answer.status, answer.body.code]).toEqual([json, status, code]);
    }
    const asking = {
      ...document,
      nodes: [
        { id: 'ok', type: 'human', prompt: 'Well?', approval: 'approve_reject', timeout_s: 60, on_timeout: 'fail' },
      ],
    };
    const { body } = await api.request('POST', `${executions}/`, { json: { blueprint: asking } });
    const open = await rerun(body.execution_id as string, {});
    expect([open.status, open.body.code]).toEqual([409, 'still-running']);
    await api.request('POST', `${executions}/${body.execution_id}/cancel`);
  });
});
