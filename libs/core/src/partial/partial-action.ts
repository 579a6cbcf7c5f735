/** The edits of a partial blueprint, as a client sends them. One zod schema for each: what they may hold, and the JSON Schema that the
 *  documentation shows. Nodes and values are free here: a half-finished one is legal, and the compiler says what it lacks. */
import { z } from 'zod';
import type { JsonObject } from '../json/json-value.js';

/** Any JSON object. Not judged deeper: that is the compiler's affair, and it would be done twice. */
const Free = z.looseObject({}).transform((value) => value as JsonObject);
const Address = z.string().min(1).max(1_000);
const NodeId = z.string().min(1).max(256);

const addNode = z
  .strictObject({
    action: z.literal('add_node'),
    node: Free.describe('The node. Without an id it gets one.'),
    parent: Address.optional().describe(
      'A container’s id, a block such as `listings.body`, or the pointer of a block.',
    ),
  })
  .describe('Adds a node at the end of a block; of the document itself where no parent is named.');

const updateNode = z
  .strictObject({ action: z.literal('update_node'), node_id: NodeId, values: Free })
  .describe('Sets fields of a node; null removes a field.');

const removeNode = z
  .strictObject({ action: z.literal('remove_node'), node_id: NodeId })
  .describe('Removes a node with all that is in it, and takes it out of the dependencies of others.');

const connect = z
  .strictObject({
    action: z.literal('connect'),
    from: Address.describe('What is read, e.g. `nodes.load.rows`.'),
    to: Address.describe('Where it goes, e.g. `summary.tool_args.results` or `/nodes/1/tool_args/results`.'),
  })
  .describe('Puts an expression that reads one thing into a field.');

const set = z
  .strictObject({ action: z.literal('set'), values: Free })
  .describe('Sets top-level fields of the document; null removes one.');

/** Action name to its schema. A Map, so that no inherited name is ever an action. */
export const actionSchemas: ReadonlyMap<string, z.ZodObject> = new Map<string, z.ZodObject>([
  ['add_node', addNode],
  ['update_node', updateNode],
  ['remove_node', removeNode],
  ['connect', connect],
  ['set', set],
]);

const PartialActionSchema = z.discriminatedUnion('action', [addNode, updateNode, removeNode, connect, set]);

/** One edit. Discriminated by `action`. */
export type PartialAction = Readonly<z.output<typeof PartialActionSchema>>;

/** Adds a node. */
export type AddNode = Extract<PartialAction, { action: 'add_node' }>;
/** Changes fields of a node. */
export type UpdateNode = Extract<PartialAction, { action: 'update_node' }>;
/** Removes a node. */
export type RemoveNode = Extract<PartialAction, { action: 'remove_node' }>;
/** Makes a field read an output. */
export type ConnectNodes = Extract<PartialAction, { action: 'connect' }>;
/** Changes fields of the document. */
export type SetFields = Extract<PartialAction, { action: 'set' }>;

/** JSON Schema 2020-12 of an action. */
export function partialActionJsonSchema(): JsonObject {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(PartialActionSchema, { io: 'input' });
  return schema as unknown as JsonObject;
}
