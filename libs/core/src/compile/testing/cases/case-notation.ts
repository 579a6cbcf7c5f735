/** Short ways to write the nodes and schemas that the cases are full of. Never used outside of specs. */
import type { JsonObject, JsonValue } from '../../../json/json-value.js';

export const text: JsonObject = { type: 'string' };
export const textOrNull: JsonObject = { type: ['string', 'null'] };
export const integer: JsonObject = { type: 'integer' };
export const number: JsonObject = { type: 'number' };
export const flag: JsonObject = { type: 'boolean' };

/** One of several texts. */
export function oneOf(...values: readonly string[]): JsonObject {
  return { type: 'string', enum: values };
}

/** An object with these members and no others; all are there but the optional ones. */
export function recordOf(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties, additionalProperties: false };
}

/** A list of such items. */
export function listOf(items: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: 'array', items, ...more };
}

/** An HTTP call, GET where the arguments do not say. With a schema, the body of its answer has that shape. */
export function httpCall(
  id: string,
  tool_args: JsonObject,
  answer: JsonObject | null = null,
  more: JsonObject = {},
): JsonObject {
  const shape = answer && { output_schema: recordOf({ status: integer, headers: { type: 'object' }, body: answer }) };
  return { id, type: 'tool', tool_name: 'http_request', tool_args: { method: 'GET', ...tool_args }, ...shape, ...more };
}

/** A node that waits. */
export function sleep(id: string, ms: JsonValue, more: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name: 'sleep', tool_args: { ms }, ...more };
}

/** A node that fails by name. */
export function fail(id: string, code: string, message: string, more: JsonObject = {}): JsonObject {
  return { id, type: 'fail', code, message, ...more };
}

/** A node that chooses one of its blocks. */
export function choose(id: string, more: JsonObject): JsonObject {
  return { id, type: 'condition', ...more };
}

/** A plain container. */
export function group(id: string, nodes: JsonValue, more: JsonObject = {}): JsonObject {
  return { id, type: 'group', nodes, ...more };
}

/** A loop over a list. */
export function loop(
  id: string,
  items: JsonValue,
  item_var: string,
  body: JsonObject,
  more: JsonObject = {},
): JsonObject {
  return { id, type: 'loop', items, item_var, body, ...more };
}

/** Named branches side by side. */
export function sideBySide(id: string, branches: JsonObject, more: JsonObject = {}): JsonObject {
  return { id, type: 'parallel', branches, ...more };
}

/** A body that is repeated until a condition holds. */
export function repeat(
  id: string,
  state: JsonValue,
  body: JsonObject,
  until: string,
  more: JsonObject = {},
): JsonObject {
  return { id, type: 'recursive', state, body, until, max_iterations: 10, ...more };
}
