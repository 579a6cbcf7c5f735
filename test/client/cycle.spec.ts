/** What a client is for, from an empty server to a result, through the API as it is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExecutionFailed, IceClient } from '@ice/client';
import { sellerAssistant } from '../../examples/seller-assistant/direct.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

interface Listed {
  readonly summary: { readonly total: number; readonly success: number; readonly failures: number };
}

/** Asks a person, and goes on with the answer. */
const asking = watchedBlueprint(
  [
    { id: 'approve', type: 'human', prompt: 'Publish it?', approval: 'choice', choices: ['yes', 'no'] },
    toolNode('say', 'echo', { value: '{{ nodes.approve }}' }),
  ],
  { outputs: { answer: '{{ nodes.say.value }}' } },
);

const failing = watchedBlueprint([
  toolNode('begin', 'echo', { value: '{{ inputs.word }}' }),
  { id: 'stop', type: 'fail', code: 'out-of-stock', message: 'None is left.', dependencies: ['begin'] },
]);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('a client', () => {
  let api: KeyedApi;
  let ice: IceClient;
  beforeAll(async () => {
    api = await startKeyedApi();
    ice = new IceClient({ url: api.url, apiKey: api.keys.all });
  });
  afterAll(() => api.close());

  it('stores the seller assistant, prices it, starts it, watches it, and has its result', async () => {
    const facts = await ice.blueprints.create(sellerAssistant);
    expect(await ice.blueprints.get(facts.id)).toEqual({
      blueprint: sellerAssistant,
      versionLock: facts.version_lock,
      revision: facts.revision,
    });
    const start = { blueprint_id: facts.id, tags: ['demo'] };
    expect(await ice.executions.dryRun(start)).toMatchObject({ admitted: true, revision: facts.revision });
    const execution = await ice.executions.start<Listed>(start);
    const events = await all(execution.events({ types: ['node.completed'], nodes: ['listings[*].post'] }));
    expect(events).toHaveLength(9);
    const { summary } = await execution.result();
    expect(summary).toMatchObject({ total: 9, success: 9, failures: 0 });
    expect(await execution.io('listings[0].price', 'input')).toMatchObject({ margin_percent: 25 });
    expect((await all(ice.executions.list({ tag: 'demo', limit: 1 }))).map((row) => row.execution_id)).toEqual([
      execution.id,
    ]);
  });

  it('answers what an execution asks', async () => {
    const execution = await ice.executions.start({ blueprint: asking });
    for await (const { type } of execution.events()) if (type === 'node.waiting') break;
    const [question] = await execution.signals();
    expect(question).toMatchObject({ kind: 'human', path: 'approve', prompt: 'Publish it?', choices: ['yes', 'no'] });
    const id = question?.signal_id ?? '';
    await expect(execution.answer(id, { value: 'perhaps' })).rejects.toMatchObject({ code: 'answer-invalid' });
    expect(await execution.answer(id, { value: 'yes' })).toMatchObject({ execution_id: execution.id });
    expect(await execution.result()).toEqual({ answer: 'yes' });
    await expect(execution.answer(id, { value: 'no' })).rejects.toMatchObject({ code: 'signal-closed' });
  });

  it('answers before it is asked, also with a failure', async () => {
    const execution = await ice.executions.start({ blueprint: asking });
    const failure = { code: 'rejected', message: 'The picture is missing.' };
    await execution.answerEarly({ path: 'approve' }, { failure });
    const failed = await execution.result().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ExecutionFailed);
    expect(failed).toMatchObject({
      executionId: execution.id,
      status: 'failed',
      failure: { ...failure, path: 'approve' },
    });
  });

  it('runs a failed execution again from where it failed, and compares the two', async () => {
    const execution = await ice.executions.start({
      blueprint: { ...failing, inputs: { word: { type: 'string' } } },
      inputs: { word: 'one' },
    });
    await expect(execution.result()).rejects.toMatchObject({
      failure: { code: 'out-of-stock', message: 'None is left.' },
      snapshot: { status: 'failed' },
    });
    const rerun = await execution.rerun({ from_node: 'stop' });
    expect(rerun.scope).toMatchObject({ parent_execution_id: execution.id, reused_nodes: ['begin'] });
    expect((await rerun.wait()).status).toBe('failed');
    const { same, left, right } = await ice.executions.compare(execution.id, rerun.id, { include: 'equal' });
    expect([same, left.execution_id, right.execution_id]).toEqual([true, execution.id, rerun.id]);
  });

  it('keeps revisions of a blueprint apart', async () => {
    const greeting = watchedBlueprint([toolNode('hello', 'echo', { value: 1 })]);
    const { id, revision } = await ice.blueprints.create(greeting);
    await ice.blueprints.patch(id, { nodes: [{ id: 'hello', tool_args: { value: 2 } }] });
    const changed = await ice.blueprints.change(id, (document) => ({ ...document, title: 'Greets' }));
    const rows = await all(ice.blueprints.revisions(id));
    expect(rows.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await ice.blueprints.revision(id, revision)).toEqual(greeting);
    expect(await ice.blueprints.certificate(id, revision)).toMatchObject({ revision });
    const diff = await ice.blueprints.diff(id, revision, changed.revision);
    expect([diff.nodes.map((node) => node.id), diff.counts.changed]).toEqual([['hello'], 1]);
    const copy = await ice.blueprints.clone(id, 'another');
    const names = (await all(ice.blueprints.list({ limit: 1 }))).map(({ name }) => name);
    expect([copy.id === id, names.includes('another')]).toEqual([false, true]);
  });

  it('judges and estimates a document without storing it', async () => {
    const { ok, diagnostics, graph } = await ice.blueprints.validate(sellerAssistant);
    expect([ok, diagnostics, graph?.mermaid]).toEqual([true, [], expect.stringContaining('load_csv')]);
    const { cost } = await ice.governance.estimate(sellerAssistant);
    expect(cost).toMatchObject({ max_usd: expect.stringMatching(/^\d+\.\d+$/) });
    expect(await ice.blueprints.validate({ nodes: [] })).toMatchObject({ ok: false });
  });

  it('leads a partial blueprint to its end', async () => {
    const partial = await ice.partials.create({ node: toolNode('hello', 'echo', { value: 1 }) });
    expect((await all(ice.partials.list({ limit: 1 }))).map(({ id }) => id)).toContain(partial.id);
    const [suggestion] = await ice.partials.suggest(partial.id, 5);
    const taken = await ice.partials.applySuggestions(partial.id, partial.version_lock, [suggestion?.id ?? '']);
    const acted = await ice.partials.act(partial.id, taken.version_lock, [{ action: 'set', values: { name: 'led' } }]);
    const document = { ...(acted.blueprint as object), title: 'Led' };
    const replaced = await ice.partials.act(partial.id, acted.version_lock, { blueprint: document });
    const { id } = await ice.partials.finalize(partial.id, replaced.version_lock);
    expect((await ice.blueprints.get(id)).blueprint).toMatchObject({ name: 'led', title: 'Led' });
    await ice.partials.delete(partial.id, (await ice.partials.get(partial.id)).version_lock);
    await expect(ice.partials.get(partial.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('knows what blueprints are made of, and what they may spend', async () => {
    const { catalog, governance } = ice;
    const { name, input } = await catalog.tool('echo');
    expect([name, input]).toMatchObject(['echo', { type: 'object' }]);
    expect((await catalog.tools()).map((tool) => tool.name)).toContain('csv_loader');
    expect((await catalog.toolkits()).flatMap(({ tools }) => tools)).toContain('csv_loader');
    expect((await catalog.nodeKinds()).map((kind) => kind.name)).toContain('human');
    expect((await catalog.limits()).map((limit) => limit.name)).toContain('blueprint_nodes');
    const { data } = await governance.models();
    expect((await catalog.models()).map((model) => model.name)).toEqual(
      expect.arrayContaining(data.map((m) => m.name)),
    );
    expect(await governance.setBudget(12.5)).toMatchObject({ limit_usd: '12.5' });
    expect(await governance.budget()).toMatchObject({ limit_usd: '12.5', source: 'set' });
  });

  it('makes keys and ends them', async () => {
    const { id, key } = await ice.keys.create({ name: 'ci', scopes: ['read'] });
    const reader = new IceClient({ url: api.url, apiKey: key });
    expect(await reader.blueprints.list().page()).toMatchObject({ next_cursor: null });
    expect((await all(ice.keys.list())).map((row) => row.id)).toContain(id);
    expect(await ice.keys.setBudget(id, 2)).toMatchObject({ budget_usd: '2' });
    await ice.keys.revoke(id);
    expect((await ice.keys.get(id)).revoked_at).toEqual(expect.any(String));
    await expect(reader.catalog.tools()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('reaches what has no method of its own', async () => {
    expect([await ice.health(), await ice.ready()]).toMatchObject([{ status: 'ok' }, { ready: true }]);
    const { body } = await ice.request('get', '/problems/{code}', { path: { code: 'lock-conflict' } });
    expect(body).toMatchObject({ code: 'lock-conflict', status: 409 });
  });
});
