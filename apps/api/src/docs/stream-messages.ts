/** The frames of `ice.stream.v1` as messages of the AsyncAPI document: their schemas, and one example or more of each. */
import { executionJsonSchemas, noUsage, type JsonObject } from '@ice/core';
import { z } from 'zod';
import { blueprintExample, factsExample } from '../blueprints/blueprint-examples.js';
import { executionIdExample, snapshotExample } from '../executions/execution-examples.js';
import { createProblem } from '../http/problem/create-problem.js';
import { clientFrameSchemas } from '../stream/socket/client-frame.js';
import { welcomeFrame } from '../stream/socket/server-frame.js';
import { defaultStreamLimits } from '../stream/stream-limits.js';
import type { OpenApiSchema } from './open-api-schema.js';
import { wireSchemas } from './wire-schemas.js';

/** One frame. */
export interface StreamMessage {
  readonly summary: string;
  readonly payload: OpenApiSchema;
  readonly examples: readonly object[];
}

type ClientFrameName = keyof typeof clientFrameSchemas;
type Messages = Readonly<Record<string, StreamMessage>>;

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const subscription = { ...text, description: 'The subscription; the client has chosen it.' };
const component = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const execution_id = executionIdExample;

const said: Readonly<Record<ClientFrameName, Omit<StreamMessage, 'payload'>>> = {
  hello: {
    summary: 'Says who it is, as the first frame, or with a new token later.',
    examples: [
      { type: 'hello', token: 'ice_st_<claims>.<signature>', client: { name: 'dashboard', version: '1.0.0' } },
    ],
  },
  subscribe: {
    summary: 'Watches one execution, from the beginning or after a sequence.',
    examples: [
      { type: 'subscribe', id: 'a', execution_id, after: 42, deltas: true },
      { type: 'subscribe', id: 'b', execution_id, nodes: ['listings[*].copy'], types: ['node.*'], snapshot: true },
    ],
  },
  subscribeBroadly: {
    summary: 'Watches the `execution.*` events of all executions that match, from now on.',
    examples: [{ type: 'subscribe', id: 'all', filter: { tag: 'nightly' } }],
  },
  update: {
    summary: 'Changes what a subscription is about; null takes a filter away.',
    examples: [{ type: 'update', id: 'a', types: null, deltas: false }],
  },
  unsubscribe: { summary: 'Ends a subscription.', examples: [{ type: 'unsubscribe', id: 'a' }] },
  ping: { summary: 'Asks for a `pong` with the same number.', examples: [{ type: 'ping', t: 1 }] },
  pong: { summary: 'Answers a `ping` of the server.', examples: [{ type: 'pong', t: 1 }] },
};

