/** What nodes remember: notes by key, and lists by key to which entries are added. Both lie in spaces that never see each other: the
 *  notes of a tenant, those of one execution, the conversations of a tenant. One write is one compare-and-set; nothing here spans two records. */
import { IceError } from '../error/ice-error.js';
import { boundJsonBytes } from '../json/bound-json-bytes.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { ownerOf, type Tenant } from '../tenant/tenant.js';
import { NoteRanking, type RankedKey } from './note-ranking.js';

const notes = 'memory_notes';
const lists = 'memory_lists';

/** Sizes of what is remembered. */
export const memoryLimits = {
  /** Of a key, in UTF-16 units. */
  keyCharacters: 200,
  /** Of a note's value, as JSON in UTF-8. */
  valueBytes: 64 * 1_024,
  /** Of all entries of a list, as JSON in UTF-8. */
  listBytes: 256 * 1_024,
  /** A search looks at so many notes of its space, in key order; it does not see those after them. */
  searchedNotes: 10_000,
  /** Of a query, in UTF-16 units. */
  queryCharacters: 1_000,
} as const;

/** So many ids of entries that went are known of a list: an entry that comes again soon after it went is not added again. */
const knownIds = 256;

/** Every round that is lost was won by another writer, so this is how many may write at once. */
const maxRounds = 300;

/** Records read at a time, each of which may be large. */
const pageSize = 50;

/** One note. */
export interface MemoryNote {
  readonly key: string;
  readonly value: JsonValue;
  readonly updated_at: string;
}

/** One entry of a list, with the id under which it is there once. */
export interface MemoryEntry {
  readonly id: string;
  readonly value: JsonValue;
}

/** The name of a space. Begins with the tenant whose it is, and is made by one of the three functions below. */
export type MemorySpace = `${Tenant} ${string}`;

/** The space of a tenant's notes. */
export function organisationSpace(tenant: Tenant): MemorySpace {
  return `${tenant} notes`;
}

/** The space of a tenant's conversations. */
export function conversationSpace(tenant: Tenant): MemorySpace {
  return `${tenant} conversation`;
}

/** The space of what one execution remembers. It goes with the execution. @throws IceError `internal-error` for what is no id. */
export function executionSpace(executionId: string): MemorySpace {
  return `${ownerOf(executionId)} execution:${executionId}`;
}

/**
 * Keeps notes and lists. Every method with a key, a value or a query
 * @throws IceError `memory-invalid` for one beyond `memoryLimits`, or a key with NUL or half a surrogate pair in it.
 */
