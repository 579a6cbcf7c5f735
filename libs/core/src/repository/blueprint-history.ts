/**
 * The history of each blueprint: which revision it had, one after another. Append-only, and true at any moment without a transaction
 * over two keys: before a version is superseded, whoever supersedes it writes the entry of that version, of which it is certain that
 * it once was current. A writer that then loses, or dies, has written nothing but the truth; and no version can be superseded without
 * its entry being there. The current version has its facts in the blueprint's own record, and is put in front here.
 */
import { IceError } from '../error/ice-error.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { pageOf, type Page } from './page.js';

const collection = 'blueprint_history';

/** Wide enough for keys to sort as their numbers do. */
const digits = 12;

/** One entry: a revision and since when the blueprint had it. A content that comes back later has another entry of its own. */
export interface HistoryEntry {
  /** Position in the history of this blueprint, from 1. */
  readonly number: number;
  readonly revision: string;
  /** When the blueprint came to this revision. */
  readonly createdAt: string;
}

/** The version that a blueprint has now. */
export interface CurrentEntry extends HistoryEntry {
  readonly blueprintId: string;
}

/** Which entries to list. */
export interface HistoryQuery {
  readonly limit: number;
  /** Number of the last entry already seen. */
  readonly after?: number;
}

/** Keeps histories. */
export class BlueprintHistory {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Writes the entry of a version that is about to be superseded. Writing it again changes nothing. */
  async keep(entry: CurrentEntry): Promise<void> {
    const { blueprintId, number, revision, createdAt } = entry;
    const result = await this.store.compareAndSet({
      collection,
      key: keyOf(blueprintId, number),
      expect: 'absent',
      next: {
        value: { number, revision, created_at: createdAt },
        lock: this.ids.next('lk'),
        labels: { blueprint_id: blueprintId, revision },
      },
    });
    if (!result.ok && result.current?.value['revision'] !== revision) throw contradiction(entry);
  }

  /** The entries, newest first, beginning with the current one. */
  async list(current: CurrentEntry, { limit, after = Infinity }: HistoryQuery): Promise<Page<HistoryEntry>> {
    const { blueprintId, number } = current;
    const head = after > number ? [entryOf(current)] : [];
    const superseded = await this.store.scan({
      collection,
      labels: { blueprint_id: blueprintId },
      order: 'descending',
      after: keyOf(blueprintId, Math.min(after, number)),
      limit: limit + 1,
    });
    return pageOf(
      [...head, ...superseded.map(readEntry)],
      limit,
      (entry) => String(entry.number),
      (entry) => entry,
    );
  }

  /** The newest entry of a revision, or null where this blueprint never had it. */
  async find(current: CurrentEntry, revision: string): Promise<HistoryEntry | null> {
    if (revision === current.revision) return entryOf(current);
    const labels = { blueprint_id: current.blueprintId, revision };
    const [newest] = await this.store.scan({ collection, labels, order: 'descending', limit: 1 });
    return newest ? readEntry(newest) : null;
  }

  /** The entry before one of a blueprint; null before the first. */
  async before(blueprintId: string, { number }: HistoryEntry): Promise<HistoryEntry | null> {
    if (number <= 1) return null;
    const record = await this.store.get(collection, keyOf(blueprintId, number - 1));
    return record && readEntry(record);
  }
}

function keyOf(blueprintId: string, number: number): string {
  return `${blueprintId}.${String(number).padStart(digits, '0')}`;
}

function entryOf({ number, revision, createdAt }: CurrentEntry): HistoryEntry {
  return { number, revision, createdAt };
}

function readEntry({ value }: StoredRecord): HistoryEntry {
  const { number, revision, created_at } = value;
  return { number: number as number, revision: revision as string, createdAt: created_at as string };
}

function contradiction({ blueprintId, number }: CurrentEntry): IceError {
  return new IceError('internal-error', `The history of ${blueprintId} has another revision at ${number}.`);
}
