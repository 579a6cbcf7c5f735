// A process that uses a ledger while others do and while the test watches or kills it. Says before each operation what it is about to
// tell the ledger, and afterwards what came of it. Begins when `<signals>.go` is there. The place is a SQLite file, or `<url>#<prefix>` of
// a Redis.
// Usage: ledger-child.mjs race <place> <signals> <name> <how often> | ledger-child.mjs spend <place> <signals> <name> <seed>
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisConnection, RedisLedger, SqliteStore } from '@ice/storage';

const [command, place, signals, name, number] = /** @type {[string, string, string, string, string]} */ (
  /** @type {unknown} */ (process.argv.slice(2))
);
const { ledger, close } = await (place.startsWith('redis:') ? openRedis() : openSqlite());
say('ready');
while (!existsSync(`${signals}.go`)) await sleep(1);
await (command === 'race' ? race() : spend());
await close();

async function openSqlite() {
  const store = await SqliteStore.open({ path: place, patienceMs: 30_000 });
  return { ledger: store.ledger, close: () => store.close() };
}

async function openRedis() {
  const [url = '', prefix = ''] = place.split('#');
  const connection = await RedisConnection.open({ url, prefix });
  const opened = new RedisLedger(connection);
  return { ledger: opened, close: () => opened.end().then(() => connection.close()) };
}

/** Asks again while the ledger cannot be reached: what was asked may have been done. @template T @param {() => Promise<T>} operation @returns {Promise<T>} */
async function insist(operation) {
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'ledger-unavailable') throw error;
      await sleep(5);
    }
  }
}

/** Opens reservations of 1 under a limit of 10, a few at a time. */
async function race() {
  let left = Number(number);
  const opener = async () => {
    while (left > 0) {
      left -= 1;
      const reservation = `ex_${name}_${left}`;
      const opening = { reservation, accounts: [{ id: 'org', limit: 10 }], amount: 1, openedAt: 1 };
      const verdict = await insist(() => ledger.open(opening));
      say(`${verdict.ok ? 'admitted' : 'refused'} ${reservation}`);
    }
  };
  await Promise.all([opener(), opener(), opener(), opener()]);
}

/** Executions with two members each spend at random until `<signals>.stop` is there, then close. */
async function spend() {
  const random = randomNumbers(Number(number));
  const executions = ['a', 'b', 'c'].map((letter) => `ex_${name}_${letter}`);
  await Promise.all(executions.map((reservation) => execute(reservation, random)));
  say('closed');
}

/** @param {string} reservation @param {() => number} random */
async function execute(reservation, random) {
  const opening = { reservation, accounts: [org()], amount: Math.floor(random() * 20_000), openedAt: 1 };
  await insist(() => ledger.open(opening));
  await Promise.all(['m_1', 'm_2'].map((member) => callForever(reservation, member, random)));
  await insist(() => ledger.close(reservation));
}

/** Holds, then settles at a part of what it was granted, again and again. @param {string} reservation @param {string} member @param {() => number} random */
async function callForever(reservation, member, random) {
  for (let spent = 0; !existsSync(`${signals}.stop`);) {
    const held = Math.floor(random() * 30_000);
    const verdict = await hold(reservation, member, spent, held);
    if (verdict.ok) spent += Math.floor(random() * Math.min(20, held));
    await hold(reservation, member, spent, 0);
    if (random() < 0.1) await insist(() => ledger.release(reservation));
  }
}

/** @param {string} reservation @param {string} member @param {number} spent @param {number} held */
async function hold(reservation, member, spent, held) {
  say(`tell ${reservation}/${member} ${spent}`);
  const verdict = await insist(() => ledger.hold({ reservation, member, spent, held, accounts: [org()], at: 2 }));
  say(`told ${reservation}/${member} ${spent} ${verdict.ok ? 'granted' : 'refused'}`);
  return verdict;
}

function org() {
  return { id: 'org', limit: 100_000 };
}

/** Numbers from 0 up to 1 that a seed decides. @param {number} seed */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A write to a pipe is done when the call returns, so a line that was said is never lost. @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
