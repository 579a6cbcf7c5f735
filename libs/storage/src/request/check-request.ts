/** Guards every store operation before it touches anything, so that all adapters refuse the same requests in the same way.
 *  A refusal here is a fault of the caller (`RangeError`), never an outcome. Nothing here may look at stored data. */
import {
  isJsonObject,
  type AppendRequest,
  type CountRequest,
  type Labels,
  type RecordWrite,
  type RemoveRequest,
  type ScanRequest,
} from '@ice/core';

/** A surrogate without its partner: no UTF-8 exists for it, so two such names would become one in a file or on a wire. */
const loneSurrogate = /\p{Surrogate}/u;

const largestScan = 1_001;

/** Throws a `RangeError` unless every name of the write can be stored exactly as given and its value is an object. */
export function checkWrite({ collection, key, expect, next }: RecordWrite): void {
  checkPlace(collection, key);
  if (typeof expect === 'object') checkName('lock', expect.lock);
  if (next === null) return;
  checkName('lock', next.lock);
  checkObject('value', next.value);
  checkLabels(next.labels);
}

/** Throws a `RangeError` unless the append has a stream with the name of its record's key, whole numbers of 0 or more, objects as entries,
 *  and texts as payloads. */
export function checkAppend({ stream, expectedSequence, fence, entries, payloads, record }: AppendRequest): void {
  checkName('stream', stream);
  checkWhole('expectedSequence', expectedSequence, 0);
  checkWhole('fence', fence, 0);
  for (const entry of entries) checkObject('entry', entry);
  for (const { hash, text } of payloads ?? []) {
    checkName('hash', hash);
    if (typeof text !== 'string') throw new RangeError('A payload must be JSON text.');
  }
  checkPlace(record.collection, record.key);
  checkStream(stream, record.key);
  checkObject('value', record.value);
  checkLabels(record.labels);
}

/** Throws a `RangeError` unless the limit is 1 … 1,000 and every name is one that can be stored. */
export function checkScan({ collection, labels, after, from, limit }: ScanRequest): void {
  checkName('collection', collection);
  checkLabels(labels);
  if (after !== undefined) checkName('after', after);
  if (from !== undefined) checkName('from', from);
  checkWhole('limit', limit, 1, largestScan);
}

/** Throws a `RangeError` unless every name is one that can be stored and `atMost` is 1 or more. */
export function checkCount({ collection, label, value, atMost }: CountRequest): void {
  checkName('collection', collection);
  checkLabels({ [label]: value });
  checkWhole('atMost', atMost, 1);
}

/** Throws a `RangeError` unless `after` is 0 or more and `limit` 1 or more. */
export function checkRange(stream: string, after: number, limit: number): void {
  checkName('stream', stream);
  checkWhole('after', after, 0);
  checkWhole('limit', limit, 1);
}

/** Throws a `RangeError` unless both names can be stored. */
export function checkPayload(stream: string, hash: string): void {
  checkName('stream', stream);
  checkName('hash', hash);
}

/** Throws a `RangeError` unless every name can be stored and the stream has the name of its record's key. */
export function checkRemove({ stream, record }: RemoveRequest): void {
  checkName('stream', stream);
  checkPlace(record.collection, record.key);
  checkName('lock', record.lock);
  checkStream(stream, record.key);
}

/** Throws a `RangeError` unless both names can be stored. */
export function checkPlace(collection: string, key: string): void {
  checkName('collection', collection);
  checkName('key', key);
}

/** What changes in one act must be in one place, wherever a store spreads its keys. */
function checkStream(stream: string, key: string): void {
  if (stream === key) return;
  throw new RangeError(
    `The stream ${JSON.stringify(stream)} is not named as the key of its record, ${JSON.stringify(key)}.`,
  );
}

function checkLabels(labels: Labels = {}): void {
  for (const [label, value] of Object.entries(labels)) {
    checkName('label', label);
    for (const one of typeof value === 'string' ? [value] : value) checkName(`value of label ${label}`, one);
  }
}

function checkName(what: string, name: string): void {
  if (!name.includes('\0') && !loneSurrogate.test(name)) return;
  throw new RangeError(`The ${what} ${JSON.stringify(name)} holds NUL or half a surrogate pair.`);
}

/** Where the compiler was told lies, `undefined` would get as far as the file. */
function checkObject(what: string, value: unknown): void {
  if (!isJsonObject(value)) throw new RangeError(`The ${what} must be a JSON object.`);
}

function checkWhole(what: string, value: number, lowest: number, highest = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw new RangeError(`The ${what} must be a whole number from ${lowest} to ${highest}, not ${value}.`);
}
