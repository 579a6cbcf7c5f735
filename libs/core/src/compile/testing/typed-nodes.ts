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

/** A node that runs the blueprint of the sample environment. */
export const runSample = (inputs: JsonObject = {}): JsonObject => ({
  id: 'run',
  type: 'workflow',
  blueprint: 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B',
  inputs,
});

/** Inputs: a choice. */
export const flag: JsonObject = { flag: { type: 'boolean' } };
/** What models answer in these documents. */
export const person: JsonObject = { name: 'string', age: 'number', note: 'string?' };
