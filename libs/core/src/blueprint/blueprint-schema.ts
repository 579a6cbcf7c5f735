/** The blueprint document: what canvas, builder, compiler, engine and client share. Unknown keys are refused. */
import { z } from 'zod';
import type { JsonObject } from '../json/json-value.js';
import { JsonValueSchema, longestSeconds, nodeIdPattern, TemplateSchema } from './node-fields.js';
import { BlockSchema, BlueprintNodeSchema, type Block, type BlueprintNode } from './node-schema.js';

/** Free, but for `tags`: whoever lists blueprints by them needs them flat. */
export const MetadataSchema = z
  .object({
    tags: z.union([z.array(z.string().max(64)).max(50), z.record(z.string(), z.string().max(256))]).optional(),
  })
  .catchall(JsonValueSchema)
  .describe('Free; the canvas keeps positions in metadata.studio.');

/** Names and tags are looked up in stores and shown in lists: visible text, without control characters. */
const labelPattern = /^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u;

/** A blueprint as people and programs write it. */
export const BlueprintSchema = z
  .strictObject({
    schema_version: z.literal('1.0'),
    name: z.string().min(1).max(200).regex(labelPattern, 'must not be blank or hold control characters'),
    title: z.string().min(1).max(200).optional(),
    description: z.string().max(4_000).optional(),
    tags: z.array(z.string().min(1).max(64).regex(labelPattern)).max(50).optional(),
    metadata: MetadataSchema.optional(),
    inputs: z
      .record(z.string().regex(nodeIdPattern), z.union([z.boolean(), z.record(z.string().max(256), JsonValueSchema)]))
      .optional()
      .describe('Name to JSON Schema; an input without a default is required.'),
    outputs: z.record(z.string().regex(nodeIdPattern), JsonValueSchema).optional().describe('Name to expression.'),
    budget_usd: z.number().positive().max(1_000_000).optional(),
    on_budget: z.enum(['pause', 'fail']).optional(),
    max_concurrency: z.int().min(1).max(10_000).optional(),
    timeout_s: z.number().positive().max(longestSeconds).optional(),
    monitors: z
      .array(
        z.strictObject({
          when: TemplateSchema,
          action: z.enum(['alert', 'pause', 'cancel']),
          message: TemplateSchema,
        }),
      )
      .max(50)
      .optional()
      .describe(
        'What watches the execution after every event: a condition, what is done when it holds, and what is told.',
      ),
    nodes: z.array(BlueprintNodeSchema).min(1).max(10_000),
    finally: BlockSchema.optional().describe('Runs once when all else has settled, whatever the status.'),
  })
  .meta({ id: 'Blueprint', title: 'iceOS blueprint' });

/** A blueprint document. It is data: nothing in it runs before the compiler has accepted it. */
export type Blueprint = Readonly<
  Omit<z.infer<typeof BlueprintSchema>, 'nodes' | 'finally' | 'metadata' | 'inputs' | 'outputs'>
> & {
  readonly metadata?: JsonObject | undefined;
  readonly inputs?: Readonly<Record<string, boolean | JsonObject>> | undefined;
  readonly outputs?: JsonObject | undefined;
  readonly nodes: readonly BlueprintNode[];
  readonly finally?: Block | undefined;
};

/** JSON Schema 2020-12 of the blueprint document. */
export function blueprintJsonSchema(): JsonObject {
  return z.toJSONSchema(BlueprintSchema, { target: 'draft-2020-12', io: 'input' }) as unknown as JsonObject;
}