/** What clients say. `ping` and `pong` are named after whom they come from, since both sides have them. */
export function clientMessages(): Messages {
  return Object.fromEntries(
    (Object.keys(said) as ClientFrameName[]).map((name) => [
      `client${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      { ...said[name], payload: jsonSchemaOf(clientFrameSchemas[name]) },
    ]),
  );
}

/** What the server says. */
export function serverMessages(): Messages {
  return {
    ...subscriptionMessages(),
    ...eventMessages(),
    ...socketMessages(),
  };
}

/** What the payloads refer to. */
export function streamSchemas(): Readonly<Record<string, OpenApiSchema>> {
  const { ExecutionHead: _head, ...parts } = executionJsonSchemas();
  const { Problem = {}, ProblemError = {}, Fix = {} } = wireSchemas;
  return inComponents({ ...parts, Problem, ProblemError, Fix } as unknown as JsonObject) as Record<
    string,
    OpenApiSchema
  >;
}

function subscriptionMessages(): Messages {
  const { id, sequence } = { id: 'a', sequence: 7 };
  const place = { id: subscription, sequence: count };
  return {
    serverSnapshot: frame(
      'snapshot',
      'The execution as of a sequence; the events after it follow.',
      [{ id, sequence, state: snapshotExample }],
      {
        ...place,
        state: component('ExecutionSnapshot'),
      },
    ),
    serverLive: frame('live', 'The replay is done: events come as they are recorded.', [{ id, sequence }], place),
    serverComplete: frame(
      'complete',
      'The last frame of a subscription.',
      [{ id, sequence, status: 'completed', usage: noUsage }],
      { ...place, status: { enum: ['completed', 'failed', 'cancelled'] }, usage: component('Usage') },
    ),
    serverLag: frame('lag', 'So many deltas were left out, since the reader is slow.', [{ id, dropped_deltas: 12 }], {
      id: subscription,
      dropped_deltas: count,
    }),
  };
}

function eventMessages(): Messages {
  const [first, second] = eventExamples;
  return {
    serverEvent: frame('event', 'One recorded event.', [{ id: 'a', event: first }], {
      id: subscription,
      event: component('ExecutionEvent'),
    }),
    serverBatch: frame('batch', 'Several recorded events, in order.', [{ id: 'a', events: [first, second] }], {
      id: subscription,
      events: {
        type: 'array',
        minItems: 2,
        maxItems: defaultStreamLimits.batchEvents,
        items: component('ExecutionEvent'),
      },
    }),
    serverDelta: frame(
      'delta',
      'A piece of the text of a model; unrecorded, and left out for a slow reader.',
      [{ id: 'a', path: 'copy', attempt: 1, n: 0, text: 'Compact ' }],
      { id: subscription, path: text, attempt: { type: 'integer', minimum: 1 }, n: count, text },
    ),
  };
}

function socketMessages(): Messages {
  const problem = createProblem('not-found', `There is no execution "${execution_id}".`, {}, problemPlace);
  const shownLimits = { subscriptions: count, frame_bytes: count, frames_per_s: count };
  const limits = { type: 'object', required: Object.keys(shownLimits), properties: shownLimits };
  const { type: _type, ...welcome } = welcomeFrame(defaultStreamLimits);
  return {
    serverWelcome: frame('welcome', 'The first frame of every socket.', [welcome], { heartbeat_ms: count, limits }),
    serverError: frame(
      'error',
      'Something was refused; ends the subscription where it has started.',
      [{ id: 'a', problem }],
      { id: subscription, problem: component('Problem') },
      'id',
    ),
    serverPing: frame('ping', 'Asks for a `pong` with the same number.', [{ t: 1 }], { t: { type: 'number' } }),
    serverPong: frame('pong', 'Answers a `ping` of the client.', [{ t: 1 }], { t: { type: 'number' } }),
    serverGoaway: frame('goaway', 'The server is about to close.', [{ reason: 'restart', reconnect_after_ms: 1_000 }], {
      reason: text,
      reconnect_after_ms: count,
    }),
  };
}

const problemPlace = { url: '/api/v1/stream', requestId: 'rq_01JD2X8Q4N6T9VZK3R5M7P0W1B' };
const eventPlace = { at: '2026-11-26T08:00:00.000Z', execution_id };
const eventExamples = [
  {
    sequence: 1,
    type: 'execution.queued',
    ...eventPlace,
    data: { name: blueprintExample.name, revision: factsExample.revision, inputs: { who: 'Ada' } },
  },
  { sequence: 2, type: 'execution.started', ...eventPlace, data: {} },
] as const;

/** A frame of the server: all of its members are there, but for those named. */
function frame(
  type: string,
  summary: string,
  examples: readonly object[],
  members: Readonly<Record<string, object>>,
  ...optional: readonly string[]
): StreamMessage {
  const required = ['type', ...Object.keys(members).filter((name) => !optional.includes(name))];
  const payload = { type: 'object', required, properties: { type: { const: type }, ...members } };
  return { summary, payload, examples: examples.map((example) => ({ type, ...example })) };
}

function jsonSchemaOf(schema: z.ZodType): OpenApiSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return rest;
}

/** References into `$defs` become references into the components. */
function inComponents(schemas: JsonObject): JsonObject {
  const moved = JSON.stringify(schemas).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(moved) as JsonObject;
}
