/** The repositories of core above a real store: what is written is what is read, nobody overwrites what he has not seen, and lists can
 *  be walked page by page. */
import { describe, expect, it } from '@jest/globals';
import {
  BlueprintRepository,
  defaultTenant as tenant,
  emptyState,
  ExecutionRepository,
  ExecutionsByTenant,
  keyOfCursor,
  type Blueprint,
  type CostCertificate,
  type ExecutionEvent,
  type ExecutionQuery,
  type Page,
} from '@ice/core';
import { ManualClock, MemoryStore, SequentialIds } from '@ice/storage';

const start = Date.UTC(2026, 0, 1);
const at = '2026-01-01T00:00:00.000Z';

/** Walks a list to its end, a page at a time. */
async function walk<T>(fetch: (after: string | null) => Promise<Page<T>>): Promise<readonly (readonly T[])[]> {
  const pages: (readonly T[])[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<T> = await fetch(after);
    pages.push(page.data);
    expect(page.has_more).toBe(page.next_cursor !== null);
    if (page.next_cursor === null) return pages;
    after = keyOfCursor(page.next_cursor);
  }
}

describe('executions', () => {
  function open() {
    const executions = new ExecutionRepository(new MemoryStore());
    const queue = (id: string, rest: { tags?: readonly string[]; blueprint_id?: string } = {}) =>
      executions.append(emptyState(id).head, 1, [queued(id, rest)]);
    return { executions, queue };
  }

  function queued(id: string, rest: object = {}): ExecutionEvent {
    const data = { name: 'n', revision: 'r', inputs: { a: 1 }, ...rest };
    return { sequence: 1, type: 'execution.queued', at, execution_id: id, data };
  }

  function event(id: string, sequence: number, type: 'execution.started' | 'execution.completed'): ExecutionEvent {
    const data = type === 'execution.completed' ? { outputs: { b: 2 }, duration_ms: 1 } : {};
    return { sequence, type, at, execution_id: id, data } as ExecutionEvent;
  }

  function log(id: string, sequence: number): ExecutionEvent {
    return { sequence, type: 'log', at, execution_id: id, data: { level: 'info', message: String(sequence) } };
  }

  it('are read as they were written: head, events and snapshot say the same', async () => {
    const { executions, queue } = open();
    const first = await queue('ex_1', { tags: ['t'] });
    if (!first.ok) throw new Error('refused');
    const events = [event('ex_1', 2, 'execution.started'), event('ex_1', 3, 'execution.completed')];
    const second = await executions.append(first.head, 1, events);
    const head = await executions.head('ex_1');
    expect(second).toEqual({ ok: true, head });
    expect(head).toMatchObject({ execution_id: 'ex_1', status: 'completed', sequence: 3, tags: ['t'] });
    expect(await executions.events('ex_1', 0, 10)).toEqual([queued('ex_1', { tags: ['t'] }), ...events]);
    expect(await executions.snapshot('ex_1')).toMatchObject({ status: 'completed', outputs: { b: 2 }, sequence: 3 });
  });

  it('that nobody has heard of are null and empty', async () => {
    const { executions } = open();
    expect(await executions.head('ex_0')).toBeNull();
    expect(await executions.snapshot('ex_0')).toBeNull();
    expect(await executions.events('ex_0', 0, 10)).toEqual([]);
  });

  it('refuse who does not know the last event, or owns them no more, and stay as they were', async () => {
    const { executions, queue } = open();
    const first = await queue('ex_1');
    if (!first.ok) throw new Error('refused');
    const next = [event('ex_1', 2, 'execution.started')];
    expect(await queue('ex_1')).toEqual({ ok: false, reason: 'sequence', sequence: 1 });
    expect(await executions.append(first.head, 2, next)).toMatchObject({ ok: true });
    const head = (await executions.head('ex_1'))!;
    expect(await executions.append(head, 1, [log('ex_1', 3)])).toEqual({ ok: false, reason: 'fence', sequence: 2 });
    expect(await executions.head('ex_1')).toEqual(head);
    expect(await executions.events('ex_1', 1, 10)).toEqual(next);
  });

  it('give their journal in order, however long it is', async () => {
    const { executions, queue } = open();
    const first = await queue('ex_1');
    if (!first.ok) throw new Error('refused');
    const notes = Array.from({ length: 2_500 }, (_, index) => log('ex_1', index + 2));
    await executions.append(first.head, 1, notes);
    const read: number[] = [];
    for await (const one of executions.journal('ex_1')) read.push(one.sequence);
    expect(read).toEqual(Array.from({ length: 2_501 }, (_, index) => index + 1));
    expect(await executions.events('ex_1', 2_400, 2)).toEqual([log('ex_1', 2_401), log('ex_1', 2_402)]);
  });

  it('are listed newest first, page by page', async () => {
    const { executions, queue } = open();
    for (const number of [1, 2, 3, 4, 5]) await queue(`ex_${number}`);
    const pages = await walk((after) => executions.list({ limit: 2, ...(after !== null && { after }) }));
    expect(pages.map((page) => page.map((head) => head.execution_id))).toEqual([
      ['ex_5', 'ex_4'],
      ['ex_3', 'ex_2'],
      ['ex_1'],
    ]);
  });

  it.each<[string, Omit<ExecutionQuery, 'limit'>, readonly string[]]>([
    ['all', {}, ['ex_4', 'ex_3', 'ex_2', 'ex_1']],
    ['a status', { status: 'running' }, ['ex_3']],
    ['a status that none has', { status: 'cancelled' }, []],
    ['a tag', { tag: 'red' }, ['ex_2', 'ex_1']],
    ['one tag of several', { tag: 'blue' }, ['ex_2']],
    ['a blueprint', { blueprintId: 'bp_1' }, ['ex_4', 'ex_1']],
    ['a blueprint and a tag', { blueprintId: 'bp_1', tag: 'red' }, ['ex_1']],
    ['a first id', { from: 'ex_3' }, ['ex_4', 'ex_3']],
    ['the other order', { order: 'oldest-first' }, ['ex_1', 'ex_2', 'ex_3', 'ex_4']],
    ['the other order after an id', { order: 'oldest-first', after: 'ex_2' }, ['ex_3', 'ex_4']],
  ])('are filtered by %s', async (_what, query, expected) => {
    const { executions, queue } = open();
    await queue('ex_1', { tags: ['red'], blueprint_id: 'bp_1' });
    await queue('ex_2', { tags: ['red', 'blue'] });
    const third = await queue('ex_3');
    await queue('ex_4', { blueprint_id: 'bp_1' });
    if (third.ok) await executions.append(third.head, 1, [event('ex_3', 2, 'execution.started')]);
    const page = await executions.list({ limit: 10, ...query });
    expect(page.data.map((head) => head.execution_id)).toEqual(expected);
  });

  it('are those of one tenant for whoever asks on its behalf: an id of another is not there', async () => {
    const { executions, queue } = open();
    const [own, theirs] = ['ex_00000000000000000000000001', 'ex_0000000000AB12Z00000000002'] as const;
    for (const id of [own, theirs]) {
      const first = await queue(id, { tags: ['t'] });
      if (first.ok) await executions.append(first.head, 1, [log(id, 2)], [{ hash: 'h', text: '1' }]);
    }
    const seenBy = async (reader: Pick<ExecutionRepository, 'head' | 'snapshot' | 'acceptance'>, id: string) => [
      (await reader.head(id))?.execution_id,
      (await reader.snapshot(id))?.sequence,
      (await reader.acceptance(id))?.name,
    ];
    const mine = new ExecutionsByTenant(executions).of(tenant);
    expect([await seenBy(mine, own), await seenBy(mine, theirs)]).toEqual([[own, 2, 'n'], Array(3).fill(undefined)]);
    expect([await mine.payload(own, 'h'), await mine.payload(theirs, 'h')]).toEqual(['1', null]);
    expect([(await mine.events(own, 0, 9)).length, await mine.events(theirs, 0, 9)]).toEqual([2, []]);
    const journal: ExecutionEvent[] = [];
    for await (const one of mine.journal(theirs)) journal.push(one);
    expect([journal, mine.owns(own), mine.owns(theirs), mine.owns(own.replace('ex_', 'bp_'))]).toEqual([
      [],
      ...[true, false, false],
    ]);
    const idsOf = ({ data }: Page<{ readonly execution_id: string }>) => data.map(({ execution_id }) => execution_id);
    expect(idsOf(await mine.list({ limit: 9, tag: 't' }))).toEqual([own]);
    expect(idsOf(await executions.list({ limit: 9, tag: 't' }))).toEqual([theirs, own]);
  });

  it('have the payloads that were written with their events', async () => {
    const { executions, queue } = open();
    const first = await queue('ex_1');
    if (!first.ok) throw new Error('refused');
    await executions.append(first.head, 1, [log('ex_1', 2)], [{ hash: 'sha256:1', text: '[1]' }]);
    expect(await executions.payload('ex_1', 'sha256:1')).toBe('[1]');
    expect([await executions.payload('ex_1', 'sha256:2'), await executions.payload('ex_2', 'sha256:1')]).toEqual([
      null,
      null,
    ]);
  });

  it('are removed once they have ended, with all that they have', async () => {
    const { executions, queue } = open();
    const first = await queue('ex_1');
    await queue('ex_2');
    if (!first.ok) throw new Error('refused');
    expect(await executions.remove('ex_1')).toBe(false);
    await executions.append(first.head, 1, [event('ex_1', 2, 'execution.completed')], [{ hash: 'h', text: '1' }]);
    expect([await executions.remove('ex_1'), await executions.remove('ex_1')]).toEqual([true, false]);
    const found = [
      await executions.head('ex_1'),
      await executions.snapshot('ex_1'),
      await executions.payload('ex_1', 'h'),
    ];
    expect(found).toEqual([null, null, null]);
    expect(await executions.events('ex_1', 0, 9)).toEqual([]);
    expect((await executions.list({ limit: 9 })).data.map((head) => head.execution_id)).toEqual(['ex_2']);
  });

  it('stay as long as their parent has not ended, and go when it has, or is gone itself', async () => {
    const { executions, queue } = open();
    const parent = await queue('ex_1');
    const parentLink = { parent: { execution_id: 'ex_1', path: 'call', depth: 1 } };
    for (const id of ['ex_2', 'ex_3']) {
      const child = await executions.append(emptyState(id).head, 1, [queued(id, parentLink)]);
      if (child.ok) await executions.append(child.head, 1, [event(id, 2, 'execution.completed')]);
    }
    expect(await executions.remove('ex_2')).toBe(false);
    if (parent.ok) await executions.append(parent.head, 1, [event('ex_1', 2, 'execution.completed')]);
    expect(await executions.remove('ex_2')).toBe(true);
    expect([await executions.remove('ex_1'), await executions.remove('ex_3')]).toEqual([true, true]);
  });
});

