/** Several processes on one ledger file, some of which are killed: no budget is overspent at any moment, and nothing stays reserved. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SqliteStore } from '@ice/storage';
import { startLedgerChild, type Child } from './child/start-child.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ledger-processes-'));
const names = ['one', 'two', 'three'] as const;
const patienceMs = 120_000;
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describe('A ledger file of three processes', () => {
  it(
    'admits exactly ten of a hundred racing reservations of 1 under a limit of 10',
    async () => {
      const file = newFile();
      const children = names.map((name, index) => new Talker(name, ['race', file, name, index === 0 ? '34' : '33']));
      await Promise.all(children.map((child) => child.heard(1)));
      const watch = watchBalance(file, 10);
      writeFileSync(`${file}.go`, '');
      for (const child of children) expect(await child.ended()).toEqual({ code: 0, errors: '' });
      const looks = await watch.end();
      const said = children.flatMap(({ lines }) => lines.slice(1));
      const admitted = said.filter((line) => line.startsWith('admitted')).map((line) => line.split(' ')[1]);
      expect([admitted.length, said.length]).toEqual([10, 100]);
      expect(looks).toBeGreaterThan(0);
      const found = await contentsOf(file);
      expect(found.balance).toEqual({ id: 'org', spent: 0, reserved: 10 });
      expect(found.reservations.map(({ reservation }) => reservation)).toEqual([...admitted].sort());
    },
    patienceMs,
  );

  it.each([1, 2])(
    'stays within its limit while two of them are killed, and in the end has what it was told (round %i)',
    async (round) => {
      const seed = (Number(process.env['ICE_SEED'] || Date.now()) + round) >>> 0;
      const file = newFile();
      const children = names.map((name, index) => new Talker(name, ['spend', file, name, String(seed + index)]));
      await Promise.all(children.map((child) => child.heard(1)));
      const watch = watchBalance(file, 100_000);
      writeFileSync(`${file}.go`, '');
      const [first, second, survivor] = shuffled(children, seed) as [Talker, Talker, Talker];
      await first.killAfter(20 + (seed % 83));
      await second.killAfter(150 + (seed % 211));
      await survivor.heard(survivor.lines.length + 100);
      writeFileSync(`${file}.stop`, '');
      expect(await survivor.ended()).toEqual({ code: 0, errors: '' });
      const looks = await watch.end();
      const hits = [first, second].map((child) => `${child.name} after ${child.lines.length} lines (${child.hit()})`);
      process.stderr.write(`ledger seed ${seed}: killed ${hits.join(', ')}; ${looks} looks at the balance\n`);
      expect(survivor.lines.at(-1)).toBe('closed');
      await expectWhatWasTold(file, [first, second], survivor);
    },
    patienceMs,
  );
});

/** A child and all that it said. */
class Talker {
  readonly lines: string[] = [];
  readonly #child: Child;

  constructor(
    readonly name: string,
    parameters: readonly string[],
  ) {
    this.#child = startLedgerChild(parameters);
  }

  /** Resolves when it has said so many lines. */
  async heard(count: number): Promise<void> {
    while (this.lines.length < count) {
      const some = await this.#child.lines();
      if (some.length === 0) throw new Error(`${this.name} ended early: ${(await this.#child.ended()).errors}`);
      this.lines.push(...some);
    }
  }

  /** Kills it when it has said so many lines; what it said until then is heard. */
  async killAfter(count: number): Promise<void> {
    await this.heard(count);
    this.#child.kill();
    expect(await this.ended()).toEqual({ code: null, errors: '' });
  }

  /** Resolves when it has ended and all that it said was heard. */
  async ended(): Promise<{ readonly code: number | null; readonly errors: string }> {
    for (let some = await this.#child.lines(); some.length > 0; some = await this.#child.lines()) {
      this.lines.push(...some);
    }
    return this.#child.ended();
  }

  /** The last amount of each member in lines that begin so. */
  amounts(beginning: 'tell' | 'told'): ReadonlyMap<string, number> {
    const said = this.lines.map((line) => line.split(' ')).filter(([word]) => word === beginning);
    return new Map(said.map(([, member, spent]) => [member!, Number(spent)]));
  }

  /** How many operations it was killed in. */
  hit(): string {
    const open = this.lines.filter((line) => line.startsWith('tell')).length;
    return `${open - this.lines.filter((line) => line.startsWith('told')).length} holds under way`;
  }
}

/** The killed ones' reservations are closed here, as whoever finds them does; those of the survivor it has closed itself. */
async function expectWhatWasTold(file: string, killed: readonly Talker[], survivor: Talker): Promise<void> {
  const { reservations, balance } = await contentsOf(file);
  const owners = new Set(reservations.map(({ reservation }) => reservation.split('_')[1]));
  expect([...owners].sort()).toEqual(killed.map(({ name }) => name).sort());
  const members = reservations.flatMap(({ reservation, members: all }) =>
    all.map(({ member, spent }) => [`${reservation}/${member}`, spent] as const),
  );
  for (const { told, announced, spent } of spendings(killed, new Map(members))) {
    expect(spent).toBeGreaterThanOrEqual(told);
    expect(spent).toBeLessThanOrEqual(announced);
  }
  const reserved = reservations.flatMap(({ free, members: all }) => [free, ...all.map(({ held }) => held)]);
  const spent = sum([...members.map(([, one]) => one), ...survivor.amounts('told').values()]);
  expect(balance).toEqual({ id: 'org', spent, reserved: sum(reserved) });
  await closeAll(
    file,
    reservations.map(({ reservation }) => reservation),
  );
  const after = await contentsOf(file);
  expect(after).toEqual({ reservations: [], balance: { id: 'org', spent, reserved: 0 } });
}

/** Of every member of the killed: what it was told that the ledger knows, what it last was about to tell, and what the ledger has. */
function spendings(killed: readonly Talker[], found: ReadonlyMap<string, number>) {
  return killed.flatMap((child) => {
    const told = child.amounts('told');
    return [...child.amounts('tell')].map(([member, announced]) => {
      return { announced, told: told.get(member) ?? 0, spent: found.get(member) ?? 0 };
    });
  });
}

async function contentsOf(file: string) {
  const store = await SqliteStore.open({ path: file });
  const reservations = await store.ledger.reservations('', 1_000);
  const [balance] = await store.ledger.balances(['org']);
  await store.close();
  return { reservations, balance };
}

async function closeAll(file: string, reservations: readonly string[]): Promise<void> {
  const store = await SqliteStore.open({ path: file });
  for (const reservation of reservations) await store.ledger.close(reservation);
  await store.close();
}

/** Looks at the balance again and again from this process, which is none of the spenders. `end` resolves with how often it did. */
function watchBalance(file: string, limit: number): { end(): Promise<number> } {
  let isOver = false;
  const looking = (async (): Promise<number> => {
    const store = await SqliteStore.open({ path: file });
    let looks = 0;
    for (; !isOver; looks += 1) {
      const [balance] = await store.ledger.balances(['org']);
      expect(balance!.spent + balance!.reserved).toBeLessThanOrEqual(limit);
      await sleep(1);
    }
    await store.close();
    return looks;
  })();
  // A failed look is told when the watch ends.
  looking.catch(() => undefined);
  return {
    end: () => {
      isOver = true;
      return looking;
    },
  };
}

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const first = seed % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function newFile(): string {
  return path.join(folder, `${(files += 1)}.db`);
}
