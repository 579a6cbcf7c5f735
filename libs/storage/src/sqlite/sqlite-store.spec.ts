import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { RecordWrite, Store } from '@ice/core';
import Database from 'libsql';
import { SequentialIds } from '../testing/sequential-ids.js';
import { SqliteConnection, type Durability } from './sqlite-connection.js';
import { SqliteStore, type SqliteStoreOptions } from './sqlite-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-store-'));
const opened: SqliteStore[] = [];
let files = 0;

/** Takes a file back to before it had a ledger. */
const withoutLedger = 'DROP TABLE ledger_accounts; DROP TABLE ledger_reservations; DROP TABLE ledger_members';

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('The file of a SqliteStore', () => {
  it('is made with its folders for its owner alone', async () => {
    const file = path.join(folder, 'new', 'deep', 'ice.db');
    await write(await open(file));
    const modes = ['new', 'new/deep', 'new/deep/ice.db', 'new/deep/ice.db-wal', 'new/deep/ice.db-shm'].map(modeOf);
    expect(modes).toEqual(['700', '700', '600', '600', '600']);
  });

  it('keeps the mode that its operator gave it', async () => {
    const file = newFile();
    writeFileSync(file, '', { mode: 0o640 });
    await write(await open(file));
    expect(modeOf(path.basename(file))).toBe('640');
  });

  it('is complete without its log after closing', async () => {
    const file = newFile();
    const store = await open(file);
    await write(store);
    await store.close();
    expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0).toBe(0);
    const copy = newFile();
    writeFileSync(copy, readFileSync(file));
    expect(await (await open(copy)).get('notes', 'one')).toMatchObject({ value: { n: 1 } });
  });

  it('of version 1 becomes a current one, with all that is in it', async () => {
    const file = newFile();
    const before = await open(file);
    const record = { collection: 'sums', key: 's', value: {} };
    const append = { stream: 's', expectedSequence: 0, fence: 1, entries: [{ n: 1 }], record };
    await before.append(append);
    await before.close();
    change(file, `${withoutLedger}; DROP TABLE payloads; PRAGMA user_version = 1`);
    const after = await open(file);
    const payloads = [{ hash: 'h', text: '"new"' }];
    expect(await after.append({ ...append, expectedSequence: 1, payloads })).toEqual({ ok: true });
    expect([await after.range('s', 0, 9), await after.payload('s', 'h')]).toEqual([[{ n: 1 }, { n: 1 }], '"new"']);
  });

  it('of version 2 becomes a current one, with an empty ledger that works', async () => {
    const file = newFile();
    const before = await open(file);
    await write(before);
    await before.close();
    change(file, `${withoutLedger}; PRAGMA user_version = 2`);
    const after = await open(file);
    const opening = { reservation: 'ex_1', accounts: [{ id: 'org', limit: 5 }], amount: 5, openedAt: 1 };
    expect(await after.ledger.open(opening)).toEqual({ ok: true });
    expect(await after.ledger.accounts('', '', 9)).toEqual([{ id: 'org', spent: 0, reserved: 5 }]);
    expect(await after.get('notes', 'one')).toMatchObject({ value: { n: 1 } });
  });

  it('of a newer version is refused with both versions named, and left as it is', async () => {
    const file = newFile();
    await (await open(file)).close();
    change(file, 'PRAGMA user_version = 7');
    const before = readFileSync(file);
    await expect(open(file)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: false,
      message: expect.stringMatching(/version 7.*up to 3/),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of another program is refused', async () => {
    const file = newFile();
    change(file, 'CREATE TABLE photos (id INTEGER)');
    await expect(open(file)).rejects.toMatchObject({ code: 'store-unavailable', retryable: false });
  });

  it.each([
    ['is no database', 'SQLITE_NOTADB', (file: string) => writeFileSync(file, 'A letter to my aunt. '.repeat(500))],
    ['is a folder', 'unknown', (file: string) => mkdirSync(file)],
    ['lies under a file', 'EEXIST', (file: string) => `${file}/ice.db`],
  ])('that %s is refused with its name', async (_, reason, make) => {
    const file = newFile();
    if (reason === 'EEXIST') writeFileSync(file, '');
    const place = make(file) ?? file;
    const refusal = { code: 'store-unavailable', evidence: { reason }, message: expect.stringContaining(place) };
    await expect(open(place)).rejects.toMatchObject(refusal);
  });

  it.each<[Durability, readonly number[], string]>([
    ['strict', [2], 'a power cut'],
    ['relaxed', [1], 'the death of the process'],
  ])('opened %s is synchronized at level %j: a commit survives %s', (durability, level) => {
    const file = newFile();
    writeFileSync(file, '');
    const connection = new SqliteConnection(file);
    connection.configure(durability);
    expect(connection.prepare('PRAGMA synchronous').get([])).toEqual(level);
    expect(connection.prepare('PRAGMA journal_mode').get([])).toEqual(['wal']);
    connection.close();
  });
});

