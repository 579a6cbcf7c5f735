/** Several processes on one ledger, some of which are killed: no budget is overspent at any moment, and nothing stays reserved. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { OpenedLedger } from '@ice/contracts';
import { isIceError } from '@ice/core';
import { LedgerTalker } from './ledger-talker.js';

/** A ledger that several processes can open. */
export interface LedgerPlace {
  /** As `ledger-child.mjs` takes it. */
  readonly address: string;
  /** Where files begin that tell the processes to go and to stop. */
  readonly signals: string;
  open(): Promise<OpenedLedger>;
}

/** What happens while the processes are at it: it begins with them, and ends when the function that it gives is called. */
export type Disturbance = () => () => Promise<void>;

const names = ['one', 'two', 'three'] as const;
const patienceMs = 120_000;
const calm: Disturbance = () => async () => undefined;

/** How the processes are watched. */
export interface ProcessesOptions {
  /** How often processes are killed. */
  readonly rounds: number;
  /** Whether they race, too. Default true. */
  readonly races?: boolean;
  /** Default: nothing happens, and the ledger can be read at any moment. */
  readonly disturb?: Disturbance;
}

/** Registers the tests. @param newPlace gives an empty ledger. */
export function ledgerProcessesContract(name: string, newPlace: () => LedgerPlace, options: ProcessesOptions): void {
  const { rounds, races = true, disturb = calm } = options;
  describe(`${name}, used by three processes,`, () => {
    if (races) racing(newPlace, disturb);
    for (let round = 1; round <= rounds; round += 1) spending(newPlace, disturb, round);
  });
}

function racing(newPlace: () => LedgerPlace, disturb: Disturbance): void {
  it(
    'admits exactly ten of a hundred racing reservations of 1 under a limit of 10',
    async () => {
      const place = newPlace();
      const children = names.map((name, index) => start('race', place, name, index === 0 ? 34 : 33));
      await Promise.all(children.map((child) => child.heard(1)));
      const watch = await watchBalance(place, 10, disturb);
      const calmDown = disturb();
      writeFileSync(`${place.signals}.go`, '');
      for (const child of children) expect(await child.ended()).toEqual({ code: 0, errors: '' });
      await calmDown();
      const looks = await watch.end();
      const said = children.flatMap(({ lines }) => lines.slice(1));
      const admitted = said.filter((line) => line.startsWith('admitted')).map((line) => line.split(' ')[1]);
      expect([admitted.length, said.length]).toEqual([10, 100]);
      expect(looks).toBeGreaterThan(0);
      const found = await contentsOf(place);
      expect(found.balance).toEqual({ id: 'org', spent: 0, reserved: 10 });
      expect(found.reservations.map(({ reservation }) => reservation)).toEqual([...admitted].sort());
    },
    patienceMs,
  );
}

function spending(newPlace: () => LedgerPlace, disturb: Disturbance, round: number): void {
  it(
    `stays within its limit while two of them are killed, and in the end has what it was told (round ${round})`,
    async () => {
      const seed = (Number(process.env['ICE_SEED'] || Date.now()) + round) >>> 0;
      const place = newPlace();
      const children = names.map((name, index) => start('spend', place, name, seed + index));
      await Promise.all(children.map((child) => child.heard(1)));
      const watch = await watchBalance(place, 100_000, disturb);
      const calmDown = disturb();
      writeFileSync(`${place.signals}.go`, '');
      const [first, second, survivor] = shuffled(children, seed) as [LedgerTalker, LedgerTalker, LedgerTalker];
      await first.killAfter(20 + (seed % 83));
      await second.killAfter(150 + (seed % 211));
      await survivor.heard(survivor.lines.length + 100);
      writeFileSync(`${place.signals}.stop`, '');
      expect(await survivor.ended()).toEqual({ code: 0, errors: '' });
      await calmDown();
      const looks = await watch.end();
      const hits = [first, second].map((child) => `${child.name} after ${child.lines.length} lines (${child.hit()})`);
      process.stderr.write(`ledger seed ${seed}: killed ${hits.join(', ')}; ${looks} looks at the balance\n`);
      expect(survivor.lines.at(-1)).toBe('closed');
      await expectWhatWasTold(place, [first, second], survivor);
    },
    patienceMs,
  );
}

function start(command: 'race' | 'spend', { address, signals }: LedgerPlace, name: string, number: number) {
  return new LedgerTalker(name, [command, address, signals, name, String(number)]);
}

/** The killed ones' reservations are closed here, as whoever finds them does; those of the survivor it has closed itself. */
async function expectWhatWasTold(
  place: LedgerPlace,
  killed: readonly LedgerTalker[],
  survivor: LedgerTalker,
): Promise<void> {
  const { reservations, balance } = await contentsOf(place);
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
    place,
    reservations.map(({ reservation }) => reservation),
  );
  const after = await contentsOf(place);
  expect(after).toEqual({ reservations: [], balance: { id: 'org', spent, reserved: 0 } });
}

/** Of every member of the killed: what it was told that the ledger knows, what it last was about to tell, and what the ledger has. */
function spendings(killed: readonly LedgerTalker[], found: ReadonlyMap<string, number>) {
  return killed.flatMap((child) => {
    const told = child.amounts('told');
    return [...child.amounts('tell')].map(([member, announced]) => {
      return { announced, told: told.get(member) ?? 0, spent: found.get(member) ?? 0 };
    });
  });
}

async function contentsOf(place: LedgerPlace) {
  const { ledger, close } = await place.open();
  const reservations = await ledger.reservations('', 1_000);
  const [balance] = await ledger.balances(['org']);
  await close();
  return { reservations, balance };
}

async function closeAll(place: LedgerPlace, reservations: readonly string[]): Promise<void> {
  const { ledger, close } = await place.open();
  for (const reservation of reservations) await ledger.close(reservation);
  await close();
}

/** Looks at the balance again and again from this process, which is none of the spenders. `end` resolves with how often it did. */
async function watchBalance(place: LedgerPlace, limit: number, disturb: Disturbance) {
  let isOver = false;
  const { ledger, close } = await place.open();
  const looking = (async (): Promise<number> => {
    let looks = 0;
    while (!isOver) {
      const [balance] = await ledger.balances(['org']).catch((fault: unknown) => {
        if (disturb !== calm && isIceError(fault) && fault.code === 'ledger-unavailable') return [null];
        throw fault;
      });
      if (balance) looks += 1;
      if (balance) expect(balance.spent + balance.reserved).toBeLessThanOrEqual(limit);
      await sleep(1);
    }
    return looks;
  })().finally(close);
  // A failed look is told when the watch ends.
  looking.catch(() => undefined);
  return {
    end: (): Promise<number> => {
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
