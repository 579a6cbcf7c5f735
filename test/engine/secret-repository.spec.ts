/** Kept secrets above both stores: each tenant its own, encrypted, and refused where a record is not what was written there. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { defaultTenant as tenant, maxSecrets, SecretCipher, SecretRepository, type Store } from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds, SqliteStore } from '@ice/storage';

const folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const stores: readonly [string, () => Promise<Store>][] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed' })],
];
const other = '00001';
const newCipher = (): SecretCipher => new SecretCipher(createSecretKey(randomBytes(32)));

async function open(openStore: () => Promise<Store>) {
  const store = await openStore();
  const repositoryWith = (cipher: SecretCipher | null): SecretRepository =>
    new SecretRepository(store, new ManualClock(), new SequentialIds(), cipher);
  const cipher = newCipher();
  return { store, cipher, repositoryWith, secrets: repositoryWith(cipher), [Symbol.asyncDispose]: () => store.close() };
}

/** Puts the record of one place at another one. */
async function move(store: Store, from: string, to: string): Promise<void> {
  const record = await store.get('secrets', from);
  const next = { value: record?.value ?? {}, lock: 'moved' };
  await store.compareAndSet({ collection: 'secrets', key: to, expect: 'any', next });
}

describe.each(stores)('secrets in the %s store', (_name, openStore) => {
  it('are given with the version of their last write', async () => {
    await using opened = await open(openStore);
    const { secrets } = opened;
    await secrets.put(tenant, 'TOKEN', 'first-value');
    const first = await secrets.resolve(tenant, 'TOKEN');
    await secrets.put(tenant, 'TOKEN', 'first-value');
    const second = await secrets.resolve(tenant, 'TOKEN');
    expect([first?.value, second?.value, first?.version === second?.version]).toEqual([
      'first-value',
      'first-value',
      false,
    ]);
  });

  it('are each tenant’s own', async () => {
    await using opened = await open(openStore);
    const { secrets } = opened;
    await secrets.put(tenant, 'TOKEN', 'value-of-one');
    await secrets.put(other, 'TOKEN', 'value-of-two');
    await secrets.put(other, 'MORE', 'value-of-two');
    expect((await secrets.list(tenant)).map(({ name }) => name)).toEqual(['TOKEN']);
    expect((await secrets.list(other)).map(({ name }) => name)).toEqual(['MORE', 'TOKEN']);
    expect((await secrets.resolve(other, 'TOKEN'))?.value).toBe('value-of-two');
    expect([await secrets.remove(tenant, 'MORE'), await secrets.remove(tenant, 'TOKEN')]).toEqual([false, true]);
    expect([await secrets.resolve(tenant, 'TOKEN'), (await secrets.list(other)).length]).toEqual([null, 2]);
  });

  it('are refused in another place, changed, and under another key', async () => {
    await using opened = await open(openStore);
    const { store, secrets, repositoryWith } = opened;
    await secrets.put(tenant, 'TOKEN', 'value-of-one');
    await move(store, `${tenant} TOKEN`, `${tenant} OTHER`);
    await move(store, `${tenant} TOKEN`, `${other} TOKEN`);
    const elsewhere = {
      code: 'secret-unreadable',
      message: expect.stringContaining('was changed, or belongs elsewhere'),
    };
    await expect(secrets.resolve(tenant, 'OTHER')).rejects.toMatchObject(elsewhere);
    await expect(secrets.resolve(other, 'TOKEN')).rejects.toMatchObject(elsewhere);
    await expect(repositoryWith(newCipher()).resolve(tenant, 'TOKEN')).rejects.toMatchObject({
      code: 'secret-unreadable',
      message: 'The secret TOKEN cannot be read: it was kept under another ICE_SECRET_KEY.',
    });
  });

  it('are neither kept nor read without a key', async () => {
    await using opened = await open(openStore);
    const keyless = opened.repositoryWith(null);
    await opened.secrets.put(tenant, 'TOKEN', 'value-of-one');
    await expect(keyless.put(tenant, 'TOKEN', 'value-of-two')).rejects.toMatchObject({ code: 'secret-key-missing' });
    await expect(keyless.resolve(tenant, 'TOKEN')).rejects.toMatchObject({
      message: 'The secret TOKEN cannot be read: ICE_SECRET_KEY is not set.',
    });
    expect(await keyless.resolve(tenant, 'NONE')).toBeNull();
  });
});

describe('the secrets of one tenant', () => {
  it('are at most so many; one that is there can be set anew', async () => {
    await using opened = await open(async () => new MemoryStore());
    const { secrets } = opened;
    await secrets.put(tenant, 'S_7', 'long-enough');
    const some = (await opened.store.get('secrets', `${tenant} S_7`))?.value ?? {};
    for (let index = 1; index < maxSecrets; index += 1) {
      const next = { value: some, lock: 'filled' };
      await opened.store.compareAndSet({ collection: 'secrets', key: `${tenant} T_${index}`, expect: 'any', next });
    }
    await expect(secrets.put(tenant, 'ONE_MORE', 'long-enough')).rejects.toMatchObject({ code: 'too-many-secrets' });
    await secrets.put(tenant, 'S_7', 'another-value');
    await secrets.put(other, 'ONE_MORE', 'long-enough');
    expect((await secrets.resolve(tenant, 'S_7'))?.value).toBe('another-value');
  });
});

describe('the file of the sqlite store', () => {
  it('has no value in it', async () => {
    const value = `canary-${randomBytes(12).toString('hex')}`;
    await using opened = await open(stores[1]?.[1] as () => Promise<Store>);
    await opened.secrets.put(tenant, 'TOKEN', value);
    const bytes = readdirSync(folder).map((file) => readFileSync(path.join(folder, file)).toString('latin1'));
    expect(bytes.some((text) => text.includes('TOKEN'))).toBe(true);
    expect(bytes.filter((text) => text.includes(value))).toEqual([]);
  });
});
