/** Keys across processes: the command, a server that others can reach, and that no key is ever written down. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce } from '../support/run-ice.js';
import { runApiProcess, startApiProcess, type ApiProcess } from '../support/api-process.js';
import { isOnRedis, testStore, textsInRedis } from '../support/test-store.js';
import { StreamClient } from '../support/stream-client.js';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ice-access-'));
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** What the command says on stdout. */
async function key(...words: readonly string[]): Promise<string> {
  const env = { ICE_DATA_DIR: dataDir, ICE_STORE: 'sqlite', ...(await testStore(dataDir)) };
  return (await runIce(['key', ...words], { env })).stdout.trim();
}

const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } });

/** Asks until the answer is another one than that, for five seconds at most. */
async function statusAfter(server: ApiProcess, text: string, before: number): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { status } = await server.request('GET', '/api/v1/blueprints', bearer(text));
    if (status !== before) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return before;
}

describe('keys across processes', () => {
  it('let a server be reached by others, and end in it within seconds', async () => {
    const refused = await runApiProcess({ HOST: '0.0.0.0', ICE_DATA_DIR: dataDir, ...(await testStore(dataDir)) });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      'iceOS did not start.\nHOST is "0.0.0.0": others can reach it, and there is no API key; make one with: ice key create --name first.\n',
    ]);
    const first = await key('create', '--name', 'first');
    await using server = await startApiProcess({ dataDir, env: { HOST: '0.0.0.0' } });

    expect((await server.request('GET', '/api/v1/blueprints')).status).toBe(401);
    expect((await server.request('GET', '/api/v1/blueprints', bearer(first))).status).toBe(200);
    const second = JSON.parse(await key('create', '--name', 'second', '--scopes', 'read', '--json')) as {
      readonly id: string;
      readonly key: string;
    };
    expect(await statusAfter(server, second.key, 401)).toBe(200);
    using client = await StreamClient.connect(`${server.url}/api/v1/stream`, undefined, bearer(second.key));
    // A socket that says nothing is closed for that.
    client.send({ type: 'ping', t: 1 });
    await key('revoke', second.id);
    expect(await statusAfter(server, second.key, 200)).toBe(401);
    expect((await client.closed).code).toBe(4401);
  }, 180_000);

  it('are written down nowhere, not even by a server that logs everything', async () => {
    const configured = await key('mint');
    const env = { ICE_API_KEYS: configured, ICE_LOG_LEVEL: 'trace' };
    const server = await startApiProcess({ dataDir, env });
    const json = { name: 'canary', scopes: ['read', 'run'] };
    const made = await server.request('POST', '/api/v1/keys', { json, ...bearer(configured) });
    const secrets: readonly string[] = [made.body.key, configured];
    const answers: string[] = [];
    for (const text of secrets) {
      for (const place of [
        `/api/v1/blueprints?token=${text}`,
        `/api/v1/${text}`,
        '/api/v1/keys',
        `/api/v1/keys/${text}`,
      ]) {
        answers.push((await server.request('GET', place, bearer(text))).text);
        answers.push((await server.request('GET', place, bearer(`${text}x`))).text);
      }
      using client = await StreamClient.connect(`${server.url}/api/v1/stream`);
      client.send({ type: 'hello', token: `${text}x` });
      await client.closed;
      answers.push(JSON.stringify(client.frames));
    }
    const { stderr } = await server.kill('SIGTERM');
    const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const kept = await Promise.all([
      ...files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
      ...(isOnRedis ? [textsInRedis(dataDir)] : []),
    ]);

    expect(kept.length).toBeGreaterThan(0);
    for (const text of secrets) {
      const places = { stderr, kept: kept.join(), answers: answers.join() };
      const found = Object.entries(places).filter(([, content]) => content.includes(text.slice(7, 39)));
      expect(found.map(([place]) => place)).toEqual([]);
    }
  });
});
