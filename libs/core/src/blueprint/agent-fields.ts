/** The fields of an `agent`: a model that decides, acts through the tools it is allowed, and observes, turn by turn. */
import { z } from 'zod';
import { JsonValueSchema, ModelNameSchema, OutputTokensSchema, TemplateSchema } from './node-fields.js';

const MemorySchema = z
  .strictObject({
    scope: z.enum(['execution', 'key']),
    key: z.string().min(1).max(1_000).optional(),
  })
  .describe('What the agent remembers: within the execution, or under a key (text, may hold expressions) beyond it.');

/** Beside the fields of every node. */
export const agentFields = {
  model: ModelNameSchema,
  instructions: TemplateSchema.describe('What the agent is to do and how; may hold expressions.'),
  input: JsonValueSchema.describe('What it works on; its texts may hold expressions.'),
  tools: z
    .array(z.string().min(1).max(128))
    .max(64)
    .describe('All that it may call: names of tools, and blueprints by id or revision. Empty = none.'),
  max_iterations: z.int().min(1).max(1_000).describe('The most turns.'),
  max_output_tokens: OutputTokensSchema.describe('Of one turn.'),
  max_tool_calls: z.int().min(1).max(64).optional().describe('The most calls in one turn. Default 4.'),
  max_tool_output_tokens: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('More of a tool’s output than this is visibly cut. Default 2,000.'),
  memory: MemorySchema.optional(),
};
