/** Who may do what: every route that the server has with every kind of key, the keys themselves, and the pages of other origins. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessScopes, type AccessScope } from '@ice/core';
import { codeWords, MarkdownPage } from '../docs/markdown-page.js';
import { startKeyedApi, type DeadKey, type KeyedApi } from '../support/keyed-api.js';
import { routeList } from '../support/route-list.js';
import { startApi, type ApiAnswer } from '../support/start-api.js';

const page = new MarkdownPage('docs/reference/access.md');

/** `GET /path` to its scope, or `public`, as the reference has it. */
const documented: readonly (readonly [route: string, scope: string])[] = page.rows('Routes').map((row) => {
  const [place = '', scope = ''] = Object.values(row);
  return [place.replaceAll('`', ''), /^public/.test(scope) ? 'public' : (codeWords(scope)[0] ?? '')];
});

const guarded = documented.filter(([, scope]) => scope !== 'public') as readonly (readonly [string, AccessScope])[];
const deadKeys: readonly DeadKey[] = ['expired', 'revoked', 'unknown', 'mistyped'];
const blueprint = {
  schema_version: '1.0',
  name: 'a',
  nodes: [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }],
};

let api: KeyedApi;

beforeAll(async () => {
  api = await startKeyedApi({ allowedOrigins: ['https://studio.example'] });
});

afterAll(() => api.close());

/** A request to a route, with something in the place of its parameters. */
function knock(route: string, headers: Readonly<Record<string, string>>): Promise<ApiAnswer> {
  const [method = '', place = ''] = route.split(' ');
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return api.request(method, place.replace(/\{\w+\}/g, 'x'), { headers, ...(hasBody && { json: {} }) });
}

