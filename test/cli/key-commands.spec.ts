/** `ice key …` on the store of this machine, without a server, and through one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditRepository, OrganisationRepository } from '@ice/core';
import { SqliteStore, SystemClock, UlidSource } from '@ice/storage';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '../support/start-api.js';
import { runIce, type IceRun } from '../support/run-ice.js';

const keyText = /^ice_sk_[0-9A-Za-z]{38}\n$/;
const scopes = ['read', 'author', 'run', 'admin'];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-keys-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** A command about keys, at the machine of the store. */
function ice(...words: readonly string[]): Promise<IceRun> {
  return runIce(['key', ...words], { env: { ICE_DATA_DIR: folder, ICE_DURABILITY: 'relaxed' } });
}

/** What a server on the same store would answer its administrators, newest first. */
async function auditOf(name: string) {
  const clock = new SystemClock();
  const ids = new UlidSource(clock);
  const store = await SqliteStore.open({ path: path.join(folder, 'ice.db'), ids });
  try {
    const organisation = await new OrganisationRepository(store, clock, ids).find(name);
    return (await new AuditRepository(store, clock, ids).list(organisation?.tenant ?? '', { limit: 10 })).data;
  } finally {
    await store.close();
  }
}

describe('ice key at the machine of the store', () => {
  it('says what to do where there are no keys', async () => {
    expect(await ice('list')).toMatchObject({
      code: 0,
      stdout: 'There are no keys: a server on loopback lets everybody in. Make one: ice key create --name first\n',
      stderr: '',
    });
  });

  it('makes a key whose text alone is on stdout, and is nowhere else', async () => {
    const words = ['--name', 'ci', '--scopes', 'read,run', '--budget-usd', '0.25', '--expires', '30d'];
    const { code, stdout, stderr } = await ice('create', ...words);
    expect([code, stdout]).toEqual([0, expect.stringMatching(keyText)]);
    expect(stderr).toMatch(
      /^id .* name\nkey_\w{26} {2}usable {2}read,run {2}\$0\.25 a window {2}20\S+Z {2}ci\nThis is its text; it is not shown again:\n$/,
    );
    const bytes = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'latin1')));
    expect(bytes.filter((text) => text.includes(stdout.trim().slice(7)))).toEqual([]);
  });

  it('lists the keys of an organisation, and revokes them', async () => {
    const made = (await ice('create', '--name', 'x', '--organisation', 'acme', '--json')).json;
    expect(made).toEqual({
      id: expect.stringMatching(/^key_\w{26}$/),
      name: 'x',
      scopes,
      budget_usd: null,
      created_at: expect.any(String),
      created_by: null,
      expires_at: null,
      revoked_at: null,
      key: expect.stringMatching(/^ice_sk_/),
    });
    const { id, key: _text, ...facts } = made;
    expect((await ice('list', '--organisation', 'acme')).stdout).toMatch(
      new RegExp(`^id .*\n${id}  usable  read,author,run,admin  none of its own  for ever  x\n$`),
    );
    expect(await ice('revoke', id)).toMatchObject({
      code: 0,
      stdout: `${id} is nobody's any more; running servers know it within 5 s.\n`,
      stderr: '',
    });
    expect((await ice('list', '--organisation', 'acme', '--json')).json).toEqual([
      { id, ...facts, revoked_at: expect.any(String) },
    ]);
    expect((await ice('list')).stdout).not.toContain(id);
  });

  it('leaves a record of each key that it makes or revokes, in the organisation of the key', async () => {
    const made = (await ice('create', '--name', 'y', '--organisation', 'audited', '--json')).json;
    await ice('revoke', made.id);
    await ice('list', '--organisation', 'audited');
    const records = await auditOf('audited');
    expect(records.map(({ key_id, action, target, detail }) => ({ key_id, action, target, detail }))).toEqual([
      { key_id: null, action: 'key.revoked', target: made.id, detail: { by: 'ice key' } },
      { key_id: null, action: 'key.created', target: made.id, detail: { by: 'ice key', name: 'y', scopes } },
    ]);
    expect(JSON.stringify(records)).not.toContain(made.key.slice(7));
  });

  it('prints the text of a key that is kept nowhere', async () => {
    const [one, other] = [await ice('mint'), await ice('mint')];
    expect([one.code, one.stderr, one.stdout]).toEqual([0, '', expect.stringMatching(keyText)]);
    expect(one.stdout).not.toBe(other.stdout);
  });

  it.each([
    [['create'], /--name/],
    [['create', '--name', 'x', '--scopes', 'read,root'], /"root" is no scope/],
    [['create', '--name', 'x', '--budget-usd', '-1'], /--budget-usd/],
    [['create', '--name', 'x', '--expires', 'soon'], /--expires is a time such as/],
    [['create', '--name', 'x', '--organisation', 'No Name'], /organisation has a name/],
    [['create', 'x'], /too many arguments/i],
    [['create', '--colour', 'red'], /--colour/],
    [['list', '--organisation', 'nobody'], /no organisation "nobody"/],
    [['revoke'], /missing required argument/i],
    [['revoke', 'ice_sk_0123456789'], /"ice_sk_0…" is no id/],
    [['destroy'], /destroy/],
  ] as const)('refuses %j in a sentence', async (words, sentence) => {
    const { code, stdout, stderr } = await ice(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  it('does not know a key that is not there', async () => {
    expect(await ice('revoke', 'key_01JD2X8Q4N00000TV9K3R5M7P0')).toMatchObject({
      code: 3,
      stdout: '',
      stderr:
        'ice: There is no key "key_01JD2X8Q4N00000TV9K3R5M7P0".\n  hint: "ice key list" shows those that there are.\n',
    });
  });

  it('has nothing to do with a store in memory, or with one that cannot be opened', async () => {
    expect(await runIce(['key', 'list'], { env: { ICE_STORE: 'memory' } })).toMatchObject({
      code: 9,
      stdout: '',
      stderr:
        'ice: ICE_STORE is "memory", which keeps no keys: mint one with "ice key mint", and give its text in ICE_API_KEYS.\n',
    });
    expect(await runIce(['key', 'list', '--json'], { env: { ICE_DATA_DIR: '/dev/null/x' } })).toMatchObject({
      code: 9,
      json: { error: { code: 'store-unavailable', exit_code: 9 } },
    });
  });
});

describe('ice key at a server', () => {
  it('asks it with a key, and makes, lists and revokes there', async () => {
    await using api = await startApi({
      config: { store: 'sqlite' },
      dataDir: await mkdtemp(path.join(folder, 'api-')),
    });
    const at = async (words: readonly string[], key?: string) =>
      runIce(['key', ...words, '--remote', api.url], { env: key === undefined ? {} : { ICE_API_KEY: key } });
    const first = (await at(['create', '--name', 'first'])).stdout.trim();

    expect(await at(['list'])).toMatchObject({ code: 4, stdout: '' });
    const made = (await at(['create', '--name', 'ci', '--scopes', 'read', '--expires', '12h', '--json'], first)).json;
    expect(made).toMatchObject({ name: 'ci', scopes: ['read'], key: expect.stringMatching(/^ice_sk_/) });
    expect(await at(['create', '--name', 'more'], made.key)).toMatchObject({ code: 4 });
    expect(await at(['revoke', made.id], first)).toMatchObject({ code: 0 });
    expect((await at(['list'], first)).stdout.split('\n').map((line) => line.split(/ {2,}/)[1])).toEqual([
      'state',
      'usable',
      'revoked',
      undefined,
    ]);
    expect(await at(['list', '--organisation', 'acme'], first)).toMatchObject({ code: 2 });
    expect(await at(['revoke', 'key_01JD2X8Q4N00000TV9K3R5M7P0'], first)).toMatchObject({ code: 3, stdout: '' });
  });
});
