/** Nodes with types, for documents in specs. Never used outside of specs. */
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { ask } from './sample-blueprint.js';

/** A model call with a structured answer. */
export const structured = (id: string, schema: JsonObject, more: JsonObject = {}): JsonObject =>
  ask(id, 'Go.', { output_schema: schema, ...more });

/** A node that gives a number back. */
export const sleep = (id: string, ms: JsonValue, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'sleep',
  tool_args: { ms },
  ...more,
});

/** Inputs: a choice. */
export const flag: JsonObject = { flag: { type: 'boolean' } };
/** What models answer in these documents. */
export const person: JsonObject = { name: 'string', age: 'number', note: 'string?' };
