/** An upper bound of the size of a value as JSON, without making the JSON: most values are so small that nobody has to know more.
 *  May be several times too high, never too low. */
import type { JsonValue } from './json-value.js';

/** `\u0000`: what one UTF-16 unit of a text takes at most. */
const maxUnitBytes = 6;

/** `-1.2345678901234567e-300`. */
const maxNumberBytes = 24;

/**
 * At most so many bytes of JSON, in UTF-8. Stops at the first sight of more than `enough`, so that the cost of a large value is
 * that of a small one.
 */
export function boundJsonBytes(value: JsonValue, enough: number): number {
  if (typeof value === 'string') return boundText(value);
  if (typeof value === 'number') return maxNumberBytes;
  if (typeof value !== 'object' || value === null) return 5;
  return Array.isArray(value)
    ? boundList(value, enough)
    : boundObject(value as Readonly<Record<string, JsonValue>>, enough);
}

function boundText(text: string): number {
  return text.length * maxUnitBytes + 2;
}

function boundList(list: readonly JsonValue[], enough: number): number {
  let bytes = 2;
  for (const item of list) {
    bytes += boundJsonBytes(item, enough - bytes) + 1;
    if (bytes > enough) break;
  }
  return bytes;
}

function boundObject(object: Readonly<Record<string, JsonValue>>, enough: number): number {
  let bytes = 2;
  for (const key in object) {
    bytes += boundText(key) + boundJsonBytes(object[key] as JsonValue, enough - bytes) + 2;
    if (bytes > enough) break;
  }
  return bytes;
}
