/** The OpenAPI document and the page that shows it: complete, true, and served without anybody else's help. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
}

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

describe('the documentation', () => {
  let api: RunningApi;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document of many forms
  let document: any;
  let operations: readonly (readonly [string, string, Operation])[];

  beforeAll(async () => {
    api = await startApi();
    document = (await api.request('GET', '/openapi.json')).body;
    operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([place, methods]) =>
      Object.entries(methods).map(([method, operation]) => [method, place, operation] as const),
    );
  });
  afterAll(() => api.close());

  it('is OpenAPI 3.1 with the blueprint and every node kind as components', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Blueprint', 'BlueprintNode', 'LoopNode', 'LlmNode', 'Problem', 'Diagnostic']),
    );
  });

  it('refers to nothing that is not there, and dumps no insides of a schema library', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? '');
    const names = new Set(references.map((target) => target.replace('#/components/schemas/', '')));

    expect([...names].filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toMatch(/"(_zod|_def|\$defs|\$schema|~standard)":/);
  });

  it('names every operation once, by a verb and a noun, under a known tag, with a summary', () => {
    const tags = new Set(document.tags.map(({ name }: { name: string }) => name));
    const ids = operations.map(([, , { operationId }]) => operationId);
    const poor = operations.filter(
      ([, , { operationId, summary, tags: own = [] }]) =>
        !/^(list|get|create|clone|replace|update|patch|delete|validate|estimate|finalize|suggest|start|cancel|rerun|watch|answer|stream)[A-Z]\w+$/.test(
          operationId,
        ) ||
        !summary ||
        own.length !== 1 ||
        !own.every((tag) => tags.has(tag)),
    );

    expect(poor.map(([method, place]) => `${method} ${place}`)).toEqual([]);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('has an example for every answer of ours that has a body, and problems are problems', () => {
    const own = operations.filter(([, place]) => !place.startsWith('/api/v1/executions'));
    const poor = own.flatMap(([method, place, { responses }]) =>
      Object.entries(responses)
        .filter(([status, { content }]) => !isDocumented(Number(status), content))
        .map(([status]) => `${method} ${place} ${status}`),
    );

    expect(poor).toEqual([]);
  });

  it('says of every operation that it can be refused', () => {
    const bold = operations.filter(
      ([, , { responses }]) => !Object.keys(responses).some((status) => status.startsWith('4')),
    );

    expect(bold.map(([method, place]) => `${method} ${place}`)).toEqual([]);
  });

  it('has request examples for blueprints that are accepted as they stand', async () => {
    const created = await api.request('POST', '/api/v1/blueprints', { json: exampleOf('/api/v1/blueprints', 'post') });
    const place = `/api/v1/blueprints/${created.body.id}`;
    const lock = { 'x-version-lock': created.body.version_lock };
    const patched = await api.request('PATCH', place, {
      json: exampleOf('/api/v1/blueprints/{id}', 'patch'),
      headers: lock,
    });
    const replaced = await api.request('PUT', place, {
      json: exampleOf('/api/v1/blueprints/{id}', 'put'),
      headers: { 'x-version-lock': patched.body.version_lock },
    });
    const judged = await api.request('POST', '/api/v1/blueprints/validate', {
      json: exampleOf('/api/v1/blueprints/validate', 'post'),
    });

    expect([created, patched, replaced, judged].map(({ status }) => status)).toEqual([201, 200, 200, 200]);
    const { example } = document.paths['/api/v1/blueprints/validate'].post.responses['200'].content['application/json'];
    expect(judged.body).toEqual({ ...example, revision: replaced.body.revision });
  });

  it('has request examples for partial blueprints that are accepted as they stand', async () => {
    const root = '/api/v1/mcp/blueprints/partial';
    const [, begun] = await Promise.all(examplesOf(root, 'post').map((json) => api.request('POST', root, { json })));
    const { id, version_lock } = begun?.body ?? {};
    let lock = version_lock;
    const statuses = [];
    for (const json of examplesOf(`${root}/{id}`, 'put')) {
      const answer = await api.request('PUT', `${root}/${id}`, { json, headers: { 'x-version-lock': lock } });
      lock = answer.body.version_lock;
      statuses.push(answer.status);
    }
    for (const json of examplesOf(`${root}/{id}/suggest`, 'post')) {
      statuses.push((await api.request('POST', `${root}/${id}/suggest`, { json })).status);
    }

    expect([begun?.status, ...statuses]).toEqual([201, 200, 200, 200, 200]);
  });

  it.each(['/docs', '/docs/'])('is shown at %s from local files alone', async (place) => {
    const page = await api.request('GET', place);
    const assets = [...page.text.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, target]) => target ?? '');
    const answers = await Promise.all(
      assets.map((target) => api.request('GET', new URL(target, `${api.url}${place}`).pathname)),
    );

    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(assets.length).toBeGreaterThan(4);
    expect(answers.map(({ status }) => status)).toEqual(assets.map(() => 200));
  });

  it('asks no validator on the internet', async () => {
    expect((await api.request('GET', '/docs/swagger-ui-init.js')).text).toContain('"validatorUrl": null');
  });

  function exampleOf(place: string, method: string): unknown {
    return examplesOf(place, method)[0];
  }

  function examplesOf(place: string, method: string): readonly unknown[] {
    const content = document.paths[place][method].requestBody.content['application/json'] as Media;
    return Object.values(content.examples ?? {}).map(({ value }) => value);
  }
});

function isDocumented(status: number, content: Readonly<Record<string, Media>> | undefined): boolean {
  if (status === 204 || status === 304) return content === undefined;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  // The format of Prometheus is the one answer that is no JSON.
  const media = content?.[type] ?? (status < 400 ? content?.['text/plain'] : undefined);
  return media?.example !== undefined || Object.keys(media?.examples ?? {}).length > 0;
}
