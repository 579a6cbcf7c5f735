import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { BudgetLedger, LedgerVerdict } from '@ice/core';
import Database from 'libsql';
import { SqliteStore, type SqliteStoreOptions } from './sqlite-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-ledger-'));
const opened: SqliteStore[] = [];
const damaged = { code: 'ledger-unavailable', retryable: true, evidence: { reason: 'damaged' } };
let files = 0;

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('A ledger with a row that cannot be', () => {
  it.each([
    ['a negative balance', 'UPDATE ledger_accounts SET reserved = -1'],
    ['a balance beyond what is exact', 'UPDATE ledger_accounts SET spent = 9007199254740993'],
    ['a sum beyond what is exact', 'UPDATE ledger_accounts SET spent = 9007199254740991'],
    ['accounts that are no list', "UPDATE ledger_reservations SET accounts = '{}'"],
    ['accounts that are no ids', "UPDATE ledger_reservations SET accounts = '[1]'"],
    ['accounts that are no JSON', "UPDATE ledger_reservations SET accounts = ''"],
    ['a negative rest', 'UPDATE ledger_reservations SET free = -1'],
    ['a negative time', 'UPDATE ledger_reservations SET opened_at = -1'],
    ['a member that holds less than nothing', 'UPDATE ledger_members SET held = -1'],
    ['a member that spent beyond what is exact', 'UPDATE ledger_members SET spent = 9223372036854775807'],
    ['a member with accounts that are no list', "UPDATE ledger_members SET accounts = 'null'"],
  ])('(%s) passes nobody, and changes nothing', async (_, sql) => {
    const { file, ledger } = await filled();
    change(file, sql);
    const before = rowsOf(file);
    await expect(hold(ledger, 30)).rejects.toMatchObject(damaged);
    await expect(ledger.close('ex_1')).rejects.toMatchObject(damaged);
    expect(rowsOf(file)).toEqual(before);
  });

  it('shows neither its balance nor its reservation, and tells callers no ids', async () => {
    const { file, ledger } = await filled();
    change(file, 'UPDATE ledger_accounts SET reserved = -1; UPDATE ledger_members SET held = -1');
    await expect(ledger.balances(['org'])).rejects.toMatchObject({
      ...damaged,
      message: 'The budget ledger is damaged.',
      cause: { message: expect.stringContaining('account org') },
    });
    await expect(ledger.accounts('', '', 9)).rejects.toMatchObject(damaged);
    await expect(ledger.reservations('', 9)).rejects.toMatchObject(damaged);
    expect(await ledger.balances(['other'])).toEqual([{ id: 'other', spent: 0, reserved: 0 }]);
    await expect(ledger.check()).resolves.toBeUndefined();
  });

  it('whose balance is less than what reservations have of it lets none of them go', async () => {
    const { file, ledger } = await filled();
    change(file, 'UPDATE ledger_accounts SET reserved = 20');
    await expect(ledger.close('ex_1')).rejects.toMatchObject(damaged);
    expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 5, reserved: 20 }]);
  });

  it('cannot tell what others hold when the members of a reservation cannot be summed up', async () => {
    const { file, ledger } = await filled();
    change(file, "INSERT INTO ledger_members VALUES ('ex_1', 'ex_bad', '[]', 0, -90)");
    await expect(hold(ledger, 500)).rejects.toMatchObject(damaged);
  });

  it('leaves what others do in the same transaction alone', async () => {
    const { store, file, ledger } = await filled();
    change(file, "UPDATE ledger_reservations SET free = -1 WHERE id = 'ex_1'");
    const outcomes = await Promise.allSettled([
      hold(ledger, 30),
      write(store),
      ledger.open({ reservation: 'ex_2', accounts: [{ id: 'other', limit: 1 }], amount: 1, openedAt: 1 }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: damaged },
      { status: 'fulfilled', value: { ok: true } },
      { status: 'fulfilled', value: { ok: true } },
    ]);
  });
});

describe('A ledger whose file does not do', () => {
  it('rejects when another process does not let go of it, and works again when it does', async () => {
    const { file, ledger } = await filled({ patienceMs: 10 });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const refusal = { code: 'ledger-unavailable', retryable: true, evidence: { reason: 'SQLITE_BUSY' } };
    await expect(hold(ledger, 30)).rejects.toMatchObject(refusal);
    await expect(ledger.check()).rejects.toMatchObject(refusal);
    other.exec('ROLLBACK');
    other.close();
    expect(await hold(ledger, 30)).toEqual({ ok: true });
    await expect(ledger.check()).resolves.toBeUndefined();
  });

  it('rejects, and undoes what was half written, when a table is gone', async () => {
    const { store, file, ledger } = await filled();
    change(file, 'ALTER TABLE ledger_members RENAME TO kept');
    const refusal = { code: 'ledger-unavailable', retryable: true, evidence: { reason: 'SQLITE_ERROR' } };
    const [held, written] = await Promise.allSettled([hold(ledger, 30), write(store)]);
    expect(held).toMatchObject({ status: 'rejected', reason: refusal });
    expect(written).toMatchObject({ status: 'rejected', reason: { code: 'store-unavailable' } });
    await expect(ledger.check()).rejects.toMatchObject(refusal);
    await expect(ledger.reservations('', 9)).rejects.toMatchObject(refusal);
    change(file, 'ALTER TABLE kept RENAME TO ledger_members');
    expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 5, reserved: 45 }]);
    expect(await hold(ledger, 30)).toEqual({ ok: true });
  });
});

