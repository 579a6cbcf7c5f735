/** What the fields of nodes are made of: ids, texts with expressions, bounds, JSON. Knows no node kind. */
import { z } from 'zod';
import type { JsonValue } from '../json/json-value.js';

/** What an id looks like: it is also a name in expressions, so no dash and no capital. */
export const nodeIdPattern = /^[a-z][a-z0-9_]{0,63}$/;

/** Text that may hold expressions. */
export const TemplateSchema = z.string().min(1).max(65_536);

/** Any JSON value, as one named component of the generated schemas. */
export const JsonValueSchema: z.ZodType<JsonValue> = z.json().meta({ id: 'JsonValue' });

/** Any JSON object. */
export const JsonObjectSchema = z.record(z.string().max(256), JsonValueSchema);

/** A JSON Schema, or its short form; the compiler judges it. */
export const SchemaFieldSchema = z.union([z.boolean(), JsonObjectSchema]);

/** The longest time in seconds: 7 days. */
export const longestSeconds = 604_800;

/** Seconds, or an expression that gives them. */
export const SecondsFieldSchema = z
  .union([z.number().positive().max(longestSeconds), TemplateSchema])
  .describe('Seconds (at most 7 days), or an expression that gives them.');

/** A bound that counts items or passes. */
export const CountSchema = z.int().min(1).max(10_000);

/** The name of a model, bare or `provider/name`. */
export const ModelNameSchema = z.string().min(1).max(200);

/** The most tokens of one answer of a model. */
export const OutputTokensSchema = z.int().min(1).max(1_000_000);

/** One retry policy. `max_attempts` counts the first attempt too. */
export const RetryPolicySchema = z
  .strictObject({
    on: z.union([z.literal('*'), z.array(z.string().min(1).max(64)).min(1).max(20)]).optional(),
    max_attempts: z.int().min(1).max(100),
    backoff: z.enum(['fixed', 'linear', 'exponential']).optional(),
    initial_ms: z.int().min(0).max(3_600_000).optional(),
    max_ms: z.int().min(0).max(3_600_000).optional(),
    jitter: z.boolean().optional(),
  })
  .meta({ id: 'RetryPolicy' });

/** How often and how patiently a node run is attempted; see `RetryPolicySchema`. */
export type RetryPolicy = z.infer<typeof RetryPolicySchema>;

/** When a node with several predecessors runs; the table stands in `docs/reference/blueprint.md`, Joins. */
export const JoinSchema = z.enum(['all', 'any', 'all_settled', 'none_failed', 'all_completed']);

/** One of the join rules. */
export type Join = z.infer<typeof JoinSchema>;

/** What running a node twice may do to the outside world. */
export const EffectSchema = z.enum(['pure', 'idempotent', 'at_most_once']);

/** One of the effect classes. */
export type Effect = z.infer<typeof EffectSchema>;
