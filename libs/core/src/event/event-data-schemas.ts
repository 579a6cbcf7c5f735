/** What each event type says in `data`, as schemas. `execution-event-schema.spec.ts` holds every one equal to its member of `EventData`, and
 *  lets recorded journals through them, so that neither types nor documents can say what is not recorded. */
import { z } from 'zod';
import {
  count,
  executionPartSchemas,
  json,
  jsonObject,
  listOf,
  text,
  time,
  usd,
} from '../execution/execution-schemas.js';

type Parts = ReturnType<typeof executionPartSchemas>;

/** Event type to the schema of its data, in the order of `EventData`. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- what zod infers is compared with `EventData` by a spec
export function eventDataSchemas() {
  const parts = executionPartSchemas();
  return {
    ...beginnings(parts),
    ...spending(parts),
    ...endings(parts),
    ...attempts(parts),
    ...waits(parts),
    ...outcomes(parts),
    ...turns(parts),
    ...calls(parts),
    'model.repaired': z.object({ model: text, problems: listOf(text) }),
    'model.fell_back': z.object({ from: text, to: text, failure: parts.failure }),
    log: z.object({
      level: z.enum(['debug', 'info', 'warn', 'error']),
      message: text,
      fields: jsonObject.exactOptional(),
    }),
  };
}

function beginnings({ parent, rerun }: Parts) {
  return {
    'execution.queued': z.object({
      name: text,
      revision: text,
      blueprint_id: text.exactOptional(),
      inputs: jsonObject,
      tags: listOf(text).exactOptional(),
      budget_usd: z.number().exactOptional().describe('What it may cost.'),
      key_id: text.exactOptional().describe('The key that started it, or the execution at the top above it.'),
      worker: text.exactOptional().describe('Who runs it from now on; absent where it waits in line.'),
      parent: parent.exactOptional(),
      rerun: rerun.exactOptional(),
      pins: z.record(z.string(), z.string()).exactOptional().describe('Revisions of the blueprints that it refers to.'),
    }),
    'execution.resumed': z.object({ worker: text, fence: count, crashes: count }),
    'execution.started': z.object({ worker: text.exactOptional() }),
    'execution.waiting': z.object({ wakes_at: time.nullable() }),
  };
}

function spending({ signal }: Parts) {
  return {
    'execution.budget_warned': z.object({ spent_usd: usd, budget_usd: z.number() }),
    'budget.exhausted': z.object({
      signal,
      level: text.describe('Whose budget: `execution`, `parent`, `organisation`, `key` or `blueprint`.'),
      account: text.describe('The account of the ledger.'),
      spent_usd: usd,
      reserved_usd: usd,
      needed_usd: usd,
      limit_usd: usd,
    }),
    'budget.raised': z.object({
      budget_usd: z.number(),
      answer_id: text,
      by: text.exactOptional(),
      execution_id: text.exactOptional(),
    }),
  };
}

function endings({ failure }: Parts) {
  return {
    'execution.ending': z.object({ reason: text.exactOptional(), failure: failure.exactOptional() }),
    'execution.completed': z.object({ outputs: jsonObject, duration_ms: count }),
    'execution.failed': z.object({ failure, duration_ms: count }),
    'execution.cancelled': z.object({ reason: text, duration_ms: count }),
  };
}

function attempts({ failure, payload, usage }: Parts) {
  return {
    'node.started': z.object({
      kind: text,
      input: json.exactOptional(),
      input_ref: payload.exactOptional(),
    }),
    'node.retrying': z.object({
      failure,
      delay_ms: z.number().min(0),
      next_attempt: z.int().min(2),
      usage: usage.exactOptional(),
    }),
  };
}

function waits({ failure, signal, usage }: Parts) {
  return {
    'node.waiting': z.object({ signal }),
    'monitor.fired': z.object({
      monitor: count,
      action: z.enum(['alert', 'pause', 'cancel']),
      message: text,
      signal: signal.exactOptional(),
    }),
    'signal.answered': z.object({ signal_id: text, answer_id: text, by: text.exactOptional() }),
    'node.postponed': z.object({ reason: z.literal('budget') }),
    'node.handling': z.object({ failure, usage: usage.exactOptional() }),
  };
}

function outcomes({ failure, payload, usage, cached }: Parts) {
  const output = { output: json.exactOptional(), output_ref: payload.exactOptional() };
  const skipReasons = ['when-false', 'predecessors-skipped', 'predecessor-failed', 'branch-not-taken'] as const;
  return {
    'node.completed': z.object({
      ...output,
      duration_ms: count,
      usage: usage.exactOptional(),
      recovered: z.object({ by: z.enum(['fallback', 'handle']), failure }).exactOptional(),
      quality: z.enum(['clean', 'repaired', 'degraded']).exactOptional(),
      cached: cached.exactOptional(),
    }),
    'node.reused': z.object({ ...output, execution_id: text }),
    'node.failed': z.object({
      failure,
      duration_ms: count,
      continued: z.boolean().exactOptional(),
      usage: usage.exactOptional(),
    }),
    'node.skipped': z.object({ reason: z.enum(skipReasons), because: text.exactOptional() }),
    'node.cancelled': z.object({ reason: text }),
    'attempt.late': z.object({ ok: z.boolean(), usage }),
    'memory.recalled': z.object(output),
  };
}

function turns({ answer, payload, usage }: Parts) {
  return {
    'model.answered': z.object({
      turn: count.describe('Counts from 0, over all attempts.'),
      model: text,
      output: answer.exactOptional(),
      output_ref: payload.exactOptional(),
      finish_reason: z.enum(['stop', 'length', 'content-filter', 'refusal']),
      usage,
    }),
  };
}

function calls({ payload, usage }: Parts) {
  const call = { turn: count, call: count.describe('Counts the calls of the turn from 0.'), tool: text };
  return {
    'tool.called': z.object({
      ...call,
      input: json.exactOptional(),
      input_ref: payload.exactOptional(),
      child_execution_id: text.exactOptional(),
    }),
    'tool.returned': z.object({
      ...call,
      ok: z.boolean(),
      output: text.exactOptional(),
      output_ref: payload.exactOptional(),
      duration_ms: count,
      usage: usage.exactOptional(),
    }),
  };
}
