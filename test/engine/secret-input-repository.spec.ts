/** Values of secret inputs above both stores: encrypted, each bound to its execution and its name, and gone with the execution. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SecretCipher, SecretInputRepository, type JsonObject, type Store } from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds, SqliteStore } from '@ice/storage';

const folder = mkdtempSync(path.join(tmpdir(), 'secret-inputs-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const stores: readonly [string, () => Promise<Store>][] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed' })],
];
const newCipher = (): SecretCipher => new SecretCipher(createSecretKey(randomBytes(32)));
const idOf = (number: number): string => `ex_${String(number).padStart(26, '0')}`;
const [one, two] = [idOf(1), idOf(2)];

async function open(openStore: () => Promise<Store>) {
  const store = await openStore();
  const clock = new ManualClock();
  const repositoryWith = (cipher: SecretCipher | null): SecretInputRepository =>
    new SecretInputRepository(store, clock, new SequentialIds(), cipher);
  return {
    store,
    clock,
    repositoryWith,
    kept: repositoryWith(newCipher()),
    [Symbol.asyncDispose]: () => store.close(),
  };
}

async function recordOf(store: Store, id: string): Promise<JsonObject> {
  return (await store.get('secret_inputs', id))?.value ?? {};
}

async function write(store: Store, key: string, value: JsonObject): Promise<void> {
  await store.compareAndSet({ collection: 'secret_inputs', key, expect: 'any', next: { value, lock: 'other' } });
}

describe.each(stores)('values of secret inputs in the %s store', (_name, openStore) => {
  it('are given to their execution alone, with a version of its own', async () => {
    await using opened = await open(openStore);
    const { kept } = opened;
    await kept.keep(one, { key: 'value-of-one', more: 'another-of-one' });
    await kept.keep(two, { key: 'value-of-one' });
    expect(await kept.resolve(one, 'key')).toEqual({ value: 'value-of-one', version: one });
    expect(await kept.resolve(one, 'more')).toEqual({ value: 'another-of-one', version: one });
    expect(await kept.resolve(two, 'key')).toEqual({ value: 'value-of-one', version: two });
    expect([
      await kept.resolve(two, 'more'),
      await kept.resolve(two, 'toString'),
      await kept.resolve(idOf(3), 'key'),
    ]).toEqual([null, null, null]);
  });

  it('are refused in the record of another execution, and under another name', async () => {
    await using opened = await open(openStore);
    const { kept, store } = opened;
    await kept.keep(one, { key: 'value-of-one', more: 'another-of-one' });
    const record = await recordOf(store, one);
    const { inputs } = record as { readonly inputs: JsonObject };
    await write(store, two, record);
    await write(store, idOf(3), { ...record, inputs: { key: inputs['more'] ?? null } });
    const refusal = {
      code: 'secret-unreadable',
      message: expect.stringContaining('its record was changed, or belongs elsewhere'),
    };
    await expect(kept.resolve(two, 'key')).rejects.toMatchObject(refusal);
    await write(store, one, { ...record, inputs: { key: inputs['more'] ?? null } });
    await expect(kept.resolve(one, 'key')).rejects.toMatchObject(refusal);
  });

  it('are refused under another key, and without one nothing is kept', async () => {
    await using opened = await open(openStore);
    const { kept, repositoryWith } = opened;
    await kept.keep(one, { key: 'value-of-one' });
    const keyless = repositoryWith(null);
    await expect(repositoryWith(newCipher()).resolve(one, 'key')).rejects.toMatchObject({
      message: 'The secret inputs.key cannot be read: it was kept under another ICE_SECRET_KEY.',
    });
    await expect(keyless.resolve(one, 'key')).rejects.toMatchObject({ code: 'secret-unreadable' });
    await expect(keyless.keep(two, { key: 'value-of-two' })).rejects.toMatchObject({ code: 'secret-key-missing' });
    expect(() => keyless.checkKey()).toThrow('ICE_SECRET_KEY is not set');
    expect(await recordOf(opened.store, two)).toEqual({});
  });

  it('go with their execution, and where it was never accepted', async () => {
    await using opened = await open(openStore);
    const { kept, clock } = opened;
    const ids = Array.from({ length: 450 }, (_, index) => idOf(index));
    for (const id of ids) await kept.keep(id, { key: 'value-of-one' });
    await kept.remove(one);
    await kept.remove(one);
    await clock.advanceSettled(1_000);
    await kept.keep(idOf(500), { key: 'value-of-one' });
    const isThere = async (id: string): Promise<boolean> => id < idOf(10);
    expect(await kept.removeStrays(isThere, new Date(clock.now()).toISOString())).toBe(440);
    const left = await Promise.all([0, 1, 9, 10, 449, 500].map((number) => kept.resolve(idOf(number), 'key')));
    expect(left.map((secret) => secret !== null)).toEqual([true, false, true, false, false, true]);
  });
});

describe('the file of a store', () => {
  it('has no value in it', async () => {
    await using opened = await open(() =>
      SqliteStore.open({ path: path.join(folder, 'file.db'), durability: 'relaxed' }),
    );
    await opened.kept.keep(one, { key: 'plain-sesame-9876' });
    const content = readdirSync(folder)
      .filter((file) => file.startsWith('file.db'))
      .map((file) => readFileSync(path.join(folder, file)).toString('latin1'))
      .join('');
    expect([content.includes(one), content.includes('plain-sesame-9876')]).toEqual([true, false]);
  });
});
