/** JSON as data: the only kind of value that crosses a room. Never holds functions, dates, class instances or BigInt. */

/** Any JSON value. Numbers are finite doubles; integers stay within ±(2^53 − 1). */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;

/** A list of JSON values. */
export type JsonArray = readonly JsonValue[];

/** A JSON object. Read own properties only: a key may be `toString`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for a JSON object (not null, not a list). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
