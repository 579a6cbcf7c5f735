import { describe, expect, it } from '@jest/globals';
import { GroupCommit, type Transaction } from './group-commit.js';

const patienceMs = 20;
const unavailable = (reason: string) =>
  expect.objectContaining({ code: 'store-unavailable', retryable: true, evidence: { reason } });

describe('GroupCommit', () => {
  it('puts all operations of one turn into one transaction, in order, and answers each with its outcome', async () => {
    const { commits, ledger } = open();
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => commits.run(() => ledger.write(name))));
    expect(answers).toEqual(['a written', 'b written', 'c written']);
    expect(ledger.story).toEqual(['begin', 'a', 'b', 'c', 'commit']);
  });

  it('takes along what promises of the same turn hand in later', async () => {
    const { commits, ledger } = open();
    const late = Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => commits.run(() => ledger.write('late')));
    await Promise.all([commits.run(() => ledger.write('early')), late]);
    expect(ledger.story).toEqual(['begin', 'early', 'late', 'commit']);
  });

  it('begins a new transaction for what is handed in after an answer', async () => {
    const { commits, ledger } = open();
    await commits.run(() => ledger.write('a'));
    await commits.run(() => ledger.write('b'));
    expect(ledger.story).toEqual(['begin', 'a', 'commit', 'begin', 'b', 'commit']);
  });

  it('answers nobody before the commit returned', async () => {
    const { commits, ledger } = open();
    await commits.run(() => ledger.write('a')).then(() => ledger.story.push('answered'));
    expect(ledger.story).toEqual(['begin', 'a', 'commit', 'answered']);
  });

  it('cuts a flood into transactions that do not keep the event loop for long', async () => {
    const { commits, ledger } = open();
    await Promise.all(Array.from({ length: 2_500 }, () => commits.run(() => ledger.write('x'))));
    expect(ledger.committed).toHaveLength(2_500);
    expect(ledger.story.filter((line) => line === 'commit')).toHaveLength(3);
  });

  it.each([
    ['an operation', 'SQLITE_FULL'],
    ['commit', 'SQLITE_IOERR_FSYNC'],
    ['begin', 'SQLITE_CANTOPEN'],
  ])('refuses the whole transaction when %s fails, and works again afterwards', async (where, code) => {
    const { commits, ledger } = open();
    ledger.failing = { [where]: code };
    const names = ['a', 'an operation', 'b'];
    const outcomes = await Promise.allSettled(names.map((name) => commits.run(() => ledger.write(name))));
    expect(outcomes).toEqual(names.map(() => ({ status: 'rejected', reason: unavailable(code) })));
    expect(ledger.committed).toEqual([]);
    ledger.failing = {};
    expect(await commits.run(() => ledger.write('c'))).toBe('c written');
    expect(ledger.committed).toEqual(['c']);
  });

  it('waits for a lock that another holds, with everyone who comes meanwhile', async () => {
    const { commits, ledger } = open(10_000);
    ledger.failing = { begin: 'SQLITE_BUSY' };
    const first = commits.run(() => ledger.write('a'));
    while (ledger.refusals < 3) await new Promise((resolve) => setImmediate(resolve));
    const second = commits.run(() => ledger.write('b'));
    ledger.failing = {};
    expect(await Promise.all([first, second])).toEqual(['a written', 'b written']);
    expect(ledger.story.filter((line) => line !== 'rollback')).toEqual(['begin', 'a', 'b', 'commit']);
  });

  it('refuses those who waited longer than their patience', async () => {
    const { commits, ledger } = open();
    ledger.failing = { begin: 'SQLITE_BUSY' };
    await expect(commits.run(() => ledger.write('a'))).rejects.toEqual(unavailable('SQLITE_BUSY'));
    expect(ledger.story).not.toContain('begin');
  });

  it('drains: what was handed in is settled, done or refused', async () => {
    const { commits, ledger } = open();
    const settled: string[] = [];
    void commits.run(() => ledger.write('a')).then((answer) => settled.push(answer));
    await commits.drain();
    expect(settled).toEqual(['a written']);
    ledger.failing = { begin: 'SQLITE_BUSY' };
    void commits.run(() => ledger.write('b')).catch(() => settled.push('b refused'));
    await commits.drain();
    expect(settled).toEqual(['a written', 'b refused']);
  });

  it('drains at once when there is nothing', async () => {
    const { commits, ledger } = open();
    await commits.drain();
    expect(ledger.story).toEqual([]);
  });
});

/** A database of names: what is written counts once it is committed. */
class Ledger implements Transaction {
  /** What it did, in order. Refused begins are only counted. */
  readonly story: string[] = [];
  readonly committed: string[] = [];
  /** Code of the fault by the place where it happens. */
  failing: Readonly<Record<string, string>> = {};
  refusals = 0;
  #open: string[] = [];

  begin(): void {
    this.#failAt('begin');
    this.story.push('begin');
  }

  commit(): void {
    this.#failAt('commit');
    this.story.push('commit');
    this.committed.push(...this.#open.splice(0));
  }

  rollback(): void {
    this.story.push('rollback');
    this.#open = [];
  }

  write(name: string): string {
    this.#failAt(name);
    this.story.push(name);
    this.#open.push(name);
    return `${name} written`;
  }

  #failAt(place: string): void {
    const code = this.failing[place];
    if (code === undefined) return;
    this.refusals += 1;
    throw Object.assign(new Error(`${place} failed`), { code });
  }
}

function open(patience = patienceMs) {
  const ledger = new Ledger();
  return { ledger, commits: new GroupCommit(ledger, patience) };
}
