/** Lists records in key order. An index says where to look, and each record says for itself whether it is one: what stands in an index and
 *  not in the store, or has other labels by now, is never shown. */
import type { Labels, ScanRequest, StoredRecord } from '@ice/core';
import { labelPairs, type LabelPair } from '../../request/label-pairs.js';
import type { CallPatience } from '../connection/call-patience.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import type { IndexMember } from './index-mark.js';
import type { IndexTidying } from './index-tidying.js';
import { pairText, seenMarks } from './label-plan.js';
import { RecordIndex, type KeyBounds } from './record-index.js';
import { recordName } from './record-place.js';
import { toStoredRecord, type RecordFields } from './stored-record.js';

/** Most members that are looked at in one turn. */
const largestPage = 500;

const labelFields = ['labels', 'marks'] as const;
const allFields = [...labelFields, 'value', 'lock'] as const;

/** The values of `labelFields` or `allFields`; null where there is no record. */
type ReadFields = readonly (string | null)[];

/** One scan. */
export class RedisScan {
  readonly #pairs: readonly LabelPair[];

  constructor(
    private readonly connection: RedisConnection,
    private readonly tidying: IndexTidying,
    private readonly request: ScanRequest,
    private readonly patience: CallPatience,
  ) {
    this.#pairs = labelPairs(request.labels ?? {});
  }

  /** The records asked for. */
  async run(): Promise<readonly StoredRecord[]> {
    const index = await this.#rarestIndex();
    const { limit } = this.request;
    const found: StoredRecord[] = [];
    for (let bounds: KeyBounds = this.request; ;) {
      const size = Math.min(largestPage, this.#pairs.length > 1 ? largestPage : limit - found.length);
      const members = await index.page(bounds, size, this.patience);
      found.push(...(await this.#recordsOf(index, members)));
      if (members.length < size || found.length >= limit) return found.slice(0, limit);
      bounds = { ...this.request, after: members.at(-1)!.key };
    }
  }

  /** The index that fewest records stand in. */
  async #rarestIndex(): Promise<RecordIndex> {
    const { collection } = this.request;
    const indexes = this.#pairs.map((pair) => new RecordIndex(this.connection, collection, pair));
    if (indexes.length < 2) return indexes[0] ?? new RecordIndex(this.connection, collection, null);
    const sizes = await Promise.all(indexes.map((index) => index.size(this.patience)));
    return indexes[sizes.indexOf(Math.min(...sizes))]!;
  }

  async #recordsOf(index: RecordIndex, members: readonly IndexMember[]): Promise<readonly StoredRecord[]> {
    // Where several labels are asked for, most records are not wanted, and their values may be large: labels first.
    const isChoosy = this.#pairs.length > 1;
    const rows = await Promise.all(members.map(({ key }) => this.#read(key, isChoosy ? labelFields : allFields)));
    const stale = members.filter(({ mark }, place) => markIn(rows[place]!, index) !== mark);
    this.tidying.clean(index, stale);
    const all = new Map(members.map(({ key }, place) => [key, rows[place]!]));
    const wanted = [...all].filter(([, [labels = null]]) => this.#isWanted(labels));
    const records = wanted.map(async ([key, row]) => (isChoosy ? this.#record(key) : this.#toRecord(key, row)));
    return (await Promise.all(records)).filter((record) => record !== null);
  }

  async #record(key: string): Promise<StoredRecord | null> {
    return this.#toRecord(key, await this.#read(key, allFields));
  }

  #toRecord(key: string, [labels = null, , value, lock]: ReadFields): StoredRecord | null {
    if (!this.#isWanted(labels)) return null;
    return toStoredRecord({ collection: this.request.collection, key }, [
      value,
      lock,
      labels,
    ] as unknown as RecordFields);
  }

  #isWanted(labels: string | null): boolean {
    if (labels === null) return false;
    const carried = new Set(labelPairs(JSON.parse(labels) as Labels).map(pairText));
    return this.#pairs.every((pair) => carried.has(pairText(pair)));
  }

  async #read(key: string, fields: readonly string[]): Promise<ReadFields> {
    const name = recordName(this.connection, { collection: this.request.collection, key });
    const read = () => this.connection.command('HMGET', name, ...fields);
    return (await this.patience.until(read)) as ReadFields;
  }
}

function markIn([labels, marks]: ReadFields, { pair }: RecordIndex): string | undefined {
  return seenMarks({ labels: labels ?? '', marks: marks ?? '' }).get(pairText(pair));
}
