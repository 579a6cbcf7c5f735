/** What the SQLite store promises across processes: a kill, a second process on the same file, and a full disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import { SqliteStore } from '@ice/storage';
import Database from 'libsql';
import { startSqliteChild, type Child } from './child/start-child.js';

const folder = mkdtempSync(path.join(tmpdir(), 'sqlite-processes-'));
const patienceMs = 60_000;

afterAll(() => rmSync(folder, { recursive: true }));

describe('A store file', () => {
  it(
    'has everything that was acknowledged before its process was killed, and no half of an append',
    async () => {
      const file = path.join(folder, 'killed.db');
      for (const killedAfter of [1, 60, 300]) {
        const acknowledged = await appendAndKill(file, killedAfter);
        const found = await readSums(file);
        expect(acknowledged.size).toBeGreaterThan(0);
        for (const [stream, last] of acknowledged) {
          const { entries, sum } = found.get(stream)!;
          expect(sum).toBeGreaterThanOrEqual(last);
          expect(entries).toEqual(Array.from({ length: sum }, (_, index) => ({ sequence: index + 1 })));
        }
        expect(integrityOf(file)).toEqual([{ integrity_check: 'ok' }]);
      }
    },
    patienceMs,
  );

  it(
    'loses no change that two processes compare and set at the same time, from its creation on',
    async () => {
      const file = path.join(folder, 'shared', 'counted.db');
      const children = [startSqliteChild(['count', file, '150']), startSqliteChild(['count', file, '150'])];
      expect(await Promise.all(children.map((child) => child.ended()))).toEqual(Array(2).fill({ code: 0, errors: '' }));
      const store = await SqliteStore.open({ path: file });
      expect((await store.get('notes', 'sum'))?.value).toEqual({ sum: 300 });
      await store.close();
    },
    patienceMs,
  );

  it(
    'on a full disk refuses with the reason, stays readable, and has exactly what was acknowledged',
    async () => {
      const file = path.join(folder, 'full.db');
      const child = startSqliteChild(['fill', file], 512);
      const lines = await allLines(child);
      const acknowledged = lines.filter((line) => line.startsWith('s0')).length;
      expect(acknowledged).toBeGreaterThan(0);
      expect(lines.slice(acknowledged)).toEqual([
        expect.stringMatching(/^refused store-unavailable true SQLITE_(FULL|IOERR)/),
        expect.stringMatching(/^check store-unavailable true SQLITE_(FULL|IOERR)/),
        `readable ${acknowledged}`,
      ]);
      expect(await child.ended()).toEqual({ code: 0, errors: '' });
      expect((await readSums(file)).get('s0')).toMatchObject({ sum: acknowledged, entries: { length: acknowledged } });
    },
    patienceMs,
  );
});

/** Kills a writer after some acknowledgements; the highest sequence that each stream was told. */
async function appendAndKill(file: string, killedAfter: number): Promise<ReadonlyMap<string, number>> {
  const child = startSqliteChild(['append', file]);
  const lines: string[] = [];
  while (lines.length < killedAfter) lines.push(...(await someLines(child)));
  child.kill();
  lines.push(...(await allLines(child)));
  await child.ended();
  return new Map(lines.map((line) => line.split(' ')).map(([stream, last]) => [stream!, Number(last)]));
}

async function someLines(child: Child): Promise<readonly string[]> {
  const lines = await child.lines();
  if (lines.length === 0) throw new Error(`The child ended early: ${(await child.ended()).errors}`);
  return lines;
}

async function allLines(child: Child): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let some = await child.lines(); some.length > 0; some = await child.lines()) lines.push(...some);
  return lines;
}

interface Sum {
  /** What the summing record says. */
  readonly sum: number;
  readonly entries: readonly JsonObject[];
}

async function readSums(file: string): Promise<ReadonlyMap<string, Sum>> {
  const store = await SqliteStore.open({ path: file });
  const records = await store.scan({ collection: 'sums', limit: 100 });
  const sums = new Map<string, Sum>();
  for (const { key, value } of records) {
    sums.set(key, { sum: Number(value['last']), entries: await store.range(key, 0, 100_000) });
  }
  await store.close();
  return sums;
}

function integrityOf(file: string): unknown {
  const database = new Database(file);
  try {
    return database.pragma('integrity_check');
  } finally {
    database.close();
  }
}
