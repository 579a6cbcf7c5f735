/** What a mock bin holds: posted payloads, in memory, the newest thousand. Pure: no sockets, no clock of its own; the loopback server and
 *  the API's `/mock-bin` pages show one and the same store. */
import type { JsonValue } from '@ice/core';
import { listingIdOf } from './listing-id.js';

/** One stored payload. */
export interface MockBinEntry {
  readonly bin: string;
  /** Counts from 0 in its bin, also past entries that were dropped. */
  readonly index: number;
  readonly listing_id: string;
  /** RFC 3339, UTC. */
  readonly received_at: string;
  /** The key it was posted with, or null. */
  readonly idempotency_key: string | null;
  readonly payload: JsonValue;
}

/** What a post is answered. */
export interface MockBinAnswer {
  readonly listing_id: string;
  readonly status: 'accepted';
  readonly index: number;
}

/** One bin in the list of bins. */
export interface MockBinSummary {
  readonly bin: string;
  readonly entries: number;
}

/** Entries of all bins together; the oldest makes room for the newest. */
const defaultMaxEntries = 1_000;

/** A bin's name: what may stand in its URL. */
export const binNamePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The bins of one process. */
export class MockBinStore {
  readonly #maxEntries: number;
  readonly #nextIndex = new Map<string, number>();
  #entries: readonly MockBinEntry[] = [];

  /** @param options.maxEntries default 1,000. */
  constructor(options: { readonly maxEntries?: number } = {}) {
    this.#maxEntries = options.maxEntries ?? defaultMaxEntries;
  }

  /** Stores a payload. A key that the bin still knows stores nothing and gives the first answer again. */
  add(
    bin: string,
    payload: JsonValue,
    post: { readonly idempotencyKey?: string; readonly now: number },
  ): MockBinAnswer {
    const known = this.#entries.find((entry) => isSamePost(entry, bin, post.idempotencyKey));
    const entry = known ?? this.#store(bin, payload, post.idempotencyKey ?? null, post.now);
    return { listing_id: entry.listing_id, status: 'accepted', index: entry.index };
  }

  /** The entries of one bin, or of all, oldest first. */
  entries(bin?: string): readonly MockBinEntry[] {
    return bin === undefined ? this.#entries : this.#entries.filter((entry) => entry.bin === bin);
  }

  /** Bins with their number of entries, by name. */
  bins(): readonly MockBinSummary[] {
    const names = [...new Set(this.#entries.map((entry) => entry.bin))].sort();
    return names.map((bin) => ({ bin, entries: this.entries(bin).length }));
  }

  /** Empties a bin, or all of them, and gives the number of entries that were in it. Its next index is 0 again. */
  clear(bin?: string): number {
    const before = this.#entries.length;
    this.#entries = bin === undefined ? [] : this.#entries.filter((entry) => entry.bin !== bin);
    if (bin === undefined) this.#nextIndex.clear();
    else this.#nextIndex.delete(bin);
    return before - this.#entries.length;
  }

  #store(bin: string, payload: JsonValue, key: string | null, now: number): MockBinEntry {
    const index = this.#nextIndex.get(bin) ?? 0;
    const received_at = new Date(now).toISOString();
    const entry = { bin, index, listing_id: listingIdOf(payload), received_at, idempotency_key: key, payload };
    this.#nextIndex.set(bin, index + 1);
    this.#entries = [...this.#entries, Object.freeze(entry)].slice(-this.#maxEntries);
    return entry;
  }
}

function isSamePost(entry: MockBinEntry, bin: string, key: string | undefined): boolean {
  return key !== undefined && entry.bin === bin && entry.idempotency_key === key;
}
