/** The repository of memory above both stores: spaces never see each other, lists hold an entry once, and nothing outlives its execution. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  conversationSpace,
  defaultTenant as tenant,
  executionSpace,
  MemoryRepository,
  memoryLimits,
  organisationSpace,
  type JsonValue,
  type Store,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds, SqliteStore } from '@ice/storage';

const notes = organisationSpace(tenant);
const conversation = conversationSpace(tenant);
const [one, other] = ['ex_00000000000000000000000001', 'ex_00000000000000000000000010'] as const;

const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

const stores: readonly [string, () => Promise<Store>][] = [
  ['memory', async () => new MemoryStore()],
  ['sqlite', () => SqliteStore.open({ path: path.join(folder, `${(files += 1)}.db`), durability: 'relaxed' })],
];

async function open(openStore: () => Promise<Store>) {
  const store = await openStore();
  const clock = new ManualClock();
  const memory = new MemoryRepository(store, clock, new SequentialIds());
  return { store, clock, memory, [Symbol.asyncDispose]: () => store.close() };
}

const invalid = (message: string) => ({ code: 'memory-invalid', message, retryable: false });

describe.each(stores)('notes in the %s store', (_name, openStore) => {
  it('are read as they were written last', async () => {
    await using opened = await open(openStore);
    const { memory, clock } = opened;
    expect(await memory.read(notes, 'k')).toBeNull();
    await memory.write(notes, 'k', { n: [1, null] });
    clock.advance(1_000);
    await memory.write(notes, 'k', 'second');
    const updated_at = new Date(clock.now()).toISOString();
    expect(await memory.read(notes, 'k')).toEqual({ key: 'k', value: 'second', updated_at });
  });

  it('are forgotten once', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    await memory.write(notes, 'k', 1);
    expect([await memory.forget(notes, 'k'), await memory.forget(notes, 'k')]).toEqual([true, false]);
    expect(await memory.read(notes, 'k')).toBeNull();
  });

  it('of one space are not seen in another, whatever the names', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const spaces = [notes, executionSpace(one), executionSpace(other), conversation, organisationSpace('AB12Z')];
    for (const space of spaces) await memory.write(space, 'k red', space);
    await memory.write(notes, `execution:${one} k`, 'red');
    expect(await Promise.all(spaces.map((space) => memory.read(space, 'k red')))).toMatchObject(
      spaces.map((value) => ({ value })),
    );
    const found = await Promise.all(spaces.map((space) => memory.search(space, 'red', 10)));
    expect(found.map((some) => some.map(({ key }) => key))).toEqual([
      ['k red', `execution:${one} k`],
      ['k red'],
      ['k red'],
      ['k red'],
      ['k red'],
    ]);
    expect([await memory.forget(notes, 'k red'), (await memory.read(conversation, 'k red'))?.value]).toEqual([
      true,
      conversation,
    ]);
  });

  it('are found by their words, best first', async () => {
    await using opened = await open(openStore);
    const { memory, clock } = opened;
    for (let index = 0; index < 120; index += 1) await memory.write(notes, `n${index}`, `tile number ${index}`);
    const updated_at = new Date(clock.now()).toISOString();
    expect(await memory.search(notes, '77 Tile', 2)).toEqual([
      { key: 'n77', value: 'tile number 77', updated_at, score: expect.any(Number) },
      { key: 'n0', value: 'tile number 0', updated_at, score: expect.any(Number) },
    ]);
    expect([await memory.search(notes, 'marble', 10), await memory.search(notes, '…', 10)]).toEqual([[], []]);
  });

  it('are found among the first 10,000 of a space only', async () => {
    await using opened = await open(openStore);
    const { memory, store } = opened;
    const write = (key: string) =>
      store.compareAndSet({
        collection: 'memory_notes',
        key: `${notes} ${key}`,
        expect: 'any',
        next: { value: { value: 1, updated_at: '' }, lock: key },
      });
    for (let thousand = 0; thousand < 10; thousand += 1) {
      await Promise.all(Array.from({ length: 1_000 }, (_, index) => write(`a${thousand * 1_000 + index}`)));
    }
    await write('b1');
    await write('b2');
    await memory.forget(notes, 'a1');
    expect((await memory.search(notes, 'b1 b2', 10)).map(({ key }) => key)).toEqual(['b1']);
  });

  it('have keys and values of any characters up to their limits', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const key = '😀'.repeat(100);
    const value = 'ä'.repeat((memoryLimits.valueBytes - 2) / 2);
    await memory.write(notes, key, value);
    expect((await memory.read(notes, key))?.value).toBe(value);
    await expect(memory.write(notes, 'k', `${value}a`)).rejects.toMatchObject(
      invalid('The value has more than 65536 bytes of JSON.'),
    );
    await expect(memory.write(notes, `${key}a`, 1)).rejects.toMatchObject(
      invalid('The key has more than 200 characters.'),
    );
    await expect(memory.search(notes, 'x'.repeat(1_001), 1)).rejects.toMatchObject(
      invalid('The query has more than 1000 characters.'),
    );
    expect(await memory.search(notes, 'k', 1)).toEqual([]);
  });

  it.each(['', 'a\0b', '\ud800'])('never have the key %j', async (key) => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const refusal = invalid('The key is empty, or holds NUL or half a surrogate pair.');
    await expect(memory.write(notes, key, 1)).rejects.toMatchObject(refusal);
    await expect(memory.read(notes, key)).rejects.toMatchObject(refusal);
    await expect(memory.append(notes, key, { id: 'a', value: 1 }, 1)).rejects.toMatchObject(refusal);
  });

  it('are in no space with a blank in its name', async () => {
    await using opened = await open(openStore);
    await expect(opened.memory.read(`${tenant} notes a`, 'k')).rejects.toMatchObject({ code: 'internal-error' });
  });
});

describe.each(stores)('lists in the %s store', (_name, openStore) => {
  it('hold every entry once, oldest first, and the youngest when there is no more room', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const add = (id: string) => memory.append(conversation, 'k', { id, value: { said: id } }, 3);
    for (const id of ['a', 'b', 'a', 'c']) await add(id);
    expect(await memory.entries(conversation, 'k')).toEqual([{ said: 'a' }, { said: 'b' }, { said: 'c' }]);
    for (const id of ['d', 'a']) await add(id);
    expect(await memory.entries(conversation, 'k')).toEqual([{ said: 'b' }, { said: 'c' }, { said: 'd' }]);
    expect([await memory.entries(conversation, 'other'), await memory.entries(notes, 'k')]).toEqual([[], []]);
  });

  it('are no notes, and notes are no lists', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    await memory.append(conversation, 'k', { id: 'a', value: 'red' }, 3);
    expect([await memory.read(conversation, 'k'), await memory.search(conversation, 'red', 1)]).toEqual([null, []]);
    expect(await memory.forget(conversation, 'k')).toBe(false);
  });

  it('lose none of many entries that are added at once', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const ids = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(ids.map((id) => memory.append(conversation, 'k', { id: String(id), value: id }, 60)));
    const found = (await memory.entries(conversation, 'k')) as readonly number[];
    expect([...found].sort((a, b) => a - b)).toEqual(ids);
  });

  it('are at most 256 KiB of JSON', async () => {
    await using opened = await open(openStore);
    const { memory } = opened;
    const add = (id: string, value: JsonValue) => memory.append(conversation, 'k', { id, value }, 100);
    const sizeOf = async () => JSON.stringify(await memory.entries(conversation, 'k')).length;
    for (let index = 0; index < 6; index += 1) await add(`e${index}`, `${index}${'x'.repeat(60_000)}`);
    const found = (await memory.entries(conversation, 'k')) as readonly string[];
    expect(found.map((text) => text[0])).toEqual(['2', '3', '4', '5']);
    expect(await sizeOf()).toBeLessThanOrEqual(memoryLimits.listBytes);
    await expect(add('large', 'x'.repeat(memoryLimits.listBytes))).rejects.toMatchObject(
      invalid('The entry has more than 262144 bytes of JSON.'),
    );
  });

  it('remember so many ids of entries that went, and no more', async () => {
    await using opened = await open(openStore);
    const { memory, store } = opened;
    for (let index = 0; index < 300; index += 1) {
      await memory.append(conversation, 'k', { id: `e${index}`, value: index }, 1);
    }
    const [list] = await store.scan({ collection: 'memory_lists', limit: 2 });
    expect(list?.value['gone']).toEqual(Array.from({ length: 256 }, (_, index) => `e${index + 43}`));
    await memory.append(conversation, 'k', { id: 'e43', value: 'again' }, 1);
    expect(await memory.entries(conversation, 'k')).toEqual([299]);
  });
});

describe('memory', () => {
  it('gives up, to be tried again, where others write without end', async () => {
    const store = new MemoryStore();
    const memory = new MemoryRepository(new ContestedStore(store), new ManualClock(), new SequentialIds());
    const conflict = { code: 'memory-conflict', retryable: true };
    await expect(memory.append(notes, 'k', { id: 'a', value: 1 }, 9)).rejects.toMatchObject(conflict);
    expect(await memory.entries(notes, 'k')).toHaveLength(9);
  });

  it.each(stores)('of an execution is removed with it, and no other in the %s store', async (_name, openStore) => {
    await using opened = await open(openStore);
    const { memory, store } = opened;
    for (const id of [one, other]) {
      for (let index = 0; index < 70; index += 1) await memory.write(executionSpace(id), `k${index}`, index);
      await memory.append(executionSpace(id), 'list', { id: 'a', value: 1 }, 1);
      await memory.append(conversation, `execution:${id}:agent`, { id: 'a', value: 1 }, 1);
    }
    await memory.write(notes, 'k', 1);
    await memory.append(conversation, `key:execution:${one}:agent`, { id: 'a', value: 1 }, 1);
    await memory.removeExecution(one);
    const keys = async (collection: string) => (await store.scan({ collection, limit: 1_000 })).map(({ key }) => key);
    expect((await keys('memory_notes')).filter((key) => !key.startsWith(`${executionSpace(other)} `))).toEqual([
      `${notes} k`,
    ]);
    expect(await keys('memory_lists')).toEqual([
      `${conversation} execution:${other}:agent`,
      `${conversation} key:execution:${one}:agent`,
      `${executionSpace(other)} list`,
    ]);
  });
});

/** Somebody else is always a little faster. */
class ContestedStore extends MemoryStore {
  private readonly foreignIds = new SequentialIds();
  private foreignWrites = 0;

  constructor(private readonly inner: Store) {
    super();
  }

  override get(collection: string, key: string) {
    return this.inner.get(collection, key);
  }

  override async compareAndSet(write: Parameters<Store['compareAndSet']>[0]) {
    const foreign = new MemoryRepository(this.inner, new ManualClock(), this.foreignIds);
    const key = write.key.split(' ').slice(2).join(' ');
    await foreign.append(notes, key, { id: `foreign${(this.foreignWrites += 1)}`, value: this.foreignWrites }, 9);
    return this.inner.compareAndSet(write);
  }
}
