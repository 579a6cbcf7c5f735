/** The fields of a `swarm`: several models that answer one question together. */
import { z } from 'zod';
import { ModelNameSchema, nodeIdPattern, OutputTokensSchema, TemplateSchema } from './node-fields.js';

/** Most agents of one swarm. */
export const mostSwarmAgents = 20;

const SwarmAgentSchema = z.strictObject({
  role: z.string().regex(nodeIdPattern).describe('Unique in the swarm, and the id of no node; `votes` are told by it.'),
  model: ModelNameSchema,
  instructions: TemplateSchema.describe('May hold expressions.'),
  max_output_tokens: OutputTokensSchema.describe('Of one round.'),
});

/** Beside the fields of every node. */
export const swarmFields = {
  agents: z.array(SwarmAgentSchema).min(2).max(mostSwarmAgents),
  strategy: z
    .enum(['consensus', 'hierarchical', 'marketplace'])
    .describe('Agree; let the first agent lead and decide; or take the answer of the highest stated confidence.'),
  max_rounds: z.int().min(1).max(100),
  threshold: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe(
      'consensus: the share of agents that must agree. marketplace: the confidence that ends the rounds early.',
    ),
};
