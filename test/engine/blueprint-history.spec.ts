/** The history of a blueprint above a real store: it only grows, and it is true whatever becomes of the writers. */
import { describe, expect, it } from '@jest/globals';
import {
  BlueprintRepository,
  defaultTenant as tenant,
  type Blueprint,
  type HistoryEntry,
  type RecordWrite,
  type StoredBlueprint,
  type WriteResult,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';

const document = (name: string): Blueprint => ({ schema_version: '1.0', name, nodes: [] });
const revisionOf = (name: string): string => `sha256:${name}`;

/** A store whose process dies before it writes a blueprint, as often as it is told to. */
class DyingStore extends MemoryStore {
  deaths = 0;

  override async compareAndSet(write: RecordWrite): Promise<WriteResult> {
    if (write.collection !== 'blueprints' || this.deaths === 0) return super.compareAndSet(write);
    this.deaths -= 1;
    throw new Error('the process died');
  }
}

function open() {
  const store = new DyingStore();
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const blueprints = new BlueprintRepository(store, clock, new SequentialIds());
  const write = async (current: StoredBlueprint, name: string): Promise<StoredBlueprint> => {
    clock.advance(1_000);
    const written = await blueprints.replace(current, document(name), revisionOf(name));
    if (!written.ok) throw new Error('refused');
    return written.stored;
  };
  const create = (name: string) => blueprints.create(tenant, document(name), revisionOf(name));
  const list = async (current: StoredBlueprint): Promise<readonly HistoryEntry[]> =>
    (await blueprints.listRevisions(current, { limit: 100 })).data;
  return { store, blueprints, write, create, list };
}

const short = (entries: readonly HistoryEntry[]): readonly string[] =>
  entries.map(({ number, revision }) => `${number} ${revision.slice('sha256:'.length)}`);

describe('the history of a blueprint', () => {
  it('tells since when the blueprint had each revision', async () => {
    const { create, write, list } = open();
    const current = await write(await create('a'), 'b');

    expect(await list(current)).toEqual([
      { number: 2, revision: 'sha256:b', createdAt: '2026-01-01T00:00:01.000Z' },
      { number: 1, revision: 'sha256:a', createdAt: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  it('has an entry for every change of the content and none for a write that changes nothing', async () => {
    const { create, write, list } = open();
    const same = await write(await create('a'), 'a');
    const last = await write(await write(await write(same, 'b'), 'b'), 'a');

    expect(short(await list(last))).toEqual(['3 a', '2 b', '1 a']);
    expect((await list(last)).at(-1)?.createdAt).toBe('2026-01-01T00:00:00.000Z');
  });

  it('is as it was when a writer dies half-way, and grows on afterwards', async () => {
    const { store, create, write, list } = open();
    const current = await write(await create('a'), 'b');
    store.deaths = 2;
    await expect(write(current, 'lost')).rejects.toThrow('the process died');
    await expect(write(current, 'lost again')).rejects.toThrow('the process died');

    expect(short(await list(current))).toEqual(['2 b', '1 a']);
    expect(short(await list(await write(current, 'c')))).toEqual(['3 c', '2 b', '1 a']);
  });

  it('knows only winners', async () => {
    const { blueprints, create, list } = open();
    const seen = await create('a');
    const names = ['b', 'c', 'd'];
    const writes = await Promise.all(names.map((name) => blueprints.replace(seen, document(name), revisionOf(name))));
    const winner = writes.find((write) => write.ok);
    if (!winner?.ok) throw new Error('nobody won');

    expect(writes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(short(await list(winner.stored))).toEqual([`2 ${winner.stored.blueprint.name}`, '1 a']);
    const losers = names.filter((name) => name !== winner.stored.blueprint.name);
    const found = await Promise.all(losers.map((name) => blueprints.findRevision(winner.stored, revisionOf(name))));
    expect(found).toEqual([null, null]);
  });

  it('finds the newest entry of a revision, and what was before an entry', async () => {
    const { blueprints, create, write } = open();
    const current = await write(await write(await write(await create('a'), 'b'), 'a'), 'c');
    const newest = await blueprints.findRevision(current, 'sha256:a');
    if (!newest) throw new Error('not found');
    const before = await blueprints.revisionBefore(current, newest);

    expect([newest.number, before?.revision]).toEqual([3, 'sha256:b']);
    expect((await blueprints.findRevision(current, 'sha256:c'))?.number).toBe(4);
    expect(await blueprints.revisionBefore(current, { ...newest, number: 1 })).toBeNull();
  });

  it('is apart from that of every other blueprint', async () => {
    const { blueprints, create, write, list } = open();
    const one = await write(await create('a'), 'b');
    const other = await write(await create('a'), 'c');

    expect([short(await list(one)), short(await list(other))]).toEqual([
      ['2 b', '1 a'],
      ['2 c', '1 a'],
    ]);
    expect(await blueprints.findRevision(one, 'sha256:c')).toBeNull();
  });

  it('refuses to be told two stories', async () => {
    const { store, blueprints, create } = open();
    const current = await create('a');
    const key = `${current.id}.000000000001`;
    const next = { value: { number: 1, revision: 'sha256:z', created_at: 'then' }, lock: 'lk_z' };
    await store.compareAndSet({ collection: 'blueprint_history', key, expect: 'absent', next });

    await expect(blueprints.replace(current, document('b'), 'sha256:b')).rejects.toMatchObject({
      code: 'internal-error',
      message: `The history of ${current.id} has another revision at 1.`,
    });
  });

  it('is not begun under an id that was given before', async () => {
    const { store, blueprints } = open();
    const next = { value: {}, lock: 'lk_taken' };
    await store.compareAndSet({
      collection: 'blueprints',
      key: 'bp_00000000000000000000000001',
      expect: 'absent',
      next,
    });

    await expect(blueprints.create(tenant, document('a'), 'sha256:a')).rejects.toMatchObject({
      code: 'internal-error',
    });
  });
});
