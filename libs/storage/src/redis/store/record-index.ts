/** One index: the keys of a collection, or of those of its records that carry a label value. It is a ZSET under a tag of its own whose
 *  members (`index-mark`) all have the score 0, which makes Redis order them by their bytes. It holds at least what it should: a member is
 *  there before its record, and goes after it. */
import type { ScanRequest } from '@ice/core';
import { compareKeys } from '../../memory/compare-keys.js';
import type { LabelPair } from '../../request/label-pairs.js';
import type { CallPatience } from '../connection/call-patience.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import { namePart } from '../connection/redis-name.js';
import { addToIndexScript } from '../scripts/add-to-index-script.js';
import { clockScript } from '../scripts/clock-script.js';
import { memberText, parseMember, type IndexMark, type IndexMember } from './index-mark.js';

/** Which keys to list. */
export type KeyBounds = Pick<ScanRequest, 'after' | 'from' | 'order'>;

/** An index of one collection. */
export class RecordIndex {
  /** What Redis calls it: two with the same name are the same. */
  readonly name: string;

  /** @param pair the label value; null for all keys of the collection. */
  constructor(
    private readonly connection: RedisConnection,
    readonly collection: string,
    readonly pair: LabelPair | null,
  ) {
    this.name = connection.key(['index', collection, ...(pair ?? [])].map(namePart).join(':'));
  }

  /** Adds a key; gives the mark of its member. */
  async add(key: string, token: string): Promise<IndexMark> {
    return (await this.connection.run(addToIndexScript, [this.name], [key, token])) as IndexMark;
  }

  /** Takes members out. */
  async drop(members: readonly IndexMember[]): Promise<void> {
    await this.connection.command('ZREM', this.name, ...members.map(memberText));
  }

  /** The first members within the bounds, in the order asked for. */
  async page(bounds: KeyBounds, limit: number, patience: CallPatience): Promise<readonly IndexMember[]> {
    const range = rangeOf(bounds);
    const read = () => this.connection.command('ZRANGE', this.name, ...range, 'LIMIT', 0, limit);
    return ((await patience.until(read)) as readonly string[]).map(parseMember);
  }

  /** How many members there are. */
  async size(patience: CallPatience): Promise<number> {
    return (await patience.until(() => this.connection.command('ZCARD', this.name))) as number;
  }

  /** Seconds by the clock that makes the marks of this index. */
  async clock(): Promise<number> {
    return (await this.connection.run(clockScript, [this.name], [])) as number;
  }
}

/** Members of the key k lie between `k\0` and `k\x01`, those of all keys behind it above. */
function rangeOf({ after, from, order }: KeyBounds): readonly string[] {
  const atFrom = from === undefined ? '-' : `[${from}\0`;
  if (order === 'descending') return [after === undefined ? '+' : `(${after}\0`, atFrom, 'BYLEX', 'REV'];
  const isAfterLater = after !== undefined && (from === undefined || compareKeys(after, from) >= 0);
  return [isAfterLater ? `[${after}\u0001` : atFrom, '+', 'BYLEX'];
}
