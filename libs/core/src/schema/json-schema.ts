/** A JSON Schema as data: draft 2020-12 unless its `$schema` says draft 7. */
import type { JsonObject } from '../json/json-value.js';

/** A JSON Schema. `true` accepts everything, `false` nothing. */
export type JsonSchema = boolean | JsonObject;
