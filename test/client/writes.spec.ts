/** Writes through the client: nothing is overwritten, nothing is started twice, and every refusal says what it is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IceClient, IceProblem } from '@ice/client';
import { createServer, type AddressInfo } from 'node:net';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';
import { CuttingProxy } from './cutting-proxy.js';

const greeting = watchedBlueprint([toolNode('hello', 'echo', { value: 'Hello' })], {
  name: 'greeting',
  outputs: { text: '{{ nodes.hello.value }}' },
});

const unsound = watchedBlueprint([toolNode('hello', 'ehco', { value: 1 }), toolNode('hello', 'echo', {})]);

describe('writes', () => {
  let api: KeyedApi;
  let ice: IceClient;
  beforeAll(async () => {
    api = await startKeyedApi();
    ice = new IceClient({ url: api.url, apiKey: api.keys.all });
  });
  afterAll(() => api.close());

  it('of two clients that change one blueprint twenty times each are all there in the end', async () => {
    const { id } = await ice.blueprints.create(greeting);
    const other = new IceClient({ url: api.url, apiKey: api.keys.all });
    const change = async (client: IceClient, name: string): Promise<void> => {
      for (let count = 1; count <= 20; count += 1) {
        await client.blueprints.change(
          id,
          ({ tags = [], ...document }) => ({ ...document, tags: [...tags, `${name}-${count}`] }),
          { attempts: 50 },
        );
      }
    };
    await Promise.all([change(ice, 'one'), change(other, 'other')]);
    const { blueprint } = await ice.blueprints.get(id);
    const wanted = Array.from({ length: 20 }, (_, index) => [`one-${index + 1}`, `other-${index + 1}`]).flat();
    expect([...(blueprint.tags ?? [])].sort()).toEqual(wanted.sort());
  });

  it('of a partial blueprint are made again when somebody else was quicker', async () => {
    const { id } = await ice.partials.create();
    let isFirst = true;
    const changed = await ice.partials.change(id, async ({ version_lock }) => {
      if (isFirst) await ice.partials.act(id, version_lock, [{ action: 'set', values: { title: 'Meanwhile' } }]);
      isFirst = false;
      return [{ action: 'set', values: { tags: ['mine'] } }];
    });
    expect(changed.blueprint).toMatchObject({ title: 'Meanwhile', tags: ['mine'] });
  });

  it('give up after as many conflicts as they were given tries', async () => {
    const { id } = await ice.blueprints.create(greeting);
    let tries = 0;
    const changing = ice.blueprints.change(id, async (document) => {
      tries += 1;
      await ice.blueprints.patch(id, { title: `Quicker ${tries}` });
      return { ...document, title: 'Never' };
    });
    expect(await changing.catch((error: unknown) => error)).toMatchObject({
      name: 'IceProblem',
      code: 'lock-conflict',
      status: 409,
      errors: [{ pointer: '/title', code: 'lock-conflict' }],
      problem: { current_lock: (await ice.blueprints.get(id)).versionLock },
    });
    expect(tries).toBe(5);
  });

  it('under a lock that is over are refused, and not made again', async () => {
    const { id, version_lock } = await ice.blueprints.create(greeting);
    await ice.blueprints.put(id, { ...greeting, title: 'Newer' }, version_lock);
    await expect(ice.blueprints.put(id, greeting, version_lock)).rejects.toMatchObject({ code: 'lock-conflict' });
    await expect(ice.blueprints.delete(id, { lock: version_lock })).rejects.toMatchObject({ code: 'lock-conflict' });
    await ice.blueprints.delete(id);
    await expect(ice.blueprints.get(id)).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });

  it('of an unsound blueprint say every fault, with its place', async () => {
    const problem = await ice.blueprints.create(unsound).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(IceProblem);
    expect(problem).toMatchObject({ code: 'blueprint-invalid', status: 422, retryable: false, retryAfterMs: null });
    const { errors, requestId } = problem as IceProblem;
    expect(errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'unknown-tool /nodes/0/tool_name',
      'duplicate-node-id /nodes/1/id',
    ]);
    expect(requestId).toMatch(/^rq_/);
  });

  it('need their scope, and a key that somebody knows', async () => {
    const reader = new IceClient({ url: api.url, apiKey: api.keys.read });
    await expect(reader.blueprints.create(greeting)).rejects.toMatchObject({ code: 'forbidden', status: 403 });
    const stranger = new IceClient({ url: api.url, apiKey: api.dead.revoked });
    await expect(stranger.catalog.tools()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('start once, though the answer to the first start is lost', async () => {
    await using proxy = await CuttingProxy.start(api.port);
    const far = new IceClient({ url: proxy.url, apiKey: api.keys.all });
    proxy.cutAfter(40);
    const execution = await far.executions.start({ blueprint: greeting, tags: ['lost-answer'] });
    expect(await execution.result()).toEqual({ text: 'Hello' });
    const started: string[] = [];
    for await (const { execution_id } of ice.executions.list({ tag: 'lost-answer' })) started.push(execution_id);
    expect([started, proxy.cuts]).toEqual([[execution.id], 1]);
  });

  it('start once for one key of the caller, and refuse another body under it', async () => {
    const options = { idempotencyKey: 'order-4711' };
    const one = await ice.executions.start({ blueprint: greeting }, options);
    const again = await ice.executions.start({ blueprint: greeting }, options);
    expect(again.id).toBe(one.id);
    await expect(ice.executions.start({ blueprint: greeting, tags: ['other'] }, options)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      problem: { execution_id: one.id },
    });
  });

  it('whose answer is lost are not made again where they may have been made', async () => {
    await using proxy = await CuttingProxy.start(api.port);
    const far = new IceClient({ url: proxy.url, apiKey: api.keys.all });
    proxy.cutAfter(40);
    await expect(far.blueprints.create({ ...greeting, name: 'lost' })).rejects.toMatchObject({
      name: 'IceUnreachable',
    });
    expect((await ice.blueprints.list({ name: 'lost' }).page()).data).toHaveLength(1);
  });

  it('reach nobody where nobody listens, and where nobody answers', async () => {
    const nobody = new IceClient({ url: `http://127.0.0.1:${await closedPort()}` });
    await expect(nobody.executions.start({ blueprint: greeting })).rejects.toMatchObject({
      name: 'IceUnreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(new IceClient({ url, timeoutMs: 100 }).health()).rejects.toMatchObject({ name: 'IceUnreachable' });
    silent.close();
  });
});

/** A port at which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