describe('blueprints', () => {
  const document = (name: string, tags?: readonly string[]): Blueprint =>
    ({ schema_version: '1.0', name, ...(tags && { tags }), nodes: [] }) as unknown as Blueprint;

  function open() {
    const clock = new ManualClock(start);
    const store = new MemoryStore();
    return { clock, blueprints: new BlueprintRepository(store, clock, new SequentialIds()) };
  }

  it('are kept with their facts', async () => {
    const { blueprints } = open();
    const stored = await blueprints.create(tenant, document('a'), 'sha256:1');
    expect(stored).toEqual({
      id: expect.stringMatching(/^bp_/),
      lock: expect.stringMatching(/^lk_/),
      revision: 'sha256:1',
      number: 1,
      revisedAt: at,
      blueprint: document('a'),
      createdAt: at,
      updatedAt: at,
    });
    expect(await blueprints.find(tenant, stored.id)).toEqual(stored);
    expect(await blueprints.find(tenant, 'bp_none')).toBeNull();
  });

  it('are replaced under a new lock; when they were made is kept', async () => {
    const { blueprints, clock } = open();
    const first = await blueprints.create(tenant, document('a'), 'sha256:1');
    clock.advance(60_000);
    const written = await blueprints.replace(first, document('b'), 'sha256:2');
    const later = '2026-01-01T00:01:00.000Z';
    const facts = { revision: 'sha256:2', number: 2, revisedAt: later, updatedAt: later };
    const expected = { blueprint: document('b'), ...facts };
    expect(written).toEqual({ ok: true, stored: { ...first, ...expected, lock: expect.stringMatching(/^lk_/) } });
    expect(await blueprints.find(tenant, first.id)).toEqual(written.ok && written.stored);
    expect(written.ok && written.stored.lock).not.toBe(first.lock);
  });

  it('are written by one of two who have seen the same; the other is shown what is there', async () => {
    const { blueprints } = open();
    const seen = await blueprints.create(tenant, document('a'), 'sha256:1');
    const [first, second] = await Promise.all([
      blueprints.replace(seen, document('b'), 'sha256:2'),
      blueprints.replace(seen, document('c'), 'sha256:3'),
    ]);
    if (!first.ok) throw new Error('refused');
    expect(second).toEqual({ ok: false, current: first.stored });
    expect(await blueprints.remove(seen)).toEqual({ ok: false, current: first.stored });
    expect(await blueprints.find(tenant, seen.id)).toEqual(first.stored);
  });

  it('do not take an old lock for a new one when their content comes back', async () => {
    const { blueprints } = open();
    const first = await blueprints.create(tenant, document('a'), 'sha256:1');
    const second = await blueprints.replace(first, document('b'), 'sha256:2');
    if (!second.ok) throw new Error('refused');
    const third = await blueprints.replace(second.stored, document('a'), 'sha256:1');
    expect(await blueprints.replace(first, document('c'), 'sha256:3')).toEqual({
      ok: false,
      current: third.ok && third.stored,
    });
  });

  it('of another tenant are not there: not by their id, not in the list, not by their revision', async () => {
    const { blueprints } = open();
    const own = await blueprints.create(tenant, document('a', ['red']), 'sha256:1');
    const theirs = await blueprints.create('AB12Z', document('a', ['red']), 'sha256:1');
    expect(theirs.id.slice(13, 18)).toBe('AB12Z');
    expect([await blueprints.find(tenant, theirs.id), await blueprints.find('AB12Z', own.id)]).toEqual([null, null]);
    for (const query of [{}, { name: 'a' }, { tag: 'red' }]) {
      expect((await blueprints.list({ tenant, limit: 9, ...query })).data).toEqual([own]);
      expect((await blueprints.list({ tenant: 'AB12Z', limit: 9, ...query })).data).toEqual([theirs]);
    }
    const written = await blueprints.replace(theirs, document('b'), 'sha256:2');
    expect(written.ok).toBe(true);
    expect(await blueprints.revisions.find(tenant, 'sha256:2')).toBeNull();
    expect(await blueprints.revisions.find('AB12Z', 'sha256:2')).toEqual(document('b'));
  });

  it('are gone once removed, and nobody writes them again; their revisions stay', async () => {
    const { blueprints } = open();
    const stored = await blueprints.create(tenant, document('a'), 'sha256:1');
    expect(await blueprints.remove(stored)).toEqual({ ok: true, stored });
    expect(await blueprints.find(tenant, stored.id)).toBeNull();
    expect(await blueprints.replace(stored, document('b'), 'sha256:2')).toEqual({ ok: false, current: null });
    expect(await blueprints.remove(stored)).toEqual({ ok: false, current: null });
    expect(await blueprints.revisions.find(tenant, 'sha256:1')).toEqual(document('a'));
  });

  it('are listed oldest first, page by page', async () => {
    const { blueprints } = open();
    for (const name of ['a', 'b', 'c']) await blueprints.create(tenant, document(name), `sha256:${name}`);
    const pages = await walk((after) => blueprints.list({ tenant, limit: 2, ...(after !== null && { after }) }));
    expect(pages.map((page) => page.map(({ blueprint }) => blueprint.name))).toEqual([['a', 'b'], ['c']]);
  });

  it.each([
    [{ name: 'a' }, ['sha256:1', 'sha256:3']],
    [{ tag: 'red' }, ['sha256:1', 'sha256:2']],
    [{ name: 'a', tag: 'red' }, ['sha256:1']],
    [{ tag: 'none' }, []],
  ])('are found by %j', async (query, revisions) => {
    const { blueprints } = open();
    await blueprints.create(tenant, document('a', ['red', 'new']), 'sha256:1');
    await blueprints.create(tenant, document('b', ['red']), 'sha256:2');
    await blueprints.create(tenant, document('a'), 'sha256:3');
    const page = await blueprints.list({ tenant, limit: 10, ...query });
    expect(page.data.map(({ revision }) => revision)).toEqual(revisions);
  });

  it('are found by what they are called now', async () => {
    const { blueprints } = open();
    const stored = await blueprints.create(tenant, document('old', ['red']), 'sha256:1');
    await blueprints.replace(stored, document('new'), 'sha256:2');
    expect((await blueprints.list({ tenant, limit: 1, name: 'old' })).data).toEqual([]);
    expect((await blueprints.list({ tenant, limit: 1, tag: 'red' })).data).toEqual([]);
    expect((await blueprints.list({ tenant, limit: 1, name: 'new' })).data).toHaveLength(1);
  });
});

