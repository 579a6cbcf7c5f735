/** The schemas of what events and snapshots are made of. `execution-schemas.spec.ts` holds each equal to its type, so neither can drift from
 *  the other. Made when first asked for: a server that nobody asks for its documents never pays for them, and never judges by them. */
import { z } from 'zod';
import { JsonValueSchema } from '../blueprint/node-fields.js';
import type { Failure } from '../error/failure.js';
import type { JsonObject } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { executionTransitions, nodeRunTransitions, type ExecutionStatus, type NodeRunStatus } from './status.js';

/** Any text. */
export const text = z.string();
/** A whole number that is never negative. */
export const count = z.int().min(0);
/** RFC 3339. */
export const time = z.string().meta({ format: 'date-time' });
/** A decimal string of USD. */
export const usd = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .describe('Decimal string of USD.');
/** Any JSON value. */
export const json = JsonValueSchema;
/** Any JSON object. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), JsonValueSchema);

/** A list, read-only as in the types. */
export function listOf<Item extends z.ZodType>(item: Item): z.ZodType<readonly z.infer<Item>[]> {
  return z.array(item);
}

type Parts = ReturnType<typeof makeParts>;
type Executions = ReturnType<typeof makeExecutions>;
let parts: Parts | undefined;
let executions: Executions | undefined;

/** What several events, or events and snapshots, carry. The same objects every time. */
export function executionPartSchemas(): Parts {
  return (parts ??= makeParts());
}

/** The execution itself: its head as it is stored, a node run, the snapshot. The same objects every time. */
export function executionSchemas(): Executions {
  return (executions ??= makeExecutions(executionPartSchemas()));
}

function makeParts() {
  const failure: z.ZodType<Failure> = z
    .object({
      code: text.describe('Kebab-case for failures of the engine; tools and `fail` nodes may name their own.'),
      message: text,
      retryable: z.boolean(),
      retry_after_ms: z.number().min(0).exactOptional(),
      path: text.exactOptional().describe('The node run in which it began; absent where that is the carrier.'),
      evidence: jsonObject.exactOptional(),
      cause: z.lazy(() => failure).exactOptional(),
    } satisfies Record<keyof Failure, z.ZodType>)
    .meta({ id: 'Failure' });
  return {
    failure,
    usage: usageSchema(),
    signal: signalSchema(),
    parent: parentSchema(),
    ...rerunSchemas(),
    ...payloadSchemas(),
    answer: agentAnswerSchema(),
  };
}

function usageSchema() {
  return z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_read_tokens: count.exactOptional(),
      cache_write_tokens: count.exactOptional(),
      reasoning_tokens: count.exactOptional(),
      cost_usd: usd,
      model: text.exactOptional().describe('`provider/name` of the model that answered; absent on sums.'),
      estimated: z.boolean().exactOptional().describe('True where the provider gave no count.'),
    })
    .meta({ id: 'Usage' });
}

function signalSchema() {
  return z
    .object({
      signal_id: text,
      kind: z.enum(['human', 'signal', 'timer', 'workflow', 'pause', 'budget']),
      path: text.describe('The node run that waits.'),
      name: text.exactOptional().describe('Of a `signal`: it may be answered under this name too.'),
      prompt: text.exactOptional(),
      assignee: text.exactOptional(),
      choices: listOf(text).exactOptional(),
      answer_schema: (z.union([z.boolean(), jsonObject]) as z.ZodType<JsonSchema>)
        .exactOptional()
        .describe('A JSON Schema that judges the value of an answer; absent: any JSON.'),
      child_execution_id: text.exactOptional().describe('Of a `workflow`: what is waited for.'),
      expires_at: time.nullable(),
    })
    .meta({ id: 'OpenSignal' });
}

function parentSchema() {
  return z
    .object({ execution_id: text, path: text, depth: z.int().min(1), root_execution_id: text.exactOptional() })
    .meta({ id: 'ParentLink' });
}

function rerunSchemas() {
  const origin = {
    execution_id: text,
    from_node: text.exactOptional(),
    reuse: z.enum(['upstream', 'none']),
    secret_inputs: listOf(text).exactOptional(),
  };
  return {
    rerun: z.object({ ...origin, outputs: z.record(z.string(), json).exactOptional() }).meta({ id: 'RerunLink' }),
    /** As heads and snapshots show it. */
    rerunOrigin: z.object(origin).meta({ id: 'RerunOrigin' }),
  };
}

function payloadSchemas() {
  return {
    payload: z
      .object({ hash: text, bytes: count, preview: text })
      .meta({ id: 'PayloadRef', description: 'Stands for a large value.' }),
    cached: z.object({ execution_id: text, path: text, at: time }).meta({ id: 'CacheOrigin' }),
  };
}

function agentAnswerSchema() {
  const call = z.object({ id: text, name: text, arguments: text.describe('JSON as the model wrote it.') });
  return z.object({ text, tool_calls: listOf(call) }).meta({ id: 'AgentAnswer' });
}

function makeExecutions(made: Parts) {
  const facts = factsOf(made);
  const nodeRun = nodeRunSchema(made);
  const head = z.object({
    ...facts,
    name: text,
    tags: listOf(text),
    budget_usd: z.number().exactOptional().describe('What it may cost by now.'),
    key_id: text.exactOptional().describe('The key that started it.'),
    worker: text.exactOptional(),
    fence: count,
    crashes: count,
  });
  const snapshot = z.object({
    ...facts,
    inputs: jsonObject,
    outputs: jsonObject.nullable().describe('Null until it has completed.'),
    nodes: listOf(nodeRun),
    open_signals: listOf(made.signal),
  });
  return { head: head.meta({ id: 'ExecutionHead' }), nodeRun, snapshot: snapshot.meta({ id: 'ExecutionSnapshot' }) };
}

/** What heads and snapshots have in common. */
function factsOf({ usage, failure, parent, rerunOrigin }: Parts) {
  return {
    execution_id: text,
    status: z.enum(Object.keys(executionTransitions) as [ExecutionStatus]),
    blueprint_id: text.nullable(),
    revision: text,
    parent: parent.exactOptional(),
    rerun: rerunOrigin.exactOptional(),
    failure: failure.exactOptional(),
    usage,
    cost_usd: usd,
    wakes_at: time.exactOptional().describe('While it waits, and something will end that by itself: when that is.'),
    sequence: count.describe('Of the last event folded in.'),
    created_at: time,
    started_at: time.nullable(),
    ended_at: time.nullable(),
  };
}

function nodeRunSchema({ usage, failure, payload, cached }: Parts) {
  return z
    .object({
      path: text,
      node_id: text,
      status: z.enum(Object.keys(nodeRunTransitions) as [NodeRunStatus]),
      attempts: count,
      output: json.exactOptional(),
      output_ref: payload.exactOptional(),
      cached: cached.exactOptional(),
      failure: failure.exactOptional(),
      usage: usage.exactOptional(),
      reused_from: text.exactOptional().describe('The execution whose result was used again.'),
      child_execution_id: text.exactOptional(),
      started_at: time.nullable(),
      ended_at: time.nullable(),
    })
    .meta({ id: 'NodeRun' });
}
