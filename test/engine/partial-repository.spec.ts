/** The repository of partial blueprints above a real store: nobody overwrites what he has not seen, and a partial blueprint becomes one
 *  blueprint, whoever races and wherever a process dies. */
import { describe, expect, it } from '@jest/globals';
import {
  BlueprintRepository,
  defaultTenant as tenant,
  IceError,
  PartialRepository,
  tenantOf,
  type AppendRequest,
  type AppendResult,
  type Blueprint,
  type CostCertificate,
  type JsonObject,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';

const start = Date.UTC(2026, 0, 1);
const at = '2026-01-01T00:00:00.000Z';
const blueprint = { schema_version: '1.0', name: 'a', nodes: [] } as unknown as Blueprint;
const document = blueprint as unknown as JsonObject;
const bp = /^bp_/;
const lk = /^lk_/;

/** A store that dies before the blueprint is there, as often as it is told to. */
class DyingStore extends MemoryStore {
  deaths = 0;

  override async append(request: AppendRequest): Promise<AppendResult> {
    if (this.deaths === 0) return super.append(request);
    this.deaths -= 1;
    throw new IceError('store-unavailable', 'The store is gone.');
  }
}

function open() {
  const clock = new ManualClock(start);
  const store = new DyingStore();
  const ids = new SequentialIds();
  const blueprints = new BlueprintRepository(store, clock, ids);
  return { clock, store, blueprints, partials: new PartialRepository(store, clock, ids, blueprints) };
}

async function listed(blueprints: BlueprintRepository): Promise<readonly string[]> {
  return (await blueprints.list({ tenant, limit: 100 })).data.map(({ id }) => id);
}

async function countOf(partials: PartialRepository): Promise<number> {
  return (await partials.list({ tenant, limit: 100 })).data.length;
}

describe('partial blueprints', () => {
  it('are as many as a tenant may have open, however many are asked for at once', async () => {
    const { clock, store, blueprints } = open();
    const partials = new PartialRepository(store, clock, new SequentialIds(), blueprints, 3);
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => partials.create(tenant, document)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(refused.map(({ reason }) => (reason as IceError).code)).toEqual(refused.map(() => 'quota-exceeded'));
    while ((await countOf(partials)) < 3) await partials.create(tenant, document);
    await expect(partials.create(tenant, document)).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect((await partials.create('0000A', document)).id).toMatch(/^pbp_/);
  });

  it('make room for others once they are finalized or removed', async () => {
    const { clock, store, blueprints } = open();
    const partials = new PartialRepository(store, clock, new SequentialIds(), blueprints, 2);
    const [first, second] = [await partials.create(tenant, document), await partials.create(tenant, document)];
    await expect(partials.create(tenant, document)).rejects.toMatchObject({ code: 'quota-exceeded' });
    await partials.finalize(first, blueprint, 'sha256:a');
    await partials.create(tenant, document);
    await expect(partials.create(tenant, document)).rejects.toMatchObject({ code: 'quota-exceeded' });
    await partials.remove(second);
    await partials.create(tenant, document);
  });

  it('are kept with their facts, whatever their document is', async () => {
    const { partials } = open();
    const odd = { nodes: [{ id: 7 }, null], name: null };
    const stored = await partials.create(tenant, odd);
    expect(stored).toEqual({
      id: expect.stringMatching(/^pbp_/),
      lock: expect.stringMatching(lk),
      document: odd,
      finalizedAs: null,
      createdAt: at,
      updatedAt: at,
    });
    expect(await partials.find(tenant, stored.id)).toEqual(stored);
    expect(await partials.find(tenant, 'pbp_none')).toBeNull();
  });

  it('are replaced under a new lock; when they were made is kept', async () => {
    const { partials, clock } = open();
    const first = await partials.create(tenant, {});
    clock.advance(60_000);
    const written = await partials.replace(first, document);
    const expected = { ...first, document, updatedAt: '2026-01-01T00:01:00.000Z', lock: expect.stringMatching(lk) };
    expect(written).toEqual({ ok: true, stored: expected });
    expect(await partials.find(tenant, first.id)).toEqual(written.ok && written.stored);
    expect(written.ok && written.stored.lock).not.toBe(first.lock);
  });

  it('are written by one of two who have seen the same; the other is shown what is there', async () => {
    const { partials } = open();
    const seen = await partials.create(tenant, {});
    const [first, second] = await Promise.all([partials.replace(seen, { a: 1 }), partials.replace(seen, { a: 2 })]);
    const current = first.ok && first.stored;
    expect(second).toEqual({ ok: false, current });
    expect(await partials.remove(seen)).toEqual({ ok: false, current });
    expect(await partials.finalize(seen, blueprint, 'sha256:1')).toEqual({ ok: false, current });
  });

  it('are gone once removed', async () => {
    const { partials } = open();
    const stored = await partials.create(tenant, {});
    expect(await partials.remove(stored)).toEqual({ ok: true, stored });
    expect(await partials.find(tenant, stored.id)).toBeNull();
    expect(await partials.replace(stored, {})).toEqual({ ok: false, current: null });
    expect(await partials.finalize(stored, blueprint, 'sha256:1')).toEqual({ ok: false, current: null });
  });

  it('of another tenant are not there, neither for its id nor in the list', async () => {
    const { partials, blueprints } = open();
    const stored = await partials.create('AB12Z', {});
    expect(tenantOf(stored.id)).toBe('AB12Z');
    expect([await partials.find(tenant, stored.id), (await partials.list({ tenant, limit: 9 })).data]).toEqual([
      null,
      [],
    ]);
    expect((await partials.list({ tenant: 'AB12Z', limit: 9 })).data).toEqual([stored]);
    await partials.finalize(stored, blueprint, 'sha256:1');
    const [made] = (await blueprints.list({ tenant: 'AB12Z', limit: 9 })).data;
    expect([tenantOf(made?.id ?? ''), await listed(blueprints)]).toEqual(['AB12Z', []]);
    expect([
      await blueprints.revisions.find(tenant, 'sha256:1'),
      await blueprints.revisions.find('AB12Z', 'sha256:1'),
    ]).toEqual([null, blueprint]);
  });

  it('are listed oldest first, page by page', async () => {
    const { partials } = open();
    for (const name of ['a', 'b', 'c']) await partials.create(tenant, { name });
    const first = await partials.list({ tenant, limit: 2 });
    const second = await partials.list({ tenant, limit: 2, after: first.data[1]?.id ?? '' });
    expect([first, second].map(({ data }) => data.map((partial) => partial.document['name']))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
  });
});

describe('finalizing', () => {
  it('makes the blueprint, and the partial blueprint knows it under a new lock', async () => {
    const { partials, blueprints, clock } = open();
    const stored = await partials.create(tenant, {});
    clock.advance(60_000);
    const later = '2026-01-01T00:01:00.000Z';
    const outcome = await partials.finalize(stored, blueprint, 'sha256:1');
    expect(outcome).toEqual({
      ok: true,
      blueprintId: expect.stringMatching(bp),
      blueprint: {
        id: expect.stringMatching(bp),
        lock: expect.stringMatching(lk),
        revision: 'sha256:1',
        number: 1,
        blueprint,
        revisedAt: later,
        createdAt: later,
        updatedAt: later,
      },
    });
    const made = outcome.ok ? outcome.blueprint : null;
    expect(await blueprints.find(tenant, made?.id ?? '')).toEqual(made);
    expect(await blueprints.revisions.find(tenant, 'sha256:1')).toEqual(blueprint);
    expect(await partials.find(tenant, stored.id)).toEqual({
      ...stored,
      lock: expect.stringMatching(lk),
      document,
      finalizedAs: { blueprintId: made?.id, revision: 'sha256:1', at: later },
      updatedAt: later,
    });
    expect((await partials.find(tenant, stored.id))?.lock).not.toBe(stored.lock);
  });

  it('gives a blueprint that is found, changed and has a history as any other', async () => {
    const { partials, blueprints } = open();
    const outcome = await partials.finalize(await partials.create(tenant, {}), blueprint, 'sha256:1');
    const made = outcome.ok ? outcome.blueprint : null;
    if (!made) throw new Error('refused');
    const written = await blueprints.replace(made, { ...blueprint, name: 'b' }, 'sha256:2');
    if (!written.ok) throw new Error('refused');
    const revisions = await blueprints.listRevisions(written.stored, { limit: 10 });
    expect(revisions.data.map(({ revision }) => revision)).toEqual(['sha256:2', 'sha256:1']);
    expect((await blueprints.list({ tenant, limit: 10, name: 'b' })).data).toEqual([written.stored]);
  });

  it('is won by one of many, and makes one blueprint', async () => {
    const { partials, blueprints } = open();
    const seen = await partials.create(tenant, {});
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => partials.finalize(seen, blueprint, 'sha256:1')),
    );
    const won = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.blueprint?.id] : []));
    const told = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.current?.finalizedAs?.blueprintId]));
    expect(won).toEqual(await listed(blueprints));
    expect(won).toHaveLength(1);
    expect(told).toEqual(Array(19).fill(won[0]));
  });

  it('and an update that race have one winner, whichever of them is ahead', async () => {
    const { partials, blueprints } = open();
    let finalized = 0;
    for (let turns = 0; turns < 12; turns += 1) {
      const seen = await partials.create(tenant, {});
      const update = async () => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        return partials.replace(seen, { name: 'newer' });
      };
      const [one, other] = await Promise.all([partials.finalize(seen, blueprint, 'sha256:1'), update()]);
      expect(one.ok).toBe(!other.ok);
      finalized += Number(one.ok);
    }
    expect([finalized > 0, finalized < 12]).toEqual([true, true]);
    expect(await listed(blueprints)).toHaveLength(finalized);
  });

  it('keeps the certificate of the revision, also where it died and another makes the blueprint', async () => {
    const { partials, blueprints, store } = open();
    const certificate = { price_book_date: '2026-01-01' } as CostCertificate;
    const later = { price_book_date: '2026-02-02' } as CostCertificate;
    const stored = await partials.create(tenant, {});
    store.deaths = 1;
    await expect(partials.finalize(stored, blueprint, 'sha256:1', certificate)).rejects.toThrow('The store is gone.');
    await partials.find(tenant, stored.id);
    expect(await listed(blueprints)).toHaveLength(1);
    expect(await blueprints.revisions.findCertificate(tenant, 'sha256:1')).toEqual(certificate);
    await partials.finalize(await partials.create(tenant, {}), blueprint, 'sha256:1', later);
    expect(await blueprints.revisions.findCertificate(tenant, 'sha256:1')).toEqual(certificate);
  });

  it('is the end: nothing changes the document any more, and nobody finalizes twice', async () => {
    const { partials, blueprints } = open();
    const stored = await partials.create(tenant, {});
    await partials.finalize(stored, blueprint, 'sha256:1');
    const current = await partials.find(tenant, stored.id);
    if (!current) throw new Error('gone');
    expect(await partials.replace(current, {})).toEqual({ ok: false, current });
    expect(await partials.finalize(current, blueprint, 'sha256:1')).toEqual({ ok: false, current });
    expect(await listed(blueprints)).toHaveLength(1);
  });

  it.each<[string, (partials: PartialRepository, id: string) => Promise<unknown>]>([
    ['reads it', (partials, id) => partials.find(tenant, id)],
    ['lists it', (partials) => partials.list({ tenant, limit: 10 })],
  ])('that died between its two writes is completed by whoever %s', async (_what, look) => {
    const { partials, blueprints, store } = open();
    const stored = await partials.create(tenant, {});
    store.deaths = 1;
    await expect(partials.finalize(stored, blueprint, 'sha256:1')).rejects.toThrow('The store is gone.');
    expect(await listed(blueprints)).toEqual([]);
    await look(partials, stored.id);
    const { finalizedAs } = (await partials.find(tenant, stored.id)) ?? {};
    expect(await listed(blueprints)).toEqual([finalizedAs?.blueprintId]);
    expect(await blueprints.find(tenant, finalizedAs?.blueprintId ?? '')).toMatchObject({
      blueprint,
      createdAt: finalizedAs?.at,
    });
  });

  it('that died is completed by a late writer too, once, however many there are', async () => {
    const { partials, blueprints, store } = open();
    const seen = await partials.create(tenant, {});
    store.deaths = 1;
    await expect(partials.finalize(seen, blueprint, 'sha256:1')).rejects.toThrow('The store is gone.');
    const late = await Promise.all(Array.from({ length: 20 }, () => partials.replace(seen, {})));
    const [id] = await listed(blueprints);
    expect(late.map((write) => !write.ok && write.current?.finalizedAs?.blueprintId)).toEqual(Array(20).fill(id));
    expect(await listed(blueprints)).toHaveLength(1);
  });

  it('never brings a removed blueprint back', async () => {
    const { partials, blueprints } = open();
    const stored = await partials.create(tenant, {});
    const outcome = await partials.finalize(stored, blueprint, 'sha256:1');
    if (!outcome.ok || !outcome.blueprint) throw new Error('refused');
    await blueprints.remove(outcome.blueprint);
    const seen = await Promise.all([partials.find(tenant, stored.id), partials.find(tenant, stored.id)]);
    expect(seen.map((partial) => partial?.finalizedAs?.blueprintId)).toEqual(Array(2).fill(outcome.blueprint.id));
    expect(await listed(blueprints)).toEqual([]);
  });

  it('leaves a blueprint that stays when the partial blueprint is removed', async () => {
    const { partials, blueprints } = open();
    const stored = await partials.create(tenant, {});
    await partials.finalize(stored, blueprint, 'sha256:1');
    const current = await partials.find(tenant, stored.id);
    expect(current && (await partials.remove(current))).toEqual({ ok: true, stored: current });
    expect(await listed(blueprints)).toHaveLength(1);
  });
});