const bearer = (key: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${key}` });
const codeOf = ({ status, body }: ApiAnswer): readonly unknown[] => [status, body?.code];

describe('the routes', () => {
  it('are those of the reference, and no other', () => {
    const routes = routeList(api).filter((route) => !/^GET \/docs./.test(route));
    expect(documented.map(([route]) => route).sort()).toEqual(routes);
  });

  it('have one of the scopes', () => {
    expect(guarded.filter(([, scope]) => !accessScopes.includes(scope))).toEqual([]);
  });

  it.each(documented.filter(([, scope]) => scope === 'public'))('%s asks nobody', async (route) => {
    expect([401, 403]).not.toContain((await knock(route, {})).status);
    expect([401, 403]).not.toContain((await knock(route, bearer('wrong'))).status);
  });

  it.each(guarded)('%s is refused without a key, and with one that is nobody’s, in the same words', async (route) => {
    const headers = [
      {},
      { authorization: 'Bearer' },
      bearer('undefined'),
      ...deadKeys.map((kind) => bearer(api.dead[kind])),
    ];
    const answers = await Promise.all(headers.map((each) => knock(route, each)));

    expect(answers.map(codeOf)).toEqual(headers.map(() => [401, 'unauthenticated']));
    expect(new Set(answers.map(({ body: { request_id: _id, ...problem } }) => JSON.stringify(problem))).size).toBe(1);
    expect(answers.map((answer) => answer.headers.get('www-authenticate'))).toEqual(
      headers.map(() => 'Bearer realm="iceOS"'),
    );
  });

  it.each(guarded)('%s needs %s, and nothing else helps', async (route, needed) => {
    const answers = await Promise.all(accessScopes.map((scope) => knock(route, bearer(api.keys[scope]))));

    for (const [index, answer] of answers.entries()) {
      if (accessScopes[index] === needed) expect([route, [401, 403].includes(answer.status)]).toEqual([route, false]);
      else
        expect([...codeOf(answer), answer.body.detail]).toEqual([403, 'forbidden', `This needs the scope ${needed}.`]);
    }
  });

  it.each(guarded.filter(([route]) => route.startsWith('GET ')))(
    '%s is guarded however it is spelled',
    async (route) => {
      const place = route.slice(4).replace(/\{\w+\}/g, 'x');
      const spelled = [`${place}/`, place.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)];
      const answers = await Promise.all(
        spelled.flatMap((each) => [api.request('GET', each), api.request('HEAD', each)]),
      );

      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    },
  );
});

describe('the document of the API', () => {
  it('says of every operation what it needs, and has requests that are accepted as they stand', async () => {
    const { body } = await api.request('GET', '/openapi.json');
    const scopeOf = new Map(documented);
    const said = Object.entries(body.paths as Record<string, Record<string, { 'x-scope'?: string; security?: object }>>)
      .flatMap(([place, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ place, method, operation })),
      )
      .map(({ place, method, operation }) => [`${method.toUpperCase()} ${place}`, operation['x-scope'] ?? 'public']);

    expect(said).toEqual(said.map(([route = '']) => [route, scopeOf.get(route)]));
    expect(Object.keys(body.components.securitySchemes)).toEqual(['key', 'keyHeader']);
    for (const place of ['/api/v1/keys', '/api/v1/stream-tokens']) {
      const { examples } = body.paths[place].post.requestBody.content['application/json'];
      const [{ value: json }] = Object.values(examples) as [{ value: object }];
      expect((await api.ask(api.keys.all, 'POST', place, { json })).status).toBe(201);
    }
  });
});

describe('a key', () => {
  it('comes in either header, or the same in both', async () => {
    const ask = async (headers: Readonly<Record<string, string>>) => (await knock('GET /api/v1/keys', headers)).status;
    const { all, admin } = api.keys;

    expect(await ask({ 'x-api-key': all })).toBe(200);
    expect(await ask({ authorization: `bearer  ${all}` })).toBe(200);
    expect(await ask({ ...bearer(all), 'x-api-key': all })).toBe(200);
    expect(await ask({ ...bearer(all), 'x-api-key': admin })).toBe(401);
    expect(await ask({ ...bearer(all), 'x-api-key': '' })).toBe(401);
    expect(await ask({ authorization: `Basic ${all}` })).toBe(401);
  });

  it.each(['token', 'access_token', 'api_key', 'key', 'anything'])(
    'is not read of ?%s=, whatever else is sent',
    async (name) => {
      const place = `/api/v1/blueprints?${name}=${api.keys.all}`;

      expect(codeOf(await api.request('GET', place))).toEqual([401, 'unauthenticated']);
      const answer = await api.ask(api.keys.all, 'GET', place);
      expect(codeOf(answer)).toEqual([401, 'unauthenticated']);
      expect(answer.text).not.toContain('ice_sk_');
    },
  );

  it('is made, shown once, listed, given a budget, and revoked', async () => {
    const json = { name: 'ci', scopes: ['read'], budget_usd: 0.3, expires_at: '2099-01-01T01:00:00+01:00' };
    const made = await api.ask(api.keys.all, 'POST', '/api/v1/keys', { json });
    const { key, ...row } = made.body;

    expect([made.status, made.headers.get('location')]).toEqual([201, `/api/v1/keys/${row.id}`]);
    expect(key).toMatch(/^ice_sk_[0-9A-Za-z]{38}$/);
    expect(row).toEqual({
      id: expect.stringMatching(/^key_[0-9A-Z]{10}00000[0-9A-Z]{11}$/),
      name: 'ci',
      scopes: ['read'],
      budget_usd: '0.3',
      created_at: expect.any(String),
      created_by: expect.stringMatching(/^key_/),
      expires_at: '2099-01-01T00:00:00.000Z',
      revoked_at: null,
    });
    expect((await api.ask(key, 'GET', '/api/v1/blueprints')).status).toBe(200);
    const place = `/api/v1/keys/${row.id}`;
    expect((await api.ask(api.keys.all, 'GET', place)).body).toEqual(row);
    const changed = await api.ask(api.keys.all, 'PATCH', place, { json: { budget_usd: null } });
    expect(changed.body).toEqual({ ...row, budget_usd: null });
    const revoked = [await api.ask(api.keys.all, 'DELETE', place), await api.ask(api.keys.all, 'DELETE', place)];
    expect(revoked.map(({ status }) => status)).toEqual([204, 204]);
    expect((await api.ask(key, 'GET', '/api/v1/blueprints')).status).toBe(401);
    const { text, body } = await api.ask(api.keys.all, 'GET', '/api/v1/keys?limit=1000');
    expect(body.data.find(({ id }: { id: string }) => id === row.id).revoked_at).toEqual(expect.any(String));
    expect(text).not.toMatch(/ice_sk_|hash/);
  });

  it('gives no scope that its maker lacks', async () => {
    const json = { name: 'more', scopes: ['admin', 'run'] };
    const answer = await api.ask(api.keys.admin, 'POST', '/api/v1/keys', { json });

    expect([...codeOf(answer), answer.body.detail]).toEqual([
      403,
      'forbidden',
      'Your key lacks the scope run, so it cannot give it.',
    ]);
  });

  it.each([
    [{ scopes: ['read'] }, '/name'],
    [{ name: 'x', scopes: [] }, '/scopes'],
    [{ name: 'x', scopes: ['root'] }, '/scopes'],
    [{ name: 'x', scopes: ['read'], budget_usd: 0 }, '/budget_usd'],
    [{ name: 'x', scopes: ['read'], expires_at: 'tomorrow' }, '/expires_at'],
    [{ name: 'x', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' }, '/expires_at'],
    [{ name: 'x', scopes: ['read'], tenant: '00001' }, '/tenant'],
  ])('is not made of %j', async (json, pointer) => {
    const answer = await api.ask(api.keys.all, 'POST', '/api/v1/keys', { json });

    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('of another organisation is not there', async () => {
    const { data } = (await api.ask(api.keys.all, 'GET', '/api/v1/keys')).body;
    const others = (await api.ask(api.keys.other, 'GET', '/api/v1/keys')).body;
    const place = `/api/v1/keys/${data[0].id}`;
    const answers = await Promise.all([
      api.ask(api.keys.other, 'GET', place),
      api.ask(api.keys.other, 'PATCH', place, { json: { budget_usd: 1 } }),
      api.ask(api.keys.other, 'DELETE', place),
    ]);

    expect(others.data).toEqual([]);
    expect(answers.map(codeOf)).toEqual(answers.map(() => [404, 'not-found']));
  });

  it('for reading takes no suggestion', async () => {
    const { body } = await api.ask(api.keys.author, 'POST', '/api/v1/mcp/blueprints/partial', { json: {} });
    const place = `/api/v1/mcp/blueprints/partial/${body.id}/suggest`;
    const headers = { 'x-version-lock': body.version_lock };

    expect((await api.ask(api.keys.read, 'POST', place, { json: {} })).status).toBe(200);
    expect(codeOf(await api.ask(api.keys.read, 'POST', `${place}?commit=true`, { headers, json: {} }))).toEqual([
      403,
      'forbidden',
    ]);
  });
});

describe('tools of the protocol server', () => {
  async function speak(key: string, method: string, params: object) {
    const headers = { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' };
    const json = { jsonrpc: '2.0', id: 1, method, params };
    const { text } = await api.ask(key, 'POST', '/mcp', { headers, json });
    return JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? text).result;
  }

  it('are listed to those who may call them', async () => {
    await api.ask(api.keys.author, 'POST', '/api/v1/blueprints', { json: { ...blueprint, name: 'listed' } });
    const namesFor = async (key: string): Promise<readonly string[]> =>
      (await speak(key, 'tools/list', {})).tools.map(({ name }: { readonly name: string }) => name).sort();

    expect(await namesFor(api.keys.read)).toEqual([
      'blueprint_estimate',
      'blueprint_validate',
      'execution_events',
      'execution_status',
      'execution_wait',
      'partial_get',
      'partial_suggest',
    ]);
    expect(await namesFor(api.keys.all)).toEqual(
      expect.arrayContaining(['answer_signal', 'execution_cancel', 'listed', 'partial_create', 'partial_finalize']),
    );
  });

  it.each(['partial_create', 'partial_update', 'partial_finalize', 'execution_cancel', 'answer_signal', 'listed'])(
    '%s is refused to a key for reading',
    async (name) => {
      const result = await speak(api.keys.read, 'tools/call', { name, arguments: {} });

      expect([result.isError, result.structuredContent.problem.code]).toEqual([true, 'forbidden']);
    },
  );
});

describe('a page of another origin', () => {
  const preflight = (origin: string, place = '/api/v1/executions/', host?: string) =>
    api.request('OPTIONS', place, {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
        ...(host !== undefined && { host }),
      },
    });

  it('may ask where it is allowed, with a key and without cookies', async () => {
    const { status, headers } = await preflight('https://studio.example');

    expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-methods')]).toEqual([
      204,
      'https://studio.example',
      'GET, HEAD, POST',
    ]);
    expect(headers.get('access-control-allow-headers')).toMatch(/Authorization, X-API-Key, .*X-Version-Lock, If-Match/);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://evil.example', 'null', 'https://studio.example.evil.example'])(
    'is refused when it is %s',
    async (origin) => {
      const answer = await preflight(origin);

      expect(codeOf(answer)).toEqual([403, 'origin-not-allowed']);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('learns of no path that is not there', async () => {
    expect(codeOf(await preflight('https://studio.example', '/api/v1/nope'))).toEqual([404, 'not-found']);
  });

  it('reads answers, refusals too, and their locks', async () => {
    const headers = { origin: 'https://studio.example' };
    const answers = [
      await api.ask(api.keys.read, 'GET', '/api/v1/blueprints', { headers }),
      await api.request('GET', '/api/v1/blueprints', { headers }),
    ];

    expect(answers.map((answer) => [answer.status, answer.headers.get('access-control-allow-origin')])).toEqual([
      [200, 'https://studio.example'],
      [401, 'https://studio.example'],
    ]);
    expect(answers[0]?.headers.get('access-control-expose-headers')).toContain('X-Version-Lock, ETag, Location');
    expect(answers[0]?.headers.get('vary')).toContain('Origin');
    const foreign = await api.ask(api.keys.read, 'GET', '/api/v1/blueprints', {
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a server on loopback without keys', () => {
  it('answers everybody until there is one, and from then on nobody without', async () => {
    await using open = await startApi();
    const status = async (headers: Readonly<Record<string, string>> = {}): Promise<number> =>
      (await open.request('GET', '/api/v1/blueprints', { headers })).status;
    expect([await status(), await status(bearer('wrong')), await status({ 'x-api-key': '' })]).toEqual([200, 401, 401]);

    const json = { name: 'first', scopes: accessScopes };
    const { id, key, created_by } = (await open.request('POST', '/api/v1/keys', { json })).body;
    expect(created_by).toBeNull();
    expect([await status(), await status(bearer(key))]).toEqual([401, 200]);

    await open.request('DELETE', `/api/v1/keys/${id}`, { headers: bearer(key) });
    expect([await status(), await status(bearer(key))]).toEqual([401, 401]);
  });
});
