// A process that uses a store file while the test watches, kills it, or takes its disk away. Says one line for each thing that
// the store acknowledged, so that the test knows what must be there afterwards.
// Usage: sqlite-child.mjs <append|count|fill> <file> [<how often>]
import { SqliteStore, UlidSource } from '@ice/storage';

const [command, file, times] = /** @type {[string, string, string]} */ (/** @type {unknown} */ (process.argv.slice(2)));
const store = await SqliteStore.open({ path: file, patienceMs: 30_000 });
const commands = { append: appendForever, count, fill };
await commands[/** @type {keyof typeof commands} */ (command)]();
await store.close();

/** Five writers, each on a stream of its own, go on where the file says they are, until somebody kills them. */
async function appendForever() {
  await Promise.all(['s0', 's1', 's2', 's3', 's4'].map(appendTo));
}

/** @param {string} stream */
async function appendTo(stream) {
  let last = Number((await store.get('sums', stream))?.value['last'] ?? 0);
  for (;;) {
    const entries = Array.from({ length: 1 + (last % 3) }, (_, index) => ({ sequence: last + index + 1 }));
    await append(stream, last, entries);
    last += entries.length;
    say(`${stream} ${last}`);
  }
}

/** Adds one to a shared number, as often as told. */
async function count() {
  const ids = new UlidSource();
  for (let done = 0; done < Number(times);) {
    const before = await store.get('notes', 'sum');
    const next = { value: { sum: Number(before?.value['sum'] ?? 0) + 1 }, lock: ids.next('lk') };
    const expect = before ? { lock: before.lock } : 'absent';
    if ((await store.compareAndSet({ collection: 'notes', key: 'sum', expect, next })).ok) done += 1;
  }
}

/** Appends until the disk is full, then tells what still works. */
async function fill() {
  for (let last = 0; ; last++) {
    try {
      await append('s0', last, [{ sequence: last + 1, text: 'x'.repeat(10_000) }]);
    } catch (error) {
      say(`refused ${told(error)}`);
      break;
    }
    say(`s0 ${last + 1}`);
  }
  say(`check ${await failingCheck()}`);
  say(`readable ${(await store.range('s0', 0, 100_000)).length}`);
}

/** A check writes little, so the last free page may let a few of them pass. */
async function failingCheck() {
  for (;;) {
    const refusal = await store.check().then(() => null, told);
    if (refusal) return refusal;
  }
}

/** @param {string} stream @param {number} expectedSequence @param {{ sequence: number, text?: string }[]} entries */
async function append(stream, expectedSequence, entries) {
  const record = { collection: 'sums', key: stream, value: { last: expectedSequence + entries.length } };
  const result = await store.append({ stream, expectedSequence, fence: 1, entries, record });
  if (!result.ok) throw new Error(`${stream} was refused: ${JSON.stringify(result)}`);
}

/** @param {any} error */
function told(error) {
  return `${error.code} ${error.retryable} ${error.evidence?.reason}`;
}

/** A write to a pipe is done when the call returns, so a line that was said is never lost. @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
