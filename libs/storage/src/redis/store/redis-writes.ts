/** Turns writes of the port into calls of scripts, and their answers back. Values become text before anything is sent: a caller may change
 *  its object while the write waits. */
import type { AppendRequest, AppendResult, Labels, RecordWrite, RemoveRequest, WriteResult } from '@ice/core';
import type { LabelPair } from '../../request/label-pairs.js';
import type { CallPatience } from '../connection/call-patience.js';
import type { RedisArgument, RedisConnection, RedisScript } from '../connection/redis-connection.js';
import { connectionFault } from '../connection/redis-unavailable.js';
import { appendScript } from '../scripts/append-script.js';
import { clockScript } from '../scripts/clock-script.js';
import { removeRecordScript } from '../scripts/remove-record-script.js';
import { writeRecordScript } from '../scripts/write-record-script.js';
import type { IndexTidying } from './index-tidying.js';
import { IndexedWrite, type ScriptAnswer, type WritePlan } from './indexed-write.js';
import { seenMarks, textPair, type SeenLabels } from './label-plan.js';
import { RecordIndex } from './record-index.js';
import { entriesName, fenceName, payloadsName, recordName, tokenName, type RecordPlace } from './record-place.js';
import { toStoredRecord, type RecordFields } from './stored-record.js';

/** In s: how long after it was repeated a write may still be executed. With the time of a call before it, it stays well below the 30 s for
 *  which its token is known. */
const repeatableSeconds = 5;

/** A script with what it is called with, beyond what all writes have. */
interface ScriptCall {
  readonly script: RedisScript;
  readonly keys: readonly string[];
  readonly values: readonly RedisArgument[];
}

/** The new record of a write. */
interface NextRecord {
  readonly value: string;
  readonly lock: string;
  readonly labels: Labels;
}

/** The writes of one store. */
export class RedisWrites {
  #tokens = 0;

  /** @param writer is nobody else's: tokens begin with it. */
  constructor(
    private readonly connection: RedisConnection,
    private readonly tidying: IndexTidying,
    private readonly writer: string,
  ) {}

  async compareAndSet(write: RecordWrite, patience: CallPatience): Promise<WriteResult> {
    const { expect, next } = write;
    const expected = expectationOf(expect);
    if (!next) return this.#remove(write, { script: removeRecordScript, keys: [], values: expected }, patience);
    const { value, lock, labels = {} } = next;
    const call = { script: writeRecordScript, keys: [], values: expected };
    const record = { value: JSON.stringify(value), lock, labels };
    return toWriteResult(write, await this.#write(write, record, call, expect === 'absent', patience));
  }

  async append(request: AppendRequest, lock: string, patience: CallPatience): Promise<AppendResult> {
    const { stream, expectedSequence, fence, entries, payloads = [], record } = request;
    const texts = [
      ...entries.map((entry) => JSON.stringify(entry)),
      ...payloads.flatMap(({ hash, text }) => [hash, text]),
    ];
    const values = [expectedSequence, fence, entries.length, ...texts];
    const call = { script: appendScript, keys: this.#namesOf(stream), values };
    const next = { value: JSON.stringify(record.value), lock, labels: record.labels ?? {} };
    const [kind, sequence] = await this.#write(record, next, call, expectedSequence === 0, patience);
    if (kind !== 'fence' && kind !== 'sequence') return { ok: true };
    return { ok: false, reason: kind, sequence: Number(sequence) };
  }

  remove({ stream, record }: RemoveRequest, patience: CallPatience): Promise<WriteResult> {
    const call = { script: removeRecordScript, keys: this.#namesOf(stream), values: expectationOf(record) };
    return this.#remove(record, call, patience);
  }

  #write(
    place: RecordPlace,
    next: NextRecord,
    call: ScriptCall,
    isNew: boolean,
    patience: CallPatience,
  ): Promise<ScriptAnswer> {
    const { key, collection } = place;
    const { keys, token } = this.#begin(place);
    const labels = JSON.stringify(next.labels);
    const send = ({ usableUntil, seen, marks }: WritePlan): Promise<ScriptAnswer> => {
      const common = [seen.labels, seen.marks, marks, next.value, next.lock, labels, ...call.values];
      return this.#send({ ...call, keys: [...keys, ...call.keys], values: common }, usableUntil, patience);
    };
    const indexOf = (pair: LabelPair | null): RecordIndex => new RecordIndex(this.connection, collection, pair);
    // Labels as they were when the call began.
    const own = { key, labels: JSON.parse(labels) as Labels, token, isNew };
    return new IndexedWrite({ ...own, patience, tidying: this.tidying, indexOf, send }).run();
  }

  async #remove(place: RecordPlace, call: ScriptCall, patience: CallPatience): Promise<WriteResult> {
    const keys = [...this.#begin(place).keys, ...call.keys];
    const answer = await this.#send({ ...call, keys }, Infinity, patience);
    if (answer[0] === 'removed') this.#unindex(place, { labels: String(answer[1]), marks: String(answer[2]) });
    return toWriteResult(place, answer);
  }

  #unindex({ collection, key }: RecordPlace, seen: SeenLabels): void {
    for (const [text, mark] of seenMarks(seen))
      this.tidying.drop(new RecordIndex(this.connection, collection, textPair(text)), [{ key, mark }]);
  }

  #namesOf(stream: string): readonly string[] {
    return [entriesName, payloadsName, fenceName].map((nameOf) => nameOf(this.connection, stream));
  }

  #begin(place: RecordPlace): { readonly keys: readonly [record: string, token: string]; readonly token: string } {
    const token = `${this.writer}${(this.#tokens += 1).toString(36)}`;
    return { keys: [recordName(this.connection, place), tokenName(this.connection, place.key, token)], token };
  }

  /** Runs a script that knows its token again, and takes the second after which it may not happen as its first argument. */
  async #send({ script, keys, values }: ScriptCall, until: number, patience: CallPatience): Promise<ScriptAnswer> {
    const answer = await patience.until(async (isRepeat) => {
      const limit = isRepeat ? Math.min(until, await this.#repeatableUntil(keys[0]!, patience)) : until;
      return this.connection.run(script, keys, [Number.isFinite(limit) ? limit : '', ...values]);
    });
    const told = answer as ScriptAnswer;
    if (told[0] === 'late') throw connectionFault('LATE');
    return told;
  }

  /** The first try was sent within the time of this call, so its token is still known by then. */
  async #repeatableUntil(name: string, patience: CallPatience): Promise<number> {
    const now = (await this.connection.run(clockScript, [name], [])) as number;
    patience.assertRepeatable();
    return now + repeatableSeconds;
  }
}

function expectationOf(expect: RecordWrite['expect']): readonly [kind: string, lock: string] {
  return typeof expect === 'object' ? ['lock', expect.lock] : [expect, ''];
}

function toWriteResult(place: RecordPlace, [kind, ...fields]: ScriptAnswer): WriteResult {
  if (kind !== 'refused') return { ok: true };
  return { ok: false, current: toStoredRecord(place, fields as unknown as RecordFields) };
}