describe('Removed streams', () => {
  const record = { collection: 'sums', key: 's', value: {} };
  const fill = async (store: Store, stream: string): Promise<void> => {
    const record = { collection: 'sums', key: stream, value: {} };
    for (let sequence = 0; sequence < 500; sequence += 1) {
      const payloads = [{ hash: `h${sequence}`, text: '"x"' }];
      await store.append({ stream, expectedSequence: sequence, fence: 1, entries: [{ stream }], payloads, record });
    }
  };
  const remove = async (store: Store, stream: string): Promise<boolean> => {
    const { lock } = (await store.get('sums', stream))!;
    return (await store.remove({ stream, record: { collection: 'sums', key: stream, lock } })).ok;
  };

  it('leave no row behind, and the rows of other streams in place', async () => {
    const file = newFile();
    const store = await open(file, { durability: 'relaxed' });
    await fill(store, 'left');
    await fill(store, 'removed');
    expect(await remove(store, 'removed')).toBe(true);
    expect(rowsOf(file)).toEqual({ records: 1, streams: 1, batches: 500, payloads: 500 });
    expect(await store.range('left', 0, 500)).toHaveLength(500);
  });

  it('of a process that was killed in between are cleared away with the next one', async () => {
    const file = newFile();
    const store = await open(file, { durability: 'relaxed' });
    await fill(store, 'half');
    // What a removal has done when it is cut off after its first transaction.
    change(file, "UPDATE streams SET stream = char(0) || id WHERE stream = 'half'");
    await fill(store, 'half');
    expect(await store.range('half', 0, 1_000)).toHaveLength(500);
    expect(await remove(store, 'half')).toBe(true);
    expect(rowsOf(file)).toEqual({ records: 0, streams: 0, batches: 0, payloads: 0 });
  });

  it('are gone for another store on the file, which may have had them in its memory', async () => {
    const file = newFile();
    const [left, right] = [await open(file), await open(file)];
    const append = (store: Store, expectedSequence: number) =>
      store.append({ stream: 's', expectedSequence, fence: 1, entries: [{}], record });
    await append(right, 0);
    await remove(left, 's');
    expect(await append(right, 1)).toEqual({ ok: false, reason: 'sequence', sequence: 0 });
  });
});

describe('Two SqliteStores on one file', () => {
  it('let exactly one of 100 writers with the same lock through', async () => {
    const file = newFile();
    const stores = [await open(file), await open(file)];
    await write(stores[0]!);
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, writer) => write(stores[writer % 2]!, { lock: 'l1' }, `w${writer}`)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = `w${results.findIndex(({ ok }) => ok)}`;
    for (const store of stores) expect((await store.get('notes', 'one'))?.lock).toBe(winner);
  });

  it('see each other’s writes at once, and each other’s fences', async () => {
    const file = newFile();
    const [left, right] = [await open(file), await open(file)];
    const record = { collection: 'sums', key: 's', value: {} };
    const append = (store: Store, expectedSequence: number, fence: number) =>
      store.append({ stream: 's', expectedSequence, fence, entries: [{ fence }], record });
    expect(await append(left, 0, 1)).toEqual({ ok: true });
    expect(await append(right, 1, 2)).toEqual({ ok: true });
    expect(await append(left, 2, 1)).toEqual({ ok: false, reason: 'fence', sequence: 2 });
    expect(await left.range('s', 0, 9)).toEqual([{ fence: 1 }, { fence: 2 }]);
  });
});