export class MemoryRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** The note, or null. */
  async read(space: MemorySpace, key: string): Promise<MemoryNote | null> {
    const record = await this.store.get(notes, placeOf(space, key));
    return record && noteOf(record, space);
  }

  /** Puts a value in the place of what is there; of several at a time the last stays. */
  async write(space: MemorySpace, key: string, value: JsonValue): Promise<void> {
    checkBytes(value, memoryLimits.valueBytes, 'The value');
    const next = { value: { value, updated_at: this.timestamp() }, lock: this.ids.next('lk') };
    await this.store.compareAndSet({ collection: notes, key: placeOf(space, key), expect: 'any', next });
  }

  /** Removes a note; true when there was one. @throws IceError `memory-conflict` where too many others write it at the same time. */
  async forget(space: MemorySpace, key: string): Promise<boolean> {
    return this.change(notes, placeOf(space, key), (current) => (current ? null : undefined));
  }

  /**
   * The notes that share a word with the query, in key or value: best first (BM25), ties by key, at most `limit`. It looks at the first
   * 10,000 notes of the space in key order and at none beyond. A note that is removed meanwhile is left out.
   */
  async search(
    space: MemorySpace,
    query: string,
    limit: number,
  ): Promise<readonly (MemoryNote & { readonly score: number })[]> {
    if (query.length > memoryLimits.queryCharacters) throw tooLong('The query', memoryLimits.queryCharacters);
    const ranking = new NoteRanking(query);
    if (ranking.isEmpty) return [];
    for await (const record of this.under(notes, spacePrefix(space), memoryLimits.searchedNotes)) {
      const { key, value } = noteOf(record, space);
      ranking.add(key, value);
    }
    return this.withNotes(space, ranking.best(limit));
  }

  /**
   * Adds one entry to the list under a key, once per entry id: a second time changes nothing. The oldest go when there are more than
   * `most`, or more than 256 KiB. @throws IceError `memory-conflict` where too many others add at the same time.
   */
  async append(space: MemorySpace, key: string, entry: MemoryEntry, most: number): Promise<void> {
    checkBytes({ ...entry }, memoryLimits.listBytes, 'The entry');
    await this.change(lists, placeOf(space, key), (current) => withEntry(listOf(current), entry, most));
  }

  /** The values of a list, oldest first; none where there is no list. */
  async entries(space: MemorySpace, key: string): Promise<readonly JsonValue[]> {
    const record = await this.store.get(lists, placeOf(space, key));
    return listOf(record?.value).entries.map(({ value }) => value);
  }

  /** Removes what an execution remembers: its notes, its lists, and conversations whose key begins with `execution:<id>:`. */
  async removeExecution(executionId: string): Promise<void> {
    const space = executionSpace(executionId);
    await this.removeUnder(notes, spacePrefix(space));
    await this.removeUnder(lists, spacePrefix(space));
    const conversations = spacePrefix(conversationSpace(ownerOf(executionId)));
    await this.removeUnder(lists, `${conversations}execution:${executionId}:`);
  }

  private async removeUnder(collection: string, prefix: string): Promise<void> {
    for await (const { key } of this.under(collection, prefix, Infinity)) {
      await this.store.compareAndSet({ collection, key, expect: 'any', next: null });
    }
  }

  /** Records whose keys begin with the prefix, a page at a time: between two pages others have their turn. */
  private async *under(collection: string, prefix: string, most: number): AsyncGenerator<StoredRecord> {
    let seen = 0;
    for (let after = prefix; ;) {
      const page = await this.store.scan({ collection, after, limit: pageSize });
      for (const record of page) {
        if (!record.key.startsWith(prefix) || seen === most) return;
        seen += 1;
        yield record;
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.key;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  private async withNotes(space: MemorySpace, ranked: readonly RankedKey[]) {
    const found = await Promise.all(ranked.map(({ key }) => this.read(space, key)));
    return ranked.flatMap(({ score }, index) => {
      const note = found[index];
      return note ? [{ ...note, score }] : [];
    });
  }

  /** Writes what `nextOf` makes of the current value: null removes it, undefined leaves it as it is. True when something changed. */
  private async change(
    collection: string,
    key: string,
    nextOf: (current: JsonObject | undefined) => JsonObject | null | undefined,
  ): Promise<boolean> {
    let current = await this.store.get(collection, key);
    for (let round = 0; round < maxRounds; round += 1) {
      const value = nextOf(current?.value);
      if (value === undefined) return false;
      const expect = current ? { lock: current.lock } : 'absent';
      const next = value && { value, lock: this.ids.next('lk') };
      const written = await this.store.compareAndSet({ collection, key, expect, next });
      if (written.ok) return true;
      current = written.current;
    }
    throw new IceError('memory-conflict', `Others wrote the same key ${maxRounds} times meanwhile.`, {
      retryable: true,
    });
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function spacePrefix(space: MemorySpace): string {
  if (/^[0-9A-Z]{5} [A-Za-z0-9:_.-]{1,100}$/.test(space)) return `${space} `;
  throw new IceError('internal-error', `${JSON.stringify(space)} is no space of notes.`);
}

function placeOf(space: MemorySpace, key: string): string {
  if (key.length > memoryLimits.keyCharacters) throw tooLong('The key', memoryLimits.keyCharacters);
  const isStorable = key !== '' && !key.includes('\0') && !/\p{Surrogate}/u.test(key);
  if (isStorable) return spacePrefix(space) + key;
  throw new IceError('memory-invalid', 'The key is empty, or holds NUL or half a surrogate pair.');
}

function noteOf({ key, value }: StoredRecord, space: MemorySpace): MemoryNote {
  const { value: kept, updated_at } = value;
  return { key: key.slice(spacePrefix(space).length), value: kept as JsonValue, updated_at: updated_at as string };
}

interface List {
  readonly entries: readonly MemoryEntry[];
  /** Ids of entries that went, oldest first. */
  readonly gone: readonly string[];
}

function listOf(stored: JsonObject | undefined): List {
  return (stored as unknown as List | undefined) ?? { entries: [], gone: [] };
}

/** Undefined for an entry that is or was there. */
function withEntry({ entries, gone }: List, entry: MemoryEntry, most: number): JsonObject | undefined {
  if (gone.includes(entry.id) || entries.some(({ id }) => id === entry.id)) return undefined;
  const all = [...entries, entry];
  const kept = all.slice(firstKept(all, most));
  const went = all.slice(0, all.length - kept.length).map(({ id }) => id);
  return { entries: kept.map((one) => ({ ...one })), gone: [...gone, ...went].slice(-knownIds) };
}

/** From the youngest on, as far back as number and bytes allow. */
function firstKept(entries: readonly MemoryEntry[], most: number): number {
  let bytes = 0;
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    bytes += jsonBytes({ ...(entries[at] as MemoryEntry) });
    if (entries.length - at > most || bytes > memoryLimits.listBytes) return at + 1;
  }
  return 0;
}

function checkBytes(value: JsonValue, most: number, what: string): void {
  // Most values are so small that nobody has to know more.
  if (boundJsonBytes(value, most) <= most || jsonBytes(value) <= most) return;
  throw new IceError('memory-invalid', `${what} has more than ${most} bytes of JSON.`);
}

function jsonBytes(value: JsonValue): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function tooLong(what: string, most: number): IceError {
  return new IceError('memory-invalid', `${what} has more than ${most} characters.`);
}
