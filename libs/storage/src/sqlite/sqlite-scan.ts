/** Lists records in key order. The index of the rarest label drives a scan by labels, so that a few running executions are found
 *  among many ended ones without looking at those. */
import type { CountRequest, ScanRequest, StoredRecord } from '@ice/core';
import { labelPairs, type LabelPair } from '../request/label-pairs.js';
import type { SqlValue, SqliteConnection } from './sqlite-connection.js';
import { toRecord, type StoredColumns } from './sqlite-records.js';

/** How far a label's records are counted to find the rarest one. */
const countedRecords = 1_000;

/** A piece of SQL with the values of its placeholders. */
interface Fragment {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Where the keys come from: the records themselves or the index of a label. */
interface Source extends Fragment {
  /** The column that holds them in order. */
  readonly key: string;
}

/** The records asked for. */
export function scanRecords(connection: SqliteConnection, request: ScanRequest): readonly StoredRecord[] {
  const source = toSource(connection, request);
  const bounds = keyBounds(source.key, request);
  const order = request.order === 'descending' ? 'DESC' : 'ASC';
  const sql = `SELECT r.key, r.value, r.lock, r.labels ${source.sql}${bounds.sql} ORDER BY ${source.key} ${order} LIMIT ?`;
  const rows = connection.prepare(sql).all([...source.values, ...bounds.values, request.limit]);
  return (rows as readonly (readonly [string, ...StoredColumns])[]).map(([key, ...columns]) =>
    toRecord(request.collection, key, columns),
  );
}

/** How many there are of the records asked for. */
export function countRecords(connection: SqliteConnection, { collection, label, value, atMost }: CountRequest): number {
  const counting = connection.prepare(
    'SELECT count(*) FROM (SELECT 1 FROM labels WHERE collection = ? AND label = ? AND value = ? LIMIT ?)',
  );
  const [count] = counting.get([collection, label, value, atMost]) as [number];
  return count;
}

function toSource(connection: SqliteConnection, { collection, labels }: ScanRequest): Source {
  const [rarest, ...others] = rarestFirst(connection, collection, labelPairs(labels ?? {}));
  if (!rarest) return { sql: 'FROM records r WHERE r.collection = ?', values: [collection], key: 'r.key' };
  const has =
    ' AND EXISTS (SELECT 1 FROM labels WHERE collection = l.collection AND label = ? AND value = ? AND key = l.key)';
  // CROSS JOIN keeps SQLite from turning the two around.
  const sql = `FROM labels l CROSS JOIN records r ON r.collection = l.collection AND r.key = l.key
    WHERE l.collection = ? AND l.label = ? AND l.value = ?${has.repeat(others.length)}`;
  return { sql, values: [collection, ...rarest, ...others.flat()], key: 'l.key' };
}

/** The pairs with the one that fewest records carry in front. */
function rarestFirst(
  connection: SqliteConnection,
  collection: string,
  pairs: readonly LabelPair[],
): readonly LabelPair[] {
  if (pairs.length < 2) return pairs;
  const counted = pairs.map((pair) => {
    const [label, value] = pair;
    return { pair, count: countRecords(connection, { collection, label, value, atMost: countedRecords }) };
  });
  return counted.sort((left, right) => left.count - right.count).map(({ pair }) => pair);
}

function keyBounds(key: string, { after, from, order }: ScanRequest): Fragment {
  const bounds: (readonly [operator: string, value: string])[] = [];
  if (after !== undefined) bounds.push([order === 'descending' ? '<' : '>', after]);
  if (from !== undefined) bounds.push(['>=', from]);
  return {
    sql: bounds.map(([operator]) => ` AND ${key} ${operator} ?`).join(''),
    values: bounds.map(([, value]) => value),
  };
}
