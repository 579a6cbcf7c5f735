import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditRepository, OrganisationRepository } from '@ice/core';
import { SystemClock, UlidSource } from '@ice/storage';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAppConfig } from '../../config/read-app-config.js';
import { openStore } from '../../storage/open-store.js';
import { runKeyCommand } from './run-key-command.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-keys-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function run(...words: readonly string[]) {
  const said = { out: '', err: '' };
  const voice = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const code = await runKeyCommand(words, { ICE_DATA_DIR: folder, ICE_DURABILITY: 'relaxed' }, voice);
  return { code, ...said };
}

/** What a server on the same store would answer its administrators, newest first. */
async function auditOf(name: string) {
  const clock = new SystemClock();
  const ids = new UlidSource(clock);
  const config = readAppConfig({ ICE_DATA_DIR: folder, ICE_DURABILITY: 'relaxed' });
  const store = await openStore(config, ids);
  try {
    const organisation = await new OrganisationRepository(store, clock, ids).find(name);
    return (await new AuditRepository(store, clock, ids).list(organisation?.tenant ?? '', { limit: 10 })).data;
  } finally {
    await store.close();
  }
}

describe('the command for keys', () => {
  it('makes a key whose text alone is on stdout, and is nowhere else', async () => {
    const { code, out, err } = await run(
      ...['create', '--name', 'ci', '--scopes', 'read,run', '--budget-usd', '0.25', '--expires', '30d'],
    );
    expect([code, out]).toEqual([0, expect.stringMatching(/^ice_sk_[0-9A-Za-z]{38}\n$/)]);
    expect(err).toMatch(
      /^key_\w{26} {2}usable {2}read,run {2}\$0\.25 a window {2}until 20\S+Z {2}ci\nOrganisation default\./,
    );

    const bytes = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'latin1')));
    expect(bytes.filter((text) => text.includes(out.trim().slice(7)))).toEqual([]);
  });

  it('lists the keys of an organisation, and revokes them', async () => {
    const { out } = await run('create', '--name', 'x', '--organisation', 'acme', '--json');
    const { id, key, organisation, scopes } = JSON.parse(out) as Record<string, unknown>;
    expect([key, organisation, scopes]).toEqual([
      expect.stringMatching(/^ice_sk_/),
      'acme',
      ['read', 'author', 'run', 'admin'],
    ]);
    expect((await run('list', '--organisation', 'acme')).out).toMatch(new RegExp(`^${id}  usable  .*  x\n$`));
    expect(await run('revoke', String(id))).toEqual({ code: 0, out: '', err: expect.stringContaining('within 5 s') });
    const listed = JSON.parse((await run('list', '--organisation', 'acme', '--json')).out) as readonly object[];
    expect(listed).toEqual([expect.objectContaining({ id, revoked_at: expect.any(String) })]);
    expect((await run('list')).out).not.toContain(String(id));
  });

  it('leaves a record of each key that it makes or revokes, in the organisation of the key', async () => {
    const made = JSON.parse((await run('create', '--name', 'y', '--organisation', 'audited', '--json')).out) as {
      readonly id: string;
      readonly key: string;
    };
    await run('revoke', made.id);
    await run('list', '--organisation', 'audited');
    const records = await auditOf('audited');
    const scopes = ['read', 'author', 'run', 'admin'];
    expect(records.map(({ key_id, action, target, detail }) => ({ key_id, action, target, detail }))).toEqual([
      { key_id: null, action: 'key.revoked', target: made.id, detail: { by: 'npm run key' } },
      { key_id: null, action: 'key.created', target: made.id, detail: { by: 'npm run key', name: 'y', scopes } },
    ]);
    expect(JSON.stringify(records)).not.toContain(made.key.slice(7));
  });

  it('prints the text of a key that is kept nowhere', async () => {
    const [one, other] = [await run('mint'), await run('mint')];
    expect([one.code, one.err, one.out]).toEqual([0, '', expect.stringMatching(/^ice_sk_\w{38}\n$/)]);
    expect(one.out).not.toBe(other.out);
  });

  it.each([
    [['create'], /--name/],
    [['create', '--name', 'x', '--scopes', 'read,root'], /"root" is no scope/],
    [['create', '--name', 'x', '--budget-usd', '-1'], /--budget-usd/],
    [['create', '--name', 'x', '--expires', 'soon'], /--expires is a time such as/],
    [['create', '--name', 'x', '--organisation', 'No Name'], /organisation has a name/],
    [['create', 'x'], /one word too many/],
    [['create', '--colour', 'red'], /--colour/],
    [['list', '--organisation', 'nobody'], /no organisation "nobody"/],
    [['revoke'], /the id of one key/],
    [['revoke', 'ice_sk_0123456789'], /^"ice_sk_0"… is no id/],
    [['revoke', 'key_01JD2X8Q4N00000TV9K3R5M7P0'], /no key "key_/],
    [['destroy'], /no command "destroy"/],
  ] as const)('refuses %j in a sentence', async (words, sentence) => {
    const { code, out, err } = await run(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err).toMatch(/help tells more/);
  });

  it('says how it is used', async () => {
    expect(await run()).toEqual({ code: 0, out: '', err: expect.stringMatching(/^Usage: npm run -s key/) });
    expect(await run('list', '--help')).toEqual(await run());
  });

  it('has nothing to do with a store in memory, or a wrong setting', async () => {
    const errors: string[] = [];
    const voice = { out: () => undefined, err: (text: string) => void errors.push(text) };
    const codes = [
      await runKeyCommand(['list'], { ICE_STORE: 'memory' }, voice),
      await runKeyCommand(['list'], { PORT: 'http' }, voice),
      await runKeyCommand(['list'], { ICE_DATA_DIR: '/dev/null/x' }, voice),
    ];
    expect(codes).toEqual([2, 1, 1]);
    expect(errors).toEqual([
      expect.stringMatching(/keeps no keys: use mint/),
      expect.stringMatching(/^PORT is "http"/),
      expect.stringMatching(/^The store file .* cannot be opened/),
    ]);
  });
});
