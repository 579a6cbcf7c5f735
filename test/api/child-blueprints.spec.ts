/** Blueprints that run others, through REST as far as compiling goes: what is known of a child where its parent is written. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const child = (answer: unknown, more: object = {}) => ({
  schema_version: '1.0',
  name: 'child',
  inputs: { person: { type: 'string', description: 'Whom to greet.' } },
  nodes: [{ id: 'say', type: 'tool', tool_name: 'echo', tool_args: { value: 'Hello, {{ inputs.person }}.' } }],
  outputs: { answer },
  ...more,
});

const parent = (blueprint: string, inputs: object = { person: 'Ada' }) => ({
  schema_version: '1.0',
  name: 'parent',
  nodes: [
    { id: 'run', type: 'workflow', blueprint, inputs },
    { id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: '{{ nodes.run.answer }}' } },
  ],
});

describe('a blueprint that runs another one', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const post = (path: string, json: object): Promise<ApiAnswer> => api.request('POST', `/api/v1${path}`, { json });
  const create = async (document: object): Promise<{ id: string; version_lock: string; revision: string }> => {
    const { status, body } = await post('/blueprints/', document);
    expect(status).toBe(201);
    return body;
  };
  const validate = async (document: object) => (await post('/blueprints/validate', document)).body;
  const edit = (id: string, lock: string, document: object): Promise<ApiAnswer> =>
    api.request('PUT', `/api/v1/blueprints/${id}`, { json: document, headers: { 'x-version-lock': lock } });
  const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string; pointer: string }[] }) =>
    diagnostics.map(({ code, pointer }) => [code, pointer]);

  it('is told what its child gives, and follows the edits of the child', async () => {
    const { id, version_lock } = await create(child(5));
    const sound = await validate(parent(id));
    await create(parent(id));
    await edit(id, version_lock, child('five'));

    expect([sound.ok, sound.types.run]).toEqual([
      true,
      {
        type: 'object',
        properties: { answer: { type: 'integer', enum: [5] } },
        required: ['answer'],
        additionalProperties: false,
      },
    ]);
    expect(codesOf(await validate(parent(id)))).toEqual([['type-mismatch', '/nodes/1/tool_args/ms']]);
    expect(await post('/blueprints/', parent(id))).toMatchObject({ status: 422, body: { code: 'type-mismatch' } });
  });

  it('stays sound with a revision of its child, whatever becomes of it', async () => {
    const { id, version_lock, revision } = await create(child(6));
    await edit(id, version_lock, child('six'));

    expect(codesOf(await validate(parent(revision)))).toEqual([]);
  });

  it('is told of inputs that its child lacks, and of a child that is not there', async () => {
    const { id } = await create(child(7));

    const { diagnostics } = await validate(parent(id, { persn: 'Ada' }));

    expect(diagnostics).toEqual([
      {
        code: 'unknown-property',
        severity: 'error',
        message: 'nodes[0].inputs.persn: there is no property "persn" here',
        pointer: '/nodes/0/inputs/persn',
        node_id: 'run',
        hint: 'Did you mean "person"?',
        fix: {
          title: 'Rename "persn" to "person"',
          patch: [
            { op: 'remove', path: '/nodes/0/inputs/persn' },
            { op: 'add', path: '/nodes/0/inputs/person', value: 'Ada' },
          ],
        },
      },
    ]);
    expect(codesOf(await validate(parent(`bp_${'0'.repeat(26)}`)))).toEqual([
      ['unknown-blueprint', '/nodes/0/blueprint'],
    ]);
  });

  it('tells what all of it may do', async () => {
    const call = { id: 'call', type: 'tool', tool_name: 'http_request', tool_args: { url: 'https://example.com/' } };
    const { id } = await create(child(8, { nodes: [call], inputs: {} }));

    expect((await validate(parent(id, {}))).capabilities).toMatchObject({
      tools: ['echo', 'http_request', 'sleep'].slice(1),
      side_effects: true,
      child_blueprints: [id],
    });
  });

  it('may be written bit by bit', async () => {
    const { id } = await create(child('nine'));
    const partial = (await post('/mcp/blueprints/partial', { blueprint: parent(id) })).body;
    const suggested = await post(`/mcp/blueprints/partial/${partial.id}/suggest`, {});

    expect(codesOf(partial)).toEqual([['type-mismatch', '/nodes/1/tool_args/ms']]);
    expect(suggested.status).toBe(200);
    const finalized = await api.request('POST', `/api/v1/mcp/blueprints/partial/${partial.id}/finalize`, {
      headers: { 'x-version-lock': partial.version_lock },
    });
    expect(finalized).toMatchObject({ status: 422, body: { code: 'type-mismatch' } });
  });
});