describe('Two ledgers on one file', () => {
  it('see each other’s reservations at once, and admit together what there is money for', async () => {
    const file = newFile();
    const ledgers = [(await open(file)).ledger, (await open(file)).ledger];
    const racing = Array.from({ length: 100 }, (_, index) => {
      const accounts = [{ id: 'org', limit: 10 }];
      return ledgers[index % 2]!.open({ reservation: `ex_${index}`, accounts, amount: 1, openedAt: 1 });
    });
    expect((await Promise.all(racing)).filter(({ ok }) => ok)).toHaveLength(10);
    for (const ledger of ledgers) {
      expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 0, reserved: 10 }]);
    }
  });
});

describe('Closed reservations', () => {
  it('leave the file a week later, a few with each that is closed', async () => {
    const file = newFile();
    const { ledger } = await open(file, { durability: 'relaxed' });
    const close = async (id: string, at: number): Promise<void> => {
      await ledger.hold({ reservation: id, member: id, spent: 1, held: 0, accounts: [{ id: 'org', limit: null }], at });
      await ledger.close(id);
    };
    for (let index = 0; index < 6; index += 1) await close(`ex_${index}`, 1_000 + index);
    const week = 7 * 24 * 60 * 60 * 1_000;
    await close('ex_6', 1_000 + week);
    expect(idsIn(file)).toEqual(['ex_0', 'ex_1', 'ex_2', 'ex_3', 'ex_4', 'ex_5', 'ex_6']);
    await close('ex_7', 1_006 + week);
    expect(idsIn(file)).toEqual(['ex_4', 'ex_5', 'ex_6', 'ex_7']);
    await close('ex_8', 1_006 + week);
    expect(idsIn(file)).toEqual(['ex_6', 'ex_7', 'ex_8']);
    expect(await ledger.balances(['org'])).toEqual([{ id: 'org', spent: 9, reserved: 0 }]);
  });
});

/** A ledger with one reservation: 5 of `org` spent, 20 held, 25 free. */
async function filled(options: Partial<SqliteStoreOptions> = {}) {
  const file = newFile();
  const store = await open(file, options);
  const { ledger } = store;
  await ledger.open({ reservation: 'ex_1', accounts: [{ id: 'org', limit: 100 }], amount: 50, openedAt: 1 });
  await hold(ledger, 20, 5);
  return { file, store, ledger };
}

function hold(ledger: BudgetLedger, held: number, spent = 5): Promise<LedgerVerdict> {
  const accounts = [{ id: 'org', limit: 100 }];
  return ledger.hold({ reservation: 'ex_1', member: 'ex_1', spent, held, accounts, at: 2 });
}

async function open(file: string, options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> {
  const store = await SqliteStore.open({ ...options, path: file });
  opened.push(store);
  return store;
}

function write(store: SqliteStore) {
  return store.compareAndSet({ collection: 'notes', key: 'one', expect: 'any', next: { value: {}, lock: 'l' } });
}

/** Changes a file behind the back of its ledger. */
function change(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

/** All that the ledger has in the file, numbers as text. */
function rowsOf(file: string): unknown {
  const database = new Database(file);
  const columns = {
    ledger_accounts: 'id, spent, reserved',
    ledger_reservations: 'id, accounts, free, opened_at, last_at, is_closed',
    ledger_members: 'reservation, member, accounts, spent, held',
  };
  const rows = Object.entries(columns).map(([table, names]) =>
    database.prepare(`SELECT concat_ws(' ', ${names}) AS row FROM ${table}`).pluck().all(),
  );
  database.close();
  return rows;
}

/** The reservations in the file that have members, open or not. */
function idsIn(file: string): readonly string[] {
  const database = new Database(file);
  const rows = database
    .prepare('SELECT id FROM ledger_reservations JOIN ledger_members ON reservation = id ORDER BY id')
    .all() as readonly { readonly id: string }[];
  const [{ members }] = database.prepare('SELECT count(*) AS members FROM ledger_members').all() as [
    { readonly members: number },
  ];
  database.close();
  expect(members).toBe(rows.length);
  return rows.map(({ id }) => id);
}

function newFile(): string {
  return path.join(folder, `${(files += 1)}.db`);
}
