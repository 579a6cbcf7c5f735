/** One recorded event as a schema, and as JSON Schema for others. The published form is open: a later version may add members, and readers
 *  leave alone what they do not know. The closed form is for tests of our own, which no unknown member passes. */
import { z } from 'zod';
import { count, executionPartSchemas, executionSchemas, text, time } from '../execution/execution-schemas.js';
import type { JsonObject } from '../json/json-value.js';
import { eventDataSchemas } from './event-data-schemas.js';
import type { EventType, ExecutionEvent } from './execution-event.js';

/** How the members of an event stand in JSON Schema: `open` lets unknown ones through. */
export type EventSchemaForm = 'open' | 'closed';

let made: z.ZodType<ExecutionEvent> | undefined;

/** Any event. The same object every time. */
function executionEventSchema(): z.ZodType<ExecutionEvent> {
  return (made ??= makeSchema());
}

/** The JSON Schema of an event, complete in itself, with every event type as a definition: `node.started` as `NodeStartedEvent`. */
export function executionEventJsonSchema(form: EventSchemaForm = 'open'): JsonObject {
  return z.toJSONSchema(executionEventSchema(), ioOf(form)) as unknown as JsonObject;
}

/** Name to JSON Schema of events, executions and all that they are made of. References lead to `#/$defs/<name>`. */
export function executionJsonSchemas(): Readonly<Record<string, JsonObject>> {
  const all = z.object({
    event: executionEventSchema(),
    ...executionSchemas(),
    parts: z.object(executionPartSchemas()),
  });
  return (z.toJSONSchema(all, ioOf('open')) as unknown as { $defs: Readonly<Record<string, JsonObject>> }).$defs;
}

/** The definition of an event type. */
export function eventSchemaName(type: EventType): string {
  const words = type.split(/[._]/).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `${words.join('')}Event`;
}

/** Zod closes objects of what is given out, and leaves open those of what is taken in. */
function ioOf(form: EventSchemaForm) {
  return { target: 'draft-2020-12', io: form === 'open' ? 'input' : 'output' } as const;
}

function makeSchema(): z.ZodType<ExecutionEvent> {
  const envelope = {
    at: time.describe('RFC 3339, UTC, milliseconds. Never goes back within an execution.'),
    execution_id: text,
    path: text.exactOptional().describe('The node run; absent on events of the execution itself.'),
    node_id: text.exactOptional(),
    attempt: z.int().min(1).exactOptional(),
  };
  const sequence = count.min(1).describe('Without gaps within an execution.');
  const types = Object.entries(eventDataSchemas()).map(([type, data]) =>
    z.object({ sequence, type: z.literal(type), ...envelope, data }).meta({ id: eventSchemaName(type as EventType) }),
  );
  const events = z.discriminatedUnion('type', types as unknown as [(typeof types)[number]]);
  return events.meta({ id: 'ExecutionEvent' }) as unknown as z.ZodType<ExecutionEvent>;
}
