/** Keys, organisations and shared secrets above real stores. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApiKeyRepository,
  hashApiKeyText,
  isUsable,
  mintApiKeyText,
  OrganisationRepository,
  ServerSecretRepository,
  type NewApiKey,
  type Store,
} from '@ice/core';
import { ManualClock, MemoryStore, SqliteStore, UlidSource } from '@ice/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const now = Date.UTC(2026, 0, 1);

describe.each(['memory', 'sqlite'] as const)('in the store %s', (kind) => {
  let folder: string;
  let files = 0;
  beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'ice-access-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function open() {
    const clock = new ManualClock(now);
    const ids = new UlidSource(clock);
    const place = { path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed', ids } as const;
    const store: Store = kind === 'memory' ? new MemoryStore(ids) : await SqliteStore.open(place);
    return {
      store,
      clock,
      ids,
      keys: new ApiKeyRepository(store, clock, ids),
      [Symbol.asyncDispose]: () => store.close(),
    };
  }

  const text = mintApiKeyText();
  const wish = (rest: Partial<NewApiKey> = {}): NewApiKey => ({
    tenant: '0000A',
    name: 'ci',
    scopes: ['read', 'run'],
    budget_usd: '5',
    created_by: null,
    expires_at: null,
    hash: hashApiKeyText(mintApiKeyText()),
    ...rest,
  });

  describe('a key', () => {
    it('is found by its hash and by its id, and tells nothing of its text', async () => {
      await using opened = await open();
      const { keys } = opened;
      const hash = hashApiKeyText(text);
      const made = await keys.create(wish({ hash }));

      expect(made).toEqual({
        id: expect.stringMatching(/^key_[0-9A-Z]{10}0000A/),
        ...{ tenant: '0000A', name: 'ci', scopes: ['read', 'run'], budget_usd: '5' },
        ...{ created_at: '2026-01-01T00:00:00.000Z', created_by: null, expires_at: null, revoked_at: null },
      });
      expect(await keys.findByHash(hash)).toEqual({ key: made, hash });
      expect(await keys.find(made.id)).toEqual(made);
      expect([await keys.findByHash(hashApiKeyText('x')), await keys.find('key_1')]).toEqual([null, null]);
    });

    it('is listed for its tenant alone, a page at a time', async () => {
      await using opened = await open();
      const { keys } = opened;
      const ours = [await keys.create(wish()), await keys.create(wish()), await keys.create(wish())];
      await keys.create(wish({ tenant: '0000B' }));

      const first = await keys.list('0000A', { limit: 2 });
      const rest = await keys.list('0000A', { limit: 2, after: first.data.at(-1)?.id ?? '' });
      expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(ours.map(({ id }) => id).sort());
      expect([first.has_more, rest.has_more, rest.next_cursor]).toEqual([true, false, null]);
    });

    it('is revoked once and for all, by however many at a time, and stays as a record', async () => {
      await using opened = await open();
      const { keys, clock } = opened;
      const { id } = await keys.create(wish());
      const [first] = await Promise.all([keys.revoke(id), keys.setBudget(id, null), keys.setBudget(id, '7')]);
      clock.advance(1_000);

      expect(await keys.revoke(id)).toMatchObject({ revoked_at: first?.revoked_at });
      expect(await keys.find(id)).toMatchObject({ revoked_at: '2026-01-01T00:00:00.000Z' });
      expect([await keys.revoke('key_1'), await keys.setBudget('key_1', '1')]).toEqual([null, null]);
      expect([await keys.hasAny(), await keys.hasUsable()]).toEqual([true, false]);
    });

    it('may be used until it is revoked or its time is over', async () => {
      await using opened = await open();
      const { keys, clock } = opened;
      expect([await keys.hasAny(), await keys.hasUsable()]).toEqual([false, false]);
      const made = await keys.create(wish({ expires_at: '2026-01-01T00:00:01.000Z' }));

      expect([isUsable(made, now + 999), isUsable(made, now + 1_000)]).toEqual([true, false]);
      expect(isUsable({ ...made, revoked_at: made.created_at }, now)).toBe(false);
      expect(await keys.hasUsable()).toBe(true);
      clock.advance(1_000);
      expect([await keys.hasAny(), await keys.hasUsable()]).toEqual([true, false]);
    });
  });

  describe('an organisation', () => {
    it('has one code, whoever makes it', async () => {
      await using opened = await open();
      const { store, clock, ids } = opened;
      const organisations = new OrganisationRepository(store, clock, ids);
      const made = await Promise.all(Array.from({ length: 5 }, () => organisations.ensure('acme')));

      expect(new Set(made.map(({ tenant }) => tenant)).size).toBe(1);
      expect(made[0]).toEqual({
        name: 'acme',
        tenant: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}$/),
        created_at: '2026-01-01T00:00:00.000Z',
      });
      expect(await store.scan({ collection: 'tenants', limit: 10 })).toHaveLength(1);
      expect(await organisations.nameOf(made[0]?.tenant ?? '')).toBe('acme');
      expect([await organisations.find('acme'), await organisations.find('other')]).toEqual([made[0], null]);
    });

    it('never gets the code of another one, or that of the default', async () => {
      await using opened = await open();
      const { store, clock, ids } = opened;
      const draws = [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 33],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 0, 2],
      ];
      const organisations = new OrganisationRepository(store, clock, ids, () => Uint8Array.from(draws.shift() ?? []));

      expect((await organisations.ensure('one')).tenant).toBe('00001');
      expect((await organisations.ensure('two')).tenant).toBe('00002');
      const byDefault = { name: 'default', tenant: '00000', created_at: null };
      expect(await organisations.ensure('default')).toEqual(byDefault);
      expect((await organisations.list()).map(({ name }) => name)).toEqual(['default', 'one', 'two']);
      expect([await organisations.nameOf('00000'), await organisations.nameOf('0000Z')]).toEqual(['default', null]);
    });
  });

  it('a shared secret is the same for everyone who asks, and another one for another name', async () => {
    await using opened = await open();
    const secrets = () => new ServerSecretRepository(opened.store, opened.ids);
    const read = await Promise.all([secrets().get('a'), secrets().get('a'), secrets().get('a'), secrets().get('b')]);

    expect(new Set(read.map((secret) => secret.toString('hex'))).size).toBe(2);
    expect(read.map(({ length }) => length)).toEqual([32, 32, 32, 32]);
  });
});