describe('a revision', () => {
  it('never changes once it is kept', async () => {
    const { revisions } = new BlueprintRepository(new MemoryStore(), new ManualClock(start), new SequentialIds());
    const document = (name: string): Blueprint => ({ schema_version: '1.0', name, nodes: [] }) as unknown as Blueprint;
    expect(await revisions.find(tenant, 'sha256:1')).toBeNull();
    await revisions.save(tenant, 'sha256:1', document('first'));
    await revisions.save(tenant, 'sha256:1', document('second'));
    expect(await revisions.find(tenant, 'sha256:1')).toEqual(document('first'));
    expect(await revisions.find('AB12Z', 'sha256:1')).toBeNull();
  });

  it('has the certificate of when it was kept first, for its tenant alone', async () => {
    const blueprints = new BlueprintRepository(new MemoryStore(), new ManualClock(start), new SequentialIds());
    const { revisions } = blueprints;
    const document = { schema_version: '1.0', name: 'a', nodes: [] } as unknown as Blueprint;
    const certificateOf = (day: string) => ({ price_book_date: day }) as CostCertificate;
    await blueprints.create(tenant, document, 'sha256:1', certificateOf('2026-01-01'));
    await revisions.save(tenant, 'sha256:1', document, certificateOf('2026-02-02'));
    await revisions.save(tenant, 'sha256:1', document);
    expect(await revisions.findCertificate(tenant, 'sha256:1')).toEqual(certificateOf('2026-01-01'));
    expect(await revisions.find(tenant, 'sha256:1')).toEqual(document);
    expect(await revisions.findCertificate('AB12Z', 'sha256:1')).toBeNull();
  });

  it('may have none, and gets none later', async () => {
    const blueprints = new BlueprintRepository(new MemoryStore(), new ManualClock(start), new SequentialIds());
    const document = { schema_version: '1.0', name: 'a', nodes: [] } as unknown as Blueprint;
    const stored = await blueprints.create(tenant, document, 'sha256:1');
    const certificate = { price_book_date: '2026-02-02' } as CostCertificate;
    await blueprints.create(tenant, document, 'sha256:1', certificate);
    expect(await blueprints.revisions.findCertificate(tenant, 'sha256:1')).toBeNull();
    await blueprints.replace(stored, document, 'sha256:2', certificate);
    expect(await blueprints.revisions.findCertificate(tenant, 'sha256:2')).toEqual(certificate);
    expect(await blueprints.revisions.findCertificate(tenant, 'sha256:3')).toBeNull();
  });
});
