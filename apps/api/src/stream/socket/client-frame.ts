/** The frames of clients (`ice.stream.v1`): from the bytes of a message to a frame that fits its schema, or to the reason why not.
 *  Nothing is guessed and no unknown field is let through. */
import { executionTransitions, type ExecutionStatus, type JsonObject } from '@ice/core';
import { z } from 'zod';
import type { JsonLimits } from '../../http/json/json-limits.js';
import { parseJsonBody } from '../../http/json/parse-json-body.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import { frameErrors } from './frame-errors.js';

const id = z.string().min(1).max(64);
const name = z.string().min(1).max(200);
const globs = z.array(name).min(1).max(100);
const statuses = Object.keys(executionTransitions) as [ExecutionStatus, ...ExecutionStatus[]];
const filter = z.strictObject({
  blueprint_id: id.optional(),
  status: z.enum(statuses).optional(),
  tag: id.optional(),
});
const t = z.number();

const hello = z.strictObject({
  type: z.literal('hello'),
  token: z.string().min(1).max(4_096).optional(),
  client: z.strictObject({ name, version: name }).optional(),
});

const subscribe = z
  .strictObject({
    type: z.literal('subscribe'),
    id,
    execution_id: z.string().min(1).max(64),
    after: z.int().min(0).optional(),
    nodes: globs.optional(),
    types: globs.optional(),
    deltas: z.boolean().default(false),
    snapshot: z.boolean().default(false),
    include_children: z.literal(false, 'executions have no children in this version').optional(),
  })
  .refine(({ after, snapshot }) => after === undefined || !snapshot, {
    path: ['after'],
    message: 'a snapshot says itself where it stands, so after is not given with it',
  });

const subscribeBroadly = z.strictObject({ type: z.literal('subscribe'), id, filter });

const update = z.strictObject({
  type: z.literal('update'),
  id,
  nodes: globs.nullable().optional(),
  types: globs.nullable().optional(),
  deltas: z.boolean().optional(),
  filter: filter.optional(),
});

const unsubscribe = z.strictObject({ type: z.literal('unsubscribe'), id });
const ping = z.strictObject({ type: z.literal('ping'), t });
const pong = z.strictObject({ type: z.literal('pong'), t });

/** The frames by name, for whoever documents them. Two are of type `subscribe`. */
export const clientFrameSchemas = { hello, subscribe, subscribeBroadly, update, unsubscribe, ping, pong } as const;

/** A sound frame. */
export type ClientFrame =
  | z.infer<typeof hello>
  | z.infer<typeof subscribe>
  | z.infer<typeof subscribeBroadly>
  | z.infer<typeof update>
  | z.infer<typeof unsubscribe>
  | z.infer<typeof ping>
  | z.infer<typeof pong>;

/** A sound frame, a frame to be answered with `error`, or a message that ends the socket. */
export type ClientFrameResult =
  | { readonly kind: 'frame'; readonly frame: ClientFrame }
  | { readonly kind: 'refused'; readonly refusal: ProblemException; readonly id?: string }
  | { readonly kind: 'malformed'; readonly refusal: ProblemException };

/** A Map, so that no inherited name is ever a type. */
const schemas: ReadonlyMap<string, (value: JsonObject) => z.ZodType<ClientFrame>> = new Map([
  ['hello', () => hello],
  ['subscribe', (value: JsonObject) => ('filter' in value ? subscribeBroadly : subscribe)],
  ['update', () => update],
  ['unsubscribe', () => unsubscribe],
  ['ping', () => ping],
  ['pong', () => pong],
] as [string, (value: JsonObject) => z.ZodType<ClientFrame>][]);

/** What a `subscribe` that names nothing means, on a socket whose path names an execution. */
export interface ImplicitSubscribe {
  readonly id: string;
  readonly execution_id: string;
}

/** Reads one message. */
export function readClientFrame(
  bytes: Uint8Array,
  limits: JsonLimits,
  implicit: ImplicitSubscribe | null = null,
): ClientFrameResult {
  const parsed = parseJsonBody(bytes, limits);
  if (parsed.ok) return judge(parsed.value, implicit);
  const { code, message, offset } = parsed.problem;
  const refusal = new ProblemException(code, `At byte ${offset}: ${message}.`, { facts: { offset } });
  return { kind: 'malformed', refusal };
}

function judge(value: JsonObject, implicit: ImplicitSubscribe | null): ClientFrameResult {
  const schema = typeof value['type'] === 'string' ? schemas.get(value['type']) : undefined;
  const named = typeof value['id'] === 'string' ? { id: shown(value['id'], 64) } : {};
  if (!schema) return { kind: 'refused', refusal: unknownType(value), ...named };
  const complete = implicit && namesNothing(value) ? { ...value, ...implicit } : value;
  const result = schema(value).safeParse(complete);
  if (result.success) return { kind: 'frame', frame: result.data };
  const errors = frameErrors(result.error);
  const detail = `${errors[0]?.detail ?? 'The frame does not fit'}.`;
  return { kind: 'refused', refusal: new ProblemException('validation-failed', detail, { errors }), ...named };
}

function namesNothing({ type, id, execution_id, filter: broad }: JsonObject): boolean {
  return type === 'subscribe' && id === undefined && execution_id === undefined && broad === undefined;
}

function unknownType({ type }: JsonObject): ProblemException {
  const known = [...schemas.keys()].join(', ');
  const detail =
    typeof type === 'string' ? `There is no frame of type ${JSON.stringify(shown(type))}.` : 'A frame needs a type.';
  return new ProblemException('unknown-message-type', detail, { hint: `Frames of clients: ${known}.` });
}
