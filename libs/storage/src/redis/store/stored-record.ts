/** A record between its HASH in Redis and the port. */
import type { JsonObject, Labels, StoredRecord } from '@ice/core';
import type { RecordPlace } from './record-place.js';

/** The fields as they are asked for. */
export const recordFields = ['value', 'lock', 'labels'] as const;

/** The answer for `recordFields`; all null where there is no record. */
export type RecordFields = readonly [value: string, lock: string, labels: string] | readonly [null, null, null];

/** The record that these fields hold, or null. */
export function toStoredRecord(
  { collection, key }: RecordPlace,
  [value, lock, labels]: RecordFields,
): StoredRecord | null {
  if (value === null) return null;
  return { collection, key, value: JSON.parse(value) as JsonObject, lock, labels: JSON.parse(labels) as Labels };
}