describe('A SqliteStore', () => {
  it('waits while another process writes, without keeping its own from reading', async () => {
    const file = newFile();
    const store = await open(file, { patienceMs: 60_000 });
    await write(store);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = write(store, { lock: 'l1' }, 'l2');
    expect((await store.get('notes', 'one'))?.lock).toBe('l1');
    await new Promise((resolve) => setTimeout(resolve, 1));
    other.exec('COMMIT');
    other.close();
    expect(await waiting).toEqual({ ok: true });
  });

  it('refuses writes and its readiness when another process does not let go, and works again when it does', async () => {
    const file = newFile();
    const store = await open(file, { patienceMs: 10 });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const refusal = { code: 'store-unavailable', retryable: true, evidence: { reason: 'SQLITE_BUSY' } };
    await expect(write(store)).rejects.toMatchObject(refusal);
    await expect(store.check()).rejects.toMatchObject(refusal);
    other.exec('ROLLBACK');
    other.close();
    expect(await write(store)).toEqual({ ok: true });
    await expect(store.check()).resolves.toBeUndefined();
  });

  it('refuses every operation of a transaction in which one failed, and keeps none of them', async () => {
    const file = newFile();
    const store = await open(file);
    change(file, 'DROP TABLE labels');
    const labelled = {
      collection: 'notes',
      key: 'two',
      expect: 'absent',
      next: { value: {}, lock: 'l', labels: { a: 'b' } },
    } as const;
    const outcomes = await Promise.allSettled([write(store), store.compareAndSet(labelled), write(store, 'any', 'l2')]);
    const refusal = {
      status: 'rejected',
      reason: expect.objectContaining({ code: 'store-unavailable', retryable: true }),
    };
    expect(outcomes).toEqual([refusal, refusal, refusal]);
    expect(await store.scan({ collection: 'notes', limit: 9 })).toEqual([]);
    expect(await write(store)).toEqual({ ok: true });
  });

  it('remembers nothing of a stream whose append was undone', async () => {
    const file = newFile();
    const store = await open(file);
    const append = (n: number) => {
      const record = { collection: 'sums', key: 's', value: { n } };
      return store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [{ n }], record });
    };
    change(file, 'ALTER TABLE records RENAME TO kept');
    // Twice: the second would be refused by its sequence if the first were remembered.
    await expect(append(1)).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(append(1)).rejects.toMatchObject({ code: 'store-unavailable' });
    change(file, 'ALTER TABLE kept RENAME TO records');
    expect(await append(2)).toEqual({ ok: true });
    expect(await store.range('s', 0, 9)).toEqual([{ n: 2 }]);
  });

  it('lets a refused comparison stand beside the others of its transaction', async () => {
    const store = await open(newFile());
    const outcomes = await Promise.all([
      write(store),
      write(store, 'absent', 'l2'),
      write(store, { lock: 'l1' }, 'l3'),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect((await store.get('notes', 'one'))?.lock).toBe('l3');
  });

  it('refuses a value that is no JSON alone, before it could spoil a transaction', async () => {
    const store = await open(newFile());
    const next = { value: { big: 1n } as never, lock: 'l' };
    const outcomes = await Promise.allSettled([
      store.compareAndSet({ collection: 'notes', key: 'two', expect: 'any', next }),
      write(store),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { name: 'TypeError' } },
      { status: 'fulfilled', value: { ok: true } },
    ]);
  });

  it('says what failed when reading fails, without naming its file to the caller', async () => {
    const file = newFile();
    const store = await open(file);
    change(file, 'DROP TABLE batches');
    await expect(store.range('s', 0, 1)).rejects.toMatchObject({
      code: 'store-unavailable',
      evidence: { reason: 'SQLITE_ERROR' },
      message: expect.not.stringContaining(folder),
    });
  });

  it('mints the lock of an appended record from the ids it was given', async () => {
    const store = await open(newFile(), { ids: new SequentialIds() });
    const record = { collection: 'sums', key: 's', value: {} };
    await store.append({ stream: 's', expectedSequence: 0, fence: 1, entries: [], record });
    expect((await store.get('sums', 's'))?.lock).toBe('lk_00000000000000000000000001');
  });

  it('finds few records among many by their rarer label', async () => {
    const store = await open(newFile(), { durability: 'relaxed' });
    const keys = Array.from({ length: 3_000 }, (_, index) => String(index).padStart(4, '0'));
    await Promise.all(
      keys.map((key) => {
        const labels = { tenant: 't', status: key.endsWith('999') ? 'running' : 'completed' };
        return store.compareAndSet({ collection: 'ex', key, expect: 'absent', next: { value: {}, lock: 'l', labels } });
      }),
    );
    const found = await store.scan({
      collection: 'ex',
      labels: { tenant: 't', status: 'running' },
      order: 'descending',
      limit: 9,
    });
    expect(found.map(({ key }) => key)).toEqual(['2999', '1999', '0999']);
  });
});

async function open(file: string, options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> {
  const store = await SqliteStore.open({ ...options, path: file });
  opened.push(store);
  return store;
}

/** Writes the record `notes/one`. */
function write(store: Store, expected: RecordWrite['expect'] = 'absent', lock = 'l1') {
  return store.compareAndSet({ collection: 'notes', key: 'one', expect: expected, next: { value: { n: 1 }, lock } });
}

/** Changes a file behind the back of its store. */
function change(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

/** How many rows the tables have. */
function rowsOf(file: string): Record<string, number> {
  const database = new Database(file);
  const count = (table: string): number => {
    return (database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number }).rows;
  };
  const rows = Object.fromEntries(['records', 'streams', 'batches', 'payloads'].map((table) => [table, count(table)]));
  database.close();
  return rows;
}

function newFile(): string {
  return path.join(folder, `${(files += 1)}.db`);
}

function modeOf(file: string): string {
  return (statSync(path.join(folder, file)).mode & 0o777).toString(8);
}
