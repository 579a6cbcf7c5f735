/** The command that looks whether a store keeps its promises, on a store that does and on one that was damaged by hand. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlueprintRepository, defaultTenant, type JsonObject } from '@ice/core';
import { SqliteStore, SystemClock, UlidSource } from '@ice/storage';
import Database from 'libsql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runVerifyCommand } from '@ice/api';
import { documentOf, Engine } from '../support/start-engine.js';

let folder: string;
const file = (): string => path.join(folder, 'ice.db');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-verify-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function run(...words: readonly string[]) {
  const said = { out: '', err: '' };
  const voice = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const code = await runVerifyCommand(words, { ICE_DATA_DIR: folder, ICE_DURABILITY: 'relaxed' }, voice);
  return { code, ...said };
}

/** Two executions, one with an output that stands beside the journal; gives their ids. */
async function fill(): Promise<readonly string[]> {
  const store = await SqliteStore.open({ path: file(), durability: 'relaxed' });
  const clock = new SystemClock();
  const blueprints = new BlueprintRepository(store, clock, new UlidSource(clock));
  const engine = new Engine({ store, ledger: store.ledger });
  const ids: string[] = [];
  for (const text of ['short', 'long '.repeat(4_000)]) {
    const document: JsonObject = documentOf([{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: text } }]);
    const { revision, blueprint } = engine.compile(document);
    await blueprints.revisions.save(defaultTenant, revision, blueprint);
    ids.push((await engine.play(document)).head.execution_id);
  }
  await store.close();
  return ids;
}

function damage(sql: string): void {
  const database = new Database(file());
  database.exec(sql);
  database.close();
}

describe('the command that verifies a store', () => {
  it('finds nothing in an empty one, and nothing where everything was kept', async () => {
    await (await SqliteStore.open({ path: file() })).close();
    expect(await run()).toMatchObject({
      code: 0,
      out: '',
      err: 'verify-store: 0 executions, 0 events, 0 payloads, 0 open reservations: every promise is kept\n',
    });
    await fill();
    expect(await run()).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/^verify-store: 2 executions, /),
    });
  });

  it.each([
    ['a lost entry', `UPDATE batches SET entries = replace(entries, '"sequence":3', '"sequence":4')`, /^P5 ex_/m],
    ['a lost payload', 'DELETE FROM payloads', /^P1 ex_\w+ the payload of \d+ is not there$/m],
    ['a lost revision', `DELETE FROM records WHERE collection = 'revisions'`, /^P9 ex_/m],
    ['a head that was changed', `UPDATE records SET value = replace(value, '"completed"', '"failed"')`, /^P5 ex_/m],
  ])('tells %s', async (_what, sql, told) => {
    await fill();
    damage(sql);
    const { code, out, err } = await run();
    expect([code, out]).toEqual([1, expect.stringMatching(told)]);
    expect(err).toMatch(/: \d+ findings\n$/);
  });

  it('tells findings as JSON, a line each', async () => {
    const ids = await fill();
    damage('DELETE FROM payloads');
    const { out } = await run('--json');
    const findings = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject);
    expect(new Set(findings.map(({ execution_id }) => execution_id))).toEqual(new Set(ids.slice(1)));
  });

  it('says what it cannot read, and what it does not understand', async () => {
    expect(await run('--fix')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^npm run/) });
    expect(await run()).toMatchObject({
      code: 9,
      out: '',
      err: expect.stringMatching(/^There is no store to look at/),
    });
    damage('CREATE TABLE not_ours (id INTEGER)');
    expect(await run()).toMatchObject({ code: 9, out: '', err: expect.stringMatching(/belongs to another program/) });
  });
});
